"""Reading very many rows: as plain values, and all of a table where that is quicker than looking most of them up."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from records.clients import Client

_AT_ONCE = 200
"""Rows that are read and let go before Python looks for what nobody needs are not looked at."""


def plain_rows(session: Session, statement: Select[Any]) -> Iterator[Row[Any]]:
    """The rows of a statement as the connection gives them, some at a time.

    Of very many the way through the session takes twice as long, and all at once keep Python looking after them.
    """
    session.flush()
    return chain.from_iterable(session.connection().execute(statement).partitions(_AT_ONCE))


def are_most(session: Session, clients: int) -> bool:
    """Whether so many clients are most of the firm's, as far as a glance tells.

    Then to go through all of them, or all of their payments, in order is quicker than to look each of them up.
    """
    return 2 * clients > (session.scalar(select(newest_client())) or 0)


def newest_client() -> ScalarSelect[Any]:
    """The largest number of a client, which tells at a glance how many there may be."""
    return select(func.max(Client.id)).scalar_subquery()
