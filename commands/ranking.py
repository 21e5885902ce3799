"""``flask rank``: the ranking of the page, the same figures."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import click

from attribution import Role
from commands.running import BadCommand, on_records
from commands.tables import ranking_table
from commands.writing import write
from records.db import db
from records.engine.reading import reading
from records.firm import the_firm
from records.money.payments import PaymentKind
from reports.counting.questions import BadQuestion, Count, CreditRule, Measure, Of, read_question
from reports.counting.rankings import Ranking, rank
from reports.keywords.estimates import Estimates, estimates, name_rows
from reports.ranked.exports import as_json, as_table
from reports.tables.csv_file import csv_text
from reports.tables.workbook import workbook_bytes

_FORMATS: dict[str, Callable[[Ranking, Estimates | None], bytes]] = {
    "table": lambda ranking, estimated: ranking_table(ranking, estimated).encode(),
    "csv": lambda ranking, estimated: csv_text(as_table(ranking, estimated, in_one=True)).encode(),
    "json": lambda ranking, estimated: as_json(ranking, estimated).encode(),
    "xlsx": lambda ranking, estimated: workbook_bytes(as_table(ranking, estimated)),
}


def _choice(name: str, words: type[StrEnum], meaning: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(f"--{name}", type=click.Choice([word.value for word in words]), help=meaning)


@click.command("rank")
@_choice("of", Of, "what is ranked; partners if left out")
@_choice("by", Measure, "the measure that gives the order; revenue if left out")
@click.option("--from", "start", metavar="DATE", help="the first day that counts, like 2026-01-01")
@click.option("--to", "end", metavar="DATE", help="the last day that counts")
@_choice("money", PaymentKind, "whether money that came in counts, or money that was asked for; received if left out")
@_choice("count", Count, "payments dated in the period, or all of those who came in it; period if left out")
@_choice(
    "credit", CreditRule, "whether the decisive source has the whole client, or all named share it; first if left out"
)
@_choice("role", Role, "what clients said, or what their visit shows; by what is ranked if left out")
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
def rank_sources(form: str, output: Path | None, start: str | None, end: str | None, **words: str | None) -> None:
    """Rank partners, websites, keywords, channels or all sources by money, clients or won clients."""
    if form == "xlsx" and output is None:
        raise BadCommand("A workbook is no text for the screen: name a file with -o FILE.")
    asked = {name: word for name, word in {**words, "from": start, "to": end}.items() if word}
    with reading():
        session = db.session()
        try:
            question = read_question(asked, the_firm(session).currency)
        except BadQuestion as problem:
            raise BadCommand(f"{problem}.") from problem
        ranking = rank(session, question)
        estimated = estimates(session, question) if question.of is Of.KEYWORDS else None
        if estimated:
            name_rows(session, estimated.rows)
    write(_FORMATS[form](ranking, estimated), output)
