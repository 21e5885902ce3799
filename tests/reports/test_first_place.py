"""Whether the first place pulls answers: the test is exact, and what it counts are the answers behind its numbers."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import product

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.filling.orders import balanced_orders
from records.answers.submissions import Submission
from records.forming.forms import ChoiceDefinition, Form, FormVersion
from reports.first_place import Counted, Verdict, Which, answers_counted, first_place, sentence, verdict
from reports.first_place import chance as module
from reports.first_place.chance import chance_of_as_many, expected_first
from tests.records.firm_of_tests import NOW, told

KEYS = ("friend", "web", "ad", "paper", "forgot")


def test_each_choice_stands_first_in_as_many_orders_as_any_other() -> None:
    for size in range(1, 13):
        choices = [ChoiceDefinition(key=str(place), label="", last=place >= size) for place in range(size + 2)]
        orders = balanced_orders(choices)
        firsts = [order[0] for order in orders]
        assert {firsts.count(place) * size for place in range(size)} == {len(orders)}, size
        assert all(order[size:] == (size, size + 1) for order in orders), size


@pytest.mark.parametrize("lists", [(2, 2, 2), (3, 3, 2), (4, 2, 3, 1), (5,), (1, 1), ()])
def test_the_chance_is_that_of_writing_every_case_down(lists: Sequence[int]) -> None:
    places = [range(choices) for choices in lists]
    cases = [sum(place == 0 for place in case) for case in product(*places)]
    answers = {choices: lists.count(choices) for choices in set(lists)}
    for first in range(len(lists) + 2):
        assert chance_of_as_many(answers, first) == Fraction(sum(case >= first for case in cases), len(cases))
    assert expected_first(answers) == Fraction(sum(cases), len(cases))


def test_with_many_answers_the_chance_is_the_same_as_with_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [({5: 90, 7: 130}, first) for first in (0, 20, 37, 60, 90)] + [({2: 300}, 0), ({1: 20, 9: 200}, 50)]
    exact = [chance_of_as_many(*case) for case in cases]
    monkeypatch.setattr(module, "EXACT_UP_TO", 0)
    for case, wanted in zip(cases, exact, strict=True):
        assert float(chance_of_as_many(*case)) == pytest.approx(float(wanted), rel=1e-9), case
    assert 0.4 < chance_of_as_many({10: 1_000_000}, 100_000) < 0.6


def test_the_sentence_says_what_follows_and_when_there_is_too_little() -> None:
    def said(choices: int, answers: int, first: int) -> tuple[Verdict, str]:
        counted = Counted({choices: answers}, {1: first, 2: answers - first})
        return verdict(counted), sentence(counted)

    assert said(5, 100, 31) == (
        Verdict.PULLS,
        "First place gets 31 of 100 answers where 20 would be chance; this is more than chance would do in 1 of 165 "
        "firms. The first place pulls answers here.",
    )
    assert said(5, 100, 28)[0] is Verdict.MAY_PULL and "It may pull" in said(5, 100, 28)[1]
    assert said(5, 100, 23)[0] is Verdict.NOTHING and "in 1 of 3 firms" in said(5, 100, 23)[1]
    assert "in most firms" in said(5, 100, 12)[1]
    assert said(5, 24, 24)[0] is Verdict.TOO_LITTLE
    assert "too little data: about 1 more answer is needed" in said(5, 24, 24)[1]
    assert sentence(Counted()).startswith("Nobody has chosen")


def form_of(session: Session, slug: str, definition: dict[str, object]) -> FormVersion:
    form = session.scalars(select(Form).where(Form.slug == slug)).first()
    form = form or Form(slug=slug, name=slug.title(), language="en", office_id=1)
    session.add(form)
    session.flush()
    number = session.scalar(select(func.count()).select_from(FormVersion).where(FormVersion.form == form)) or 0
    version = FormVersion(form=form, number=number + 10, published_at=NOW, definition=definition)
    session.add(version)
    session.flush()
    return version


def test_answers_are_counted_by_place_and_are_the_ones_behind_their_number(session: Session) -> None:
    choices = [{"key": key, "label": key, **({"last": True} if key == "forgot" else {})} for key in KEYS]
    old = form_of(session, "office", {"question": "?", "choices": choices})
    new = form_of(session, "office", {"question": "?", "choices": choices[1:]})
    fixed = form_of(session, "fixed", {"question": "?", "choices": choices, "shuffle": False})
    shown = ["web", "ad", "friend", "paper", "forgot"]
    for version, choice in (
        *((old, each) for each in ("web", "web", "friend", "forgot", "")),
        *((new, each) for each in ("web", "ad")),
        *((fixed, each) for each in ("web", "paper")),
    ):
        order = [key for key in shown if version is not new or key != "friend"]
        told(session, "", version=version, choice=choice, order_shown=order)
    told(session, "", version=old, choice="web")  # at the desk no order is shown
    first = told(session, "", version=old, choice="paper", order_shown=shown)
    told(session, "so", version=old, choice="web", order_shown=shown, identity=first.identity, email=first.email)
    late = {"received_at": NOW + timedelta(days=60), "order_shown": shown}
    told(session, "", version=old, choice="web", **late)
    found = first_place(session, NOW.date(), NOW.date())
    assert [(form.slug, form.counted.answers) for form in found.forms] == [("office", 6), ("fixed", 0)]
    office = found.forms[0].counted
    assert (office.by_choices, office.at_place) == ({4: 4, 3: 2}, {1: 3, 3: 1, 2: 1, 4: 1})
    assert found.total.left_out == {Which.FIXED: 1, Which.UNCHOSEN: 1, Which.UNSHUFFLED: 2}
    assert office.expected == Fraction(4, 4) + Fraction(2, 3)
    assert [place[:2] for place in office.places] == [(1, 3), (2, 1), (3, 1), (4, 1)]
    assert sum(place[2] for place in office.places) == 6
    days = (NOW.date(), NOW.date())
    for slug, counted in (("", found.total), *((form.slug, form.counted) for form in found.forms)):
        numbers: dict[tuple[Which, int | None], int] = {(Which.COUNTED, None): counted.answers}
        numbers |= {(Which.COUNTED, place): count for place, count, _ in counted.places}
        numbers |= {(why, None): count for why, count in counted.left_out.items()}
        for (which, place), count in numbers.items():
            answers = session.scalars(answers_counted(session, which, *days, place=place, slug=slug)).all()
            assert len(answers) == count, (slug, which, place)
            assert all(isinstance(each, Submission) for each in answers)
    assert first_place(session, None, None).total.answers == found.total.answers + 1
    assert first_place(session, None, None, office=2).total.answers == 0
