"""Lists of outgoing mail: what waits, what went out, and what could not be sent."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, func, select
from sqlalchemy.orm import Session

from records.mail import Mail
from records.mail.mail_queue import failed


class Box(StrEnum):
    """Which mails a list has."""

    FAILED = "failed"
    QUEUE = "queue"
    SENT = "sent"
    LEFT = "left"


_IN: dict[Box, ColumnElement[bool]] = {
    Box.FAILED: failed(),
    Box.QUEUE: Mail.due_at.is_not(None),
    Box.SENT: Mail.sent_at.is_not(None),
    Box.LEFT: Mail.left_by_id.is_not(None),
}
_BY: dict[Box, tuple[UnaryExpression[Any], ...]] = {
    Box.FAILED: (Mail.given_up_at.desc(), Mail.id.desc()),
    Box.QUEUE: (Mail.due_at.asc(), Mail.id.asc()),
    Box.SENT: (Mail.sent_at.desc(), Mail.id.desc()),
    Box.LEFT: (Mail.given_up_at.desc(), Mail.id.desc()),
}


@dataclass(frozen=True, slots=True)
class Outbox:
    """One page of a list, and how many mails each list has."""

    mails: list[Mail]
    counts: dict[Box, int]


def outbox(session: Session, box: Box, page: int, size: int) -> Outbox:
    """A page of one list: what waits by its time, everything else the newest first."""
    listed = select(Mail).where(_IN[box]).order_by(*_BY[box]).limit(size).offset((page - 1) * size)
    counts = {each: session.scalar(select(func.count()).select_from(Mail).where(_IN[each])) or 0 for each in Box}
    return Outbox(list(session.scalars(listed)), counts)
