"""Quality or quantity: all partners in a picture, number of clients against value per client, and as a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babel.numbers import format_compact_currency
from flask import render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import about_part_address, part_addresses, row_address
from admin.formats import amount, clients
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking, controls
from admin.relations.give_and_take.scatter import Frame, Mark, Scatter, scatter
from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from attribution import WHOLE, Kind
from records.db import db
from records.money.currencies import minor_digits
from reports.counting.questions import Count, Of, Question
from reports.relations.give_and_take.picture import FEW, Picture, Point, picture
from reports.tables.description import Column, Row, Table
from reports.tables.description import Kind as CellKind

PAGE = 50
DRAWN = 150
"""So many partners the picture has; more would be one dark spot, and all are in the list."""
WORDS = {
    (False, True): "Fewer, but worth more each",
    (True, True): "More, and worth more each",
    (False, False): "Fewer, and worth less each",
    (True, False): "More, but worth less each",
}
WIDE, NARROW = Frame(720, 430, 13, 16), Frame(300, 380, 12, 0, left=40)
_CORNERS = {
    WIDE: ("fewer, but worth more", "more, and worth more", "fewer, worth less", "more, but worth less"),
    NARROW: ("fewer, worth more", "more, worth more", "fewer, worth less", "more, worth less"),
}
"""What the corners of both drawings are called: top left, top right, bottom left, bottom right."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One partner of the list."""

    point: Point
    home: str
    words: str
    links: dict[str, str]


@pages.get("/partners/picture", endpoint="partners_picture")
def partners_picture() -> ResponseReturnValue:
    """The picture of a period, with the list of the same facts."""
    ask = asking(of=Of.PARTNERS.value, count=Count.COHORT.value)
    found, page = picture(db.session(), ask.question), page_asked()
    if goes_out():
        return handed_out(_table(ask, found))

    def address(question: Question, period: str | None) -> str:
        return about_part_address("partners/picture", question, ask.firm, period)

    drawn, listed = found.points[:DRAWN], found.points[(page - 1) * PAGE : page * PAGE]
    entries = {point.source: _entry(ask, found, point) for point in (*drawn, *listed)}
    return render_template(
        "admin/relations/give_and_take/picture.html",
        ask=ask,
        controls=controls(ask, address, frozenset({"count"})),
        found=found,
        listed=[entries[point.source] for point in listed],
        drawn=entries,
        pictures=[
            (size, _drawn(found, drawn, frame), _CORNERS[frame]) for size, frame in (("wide", WIDE), ("narrow", NARROW))
        ],
        money=lambda value: _short(value, ask.question.currency),
        few=FEW,
        undrawn=len(found.points) - len(drawn),
        middle=(clients(round(found.middle_clients)), amount(round(found.middle_value), ask.question.currency)),
        paging=Paging(page, PAGE, len(found.points), request.path),
    )


def _entry(ask: Asking, found: Picture, point: Point) -> Entry:
    question, part = replace(ask.question, count=Count.COHORT), str(point.source)
    return Entry(
        point,
        row_address(replace(question, count=Count.PERIOD), ask.firm, part, Kind.PARTNER, ask.period),
        WORDS[found.place(point)],
        part_addresses(question, ask.firm, part),
    )


def _drawn(found: Picture, points: Sequence[Point], frame: Frame) -> Scatter:
    marks = [Mark(point.source, point.name, point.clients / WHOLE, float(point.value)) for point in points]
    middle = (float(found.middle_clients) / WHOLE, float(found.middle_value))
    return scatter(marks, middle, frame, _CORNERS[frame])


def _short(minor: float, currency: str) -> str:
    """A round amount of an axis, as short as can be: ``$500``, ``$2K``."""
    value = minor / 10 ** minor_digits(currency)
    return str(
        format_compact_currency(value, currency, locale=the_frame().locale, fraction_digits=1 if value < 1 else 0)
    )


def _table(ask: Asking, found: Picture) -> Table:
    currency = ask.question.currency
    return Table(
        title="Quality or quantity",
        columns=[
            Column("Partner", wide=True),
            Column("Relation"),
            Column("Clients", CellKind.CLIENTS),
            Column("Won", CellKind.CLIENTS),
            Column(f"Money so far ({currency})", CellKind.MONEY, currency),
            Column(f"Per client ({currency})", CellKind.MONEY, currency),
            Column("Against the others", wide=True),
            Column("Note"),
        ],
        rows=(
            Row(
                (
                    name_in_full(each.source, each.name),
                    each.relation.value,
                    each.clients,
                    each.won,
                    each.money,
                    each.value,
                    WORDS[found.place(each)],
                    f"fewer than {FEW} clients" if each.is_few else "",
                )
            )
            for each in found.points
        ),
        cover=cover_of(ask.question, ask.period_in_words),
        sheet="Partners",
        notes=[
            "Against the others: more or less than the middle of these partners, by clients and by money per client."
        ],
    )
