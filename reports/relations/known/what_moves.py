"""What a merge would move from the one that goes to the one that is kept, counted before anybody decides."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit
from records.db import Base
from records.relations.known.merged_particulars import filled_from
from records.relations.telling.statement_links import StatementLink
from records.sources import Source
from records.sources.merging import columns_that_move
from records.sources.referral_links import ReferralLink

_CALLED = {
    "aliases": "spellings",
    "rejections": "words that were turned down",
    "referrals_given": "referrals given",
    "costs": "costs",
    "partners": "people who belong to it",
    "statement_totals": "totals of statements",
    "statement_words": "words on statements",
}

# What of which there is one is called by its name less its last letter, but for these.
_ONE = {
    "people who belong to it": "person who belongs to it",
    "words that were turned down": "spelling that was turned down",
    "words on statements": "message on a statement",
    "thanks": "thank-you",
    "clients they introduced": "client they introduced",
    "visits through them": "visit through them",
    "totals of statements": "total of statements",
    "referrals given": "referral given",
    "ledger entries": "ledger entry",
    "blank particulars that are filled in": "blank particular that is filled in",
    "links to a statement, which end": "link to a statement, which ends",
    "referral links, which lead to the one that stays": "referral link, which leads to the one that stays",
}

_ROLES = {Role.INTRODUCED_BY: "clients they introduced", Role.ARRIVED_THROUGH: "clients who came through their website"}

Moves = Sequence[tuple[str, int]]


def what_moves(session: Session, keep: Source, gone: Source) -> tuple[Moves, Moves]:
    """What will count for, or belong to, the one that is kept, with how many; and what stays behind or ends."""
    moves: dict[str, int] = {}
    for role, called in (
        (Role.INTRODUCED_BY, "clients they introduced"),
        (Role.ARRIVED_THROUGH, "visits through them"),
    ):
        clients = select(func.count(Credit.client_id.distinct())).where(
            Credit.source_id == gone.id, Credit.role == role
        )
        moves[called] = session.scalar(clients) or 0
    for table, column in columns_that_move():
        rows = Base.metadata.tables[table]
        called = _CALLED.get(table, table.replace("_", " "))
        number = session.scalar(select(func.count()).select_from(rows).where(rows.c[column] == gone.id)) or 0
        moves[called] = moves.get(called, 0) + number
    moves["blank particulars that are filled in"] = _filled(keep, gone)
    ends = {
        "links to a statement, which end": _in_force(session, StatementLink, gone),
        "referral links, which lead to the one that stays": _in_force(session, ReferralLink, gone),
    }
    return _some(moves), _some(ends)


def _filled(keep: Source, gone: Source) -> int:
    filled = 0
    if keep.partner and gone.partner:
        filled = sum(1 for _ in filled_from(keep.partner, gone.partner))
    return filled + (not keep.website and bool(gone.website))


def _in_force(session: Session, link: type[StatementLink] | type[ReferralLink], gone: Source) -> int:
    theirs = select(func.count()).where(link.partner_id == gone.id, link.revoked_at.is_(None))
    return session.scalar(theirs) or 0


def _some(numbers: dict[str, int]) -> Moves:
    return [(_called(called, number), number) for called, number in numbers.items() if number]


def _called(called: str, number: int) -> str:
    return called if number != 1 else _ONE.get(called, called.removesuffix("s"))
