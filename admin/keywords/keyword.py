"""One keyword: who searched for it, how it was written, where they landed, and what it may have brought besides."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.addresses import (
    asked,
    client_addresses,
    clients_address,
    keyword_address,
    part_addresses,
    period_of,
    row_address,
    words_of_address,
)
from admin.drilling.drill import drill
from admin.drilling.drill_tables import drill_table
from admin.formats import plural
from admin.frame import the_frame
from admin.keywords.estimated import spread_links
from admin.keywords.keyword_form import MoveForm, UndoForm
from admin.keywords.keyword_tables import keyword_tables
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import asking
from admin.tables.covers import cover_of
from admin.tables.list_tables import counted_clients_table, every_client
from records.db import db
from records.keywords import Keyword, KeywordMove
from records.keywords.regrouping import MovedSince, NothingToMove, move_phrases, undo_move
from reports.behind.landing_pages import arrived_on, behind_page
from reports.clients.words_said import words_of
from reports.counting.keyword_names import shown_phrases
from reports.counting.periods import NAMED
from reports.counting.questions import CreditRule, Of, Question, rule_in_words
from reports.counting.rankings import Figures
from reports.keywords.estimates import Share, how_estimated
from reports.keywords.keyword_page import KINDS, KeywordPage, keyword_page
from reports.keywords.spread_over import period_part

PAGE = 100


@dataclass(frozen=True, slots=True)
class Estimated:
    """The keyword's part of one exported period, and of what it is a part; the addresses lead to the latter."""

    share: Share
    clicks: int
    over: Figures
    links: dict[str, str]


@pages.get("/keywords/<int:number>")
def keyword(number: int) -> ResponseReturnValue:
    """One keyword; the number of any of its spellings leads to it."""
    found = find(Keyword, number)
    if found.under_id is not None:
        return redirect(keyword_address(_question(), the_frame().firm, found.under_id), code=303)
    if goes_out():
        return _taken_away(found)
    return _page(found, MoveForm(formdata=None))


@pages.get("/keywords/<int:number>/landed")
def landed(number: int) -> ResponseReturnValue:
    """The clients of one kind who searched for it and arrived on one page of the website."""
    found, question = find(Keyword, number), _question()
    kind, address, page = request.args.get("kind") or KINDS[0], request.args.get("landing", ""), page_asked()
    if kind not in KINDS:
        abort(422, "kind can be known or told")
    session = db.session()
    arrived = arrived_on(session, question, f"{number}-{kind}")
    where = f"arrived on {address}" if address else "of whom no landing page is known"
    phrase = shown_phrases(session, [found.head_id])[found.head_id]
    heading = f"Clients who searched for “{phrase}” ({kind}) and {where}"
    if goes_out():
        every = every_client(lambda each, size: behind_page(session, arrived, address, each, size))
        cover = cover_of(question, _period(question))
        return handed_out(counted_clients_table(every, heading, cover))
    behind = behind_page(session, arrived, address, page, PAGE)
    return render_template(
        "admin/ranked/clients_behind.html",
        heading=heading,
        behind=behind,
        said=words_of(session, [entry.client.id for entry in behind.entries]),  # type: ignore[union-attr]
        shared=question.credit is CreditRule.SHARED,
        paging=Paging(page, PAGE, behind.entries_in_all),
        question=question,
        period=_period(question),
        rule_in_words=rule_in_words(question),
        home=client_addresses(question, the_frame().firm, f"{number}-{kind}"),
        back=asking(of=Of.KEYWORDS.value).ranking,
    )


@pages.post("/keywords/<int:number>/moves")
def move(number: int) -> ResponseReturnValue:
    """A person says that spellings are another keyword: one that is named, or one of their own."""
    found = find(Keyword, number)
    form = MoveForm()
    if found.under_id is not None:
        flash("Somebody moved this keyword meanwhile, so nothing was changed. Look again.")
        return redirect(url_for("admin.keyword", number=found.under_id), code=303)
    form.offer(db.session(), found)
    if not form.validate():
        return _page(found, form), 422
    try:
        moved = move_phrases(db.session(), form.phrases, form.target, datetime.now(UTC), current_user)
    except NothingToMove as problem:
        form.to.errors = [*form.to.errors, str(problem)]
        return _page(found, form), 422
    db.session.commit()
    goes_to = moved.parts[0].stands_with
    flash(_what_moved(form.phrases, form.target))
    return redirect(url_for("admin.keyword", number=goes_to.head_id), code=303)


