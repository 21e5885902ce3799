"""What a transaction that only reads asks again and again, asked once: it sees one moment, so the answer stands."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, SessionTransaction

from records.engine.reading import is_reading

Answer = TypeVar("Answer")

_KNOWN = "asked once"


def once(session: Session, question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` answers, kept to the end of the transaction if that only reads; each question has a word of its own.

    Whoever may write is asked for the present answer each time: what they write may change it.
    """
    known: dict[Hashable, Answer] | None = session.info.get(_KNOWN)
    if known is not None and question in known:
        return known[question]
    answer = ask()
    # The first statement may have begun the transaction.
    known = session.info.get(_KNOWN)
    if known is not None and is_reading():
        known[question] = answer
    return answer


def _begun(session: Session, _transaction: SessionTransaction, _connection: Connection) -> None:
    if is_reading():
        known: dict[Hashable, Any] = {}
        session.info[_KNOWN] = known


def _ended(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_KNOWN, None)


event.listen(Session, "after_begin", _begun)
event.listen(Session, "after_transaction_end", _ended)
