"""Which keyword a phrase belongs to, and by which of its spellings a keyword is shown."""

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from records.answers.credits import Credit
from records.keywords import Keyword, head
from records.keywords.search_totals import SearchTotal

# Two conditions use each chunk, and SQLite takes 32,766 parameters in one statement.
_AT_ONCE = 500


def heads_of(session: Session, numbers: Iterable[int]) -> dict[int, int]:
    """The keyword of each phrase, both by number; a number that is no phrase's is left out."""
    found: dict[int, int] = {}
    for chunk in _chunks(numbers):
        found |= {row[0]: row[1] for row in session.execute(select(Keyword.id, head()).where(Keyword.id.in_(chunk)))}
    return found


def shown_phrases(session: Session, numbers: Iterable[int]) -> dict[int, str]:
    """The spelling by which each keyword is shown: the one of the most clients, else clicks, else the oldest.

    All clients count, whatever the period, so that a keyword keeps its name from page to page.
    """
    shown: dict[int, str] = {}
    for number, phrase in _ranked(session, numbers):
        shown.setdefault(number, phrase)
    return shown


def _ranked(session: Session, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    clients = select(func.count(Credit.client_id.distinct())).where(Credit.keyword_id == Keyword.id).scalar_subquery()
    clicks = (
        select(func.coalesce(func.sum(SearchTotal.clicks), 0))
        .where(SearchTotal.keyword_id == Keyword.id)
        .scalar_subquery()
    )
    for chunk in _chunks(numbers):
        spellings = (
            select(head(), Keyword.phrase)
            .where(or_(Keyword.id.in_(chunk), Keyword.under_id.in_(chunk)))
            .order_by(clients.desc(), clicks.desc(), Keyword.id)
        )
        for row in session.execute(spellings):
            yield row[0], row[1]


def _chunks(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(sorted(set(numbers)))
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk
