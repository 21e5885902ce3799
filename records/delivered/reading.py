"""From a delivery's body to the name of its event and to what reads the payment from it."""

from hashlib import sha256

from records.delivered import row, stripe
from records.delivered.deliveries import Reading, Told, Unplaced
from records.delivered.hook_secrets import Origin
from records.firm import Firm


def reading_of(origin: Origin, body: bytes) -> tuple[str, Reading]:
    """The event's name, and what reads the payment from it with the firm's currency and zone."""
    try:
        found = row.read_json(body)
        if origin is Origin.STRIPE:
            event = found.get("id")
            if not isinstance(event, str) or not 0 < len(event) <= row.MOST["event"]:
                raise Unplaced("the event has no id")
            return _plain(event), lambda firm: stripe.told_by(found, firm.zone)
        given = found.get("event")
        # A number is a name, too, whatever stands beside it.
        named = str(given).strip() if isinstance(given, str | int) and not isinstance(given, bool) else ""
        event = named if 0 < len(named) <= row.MOST["event"] else _unnamed(body)
    except Unplaced as problem:
        return _unnamed(body), _refuse(problem)
    return _plain(event), lambda firm: row.told_by(row.texts(found), firm.currency)


def _refuse(problem: Unplaced) -> Reading:
    def read(_firm: Firm) -> Told | str:
        raise problem

    return read


def _unnamed(body: bytes) -> str:
    """What stands for the name of an event that has none: the same body is the same event."""
    return f"unnamed {sha256(body).hexdigest()[:32]}"


def _plain(event: str) -> str:
    """Without what no text may have: a lone half of a surrogate pair."""
    return event.encode("utf-8", "replace").decode()
