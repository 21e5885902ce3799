"""The list of all clients: filtered, ordered, with what brought them and the money in it."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import CLIENTS, address_of, ranking_address
from admin.addresses_of_parts import PART, for_each_part
from admin.clients.asked_clients import AskedClients, asked_clients
from admin.clients.list_words import (
    ANSWERED,
    MONEY,
    choices,
    heads,
    kept,
    narrowed,
    ordered,
    rankable,
    sentence,
)
from admin.formats import amount
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.paging import Paging, page_asked
from admin.tables.covers import cover_of
from admin.tables.list_tables import all_clients_table
from attribution import Role
from records.db import db
from records.firm import all_offices
from reports.clients.client_list import ClientList
from reports.clients.directory_search import names_to_choose_from
from reports.counting.periods import NAMED
from reports.counting.questions import Count, Of, Only
from reports.money_kept import currencies_in_use
from reports.tables.description import Table
from reports.typed_words import typed_words

PAGE = 100
NAMES = 60
"""So many sources are offered while one is typed; any other can be typed too."""

_OF_SOURCE = for_each_part({"clients": address_of(CLIENTS, {"only": str(Only(Role.INTRODUCED_BY, Of.SOURCES, PART))})})


def all_clients() -> ResponseReturnValue:
    """The list that the address asks for; what is blank in it, or typed for a source, is left out of it first."""
    firm = the_frame().firm
    if "" in request.args.values():
        filled = {name: word for name, word in request.args.to_dict(flat=False).items() if any(word)}
        return redirect(_address({name: list(filter(None, words)) for name, words in filled.items()}), 303)
    asked = asked_clients(request.args, firm, firm.today(datetime.now(UTC)))
    if asked.meant:
        # Whatever else the address says stays as it is, and is said there if it means nothing.
        words = request.args.to_dict(flat=False)
        words["only"] = [*words.get("only", []), str(asked.meant)]
        return redirect(_address({name: each for name, each in words.items() if name not in {"source", "page"}}), 303)
    found = ClientList(db.session(), asked.wanted)
    if goes_out():
        # No file could say what is wrong; the page does.
        return redirect(_address(_without_format()), 303) if asked.problems else handed_out(_table(asked, found))
    filters = narrowed(asked)
    paging = Paging(page_asked(), PAGE, found.in_all)
    question = asked.wanted.question
    offices = all_offices(db.session())
    ranked = rankable(asked)
    return render_template(
        "admin/clients/client_list.html",
        asked=asked,
        wanted=asked.wanted,
        question=question,
        listed=found.page(paging.page, PAGE),
        in_all=found.in_all,
        money=found.money,
        paging=paging,
        sentence=sentence(found.in_all, filters),
        only_words=[each.chip.about for each in filters] == ["words"],
        by_number=bool(typed_words(asked.wanted.words).digits),
        chips=[each.chip for each in filters],
        states=ANSWERED,
        meaning=MONEY,
        heads=heads(asked),
        period=NAMED[asked.period][0] if asked.period else None,
        periods=_periods(asked),
        offices=_offices(asked, [(office.id, office.name) for office in offices]),
        choices=choices(asked),
        names=names_to_choose_from(db.session(), NAMES),
        kept_days=kept(asked, "from", "to", "period"),
        kept_rest=kept(asked, "q", "kind", "only", "answer", "asked", "stage", "paid"),
        currencies=_currencies(asked),
        of_source=_OF_SOURCE,
        ranking=ranking_address(ranked, firm, asked.period, count=Count.COHORT) if ranked else None,
    )


def _table(asked: AskedClients, found: ClientList) -> Table:
    filters = narrowed(asked)
    cover = cover_of(
        also=[
            ("These are", sentence(found.in_all, filters)),
            *((each.chip.about.capitalize(), each.chip.name) for each in filters),
            ("Order", ordered(asked.wanted)),
            *((f"Received ({currency})", amount(minor, currency)) for currency, minor in found.money.items()),
            ("How counted", MONEY),
        ]
    )
    return all_clients_table(found, list(found.money) or [asked.firm.currency], ANSWERED, cover)


def _periods(asked: AskedClients) -> list[tuple[str, str, bool]]:
    """Every period by name, its address, and whether it is the present one."""
    found = []
    for name, (label, days) in NAMED.items():
        period = days(asked.today, asked.firm.first_weekday)
        found.append((label, asked.asked(start=period.start, end=period.end), name == asked.period))
    return found


def _offices(asked: AskedClients, offices: list[tuple[int, str]]) -> list[tuple[str, str, bool]]:
    """The offices to choose from, none where there is only one."""
    if len(offices) < 2:
        return []
    present = asked.wanted.question.office
    every = [(None, "All offices"), *offices]
    return [(name, asked.asked(office=number), number == present) for number, name in every]


def _currencies(asked: AskedClients) -> list[tuple[str, str, bool]]:
    """By the money of which currencies can be ordered, where there are several."""
    present = asked.wanted.question.currency
    every = currencies_in_use(db.session(), present)
    return [(code, asked.asked(currency=code), code == present) for code in every] if len(every) > 1 else []


def _without_format() -> dict[str, list[str]]:
    words = request.args.to_dict(flat=False)
    return {name: each for name, each in words.items() if name not in {"format", "cover"}}


def _address(words: dict[str, list[str]]) -> str:
    pairs = [(name, word) for name, several in words.items() for word in several]
    return f"{CLIENTS}?{urlencode(pairs, safe=':')}" if pairs else CLIENTS
