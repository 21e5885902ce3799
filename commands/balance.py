"""``flask balance``: what every partner was given and what they sent, the same figures as the page."""

from collections.abc import Callable
from pathlib import Path

import click
from babel import Locale

from commands.running import BadCommand, on_records
from commands.tables import table
from commands.writing import write
from records.db import db
from records.engine.reading import reading
from records.firm import the_firm
from records.money.currencies import plain_amount
from reports.counting.questions import BadQuestion, Question, read_question
from reports.namesakes import namesakes
from reports.relations.give_and_take.balance import Balance, balances, sentence
from reports.relations.give_and_take.balance_table import HOW_COUNTED, MEASURES, as_json, as_table, in_review
from reports.relations.give_and_take.doubt import Doubt, doubt
from reports.tables.csv_file import csv_text
from reports.tables.workbook import workbook_bytes
from reports.written import locale_of

_Form = Callable[[list[Balance], Question, Locale, Doubt], bytes]
_FORMATS: dict[str, _Form] = {
    "table": lambda found, asked, locale, waits: _for_a_terminal(found, asked, locale, waits).encode(),
    "csv": lambda found, asked, locale, waits: csv_text(
        as_table(found, asked.currency, locale, for_programs=True)
    ).encode(),
    "json": lambda found, asked, locale, waits: as_json(
        found, asked.currency, asked.start, asked.end, locale, waits
    ).encode(),
    "xlsx": lambda found, asked, locale, waits: workbook_bytes(
        as_table(
            found,
            asked.currency,
            locale,
            [("Period", _period(asked)), ("How counted", HOW_COUNTED), ("In review", in_review(waits) or "nothing")],
            namesakes(db.session()),
        )
    ),
}


@click.command("balance")
@click.option("--from", "start", metavar="DATE", help="the first day that counts, like 2026-01-01")
@click.option("--to", "end", metavar="DATE", help="the last day that counts")
@click.option("--currency", metavar="CODE", help="whose money counts, like USD; the firm's if left out")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="table",
    help="how it is written; a table if left out",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="write to a file")
@on_records
def balance_of_partners(
    form: str, output: Path | None, start: str | None, end: str | None, currency: str | None
) -> None:
    """Set what every partner was given against what they sent, whom the firm owes most first."""
    if form == "xlsx" and output is None:
        raise BadCommand("A workbook is no text for the screen: name a file with -o FILE.")
    words = {"from": start, "to": end, "currency": currency}
    with reading():
        session = db.session()
        firm = the_firm(session)
        try:
            asked = read_question({name: word for name, word in words.items() if word}, firm.currency)
        except BadQuestion as problem:
            raise BadCommand(f"{problem}.") from problem
        found = balances(session, asked.currency, asked.start, asked.end)
        locale, waits = locale_of(firm.country), doubt(session, asked.start, asked.end)
    write(_FORMATS[form](found, asked, locale, waits), output)
    # A table and JSON say it themselves; CSV has no place for it, and a workbook has it on its cover.
    if form in {"csv", "xlsx"} and waits.clients:
        click.echo(in_review(waits), err=True)


def _for_a_terminal(found: list[Balance], asked: Question, locale: Locale, waits: Doubt) -> str:
    currency = asked.currency
    titles = ["Name", *(f"{side} {measure}" for measure in MEASURES for side in ("given", "received"))]
    titles[-2:] = [f"{side} {currency}" for side in ("given", "received")]
    rows = []
    for each in found:
        cells = [str(getattr(side, name)) for name in MEASURES[:-1] for side in (each.given, each.received)]
        money = [plain_amount(side.money, currency) for side in (each.given, each.received)]
        rows.append((each.source.name, *cells, *money))
    lines = table(titles, rows, rule_before=0, numbers=frozenset(range(1, len(titles))))
    lines += ["", *(sentence(each, locale) for each in found)] if found else ["No partner yet."]
    may_be = [
        f"{waits.may_be[each.source.id]} in review may be {each.source.name}'s."
        for each in found
        if waits.may_be[each.source.id]
    ]
    if waits.clients:
        lines += ["", f"In review: {in_review(waits)}", *may_be]
    return "\n".join([*lines, "", f"Period: {_period(asked)}. {HOW_COUNTED}"]) + "\n"


def _period(asked: Question) -> str:
    if not asked.start and not asked.end:
        return "all time"
    first = f"from {asked.start}" if asked.start else "from the beginning"
    return f"{first} {f'to {asked.end}' if asked.end else 'without end'}"
