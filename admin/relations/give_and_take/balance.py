"""The balance of give and take: what each partner was given against what they sent, and the records behind it."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import address_of, clients_address, payments_address
from admin.addresses_of_parts import PART, for_each_part
from admin.frame import the_frame
from admin.out import goes_out, handed_out, is_for_paper
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking, controls
from admin.ranked.ranking_words import RULE
from admin.tables.covers import cover_by_rule
from admin.tables.kept_tables import referrals_table
from admin.tables.list_tables import counted_clients_table, every_client
from records.db import db
from records.sources import Source
from reports.batches import batched
from reports.clients.words_said import words_of
from reports.counting.questions import Question, question_words
from reports.namesakes import namesakes
from reports.relations.give_and_take.balance import Balance, Balances, Order, sentence, sentence_below_name
from reports.relations.give_and_take.balance_table import HOW_COUNTED, as_table, quality_table
from reports.relations.give_and_take.behind import MEASURES, clients_received, every_referral_behind, referrals_behind
from reports.relations.give_and_take.doubt import doubt
from reports.relations.give_and_take.people import money_question
from reports.relations.give_and_take.quality import Quality, qualities
from reports.relations.give_and_take.with_people import balances_with_people

PAGE = 25
LIST_PAGE = 100
BALANCE = "/admin/balance"
ORDERS = {
    Order.OWED: "whom you owe most",
    Order.NAME: "name",
    Order.RECEIVED: "referrals received",
    Order.QUALIFIED: "qualified received",
    Order.WON: "won received",
    Order.MONEY: "money received",
    Order.GIVEN: "referrals given",
}
SHOWN = {"balance": "Give and take", "quality": "Quality"}
_RECEIVED = {"referrals": "Clients", "qualified": "Qualified clients", "won": "Won clients"}
_GIVEN = {
    "referrals": "Referrals given to",
    "qualified": "Qualified referrals given to",
    "won": "Won referrals given to",
    "money": "Referrals that brought money to",
}


@pages.get("/balance")
def balance() -> ResponseReturnValue:
    """Every partner's balance, whom the firm owes most first."""
    ask = asking()
    question = ask.question
    order, show = _one_of("order", Order.OWED.value, list(Order)), _one_of("show", "balance", list(SHOWN))
    session, frame = db.session(), the_frame()
    found = Balances(session, question.currency, question.start, question.end, Order(order))

    def good(those: Sequence[Balance]) -> dict[int, Quality]:
        found: dict[int, Quality] = {}
        for some in batched(those):
            sides = {each.source.id: each.received for each in some}
            found |= qualities(session, sides, question.currency, question.start, question.end, ask.today)
        return found

    if goes_out():
        cover = cover_by_rule(question, ask.period_in_words, HOW_COUNTED)
        cover.append(("Order", ORDERS[Order(order)]))
        every = found.of()
        if show == "quality":
            return handed_out(quality_table(every, good(every), question.currency, cover, namesakes(session)))
        apart = namesakes(session)
        return handed_out(as_table(every, question.currency, frame.locale, cover, apart, on_paper=is_for_paper()))
    page = page_asked()
    shown = found.of((page - 1) * PAGE, page * PAGE)
    kept = {name: word for name, word in (("order", order), ("show", show)) if word not in {"owed", "balance"}}
    words = words_kept(question, ask)
    links = side_links(ask)
    together = balances_with_people(session, shown, question.start, question.end) if show == "balance" else {}
    return render_template(
        "admin/relations/give_and_take/balance.html",
        ask=ask,
        controls=controls(ask, _address(kept), frozenset(RULE), **kept),
        question=question,
        listed=[(each, sentence_below_name(each, frame.locale), links(each.source.id)) for each in shown],
        orders=[(each, name, address_of(BALANCE, words | _order(each) | _show(show))) for each, name in ORDERS.items()],
        order=order,
        tabs=[
            (name, address_of(BALANCE, words | _order(order) | _show(word)), word == show)
            for word, name in SHOWN.items()
        ],
        show=show,
        with_people={
            number: sentence(each.balance, frame.locale, "With its people") for number, each in together.items()
        },
        with_people_words=words,
        qualities=good(shown) if show == "quality" else {},
        doubt=doubt(session, question.start, question.end),
        in_review=clients_address(_money(question), ask.firm, "in_review"),
        how_counted=HOW_COUNTED,
        paging=Paging(page, PAGE, len(found.numbers)),
    )


