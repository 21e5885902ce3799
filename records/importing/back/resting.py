"""What rests on a row: every row of another table that points to it, found by the keys that the tables declare.

A table that is added later is found by itself, so that no undo can forget it.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Column, ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from records.db import Base
from records.imports import Import, ImportChange

_CALLED = {
    "payments": "payments",
    "submissions": "later answers",
    "reviews": "a person's decision",
    "credits": "clients credited to it",
    "sources": "a source that is this client",
    "referrals_given": "referrals",
    "referral_outcomes": "later outcomes",
    "referral_links": "a referral link",
    "contacts": "contacts with them",
    "partner_changes": "what staff wrote down of them",
    "partner_tags": "tags",
    "thanks_for": "thanks for it",
    "thanks_drafts": "thanks that are being written",
    "thanks_drafts_for": "thanks that are being written",
    "ledger_entries": "gifts or fees",
    "statement_links": "a link to a statement",
    "statement_totals": "a total of a statement",
    "statement_total_members": "a total of a statement",
    "reward_rules": "a rule of fees",
    "rewards": "fees that were approved or declined",
    "reward_lines": "fees that were approved or declined",
    "askings": "that they were asked",
    "client_changes": "corrections by staff",
    "taken_in": "who took them in",
    "ask_links": "a link of their own",
    "client_joins": "another client, joined with them as the same person",
    "mail_permissions": "why you may write to them",
    "mail_leaves": "a mail that names them",
    "campaign_members": "a mailing to past clients",
    "import_changes": "changes of a later import",
}


def pointing_to(table: str, besides: Iterable[str] = ()) -> Iterator[Column[int]]:
    """The columns of other tables that point to rows of a table."""
    for other in Base.metadata.sorted_tables:
        if other.name not in {table, *besides}:
            yield from (key.parent for key in other.foreign_keys if key.column.table.name == table)


def rests_on(session: Session, table: str, ids: Sequence[int], besides: Iterable[str] = ()) -> dict[int, str]:
    """What rests on each of these rows, in plain words; rows on which nothing rests are left out."""
    found: dict[int, str] = {}
    for column in pointing_to(table, besides):
        for number in session.scalars(select(column).where(column.in_(ids)).distinct()):
            found.setdefault(number, called(column.table.name))
    return found


def called(table: str) -> str:
    """A table's rows in plain words."""
    return _CALLED.get(table, table.replace("_", " "))


def changed_since(table: str, number: ColumnElement[int], record: Import) -> ColumnElement[bool]:
    """Whether another import has changed a row since this one."""
    later = and_(ImportChange.of == table, ImportChange.row_id == number, ImportChange.import_id != record.id)
    return exists().where(later)


def nothing_rests(table: str, number: ColumnElement[int], record: Import) -> ColumnElement[bool]:
    """The rows of a table to which no other row points, and which no other import has changed."""
    pointed = (~exists().where(column == number) for column in pointing_to(table))
    return and_(~changed_since(table, number, record), *pointed)
