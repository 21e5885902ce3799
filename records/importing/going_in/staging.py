"""The staging table: the rows of a file while they are checked, wait for an answer, or are being applied.

They hold what a file says of clients, so they go as soon as they are applied, left out or dropped.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, false
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from records.clients import Client
from records.db import Base, currency_code, instant, key, money
from records.imports import Import
from records.money.payments import Payment, PaymentKind
from records.staff.users import User


class RowState(StrEnum):
    """What is to become of a row: *asked* waits for a person, *refused* and *there* change nothing."""

    NEW = "new"
    CHANGED = "changed"
    THERE = "there"
    ASKED = "asked"
    REFUSED = "refused"


class StagedRow(Base):
    """One row of a file. ``line`` is where it begins; ``column`` and ``reason`` say what is wrong or asked.

    Rows of payments have columns of their own: ``who`` is the cell that names the client, ``candidates`` are the
    clients whom it may mean (``id`` and ``why``, the likeliest first), ``nth`` is the row's number among equal ones
    without a ref, ``payment_id`` the payment that it changes or that is there already, ``anyway`` says that a person
    adds it although an identical one is there. Rows of other files keep their ``cells``.

    Neither client nor payment is a foreign key: a million rows would be looked up twice each, and whoever deletes a
    client or a payment would have to look through all of them. Whether both are still there is seen when a row is
    applied.
    """

    __tablename__ = "staged_rows"
    __table_args__ = (Index(None, "import_id", "state", "line"),)

    id: Mapped[key]
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    line: Mapped[int]
    state: Mapped[RowState]
    column: Mapped[str | None]
    reason: Mapped[str | None]
    cells: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    ref: Mapped[str | None]
    who: Mapped[str | None]
    client_id: Mapped[int | None]
    amount: Mapped[money | None]
    currency: Mapped[currency_code | None]
    paid_on: Mapped[date | None]
    kind: Mapped[PaymentKind | None]
    nth: Mapped[int | None]
    payment_id: Mapped[int | None]
    anyway: Mapped[bool] = mapped_column(default=False, server_default=false())
    candidates: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    answered_at: Mapped[instant | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    record: Mapped[Import] = relationship()
    client: Mapped[Client | None] = relationship(
        primaryjoin=lambda: foreign(StagedRow.client_id) == Client.id, viewonly=True
    )
    payment: Mapped[Payment | None] = relationship(
        primaryjoin=lambda: foreign(StagedRow.payment_id) == Payment.id, viewonly=True
    )
    answered_by: Mapped[User | None] = relationship()