@pages.get("/balance/<int:number>/received")
def balance_received(number: int) -> ResponseReturnValue:
    """The clients behind a number of a partner's balance, or of a family tree (``family=1``)."""
    source, ask = find(Source, number), asking()
    measure = _one_of("measure", "referrals", list(_RECEIVED))
    family = request.args.get("family") == "1"
    start, end = ask.question.start, ask.question.end
    through = f"who came through {source.name}, at first hand or further" if family else f"introduced by {source.name}"
    heading = f"{_RECEIVED[measure]} {through}"

    def read(page: int, size: int) -> Any:
        return clients_received(db.session(), source, measure, start, end, whole_family=family, page=page, size=size)

    if goes_out():
        cover = cover_by_rule(ask.question, ask.period_in_words, HOW_COUNTED)
        return handed_out(counted_clients_table(every_client(read), heading, cover))
    page = page_asked()
    found = read(page, LIST_PAGE)
    return render_template(
        "admin/ranked/clients_behind.html",
        heading=heading,
        behind=found,
        said=words_of(db.session(), [entry.client.id for entry in found.entries]),
        shared=False,
        paging=Paging(page, LIST_PAGE, found.entries_in_all),
        question=ask.question,
        period=ask.period_in_words,
        filters=[],
        rule_in_words=HOW_COUNTED,
        home=None,
        back=address_of(BALANCE, words_kept(ask.question, ask)),
        back_words="Back to the balance",
    )


@pages.get("/balance/<int:number>/given")
def balance_given(number: int) -> ResponseReturnValue:
    """The referrals given behind a number of a partner's balance."""
    source, ask = find(Source, number), asking()
    measure = _one_of("measure", "referrals", list(MEASURES))
    question = ask.question
    asked = (source, measure, question.currency, question.start, question.end)
    heading = f"{_GIVEN[measure]} {source.name}"
    if goes_out():
        cover = cover_by_rule(question, ask.period_in_words, HOW_COUNTED)
        return handed_out(referrals_table(list(every_referral_behind(db.session(), *asked)), heading, cover))
    page = page_asked()
    found = referrals_behind(db.session(), *asked, page=page, size=LIST_PAGE)
    return render_template(
        "admin/relations/give_and_take/referrals_behind.html",
        heading=heading,
        found=found,
        source=source,
        measure=measure,
        question=question,
        period=ask.period_in_words,
        rule_in_words=HOW_COUNTED,
        paging=Paging(page, LIST_PAGE, found.in_all),
        back=address_of(BALANCE, words_kept(question, ask)),
    )


def side_links(ask: Asking) -> Callable[[int], dict[str, dict[str, str]]]:
    """From a partner to the addresses of the records behind their numbers, by side and measure."""
    words = words_kept(ask.question, ask)

    def at(side: str, measure: str) -> str:
        return address_of(f"{BALANCE}/{PART}/{side}", words | ({"measure": measure} if measure != "referrals" else {}))

    received = {measure: at("received", measure) for measure in _RECEIVED}
    received["money"] = payments_address(_money(ask.question), ask.firm, PART)
    sides = {"received": for_each_part(received)}
    sides["given"] = for_each_part({measure: at("given", measure) for measure in MEASURES})
    return lambda number: {side: of(str(number)) for side, of in sides.items()}


def words_kept(question: Question, ask: Asking) -> dict[str, str]:
    """The words of the period and the currency, where they are not the usual ones."""
    every = question_words(question)
    words: dict[str, str] = {name: every[name] for name in ("from", "to") if name in every}
    if ask.period and ask.period != "all":
        words = {"period": ask.period}
    return words | ({"currency": question.currency} if question.currency != ask.firm.currency else {})


def _money(question: Question) -> Question:
    return money_question(question.currency, question.start, question.end)


def _address(kept: dict[str, str]) -> Callable[[Question, str | None], str]:
    def address(question: Question, period: str | None) -> str:
        frame = the_frame()
        words = {"period": period} if period and period != "all" else {}
        if question.currency != frame.firm.currency:
            words["currency"] = question.currency
        return address_of(BALANCE, words | kept)

    return address


def _order(order: str) -> dict[str, str]:
    return {"order": str(order)} if order != Order.OWED else {}


def _show(show: str) -> dict[str, str]:
    return {"show": show} if show != "balance" else {}


def _one_of(name: str, usual: str, words: list[str]) -> str:
    asked = request.args.get(name) or usual
    if asked not in {str(word) for word in words}:
        abort(422, f"{name} can be {', '.join(map(str, words))}")
    return asked
