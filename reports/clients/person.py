"""Everything that is kept of one person, for a person who asks to see it."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select
from sqlalchemy.orm import Session

from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base
from records.erasing import clients_with_email
from records.forming.forms import FormVersion
from records.mail import Mail
from records.sources import Partner, Source
from records.spam.ending import held_of
from records.spam.held import HeldSubmission
from reports.clients.own_answers import told_of

_SUMMED = frozenset({"closed_clients", "closed_credits", "closed_payments"})
"""Rows of closed months repeat numbers of the others."""


def kept_of(session: Session, email: str, only: Collection[int] = ()) -> dict[str, Any] | None:
    """All rows about the clients of an address, by table, as plain JSON values; None if nobody has it.

    Rows are those that point to the client, or to an answer of theirs, and the mails to the address or, wherever they
    went, about the client. Instants are
    UTC in ISO 8601, amounts are minor units of their currency, shares millionths. A partner of this address is there,
    too, with what is known of them. ``only`` are the clients meant, where several share the address.
    """
    clients = [each for each in clients_with_email(session, email) if not only or each.id in only]
    key = email.strip().lower()
    partners = session.scalars(select(Partner).where(func.lower(func.trim(Partner.email)) == key)).all()
    # What is held back has no client yet; whoever asks for one client of several asks for no other's.
    held = [] if only else [each.id for each in held_of(session, email)]
    if not clients and not partners and not held:
        return None
    numbers = {
        Client.__table__: [client.id for client in clients],
        Submission.__table__: list(
            session.scalars(select(Submission.id).where(Submission.client_id.in_([client.id for client in clients])))
        ),
        Source.__table__: [partner.source_id for partner in partners],
    }
    found: dict[str, Any] = {"email": key}
    for table in Base.metadata.sorted_tables:
        those = list(_about(table, numbers))
        if table is Mail.__table__:
            those += _mails(key, numbers[Client.__table__])
        if table is HeldSubmission.__table__:
            those.append(HeldSubmission.__table__.c.id.in_(held))
        rows = _rows(session, table, those) if those and table.name not in _SUMMED else []
        if rows:
            found[table.name] = rows
    _name_sources(session, found)
    _word_own_answers(session, found)
    return found


def as_json(found: dict[str, Any]) -> str:
    """The same as text, with every sign as it is."""
    return json.dumps(found, ensure_ascii=False, indent=2)


def _about(table: Table, numbers: dict[Any, list[int]]) -> Iterable[ColumnElement[bool]]:
    for of, ids in numbers.items():
        if ids and table is of:
            (key,) = table.primary_key.columns
            yield key.in_(ids)
        elif ids and (of is not Source.__table__ or table is Partner.__table__):
            # Some tables keep the number of a client without pointing to the row.
            named = {"client_id"} if of is Client.__table__ else set()
            points = [each for each in table.columns if any(key.column.table is of for key in each.foreign_keys)]
            points += [each for each in table.columns if each.name in named and not each.foreign_keys]
            yield from (column.in_(ids) for column in points)


def _mails(address: str, clients: Sequence[int]) -> list[ColumnElement[bool]]:
    mails = Mail.__table__.c
    about = and_(mails.about_table == Client.__tablename__, mails.about_id.in_(clients))
    return [func.lower(mails.to) == address, about]


def _rows(session: Session, table: Table, those: Sequence[ColumnElement[bool]]) -> list[dict[str, Any]]:
    found = session.execute(select(table).where(or_(*those)).order_by(*table.primary_key.columns))
    return [{name: _plain(value) for name, value in row._mapping.items()} for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _name_sources(session: Session, found: dict[str, Any]) -> None:
    """A number of a source says nothing to the person, so its name stands beside it."""
    rows = [row for table in found.values() if isinstance(table, list) for row in table if row.get("source_id")]
    numbers = {row["source_id"] for row in rows}
    names = dict(session.execute(select(Source.id, Source.name).where(Source.id.in_(numbers))).tuples().all())
    for row in rows:
        row["source"] = names.get(row["source_id"], "")


def _word_own_answers(session: Session, found: dict[str, Any]) -> None:
    """Keys of questions and options say nothing either, so the questions stand there as they were asked."""
    for row in found.get(Submission.__tablename__, []):
        version = session.get(FormVersion, row["form_version_id"]) if row["form_version_id"] else None
        told = told_of(row["own_answers"], version)
        if told:
            row["own_answers_as_asked"] = [
                {"question": each.label, "answer": each.words} | ({"help": each.help} if each.help else {})
                for each in told
            ]
