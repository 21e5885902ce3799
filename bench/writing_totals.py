"""What following a change costs whoever writes: a submission and a payment with and without totals."""

import statistics
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from records.answers.recording import Filled, record_submission
from records.clients import Client
from records.forming.forms import published_version
from records.money.payments import PaymentKind, record_payment
from records.totals import apart

RUNS = 60
_numbers = count(1)
_NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


def write_costs(session: Session) -> None:
    """Print both, in milliseconds with the commit, taken in turns. The totals are wrong afterwards."""
    for name, write in {"a submission": _submit, "a payment": _pay}.items():
        followed: list[float] = []
        unfollowed: list[float] = []
        for _ in range(RUNS):
            followed.append(_took(session, write, nullcontext()))
            unfollowed.append(_took(session, write, apart(session)))
        with_totals, without = statistics.median(followed), statistics.median(unfollowed)
        print(
            f"{name + ', committed':<48}{with_totals:>9.2f} ms  without totals {without:.2f} ms, "
            f"{with_totals / without:.2f} times",
            flush=True,
        )


def _took(session: Session, write: Callable[[Session], Any], around: Any) -> float:
    begun = time.perf_counter()
    with around:
        write(session)
        session.commit()
    return 1000 * (time.perf_counter() - begun)


def _submit(session: Session) -> None:
    number = next(_numbers)
    filled = Filled(
        identity=f"bench {number}",
        received_at=_NOW,
        name=f"Somebody New{number}",
        email=f"new{number}@mail.example",
        choice="other",
        answer="google",
        version=published_version(session, "new-client"),
    )
    record_submission(session, filled)


def _pay(session: Session) -> None:
    client = session.get_one(Client, next(_numbers) * 7)
    record_payment(session, client, 125_00, "USD", _NOW.date(), PaymentKind.RECEIVED, _NOW)