def _what_moved(phrases: list[Keyword], target: Keyword | None) -> str:
    one = len(phrases) == 1
    shown = f"“{phrases[0].phrase}”" if one else plural(len(phrases), "spelling")
    if target:
        return f"{shown} now {'stands' if one else 'stand'} under “{target.phrase}”."
    return f"{shown} {'is a keyword of its own' if one else 'are a keyword of their own'} now."


@pages.post("/keywords/moves/<int:number>/undoing")
def undo(number: int) -> ResponseReturnValue:
    """A move is undone by a person."""
    found = find(KeywordMove, number)
    form = UndoForm()
    if not form.validate():
        abort(422, "this page is out of date")
    try:
        undone = undo_move(db.session(), found, datetime.now(UTC), current_user)
    except MovedSince as problem:
        db.session.rollback()
        flash(str(problem))
        return redirect(url_for("admin.keyword", number=found.parts[0].keyword.head_id), code=303)
    db.session.commit()
    flash("The move is undone.")
    return redirect(url_for("admin.keyword", number=undone.parts[0].keyword.head_id), code=303)


def _question() -> Question:
    return asked(words_of_address(request.args) | {"of": Of.KEYWORDS.value}, the_frame().firm, _today())


def _today() -> date:
    return the_frame().firm.today(datetime.now(UTC))


def _period(question: Question) -> str | None:
    period = period_of(question, _today())
    return NAMED[period][0] if period else None


def _kind(page: KeywordPage) -> str:
    kind = request.args.get("kind") or next((each for each in KINDS if page.figures[each].clients), KINDS[0])
    if kind not in KINDS:
        abort(422, "kind can be known or told")
    return kind


def _taken_away(found: Keyword) -> ResponseReturnValue:
    """The page as tables; only its clients, of the kind that it shows, are in the first one."""
    page, ask = keyword_page(db.session(), found.id, _question()), asking(of=Of.KEYWORDS.value)
    kind = _kind(page)
    part = f"{found.id}-{kind}"
    drilled = drill(ask, part, lambda question, period: row_address(question, ask.firm, part, kind, period))
    about = [("Keyword", page.phrase), ("Searches", kind)]
    return handed_out(drill_table(drilled, f"{page.phrase} ({kind})", about, keyword_tables(page, ask.question)))


def _page(found: Keyword, form: MoveForm) -> str:
    session, firm, question = db.session(), the_frame().firm, _question()
    if not form.is_submitted():
        form.offer(session, found)
    page = keyword_page(session, found.id, question)
    kind = _kind(page)
    ask = asking(of=Of.KEYWORDS.value)

    def address(question: Question, period: str | None, of_kind: str = kind) -> str:
        return row_address(question, ask.firm, f"{found.id}-{of_kind}", of_kind, period)

    drilled = drill(ask, f"{found.id}-{kind}", address)
    parts = {kind: f"{found.id}-{kind}" for kind in KINDS}
    return render_template(
        "admin/keywords/keyword.html",
        page=page,
        drilled=drilled,
        kinds=[(f"{each.capitalize()} searches", address(question, ask.period, each), each == kind) for each in KINDS],
        form=form,
        undo=UndoForm(formdata=None),
        question=question,
        period=_period(question),
        ranking=ask.ranking,
        homes={kind: client_addresses(question, firm, part) for kind, part in parts.items()},
        all_time=keyword_address(Question(currency=firm.currency, of=Of.KEYWORDS, role=question.role), firm, found.id),
        links={kind: part_addresses(question, firm, part) for kind, part in parts.items()},
        spellings=[
            (
                each,
                {kind: clients_address(question, firm, f"{part}-{each.keyword.id}") for kind, part in parts.items()},
            )
            for each in page.spellings
        ],
        landings=[
            (
                each,
                {
                    kind: keyword_address(question, firm, found.id, list="landed", kind=kind, landing=each.page)
                    for kind in KINDS
                },
            )
            for each in page.landings
        ],
        estimates=[
            Estimated(
                share,
                page.estimates.clicks[share.exported],
                page.estimates.over.get(share.exported, Figures()),
                spread_links(question, firm, period_part(share.exported)),
            )
            for share in (page.estimated.shares if page.estimated else [])
        ],
        rule_in_words=rule_in_words(question),
        how_estimated=how_estimated(question),
    )
