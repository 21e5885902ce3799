"""How long clients took to pay first: the section on each page, and the list behind each of its numbers."""

from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import about_part_address, client_addresses
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking
from admin.since_coming.since_coming_tables import first_payments_table
from records.db import db
from reports.counting.parts import part_named
from reports.since_coming.first_payment import (
    NOT_PAID,
    FirstPayment,
    Wait,
    clients_waiting,
    every_client_waiting,
    first_payment,
)

WHERE = "first-payments"
PAGE = 100
FEW = 5
"""Of fewer clients than these a half says little."""

TOOK = {
    Wait.SAME_DAY: "on the day they came",
    Wait.WEEK: "1 to 7 days later",
    Wait.MONTH: "8 to 30 days later",
    Wait.QUARTER: "31 to 91 days later",
    Wait.YEAR: "92 days to a year later",
    Wait.LONGER: "more than a year later",
    Wait.WAITING: "not yet, and may still do",
    Wait.GONE: "never: lost or unqualified",
}
ALL = "all"
PAID = "paid"


@dataclass(frozen=True, slots=True)
class WaitShown:
    """One row: how many took so long, the list of them, and how long the row's bar is, as a percentage."""

    label: str
    clients: int
    href: str
    bar: float
    paid: bool


@dataclass(frozen=True, slots=True)
class FirstPaymentShown:
    """The section: what was found, its rows, and the lists of all clients and of those who have not paid."""

    found: FirstPayment
    rows: list[WaitShown]
    all: str
    waiting: str
    few: bool


def first_payment_shown(ask: Asking, part: str) -> FirstPaymentShown:
    """The section of a page about a part."""
    found = first_payment(db.session(), ask.question, part, ask.today)
    longest = max(found.clients.values())

    def href(took: str) -> str:
        return about_part_address(WHERE, ask.question, ask.firm, ask.period, part=part, took=took)

    rows = [
        WaitShown(
            TOOK[wait], number, href(wait), round(100 * number / longest, 2) if longest else 0, wait not in NOT_PAID
        )
        for wait, number in found.clients.items()
    ]
    return FirstPaymentShown(found, rows, href(ALL), href(Wait.WAITING), found.paid < FEW)


@pages.get(f"/{WHERE}", endpoint="first_payments")
def took() -> ResponseReturnValue:
    """The clients behind a number of such a section."""
    ask = asking()
    part, word, page = request.args.get("part") or "total", request.args.get("took") or ALL, page_asked()
    name = part_named(db.session(), ask.question, part) or abort(404)
    if word not in {ALL, PAID, *Wait}:
        abort(422, f"took can be {ALL}, {PAID}, {', '.join(Wait)}")
    waits = [each for each in Wait if word in {ALL, each} or (word == PAID and each not in NOT_PAID)]
    if goes_out():
        heading = "From coming to first payment" + ("" if part == "total" else f": {name}")
        every = every_client_waiting(db.session(), ask.question, part, waits, ask.today)
        said = TOOK[Wait(word)] if word in set(Wait) else word
        return handed_out(first_payments_table(ask, every, heading, said))
    found = clients_waiting(db.session(), ask.question, part, waits, ask.today, page, PAGE)
    return render_template(
        "admin/since_coming/first_payments.html",
        name=None if part == "total" else name,
        word=TOOK[Wait(word)] if word in set(Wait) else "",
        ask=ask,
        found=found,
        took=TOOK,
        not_paid=NOT_PAID,
        home=client_addresses(ask.question, the_frame().firm, part),
        paging=Paging(page, PAGE, found.in_all),
    )
