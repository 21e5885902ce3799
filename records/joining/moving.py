"""What pointed to a client who is joined with another points to that one; what cannot is taken out, to be put back."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, aliased

from records.clients import Client, Stage, StageChange, stage_changes
from records.coverage.campaigns import CampaignMember
from records.coverage.links import AskLink, ask_link_of
from records.coverage.taken_in import TakenIn
from records.db import Base
from records.importing.going_in.staging import StagedRow
from records.joining.rows import ClientJoin, ClientJoinMove
from records.mail import Mail
from records.relations.thanking.drafts import ThanksDraftFor
from records.relations.thanking.thanks import ThanksFor
from records.sources.moves import as_number, change, key_of, made
from records.spam.rows import Row, rows_of

STAYS = {
    "credits.client_id": "is written anew from the judgements",
    "erasures.client_id": "is of somebody who was erased, and who is not joined",
    "taken_in.client_id": "says by which door they came; a client has one, by which they first came",
}
"""The columns that point to a client and do not move when they are joined with another, and why. All others do."""
ONCE = ((CampaignMember, "campaign_id"), (ThanksFor, "thanks_id"), (ThanksDraftFor, "draft_id"))
"""Tables in which a client stands once for each of something."""
TAKEN = (StageChange, AskLink, TakenIn, *(model for model, _ in ONCE))
"""What is taken out, in the order in which it can be put back."""


def columns_that_move() -> Iterator[tuple[str, str]]:
    """Every column that points to a client and moves with them."""
    for table in Base.metadata.sorted_tables:
        for pointing in table.foreign_keys:
            if pointing.column.table is Client.__table__ and f"{table.name}.{pointing.parent.name}" not in STAYS:
                yield table.name, pointing.parent.name


def take_out(session: Session, join: ClientJoin, keep: Client, gone: Client) -> None:
    """Take out what the one who stays has already, or can have once only, and keep it with the joining."""
    link = ask_link_of(session, gone) if ask_link_of(session, keep) else None
    first = stage_changes(session, gone)[:1]
    found: dict[Any, list[Any]] = {
        # That they were new once is said by the one who came first.
        StageChange: [each for each in first if each.stage is Stage.ENQUIRY],
        AskLink: [link] if link else [],
        TakenIn: list(session.scalars(select(TakenIn).where(TakenIn.client_id == gone.id))),
    }
    for model, of in ONCE:
        theirs: Any = aliased(model)
        same = select(getattr(theirs, of)).where(theirs.client_id == keep.id)
        mine: Any = model
        found[model] = list(session.scalars(select(mine).where(mine.client_id == gone.id, getattr(mine, of).in_(same))))
    join.ask_number = link.number if link else None
    join.taken = {model.__tablename__: rows_of(rows) for model, rows in found.items() if rows}
    for model, rows in found.items():
        key: Any = key_of(model.__tablename__)
        numbers = [getattr(row, key.key) for row in rows]
        if numbers:
            gone_rows = delete(model).where(key.in_(numbers))
            session.execute(gone_rows, execution_options={"synchronize_session": "fetch"})


def can_come_back(session: Session, join: ClientJoin, model: type[Base]) -> list[Row]:
    """What was taken out of a table and has its place still: a draft may be sent or dropped since, as its clients are.

    Its number may be another draft's by now.
    """
    rows: list[Row] = join.taken.get(model.__tablename__, [])
    of = dict[Any, str](ONCE).get(model)
    if of is None:
        return rows
    (place,) = (pointing.column.table.name for pointing in model.__table__.c[of].foreign_keys)
    of_rows = ((row, made(session, place, row[of])) for row in rows)
    return [row for row, since in of_rows if since is not None and since <= as_number(join.at)]


def move(session: Session, join: ClientJoin, keep: Client, gone: Client) -> None:
    """Let everything that points to the one who goes point to the one who stays, and note what it was."""
    for table, column in columns_that_move():
        rows = Base.metadata.tables[table]
        number_of = key_of(table)
        for number in session.scalars(select(number_of).where(rows.c[column] == gone.id).order_by(number_of)).all():
            # Nobody has given a contact of their own.
            is_own = table == Client.__tablename__ and number == keep.id
            _change(session, join, table, number, column, None if is_own else keep.id)
    about = select(Mail.id).where(Mail.about_table == Client.__tablename__, Mail.about_id == gone.id)
    for number in session.scalars(about.order_by(Mail.id)).all():
        _change(session, join, Mail.__tablename__, number, "about_id", keep.id)
    waiting = select(StagedRow.id).where(StagedRow.client_id == gone.id)
    for number in session.scalars(waiting.order_by(StagedRow.id)).all():
        _change(session, join, StagedRow.__tablename__, number, "client_id", keep.id)
    session.expire_all()


def _change(session: Session, join: ClientJoin, table: str, number: int, column: str, value: Any) -> None:
    join.moves.append(change(session, ClientJoinMove, table, number, column, value))
    session.flush()
