"""Whatever people decide and teach, and whatever they merge in between: undone backwards, nothing is left of it.

And at each step every figure of the ranking is that of its list, and no client is lost or counted twice.
"""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import WHOLE, Role
from records.answers.credits import Credit
from records.answers.submissions import Submission
from records.clients import Client
from records.sources import Source
from records.sources.merged import Merge, number_meant
from records.sources.merging import CannotMerge, merge_sources, undo_merge
from reports.counting.questions import CreditRule, Of, Question
from reports.counting.rankings import rank
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, partner, reviewer, told
from tests.records.reviews.test_undoing_anything import ANSWERS, MUCH_LATER, Undo, act

MERGED = NOW + timedelta(hours=30)
acts = some.tuples(
    some.sampled_from(["review", "unknown", "teach", "reject", "change", "merge", "merge", "merge"]),
    some.integers(0, 5),
    some.integers(0, 3),
)


def step(session: Session, how: str, one: int, other: int) -> Undo | None:
    if how != "merge":
        return act(session, how, one, other)
    sources = list(session.scalars(select(Source).order_by(Source.id)).unique())
    try:
        keep, gone = sources[one % len(sources)], sources[other % len(sources)]
        merge = merge_sources(session, keep, gone, reviewer(session), MERGED)
    except CannotMerge:
        return None
    return lambda: undo_merge(session, merge, MUCH_LATER)


def check_figures(session: Session) -> None:
    """No credit stands at a source that is gone, and the ranking has every client once."""
    for number in session.scalars(select(Merge.gone_id)):
        assert number_meant(session, number) != number
        assert session.scalar(select(func.count()).where(Credit.source_id == number)) == 0
    clients = session.scalar(select(func.count()).select_from(Client)) or 0
    for role in Role:
        for rule in CreditRule:
            ranking = rank(session, Question(currency="USD", of=Of.SOURCES, role=role, credit=rule))
            assert ranking.total.clients == clients * WHOLE


@given(some.lists(acts, min_size=1, max_size=7))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undone_backwards_nothing_is_left_of_merges(session: Session, steps: list[tuple[str, int, int]]) -> None:
    if not session.scalars(select(Submission)).all():
        reviewer(session)
        for name in ("Stephen Millar", "Nisha Patel", "Joe Smithson", "Ted Kostas"):
            partner(session, name)
        for answer in ANSWERS:
            told(session, answer)
    before = everything(session)
    undo = []
    for how, one, other in steps:
        undoing = step(session, how, one, other)
        if undoing:
            undo.append(undoing)
        check_figures(session)
    while undo:
        undo.pop()()
        check_figures(session)
    assert everything(session) == before
