"""``POST /hooks/payments``: checked, kept once, and acknowledged only after it is on disk."""

import time
from datetime import UTC, datetime

from flask import current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from werkzeug.exceptions import RequestEntityTooLarge

from intake.hooks.signature import BadSignature, signed_with
from intake.limits import signed_wrongly, signs_wrongly_too_often
from records.db import db, lost_a_race
from records.delivered.arrived import place_what_waited
from records.delivered.deliveries import Delivery, DeliveryState, take_delivery
from records.delivered.hook_secrets import HookSecret, Origin, secrets_in_force, text_of, used
from records.delivered.reading import reading_of
from records.engine.reading import may_write, reads_first
from records.sealing import CannotOpen

LARGEST = 256 * 1024
"""How many bytes a delivery may have; events of Stripe's with long metadata stay far below."""
HEADERS = {Origin.STRIPE: "Stripe-Signature", Origin.WHENCE: "Whence-Signature"}


@reads_first
def payments_hook() -> ResponseReturnValue:
    """One delivery: 200 new or repeated, 400 not signed rightly, 422 a payment that cannot be kept as it is."""
    if signs_wrongly_too_often():
        return _error("too many requests were not signed rightly; wait a minute"), 429, {"Retry-After": "60"}
    try:
        return _answer()
    except BadSignature as problem:
        signed_wrongly()
        return _error(str(problem)), 400
    except RequestEntityTooLarge:
        return _error(f"the body is larger than {LARGEST // 1024} KB; send one payment in each request"), 413
    except SQLAlchemyError:
        current_app.logger.exception("A delivery could not be kept.")
        db.session.rollback()
        what = "nothing was kept, because the database does not answer; send it again"
        return _error(what), 503, {"Retry-After": "10"}


def _answer() -> ResponseReturnValue:
    body = _body()
    origin, secret = _signed(body)
    # Until here nothing was written, so that strangers cannot hold up those who write.
    db.session.rollback()
    may_write()
    kept, repeated = _keep(origin, secret, body)
    if kept.state is DeliveryState.WAITS and origin is Origin.WHENCE:
        return {"error": kept.reason, "event": kept.event, "kept": True}, 422
    return {"status": "repeated" if repeated else kept.state.value, "event": kept.event}, 200


def _body() -> bytes:
    request.max_content_length = LARGEST
    return request.get_data(cache=False)


def _signed(body: bytes) -> tuple[Origin, int]:
    """Whose delivery it is, and the number of the secret that it was signed with. Raises BadSignature."""
    sent = [origin for origin, header in HEADERS.items() if header in request.headers]
    if len(sent) != 1:
        raise BadSignature("the request is not signed; send the header Whence-Signature: t=<unix seconds>,v1=<hex>")
    known = []
    for secret in secrets_in_force(db.session(), sent[0]):
        try:
            known.append((secret.id, text_of(secret, str(current_app.secret_key))))
        except CannotOpen:
            current_app.logger.error("The webhook secret %s was sealed with another SECRET_KEY.", secret.id)
    place = signed_with(request.headers[HEADERS[sent[0]]], body, [text for _, text in known], time.time())
    return sent[0], known[place][0]


def _keep(origin: Origin, secret_id: int, body: bytes) -> tuple[Delivery, bool]:
    """Keep a delivery and commit. What lost a race is tried once more, and then finds what the winner has kept."""
    event, reading = reading_of(origin, body)
    for is_last in (False, True):
        try:
            session, at = db.session(), datetime.now(UTC)
            text = body.decode("utf-8", "replace")
            kept = take_delivery(session, origin, event, text, reading, at)
            repeated = kept.last_at != at
            place_what_waited(session, at)
            used(session.get_one(HookSecret, secret_id), at)
            session.commit()
        except DBAPIError as problem:
            db.session.rollback()
            if is_last or not lost_a_race(problem):
                raise
        else:
            return kept, repeated
    raise AssertionError  # The last turn returns or raises.


def _error(what: str) -> dict[str, str]:
    return {"error": what}
