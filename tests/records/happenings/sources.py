"""What happens to sources, keywords and the firm itself."""

from dataclasses import fields
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Kind
from records.firm import Particulars, change_firm, the_firm
from records.keywords import Keyword, KeywordMove
from records.keywords.regrouping import move_phrases, undo_move
from records.sources import Source
from records.sources.merged import Merge
from records.sources.merging import merge_sources, undo_merge
from tests.records.firm_of_tests import NOW, partner, reviewer
from tests.records.happenings.chosen import may_be_refused, some

PARTNERS = ("Joe Smithson", "Nisha Patel", "Ted Kostas", "Yolanda Fitz")
MORE = ("Joseph Smithson", "Nisha Patell", "Edward Kostas", "Big Steve", "Yolanda Fitzgerald", "Ann Lee")
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Beirut",
    "Africa/Casablanca",
)
"""Six zones whose clocks change: by an hour or half an hour, at night or at midnight, in spring or for Ramadan."""


def met(session: Session, one: int, other: int, folder: Path) -> None:
    """The firm gets to know another partner, as long as it has few."""
    known = session.scalar(select(func.count()).where(Source.kind == Kind.PARTNER)) or 0
    if known < len(PARTNERS) + len(MORE):
        partner(session, MORE[known % len(MORE)])


def merged(session: Session, one: int, other: int, folder: Path) -> None:
    """Two sources of one kind were the same."""
    keep = some(session, Source, one)
    if keep:
        alike = select(Source).where(Source.kind == keep.kind, Source.retired_at.is_(None)).order_by(Source.id)
        found = session.scalars(alike).unique().all()
        if found:
            with may_be_refused(session):
                merge_sources(session, keep, found[other % len(found)], reviewer(session), NOW)


def unmerged(session: Session, one: int, other: int, folder: Path) -> None:
    """They were not."""
    merge = some(session, Merge, one)
    if merge:
        with may_be_refused(session):
            undo_merge(session, merge, NOW, reviewer(session))


def regrouped(session: Session, one: int, other: int, folder: Path) -> None:
    """A phrase is another keyword than it was, or it never was."""
    phrase, to, move = (
        some(session, row, number) for row, number in ((Keyword, one), (Keyword, other), (KeywordMove, one))
    )
    with may_be_refused(session):
        if move and one % 3 == 0:
            undo_move(session, move, NOW, reviewer(session))
        elif phrase and to:
            move_phrases(session, [phrase], to if other % 2 else None, NOW, reviewer(session))


def elsewhere(session: Session, one: int, other: int, folder: Path) -> None:
    """The firm moves to another time zone: days that were written down stay what they are."""
    firm = the_firm(session)
    said = {field.name: getattr(firm, field.name) for field in fields(Particulars)}
    change_firm(session, Particulars(**said | {"zone": ZONES[one % len(ZONES)]}))
