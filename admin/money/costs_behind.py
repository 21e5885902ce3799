"""The costs behind what a row of a ranking cost or gave back: each with the part of it that falls on the period."""

from dataclasses import replace

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.addresses import figures_addresses
from admin.money.cost_list import EVERY
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking
from admin.tables.covers import cover_of
from admin.told_apart import name_in_full
from records.db import db
from records.sources import Source
from reports.costs import CostPart, Return
from reports.costs.spending import brought_by, costs_behind
from reports.counting.counted import PARTS
from reports.counting.parts import part_named
from reports.counting.questions import Of
from reports.counting.rankings import Figures
from reports.ranked.views import RETURN_IS_KNOWN_OF, View
from reports.tables.description import Column, Manner, Row, Table
from reports.tables.description import Kind as Cells

PAGE = 100


@pages.get("/costs/spent", endpoint="costs_behind")
def behind() -> ResponseReturnValue:
    """The costs of a part of a ranking; of some of a source's clients alone nothing can be said (404)."""
    ask = asking()
    question, part = ask.question, request.args.get("part") or "total"
    if question.of not in RETURN_IS_KNOWN_OF or not View(question).has_return:
        abort(404)
    name = part_named(db.session(), question, part) or abort(404)
    found = costs_behind(db.session(), question, part, ask.today)
    title = f"Costs of {_whose(question.of, part, name)}"
    total = sum(each.part for each in found)
    if goes_out():
        return handed_out(_table(title, found, total, question.currency, ask.period_in_words))
    brought = brought_by(db.session(), question, found)
    together = sum((figures for _, figures in brought), Figures())
    page = page_asked()
    return render_template(
        "admin/money/costs_behind.html",
        heading=title,
        ask=ask,
        listed=found[(page - 1) * PAGE : page * PAGE],
        sum=total,
        every=EVERY,
        paging=Paging(page, PAGE, len(found)),
        back_for=Return(total, together.clients, together.won, together.revenue),
        brought=[(source.name, figures, _behind_source(ask, source)) for source, figures in brought],
    )


def _behind_source(ask: Asking, source: Source) -> dict[str, str]:
    """The lists behind what a source brought."""
    return figures_addresses(replace(ask.question, of=Of.SOURCES), ask.firm)(str(source.id))


def _whose(of: Of, part: str, name: str) -> str:
    if part not in PARTS:
        return name
    rows = {Of.PARTNERS: "partners", Of.WEBSITES: "websites"}.get(of, "sources")
    return {"total": "all sources", "elsewhere": f"sources that are no {rows}"}.get(part, "what has no source")


def _table(title: str, found: list[CostPart], total: int, currency: str, period: str | None) -> Table:
    """The list with its sum."""
    rows = [
        Row(
            (
                name_in_full(each.cost.source_id, each.cost.source.name),
                EVERY[each.cost.every.value],
                each.cost.starts_on,
                each.cost.ends_on,
                each.cost.amount,
                each.part,
            )
        )
        for each in found
    ]
    return Table(
        title=title,
        columns=[
            Column("Source", wide=True),
            Column("How often"),
            Column("From", Cells.DAY),
            Column("To", Cells.DAY),
            Column(f"Amount ({currency})", Cells.MONEY, currency),
            Column(f"Of this period ({currency})", Cells.MONEY, currency),
        ],
        rows=[*rows, Row(("Total", "", None, None, None, total), Manner.TOTAL)],
        cover=cover_of(asking().question, period),
        sheet="Costs",
        notes=["A cost is laid on the days that it is for; days to come have not been spent yet."],
    )
