"""Where a person is named beside their own rows: mails, files that wait, undo records, and what staff have written.

Every text and every JSON value of every table is looked through for the person's addresses, phones, ref and full
names, so that a table made tomorrow is looked through as well. In the directory a name may be somebody else's; there
it stays and is reported.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, ColumnElement, Table, Text, and_, cast, delete, or_, select, update
from sqlalchemy.orm import Session

from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base
from records.delivered.deliveries import Delivery
from records.engine.column_types import Words
from records.erasing.finding import naming, spellings
from records.imports import ImportChange
from records.mail import GivenUp, Mail
from records.relations.thanking.drafts import ThanksDraft, ThanksDraftFor, drop_draft
from records.relations.thanking.thanks import Thanks, ThanksFor

OTHERS = frozenset({"clients", "submissions", "touches", "decisions", "decisions_before", "keywords"}) | {
    "sources",
    "partners",
    "aliases",
    "rejections",
    "users",
    "firm",
    "offices",
    "forms",
    "form_versions",
    "form_pictures",
    "form_drafts",
    "ask_texts",
    "thanks_wordings",
    "column_maps",
    "tags",
}
"""Tables in which a name is somebody else's, or stands in somebody else's words: it is reported and not erased.

The firm's own forms and letters are among them: anybody can give "What brought" as their name.
"""
WRITTEN = frozenset({("partners", each) for each in ("notes", "looking_for", "next_step", "sphere_note")})
"""Columns of these tables that staff write in freely."""


class Mention(NamedTuple):
    """A row that still has one of the names, by its table and number."""

    table: str
    number: int


def forget_import_changes(session: Session, numbers: Sequence[int], told: Sequence[Submission]) -> None:
    """Undoing an import cannot bring back what the person with these numbers was called before it."""
    of_client = and_(ImportChange.of == Client.__tablename__, ImportChange.row_id.in_(numbers))
    of_answers = and_(ImportChange.of == Submission.__tablename__, ImportChange.row_id.in_([each.id for each in told]))
    changed = ImportChange.before.is_not(None)
    session.execute(delete(ImportChange).where(or_(of_client, of_answers), changed))


def forget_mails(
    session: Session, client: Client, told: Sequence[Submission], names: Iterable[str], at: datetime
) -> None:
    """Mails to the person or about them keep when they were sent, and nothing else; one that waits is not sent.

    So it is with the thanks to whoever sent them; what is still being written of these goes altogether.
    """
    numbers = [each.id for each in told]
    about_client = and_(Mail.about_table == Client.__tablename__, Mail.about_id == client.id)
    about_answer = and_(Mail.about_table == Submission.__tablename__, Mail.about_id.in_(numbers))
    addresses = [name for name in names if "@" in name]
    thanks = select(ThanksFor.thanks_id).where(ThanksFor.client_id == client.id)
    about_thanks = and_(Mail.about_table == Thanks.__tablename__, Mail.about_id.in_(thanks))
    to_them = or_(*(Mail.to.ilike(_literal(each), escape="\\") for each in addresses)) if addresses else None
    those = [about_client, about_answer, about_thanks] + ([to_them] if to_them is not None else [])
    for mail in session.scalars(select(Mail).where(or_(*those))).all():
        mail.forget()
        if mail.due_at is not None:
            mail.due_at, mail.claim = None, None
            mail.given_up_at, mail.given_up_because = at, GivenUp.BY_STAFF
    unsent = select(ThanksDraftFor.draft_id).where(ThanksDraftFor.client_id == client.id)
    for draft in session.scalars(select(ThanksDraft).where(ThanksDraft.id.in_(unsent))).all():
        drop_draft(session, draft)
    session.flush()


def erase_mentions(session: Session, client: Client, names: Iterable[str]) -> list[Mention]:
    """Take the names out of every other table; returns where they stand on because they may be another's."""
    wanted = spellings(names)
    if not wanted:
        return []
    found = naming(names)
    still = []
    for table in Base.metadata.sorted_tables:
        for number, changed in _naming(session, table, wanted, found, f"(erased {client.id})"):
            ours = {of: text for of, text in changed.items() if table.name not in OTHERS or (table.name, of) in WRITTEN}
            if len(ours) < len(changed):
                still.append(Mention(table.name, number))
            if ours:
                (key,) = table.primary_key.columns
                session.execute(update(table).where(key == number).values(ours))
    session.expire_all()
    return still


def _naming(
    session: Session, table: Table, wanted: Sequence[str], found: re.Pattern[str], mark: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a table that have one of the names, each with its texts without them."""
    columns = [
        each
        for each in table.columns
        # What was delivered of this person is forgotten by now, and nothing must be cut out of the JSON of others.
        if isinstance(each.type, (Words, JSON)) and not each.primary_key and each is not Delivery.__table__.c.body
    ]
    if not columns or len(table.primary_key.columns) != 1:
        return
    (key,) = table.primary_key.columns
    for row in session.execute(select(key, *columns).where(or_(*_conditions(columns, wanted)))).all():
        changed = {
            column.key: _without(value, found, mark)
            for column, value in zip(columns, row[1:], strict=True)
            if value is not None and _without(value, found, mark) != value
        }
        if changed:
            yield row[0], changed


def _conditions(columns: Sequence[Any], wanted: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    # SQLite knows small and capital letters of ASCII only.
    ways = {way for name in wanted for way in (name, name.upper(), name.lower(), name.title())}
    for column in columns:
        written = cast(column, Text)
        for name in sorted(ways):
            yield written.icontains(name, autoescape=True)
            yield written.contains(name, autoescape=True)
            if isinstance(column.type, JSON):
                escaped = json.dumps(name)[1:-1]
                if escaped != name:
                    yield written.contains(escaped, autoescape=True)


def _without(value: Any, found: re.Pattern[str], mark: str) -> Any:
    if isinstance(value, str):
        return found.sub(mark, value)
    if isinstance(value, list):
        return [_without(each, found, mark) for each in value]
    if isinstance(value, dict):
        return {_without(name, found, mark): _without(each, found, mark) for name, each in value.items()}
    return value


def _literal(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)
