"""Who was joined with whom: the row with who did it and when, what was known of the other, and whom they mean now."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, event, func, or_, select
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column, relationship

from attribution import fold
from records.clients import Client, Stage
from records.db import Base, gives_numbers_again, instant, key
from records.sources.moves import Move
from records.staff.users import User


class ClientJoin(Base):
    """One client was joined with another, who is the same person; taken back, the row goes again.

    ``gone_id`` was the number of the other, who has no row of their own any more: ``row`` is what it was, and the
    columns beside it are those by which they are found. ``taken`` are rows of theirs that could not be the other's as
    well, by table. ``stage_before`` is the stage that the one who stays had, ``filled`` are blanks of theirs that the
    joining filled, ``stage_change_id`` and ``consent_id`` rows that it added, ``opted_out`` says that it ended mail to
    an address. ``ask_number`` is the number of a personal link of the other that leads to the question of the one who
    stays; ``merge_id`` is the merge of the sources that both were. None of these is a foreign key, because the row may
    go by itself.
    """

    __tablename__ = "client_joins"

    id: Mapped[key]
    keep_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    gone_id: Mapped[int] = mapped_column(unique=True)
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    ref: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    email: Mapped[str]
    email_key: Mapped[str | None] = mapped_column(index=True)
    phone: Mapped[str]
    phone_key: Mapped[str | None] = mapped_column(index=True)
    company: Mapped[str]
    company_key: Mapped[str] = mapped_column(default="", server_default="")
    came_on: Mapped[date]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), index=True)
    row: Mapped[dict[str, Any]] = mapped_column(JSON)
    taken: Mapped[dict[str, Any]] = mapped_column(JSON)
    filled: Mapped[list[str]] = mapped_column(JSON)
    stage_before: Mapped[Stage]
    stage_change_id: Mapped[int | None]
    consent_id: Mapped[int | None]
    opted_out: Mapped[bool]
    ask_number: Mapped[str | None] = mapped_column(index=True)
    merge_id: Mapped[int | None]

    keep: Mapped[Client] = relationship()
    user: Mapped[User] = relationship()
    moves: Mapped[list["ClientJoinMove"]] = relationship(order_by="ClientJoinMove.id", cascade="all, delete-orphan")


@event.listens_for(ClientJoin, "before_insert")
@event.listens_for(ClientJoin, "before_update")
def _fold_company(_mapper: object, _connection: object, join: ClientJoin) -> None:
    """As of a client: what is erased is found no more."""
    join.company_key = fold(join.company)


class ClientJoinMove(Move, Base):
    """One value that a joining changed."""

    __tablename__ = "client_join_moves"

    id: Mapped[key]
    join_id: Mapped[int] = mapped_column(ForeignKey("client_joins.id"), index=True)


def joins_of(session: Session, client: Client) -> Sequence[ClientJoin]:
    """Who was joined with a client, the newest first."""
    those = select(ClientJoin).where(ClientJoin.keep_id == client.id).order_by(ClientJoin.id.desc())
    return session.scalars(those).all()


def join_of(session: Session, number: int) -> ClientJoin | None:
    """The joining by which the client of a number is gone."""
    return session.scalars(select(ClientJoin).where(ClientJoin.gone_id == number)).first()


def joined_of_contact(session: Session, email_key: str | None, phone_key: str | None) -> Sequence[ClientJoin]:
    """Who had this e-mail or phone when they were joined with another client, the oldest first."""
    ways = [ClientJoin.email_key == email_key] if email_key else []
    ways += [ClientJoin.phone_key == phone_key] if phone_key else []
    if not ways:
        return []
    return session.scalars(select(ClientJoin).where(or_(*ways)).order_by(ClientJoin.id)).all()


def numbers_of(session: Session, client: Client) -> list[int]:
    """The number of a client, and those under which they were known before they were joined."""
    those = select(ClientJoin.gone_id).where(ClientJoin.keep_id == client.id).order_by(ClientJoin.id)
    return [client.id, *session.scalars(those)]


def meant_by_numbers(session: Session, numbers: Iterable[int]) -> dict[int, int]:
    """Those of these numbers whose clients were joined with others, each with the number of who it is now."""
    wanted = sorted(set(numbers))
    those = select(ClientJoin.gone_id, ClientJoin.keep_id).where(ClientJoin.gone_id.in_(wanted))
    return dict(session.execute(those).tuples().all()) if wanted else {}


def client_meant(session: Session, number: int | None) -> Client | None:
    """The client of a number, or who they are now if they were joined with another; None if there is nobody."""
    found = session.get(Client, number) if number else None
    join = join_of(session, number) if number and found is None else None
    return join.keep if join else found


@event.listens_for(Session, "before_flush")
def _give_no_number_again(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """The number of a joined client leads to who they are now, also where a database gives numbers again."""
    new = [row for row in session.new if isinstance(row, Client) and row.id is None]
    if not new or not gives_numbers_again(session):
        return
    with session.no_autoflush:
        highest = session.scalar(select(func.max(ClientJoin.gone_id))) or 0
        if highest and highest > (session.scalar(select(func.max(Client.id))) or 0):
            for number, row in enumerate(new, highest + 1):
                row.id = number
