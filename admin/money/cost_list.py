"""The list of all costs, and above it what came back for them: per client, per won client, and as a return."""

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from admin.addresses import (
    address_of,
    costs_address,
    filter_words,
    part_addresses,
    row_address,
)
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import number_typed, pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking, controls
from admin.tables.kept_tables import costs_table, spending_table
from records.db import db
from records.money.costs import Cost
from records.sources import Source
from reports.costs.spending import Spending, spending_by_source
from reports.counting.questions import Of, Question

PAGE = 100
EVERY = {"once": "once", "month": "every month", "quarter": "every quarter", "year": "every year"}


@pages.get("/costs")
def costs() -> ResponseReturnValue:
    """All costs, the newest first; of one source if the address says so."""
    session, page = db.session(), page_asked()
    wanted = number_typed(request.args.get("source", ""))
    those = select(Cost).where(Cost.removed_at.is_(None))
    if wanted is not None:
        those = those.where(Cost.source_id == wanted)
    ordered = those.options(joinedload(Cost.source)).order_by(Cost.starts_on.desc(), Cost.id.desc())
    of = session.get(Source, wanted) if wanted is not None else None
    ask = asking(of=Of.SOURCES.value)
    # What a source cost cannot be divided among some of its clients.
    ask = replace(ask, question=replace(ask.question, only=(), office=None))
    found = [each for each in spending_by_source(session, ask.question, ask.today) if of is None or each.source is of]
    if goes_out():
        every = session.scalars(ordered).unique().all()
        table = costs_table(every, f"Costs of {of.name}" if of else "Costs", EVERY)
        return handed_out(replace(table, further=[spending_table(found, ask.question.currency)] if found else []))
    in_all = session.scalar(select(func.count()).select_from(those.subquery())) or 0
    shown = ordered.limit(PAGE).offset((page - 1) * PAGE)
    return render_template(
        "admin/money/costs.html",
        listed=session.scalars(shown).unique().all(),
        paging=Paging(page, PAGE, in_all),
        of=of,
        every=EVERY,
        ask=ask,
        controls=controls(ask, _asked_otherwise, frozenset(), **({"source": str(wanted)} if of else {})),
        spending=[(each, _links(ask, each)) for each in found],
        spent=sum(each.returned.cost for each in found),
        all_spent=costs_address(ask.question, ask.firm, str(of.id) if of else "total"),
    )


def _asked_otherwise(question: Question, period: str | None) -> str:
    """The address of the list with the same source, for another period."""
    source = {"source": request.args["source"]} if "source" in request.args else {}
    words = filter_words(question, the_frame().firm, period)
    return address_of(request.path, {name: word for name, word in words.items() if name != "of"} | source)


def _links(ask: Asking, each: Spending) -> dict[str, str]:
    """The page of a source that costs something, and the lists behind its figures."""
    part, question = str(each.source.id), each.question
    return {
        "home": row_address(question, ask.firm, part, each.source.kind, ask.period),
        "cost": costs_address(question, ask.firm, part),
        **part_addresses(question, ask.firm, part),
    }
