"""What is spam is held back with reasons, and what clients write is not, whoever they are and however fast."""

import copy
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench.spam import AT_ONCE, SLOWLY, answers, judged
from intake.spam import signs as table
from intake.spam.judging import Circumstances, Judged, judge
from intake.spam.signs import BadSigns, read_signs
from records.answers.recording import Filled
from tests.intake.spam.sendings import CLIENTS, CLIENTS_WITH_LINKS, PEOPLE, SPAM


def sent(how: Circumstances | None = None, **changes: Any) -> Judged:
    """The judgement of a form of somebody with changes, sent after a minute and a half."""
    values = {"name": "Maria Lopez", "email": "maria@mail.example", "need": "My landlord keeps the deposit."}
    filled = Filled(identity="page", received_at=datetime(2026, 3, 10, tzinfo=UTC), **(values | changes))
    return judge(filled, how or Circumstances(seconds=90))


def signs_of(found: Judged) -> set[str]:
    return {reason.sign for reason in found.reasons}


def test_spam_is_held_back_and_clients_are_not() -> None:
    missed = [words for words in SPAM if not sent(need=words).is_held]
    assert not missed
    assert sent(name="xQvRtYbNkLmPq", email="a.b.c.d.e.f@mail.example", need="tRyXWqLmNoPsQa").is_held
    # Whoever they are, in every language, also within a second and by a program that fills in forms for them.
    hurried = Circumstances(seconds=1, is_program=True)
    for words in CLIENTS_WITH_LINKS:
        assert not sent(Circumstances(seconds=20), need=words).is_held, words
    for words in CLIENTS:
        for name, email in PEOPLE:
            for how in (Circumstances(seconds=40), Circumstances(seconds=1)):
                found = sent(how, need=words, name=name, email=email)
                assert not found.is_held, (words, name, found)
    for name, email in PEOPLE:
        assert signs_of(sent(hurried, name=name, email=email)) == {"too_fast", "program"}
        assert not sent(hurried, name=name, email=email).is_held, name


def test_no_labelled_answer_of_a_client_is_held_back() -> None:
    every = [*answers([])]
    assert len(every) > 5_000
    for words in every[::3]:
        for seconds in (SLOWLY, AT_ONCE):
            found = judged(words, seconds, as_need=True)
            assert not found.is_held, (words, found)


def test_each_sign_says_what_it_found() -> None:
    slowly = Circumstances(seconds=90)
    cases: list[tuple[str, Circumstances | None, dict[str, Any]]] = [
        ("trap", replace(slowly, trap="Cheap offers"), {}),
        ("trap_autofill", replace(slowly, trap=" maria@mail.example "), {}),
        ("too_fast", Circumstances(seconds=2.9), {}),
        ("typed_too_fast", Circumstances(seconds=4), {"need": "letters " * 30}),
        ("program", replace(slowly, is_program=True), {}),
        ("form_flooded", replace(slowly, is_flooded=True), {}),
        ("address_often", replace(slowly, is_often=True), {}),
        ("same_words_some", replace(slowly, others=2), {}),
        ("same_words_many", replace(slowly, others=4), {}),
        ("marked_before", replace(slowly, is_marked=True), {}),
        ("one_link", None, {"need": "See https://www.homes.example/1"}),
        ("some_links", None, {"own_answers": {"what": "http://a.example www.b.example"}}),
        ("many_links", None, {"answer": "www.a.example www.b.example www.c.example www.d.example"}),
        ("markup", None, {"answer": "[url=pills]"}),
        ("address_as_name", None, {"name": "see www.pills.example"}),
        ("lines_in_name", None, {"name": "Maria\nLopez"}),
        ("one_text_everywhere", None, {"answer": "My landlord keeps the deposit."}),
        ("random_name", None, {"name": "qXrTvBnMkL"}),
        ("random_words", None, {"need": "qXrTvBnMkLpQw"}),
        ("scattered_address", None, {"email": "m.a.r.i.a.l@mail.example"}),
        ("no_number", None, {"phone": "111 111 1111"}),
        ("no_number", None, {"phone": "123-456-7890"}),
    ]
    for sign, how, changes in cases:
        found = sent(how, **changes)
        assert signs_of(found) == {sign}, (sign, changes, found)
        assert "{" not in found.reasons[0].why, found
    assert {sign for sign, _, _ in cases} == table.SIGNS
    # Asked which website it was, people write its address; and so they answer "the first page of Google".
    assert not sent(answer="https://www.yell.example/plumbers?x=1", searched="first page of google").reasons
    # Alone, only what no person does holds back.
    alone = {sign for sign, how, changes in cases if sent(how, **changes).is_held}
    assert alone == {"trap", "form_flooded", "same_words_many", "marked_before"}


def test_the_table_is_checked() -> None:
    with Path(table.__file__).with_name("signs.toml").open("rb") as file:
        good = tomllib.load(file)
    read_signs(good)

    def bad(change: Any) -> None:
        said = copy.deepcopy(good)
        change(said)
        with pytest.raises(BadSigns):
            read_signs(said)

    bad(lambda said: said["signs"].pop("trap"))
    bad(lambda said: said["signs"].update(nationality={"points": 9, "why": "No."}))
    bad(lambda said: said["signs"]["trap"].update(points="10"))
    bad(lambda said: said["signs"]["trap"].update(why="without an end"))
    bad(lambda said: said["limits"].update(fast_seconds=0))
    bad(lambda said: said["offers"][0]["phrases"].append("Not Folded"))
    bad(lambda said: said["offers"][0]["phrases"].append(said["offers"][1]["phrases"][0]))
    bad(lambda said: said["offers"][0].pop("phrases"))
    # No offer holds back alone, nor with being quick: what a client needs may have a word of it.
    most = max(offer.sign.points for offer in read_signs(good).offers)
    assert most + good["signs"]["too_fast"]["points"] < good["hold_at"]
