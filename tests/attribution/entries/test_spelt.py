"""Names in other scripts, letter by letter: what is kept of them, and how much one answer may take."""

from bisect import bisect_left
from functools import cache
from itertools import islice
from typing import Any

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.entries.spelt import Allowance, names_together, words_spelt
from attribution.tables import words


@cache
def large() -> Directory:
    surnames, given = sorted(words("surnames"))[::3], sorted(words("first_names"))
    return Directory(
        Entry(str(place), f"{given[place % len(given)]} {surname}", entity=Entity.PERSON)
        for place, surname in enumerate(surnames)
    )


def test_a_name_that_comes_to_be_of_two_words_that_others_have_is_found_from_then_on() -> None:
    directory = Directory([Entry("1", "Ana Lopez", entity=Entity.PERSON), Entry("2", "Maria Lopez")])
    assert words_spelt("Анамария", directory) == ()
    directory.add(Entry("3", "Ana Maria Lopez", entity=Entity.PERSON))
    assert "anamaria" in words_spelt("Анамария", directory)
    directory.remove("3")
    assert words_spelt("Анамария", directory) == ()


def test_first_names_of_two_words_are_gone_through_again_only_where_one_comes_or_goes() -> None:
    ana = Entry("1", "Ana Maria Lopez", entity=Entity.PERSON)
    directory = Directory([ana, Entry("2", "Joe Ferrante", entity=Entity.PERSON)])
    known = names_together(directory)
    assert known == (["", "anamaria"], {"anamaria": ("ana", "maria")})
    directory.remove("2")
    directory.add(Entry("3", "Steve Millar", entity=Entity.PERSON))
    assert names_together(directory) is known
    directory.remove("1")
    assert names_together(directory) == ([""], {})
    directory.add(ana)
    assert names_together(directory) == known


def test_what_was_found_before_takes_as_much_as_it_took_then() -> None:
    """Otherwise what an answer is decided as would depend on those before it."""
    directory = Directory([Entry("1", "Oksana Melnyk", entity=Entity.PERSON)])
    first, again = Allowance(), Allowance()
    assert words_spelt("Оксана", directory, Allowance(1)) == ()
    assert words_spelt("Оксана", directory, first) == ("oksana",)
    assert words_spelt("Оксана", directory, again) == ("oksana",)
    assert first.steps == again.steps < Allowance().steps
    assert words_spelt("Оксана", directory, Allowance(1)) == ()


@pytest.mark.parametrize(
    "answer",
    [
        "ก" * 1_300 + " " + "ส" * 1_300 + " " + "က" * 1_300,
        "คุณสมชายใจดีแนะนำมา លោកសុខសុភាព ကိုအောင်မြင့် ທ່ານວິໄລ " * 60,
        " ".join(letter * 12 for letter in islice(map(chr, range(0xAC00, 0xD7A4, 29)), 300)),
        " ".join(letter * 12 for letter in "กขคงจชซดตถทธนบปผพฟภมยรลวสหอ" * 8),
        " ".join(letter * 60 for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"),
        " ".join(letter + other for letter in "אבגדהוזחטיכל" for other in ("למנס", "עפצק", "רשתא")),
    ],
    ids=lambda answer: answer[:8],
)
def test_the_names_of_one_answer_are_spelt_in_bounded_work(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = 0

    def counted(*asked: Any) -> int:
        nonlocal looked_up
        looked_up += 1
        return bisect_left(*asked)

    monkeypatch.setattr("attribution.entries.spelt.bisect_left", counted)
    attribute(answer, large())
    assert looked_up < 30_000
