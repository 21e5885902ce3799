"""What is new: a line each for clients, what brought them, who decided it, money, and who sent somebody first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from admin.addresses import CLIENTS, address_of, payments_address, ranking_address
from admin.clients.list_words import BY_KIND
from admin.formats import amount, figure, plural
from admin.frame import the_frame
from attribution import Kind, slug
from records.db import db
from reports.clients.client_list import Answered
from reports.counting.questions import Question
from reports.today.arrived import DAYS, Came, began_to_send, clients_of_days, received_in

_NAMED = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line, with its list where it has one."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """One line: what it is about, and its pieces."""

    about: str
    parts: list[Part]


def new_lines(today: date) -> list[News]:
    """The lines that have something to say."""
    start = today - DAYS
    return [line for line in (*_clients(start, today), _money(start, today), _partners(start, today)) if line.parts]


def _clients(start: date, today: date) -> Iterator[News]:
    found = clients_of_days(db.session(), start, today)
    if not found.in_all:
        return
    yesterday = today - timedelta(days=1)
    parts = [Part(plural(found.in_all, "client"), _listed(start, today))]
    if found.since_yesterday:
        parts.append(Part(f"{figure(found.since_yesterday)} of them since yesterday", _listed(yesterday, today)))
    yield News("New clients", parts)
    yield News("What brought them", _by_kind(found, start, today))
    yield News("Decided", _by_whom(found, start, today))


def _by_kind(found: Came, start: date, today: date) -> list[Part]:
    kinds = sorted(found.kinds.items(), key=lambda each: (-each[1], list(Kind).index(each[0])))
    parts = [Part(f"{figure(many)} {BY_KIND[kind]}", _listed(start, today, kind=slug(kind))) for kind, many in kinds]
    return parts + _by_answer(found, start, today, {Answered.OPEN: "still to decide", Answered.UNKNOWN: "not known"})


def _by_whom(found: Came, start: date, today: date) -> list[Part]:
    said = {Answered.AUTOMATIC: "automatically", Answered.CONFIRMED: f"by {' and '.join(found.by)}"}
    return _by_answer(found, start, today, said)


def _by_answer(found: Came, start: date, today: date, said: dict[Answered, str]) -> list[Part]:
    return [
        Part(f"{figure(found.answered[each])} {words}", _listed(start, today, answer=each.value))
        for each, words in said.items()
        if found.answered[each]
    ]


def _money(start: date, today: date) -> News:
    firm = the_frame().firm
    received = received_in(db.session(), start, today)
    order = sorted(received, key=lambda code: (code != firm.currency, code))
    return News(
        "Money received",
        [
            Part(
                amount(received[code], code),
                payments_address(Question(code, start=start, end=today), firm, "total"),
            )
            for code in order
        ],
    )


def _partners(start: date, today: date) -> News:
    firm = the_frame().firm
    found = began_to_send(db.session(), start, today, _NAMED)
    parts = [Part(name, url_for("admin.partner", number=number)) for number, name in found[:_NAMED]]
    if len(found) > _NAMED:
        parts.append(Part("and more", ranking_address(Question(firm.currency, start=start, end=today), firm)))
    return News("Sent somebody for the first time", parts)


def _listed(start: date, end: date, **words: str) -> str:
    return address_of(CLIENTS, {"from": start.isoformat(), "to": end.isoformat()} | words)
