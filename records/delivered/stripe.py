"""What Stripe's events tell of payments. Facts: docs.stripe.com/api/charges, /api/refunds, /currencies (2026)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from records.delivered.deliveries import Told, Unplaced
from records.money.currencies import currency_called, minor_digits
from records.money.payments import PaymentKind
from records.money.told_refunds import TOTAL, Refund

CHARGES = frozenset({"charge.succeeded", "charge.captured"})
REFUNDS = frozenset({"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})
CLIENT_KEYS = ("client_ref", "client_reference", "client", "client_id")
"""The keys of a charge's metadata that may name our client."""
_FAILED = frozenset({"failed", "canceled"})
# How many decimal digits Stripe's amounts have, where it is not two. UGX and ISK are told with two, which are nought.
_WHOLE = ("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF")
_DIGITS = {
    **dict.fromkeys(
        ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"], 0
    ),
    **dict.fromkeys(["BHD", "JOD", "KWD", "OMR", "TND"], 3),
}


def told_by(event: Mapping[str, Any], zone: str) -> Told | str:
    """The payment or refund that an event tells, or why it tells of none. Raises Unplaced."""
    sort, thing = event.get("type"), _part(_part(event, "data"), "object")
    if not isinstance(sort, str) or sort not in CHARGES | REFUNDS | {"charge.refunded"}:
        return "an event of another type, which says nothing of money that came in"
    if event.get("livemode") is not True:
        return "Stripe's test mode: no money has moved"
    if sort == "charge.refunded":
        return _all_refunds(event, thing, zone)
    return _refund(thing, zone) if sort in REFUNDS else _charge(thing, zone)


def _charge(thing: Mapping[str, Any], zone: str) -> Told | str:
    if thing.get("status") != "succeeded" or thing.get("paid") is not True:
        return "a charge that has not succeeded"
    if thing.get("captured") is not True:
        return "a charge that is only authorised; it counts once it is captured"
    amount = thing.get("amount_captured", thing.get("amount"))
    return Told(
        _whom(thing),
        *_money(amount, thing.get("currency")),
        _day(thing.get("created"), zone),
        PaymentKind.RECEIVED,
        _ref(thing.get("id")),
    )


def _refund(refund: Mapping[str, Any], zone: str) -> Told | str:
    charge, status = refund.get("charge"), refund.get("status")
    if not isinstance(charge, str) or not charge:
        return "a refund that belongs to no charge"
    if status not in _FAILED | {"succeeded"}:
        return "a refund that has not gone out yet"
    number = _text(refund.get("id"))
    return Told(
        (),
        *_money(refund.get("amount"), refund.get("currency")),
        _day(refund.get("created"), zone),
        PaymentKind.RECEIVED,
        _ref(charge),
        Refund(charge, number, failed=status in _FAILED),
    )


def _all_refunds(event: Mapping[str, Any], charge: Mapping[str, Any], zone: str) -> Told:
    return Told(
        (),
        *_money(charge.get("amount_refunded"), charge.get("currency")),
        _day(event.get("created"), zone),
        PaymentKind.RECEIVED,
        _ref(charge.get("id")),
        Refund(_text(charge.get("id")), TOTAL),
    )


def _whom(charge: Mapping[str, Any]) -> tuple[str, ...]:
    """What may name the client, the surest first: a reference, an e-mail, a telephone number, a name."""
    metadata, billing = _part(charge, "metadata"), _part(charge, "billing_details")
    named = [metadata.get(name) for name in CLIENT_KEYS]
    named += [charge.get("receipt_email"), billing.get("email"), billing.get("phone"), billing.get("name")]
    return tuple(each[:254] for each in named if isinstance(each, str))


def _money(amount: object, code: object) -> tuple[int, str]:
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 < amount < 10**15:
        raise Unplaced("the event has no amount; look at it in Stripe, and enter the payment by hand")
    try:
        currency = currency_called(_text(code))
    except ValueError as problem:
        raise Unplaced(str(problem)) from problem
    exact = Decimal(amount).scaleb(minor_digits(currency) - _DIGITS.get(currency, 2))
    if exact != exact.to_integral_value():
        raise Unplaced(f"the amount is finer than {currency} has coins; enter the payment by hand")
    return int(exact), currency


def _day(moment: object, zone: str) -> date:
    if not isinstance(moment, int) or not 0 < moment < 2**33:
        raise Unplaced("the event does not say when it was; enter the payment by hand")
    return datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(zone)).date()


def _ref(number: object) -> str:
    """The number of the charge itself, which Stripe's exports have too: it is unique in the whole world."""
    return _text(number)


def _text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 100:
        raise Unplaced("the event lacks what every event of its type has; look at it in Stripe")
    return value


def _part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}
