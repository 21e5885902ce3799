"""A payment as our own webhook tells it: a row of a payments file as JSON, and the event's name."""

import json
from collections.abc import Mapping
from typing import Any

from records.delivered.deliveries import Told, Unplaced
from records.importing.files import cells
from records.money.currencies import currency_called, minor_units
from records.money.payments import PaymentKind

MOST = {"event": 200, "ref": 100, "client": 254, "amount": 60, "currency": 40, "on": 60, "kind": 40}
"""The keys, and how many characters each may have."""


def read_json(body: bytes) -> dict[str, Any]:
    """The one object of a body. Raises Unplaced if it is none, or names a key twice."""
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_each_once, parse_float=str)
    except (ValueError, RecursionError) as problem:
        said = str(problem) if isinstance(problem, _Twice) else "the body is not JSON in UTF-8"
        raise Unplaced(f'{said}; send one object such as {{"event": "…", "client": "…"}}') from problem
    if not isinstance(found, dict):
        raise Unplaced("the body is not one JSON object; send one payment in each request")
    return found


def texts(found: Mapping[str, Any]) -> dict[str, str]:
    """The values as texts. Raises Unplaced for one that is no text, too long, or not known."""
    unknown = [name for name in found if name not in MOST]
    if unknown:
        raise Unplaced(f"{unknown[0][:40]!r} is not known; the keys are {', '.join(MOST)}")
    row: dict[str, str] = {}
    for name, most in MOST.items():
        value = found.get(name)
        if isinstance(value, bool) or not (value is None or isinstance(value, str | int)):
            raise Unplaced(f"{name} must be a text; write it in quotation marks")
        row[name] = "" if value is None else str(value).strip()
        if len(row[name]) > most:
            raise Unplaced(f"{name} has {len(row[name])} characters; at most {most} can be kept")
    for name in ("event", "client", "amount", "on"):
        if not row[name]:
            raise Unplaced(f"{name} is missing; it is needed for every payment")
    return row


def told_by(row: Mapping[str, str], usual: str) -> Told:
    """The payment of a row; a blank currency is the usual one, a blank kind received. Raises Unplaced."""
    try:
        currency = currency_called(row["currency"]) if row["currency"] else usual
        amount = minor_units(row["amount"], currency)
        paid_on = cells.day(row["on"])
        kind = cells.one_of(PaymentKind, "kind of payment")(row["kind"]) if row["kind"] else PaymentKind.RECEIVED
    except ValueError as problem:
        raise Unplaced(str(problem)) from problem
    if amount == 0:
        raise Unplaced("a payment of nothing changes nothing; send the amount, a refund with a minus")
    return Told((row["client"],), amount, currency, paid_on, kind, row["ref"] or None)


class _Twice(ValueError):
    """A key that is there twice, of which nobody knows which is meant."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice("a key is there twice")
    return found
