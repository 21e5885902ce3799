"""Who was asked: coverage by door, by member of staff, and month by month; and the clients behind each number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import address_of, coverage_address, filter_words
from admin.coverage.order import order_address
from admin.coverage.tables import coverage_table, covered_table
from admin.formats import month as month_in_words
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking, controls
from records.db import db
from reports.clients.words_said import words_of
from reports.counting.months import first_day
from reports.counting.questions import Question
from reports.coverage import Covered, What, added, clients_covered, coverage, trend_of

PAGE = 100
MONTHS = 24
"""So many months have rows of their own; those before stand together, so that the rows add up."""
DOORS = {
    "web": "The form on your website",
    "link": "A link of their own",
    "phone": "On the phone",
    "walk-in": "Walked in",
    "import": "From a file",
}
HEADINGS = {
    What.ALL: "New clients",
    What.ASKED: "Clients who were asked",
    What.NOT_ASKED: "Clients whom nobody has asked yet",
    What.ANSWERED: "Clients who answered",
    What.USABLE: "Clients whose answer can be used",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table of the page, each number with the address of its clients."""

    name: str
    covered: Covered
    links: dict[str, str]


@pages.get("/coverage", endpoint="coverage")
def who_was_asked() -> ResponseReturnValue:
    """The figures of a period."""
    ask = asking()
    question = ask.question
    found = coverage(db.session(), question.start, question.end, question.office)
    if goes_out():
        return handed_out(coverage_table(ask, found, DOORS))
    return render_template(
        "admin/coverage/coverage.html",
        ask=ask,
        order=order_address(question, ask.firm, ask.period),
        controls=controls(ask, _address_of(ask)),
        total=_line(ask, "All", found.total),
        doors=[_line(ask, DOORS.get(part.name, part.name), part.covered, door=part.name) for part in found.doors],
        staff=[_line(ask, part.name, part.covered, staff=part.name) for part in found.staff],
        months=[
            *(
                _line(ask, month_in_words(first_day(number)), covered, month=str(number))
                for number, covered in reversed(found.months[-MONTHS:])
            ),
            *_before(ask, found.months),
        ],
        trend=trend_of(found, question.start, question.end, ask.today),
    )


@pages.get("/coverage/clients")
def coverage_clients() -> ResponseReturnValue:
    """The clients behind a number."""
    ask, said = asking(), request.args
    try:
        what = What(said.get("what") or What.ALL)
        month = int(said["month"]) if said.get("month") else None
        if month is not None and not 12 <= month < 12 * 10_000:
            raise ValueError("this month is in no calendar")
    except ValueError:
        abort(422, f"what can be {', '.join(What)}, and month a number")
    question = ask.question
    found = clients_covered(
        db.session(),
        what,
        question.start,
        question.end,
        door=said.get("door", ""),
        staff=said.get("staff", ""),
        month=month,
        office=question.office,
    )
    heading = HEADINGS[what] + _of(said.get("door", ""), said.get("staff", ""), month)
    if goes_out():
        return handed_out(covered_table(ask, found, heading))
    page, in_all = page_asked(), found.count()
    clients = found.page(page, PAGE)
    return render_template(
        "admin/coverage/clients.html",
        ask=ask,
        heading=heading,
        back=coverage_address(question, ask.firm, ask.period),
        clients=clients,
        said=words_of(db.session(), [client.id for client in clients]),
        not_asked=what is What.NOT_ASKED,
        ask_them=_asking_them(question, month),
        doors=DOORS,
        asking_address=address_of("/admin/coverage/askings", said.to_dict()),
        paging=Paging(page, PAGE, in_all),
    )


def _address_of(ask: Asking) -> Any:
    def address(question: Question, period: str | None) -> str:
        return coverage_address(question, ask.firm, period)

    return address


def _before(ask: Asking, months: Sequence[tuple[int, Covered]]) -> Iterator[Line]:
    """Whoever came before the months that have rows, as one row."""
    if months[:-MONTHS]:
        first = first_day(months[-MONTHS][0])
        earlier = replace(ask.question, end=first - timedelta(days=1))
        covered = added(each for _, each in months[:-MONTHS])
        yield _line(replace(ask, question=earlier, period=None), f"Before {month_in_words(first)}", covered)


def _line(ask: Asking, name: str, covered: Covered, **part: str) -> Line:
    words = filter_words(ask.question, ask.firm, ask.period) | part
    return Line(
        name,
        covered,
        {what.value: address_of("/admin/coverage/clients", {"what": what.value} | words) for what in What},
    )


def _asking_them(question: Question, month: int | None) -> str:
    """The address that chooses those who came in these days, to be asked in batches."""
    start, end = question.start, question.end
    if month is not None:
        start = max(filter(None, (start, first_day(month))))
        end = min(filter(None, (end, first_day(month + 1) - timedelta(days=1))))
    words = {"from": start and start.isoformat(), "to": end and end.isoformat(), "office": question.office}
    return address_of("/admin/mailings/new", {name: str(word) for name, word in words.items() if word})


def _of(door: str, staff: str, month: int | None) -> str:
    words = [DOORS.get(door, door).lower()] if door else []
    words += [f"taken in or asked by {staff}"] if staff else []
    words += [month_in_words(first_day(month))] if month is not None else []
    return f": {', '.join(words)}" if words else ""
