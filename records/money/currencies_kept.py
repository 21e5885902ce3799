"""Which currencies payments are in."""

from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import Select, and_, literal, select, union_all
from sqlalchemy.orm import Session

from records.engine.once import once
from records.money.payments import Payment, PaymentKind


def currencies_of_payments(session: Session) -> set[str]:
    """Every currency of a payment, looked up in the index by kind and currency."""
    return set(once(session, _of_payments, lambda: [code for code in session.scalars(_of_payments()) if code]))


@cache
def _of_payments() -> Select[Any]:
    return codes_of(Payment.currency, {Payment.kind: PaymentKind})


def codes_of(currency: Any, before: dict[Any, Iterable[Any]]) -> Select[Any]:
    """The codes in a column of an index, in which these columns with these values stand before it; some are NULL.

    Each step looks up the next code, so the number of rows does not matter.
    """
    each = [
        select(
            *(literal(value, column.type).label(column.key) for column, value in zip(before, values, strict=True)),
            literal("", currency.type).label("code"),
        )
        for values in product(*before.values())
    ]
    steps = select(union_all(*each).subquery("before")).cte("steps", recursive=True)
    names = [column.key for column in before]
    same = and_(*(column == steps.c[column.key] for column in before))
    after = select(currency).where(same, currency > steps.c.code).order_by(currency).limit(1)
    following = after.correlate(steps).scalar_subquery()
    further = select(*(steps.c[name] for name in names), following).where(steps.c.code.is_not(None))
    return select(steps.union_all(further).c.code)
