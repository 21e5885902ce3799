"""Where the person stands in the queue: the order in the address, and what follows an answer."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import request, url_for
from flask_login import current_user

from admin.formats import amount
from admin.pages import number_typed
from records.answers.credits import Decision
from records.answers.submissions import Submission
from records.db import db
from reports.reviews.queue_order import Order, Queue, queue_of

ORDERS = {Order.MONEY: "Most money first", Order.OLDEST: "Oldest first", Order.NEWEST: "Newest first"}


def order_asked() -> Order:
    """The order of the address; without one the answers worth most come first."""
    asked = request.args.get("order", "")
    return Order(asked) if asked in set(Order) else Order.MONEY


def the_queue() -> Queue:
    """The queue of the person signed in, in the order of the address, as it is now."""
    return queue_of(db.session(), current_user, order_asked(), datetime.now(UTC))


def in_order(endpoint: str, **values: Any) -> str:
    """An address that keeps the order, which is named only where it is not the usual one."""
    order = order_asked()
    return url_for(endpoint, order=order.value if order is not Order.MONEY else None, **values)


def answer_addresses() -> Callable[[int], str]:
    """What gives the address of an answer by its number, keeping the order; for a list of many, made once."""
    order = order_asked()
    more = f"?order={order.value}" if order is not Order.MONEY else ""
    return lambda number: f"/admin/answers/{number}{more}"


def decision_of(submission: Submission) -> Decision | None:
    """What the machine decided of an answer."""
    return db.session.get(Decision, submission.id)


def next_address(queue: Queue, submission: Submission, wanted: int | None = None) -> str:
    """The answer that waits after this one, or the one ``wanted`` if it waits; else the page that says so."""
    if wanted is not None and wanted != submission.id:
        other = db.session.get(Decision, wanted)
        if queue.place(other) is not None:
            return in_order("admin.answer", number=wanted)
    following = queue.after(decision_of(submission))
    return in_order("admin.answer", number=following) if following else in_order("admin.answers")


def wanted_next() -> int | None:
    """The answer that the address says is to follow, for those who went on from an answer that they have left."""
    return number_typed(request.args.get("next", ""))


def passed_over(queue: Queue, following: int | None) -> int | None:
    """What has to be said in an address so that ``following`` follows; None if it would anyway."""
    return following if following is not None and queue.now and queue.now[0].number != following else None


def worth(money: Mapping[str, int], currency: str) -> str:
    """What was paid, the firm's currency first: ``$9,200.00 and €20.00``; blank if nothing was."""
    paid = sorted(((code != currency, code, each) for code, each in money.items() if each))
    return " and ".join(amount(each, code) for _, code, each in paid)
