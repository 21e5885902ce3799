"""What was spent on a source follows it into a merge, and comes back with the undo, with what was changed meanwhile."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.money.costs import Every, change_cost, changes_of_cost, end_cost, record_cost, undo_cost_change
from records.sources.merging import merge_sources, undo_merge
from reports.costs import costs_of
from reports.costs.spending import costs_behind
from reports.counting.questions import Of, Question
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, partner, reviewer

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
LATER = NOW + timedelta(days=1)


def test_costs_follow_a_merge_and_come_back_when_it_is_undone(session: Session) -> None:
    keep, gone, user = partner(session, "Joseph Smithson"), partner(session, "Yolanda Fitz"), reviewer(session)
    record_cost(session, keep, 10_000, "USD", *MARCH, NOW, user=user)
    monthly = record_cost(session, gone, 3_100, "USD", MARCH[0], None, NOW, every=Every.MONTH, user=user)
    end_cost(session, monthly, date(2026, 12, 31), NOW, user)
    record_cost(session, gone, 500, "EUR", *MARCH, NOW, user=user)
    session.flush()
    before, spent = everything(session), costs_of(session, *MARCH, "USD")
    assert spent == {keep.id: 10_000, gone.id: 3_100}
    merge = merge_sources(session, keep, gone, user, LATER)
    session.flush()
    assert costs_of(session, *MARCH, "USD") == {keep.id: 13_100}
    assert costs_of(session, *MARCH, "EUR") == {keep.id: 500}
    question = Question("USD", of=Of.PARTNERS, start=MARCH[0], end=MARCH[1])
    behind = costs_behind(session, question, str(keep.id), MARCH[1])
    assert sum(each.part for each in behind) == 13_100
    assert {each.cost.source for each in behind} == {keep}
    undo_merge(session, merge, LATER)
    session.flush()
    assert costs_of(session, *MARCH, "USD") == spent
    assert everything(session) == before


def test_a_cost_that_was_changed_meanwhile_stays_with_whom_somebody_gave_it(session: Session) -> None:
    keep, gone, other, user = (
        *(partner(session, name) for name in ("Joe Smith", "Yo Fitz", "Al Ray")),
        reviewer(session),
    )
    cost = record_cost(session, gone, 900, "USD", *MARCH, NOW, user=user)
    of_nobody_else = record_cost(session, gone, 70, "USD", *MARCH, NOW, user=user)
    session.flush()
    merge = merge_sources(session, keep, gone, user, LATER)
    change_cost(session, cost, other, 901, "USD", *MARCH, Every.ONCE, LATER, user)
    added = record_cost(session, keep, 5, "USD", *MARCH, LATER, user=user)
    session.flush()
    undo_merge(session, merge, LATER)
    session.flush()
    assert (cost.source, of_nobody_else.source, added.source) == (other, gone, keep)


def test_an_undone_change_never_gives_a_cost_to_a_source_that_is_merged_away(session: Session) -> None:
    keep, gone, other = (partner(session, name) for name in ("Joe Smith", "Yo Fitz", "Al Ray"))
    user = reviewer(session)
    cost = record_cost(session, gone, 900, "USD", *MARCH, NOW, user=user)
    change_cost(session, cost, other, 901, "USD", *MARCH, Every.ONCE, NOW, user)
    session.flush()
    merge_sources(session, keep, gone, user, LATER)
    undo_cost_change(session, changes_of_cost(session, cost)[0], LATER, user)
    assert (cost.source, cost.amount) == (keep, 900)
