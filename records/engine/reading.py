"""Transactions that only read: pages and long looks take no write lock, and cannot write by mistake."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session


class WroteWhileReading(RuntimeError):
    """Something was about to be written in a transaction that only reads: a mistake in the program."""


View = TypeVar("View", bound=Callable[..., Any])

_reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read, and see the database as it is at their first statement.

    On SQLite they take no write lock.
    """
    mark = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(mark)


def only_read() -> None:
    """From here to the end of this request or command, transactions only read (see ``reading``)."""
    _reading.set(True)


def may_write() -> None:
    """From here on transactions may write; the default of a command and of a POST."""
    _reading.set(False)


def reads_first(view: View) -> View:
    """Mark a view that has much to read before it calls ``may_write``, such as a file that somebody sends.

    Until then its transactions only read, also the one that finds out who sends it.
    """
    view.reads_first = True  # type: ignore[attr-defined]  # functions take any attribute
    return view


def _refuse_to_write(session: Session, _context: object, _instances: object) -> None:
    changed = any(session.is_modified(row) for row in session.dirty)
    if _reading.get() and (session.new or session.deleted or changed):
        raise WroteWhileReading("a page that only reads tried to write; writing is for a POST")


event.listen(Session, "before_flush", _refuse_to_write)


def is_reading() -> bool:
    """Whether transactions that begin now only read."""
    return _reading.get()
