"""``flask import``: files become records."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from commands.counting import counted
from commands.progress import Bar
from commands.running import BadCommand, on_records
from records.db import db, reading
from records.firm import the_firm
from records.importing import (
    KINDS,
    BadCall,
    Days,
    Manner,
    Numbers,
    Outcome,
    Problem,
    ShortTurns,
    manner_of,
    read_file,
    take_in,
)

# Enough to see what is wrong with a file; the rest would scroll the summary away.
_PROBLEMS_SHOWN = 50


class Pair(click.ParamType[tuple[str, str]]):
    """``NAME=VALUE`` as a pair."""

    name = "pair"

    def __init__(self, shape: str) -> None:
        self.shape = shape

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Split at the first equals sign; fail without one."""
        name, separator, rest = str(value).partition("=")
        if not separator or not name.strip():
            self.fail(f"{value!r} is not {self.shape}", param, ctx)
        return name.strip(), rest.strip()

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """How the option's value is shown in the help."""
        return self.shape


@click.command("import")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option(
    "--map", "mapping", type=Pair("FIELD=COLUMN"), multiple=True, help="take a field from a column of another name"
)
@click.option(
    "--default", "defaults", type=Pair("FIELD=VALUE"), multiple=True, help="what a blank cell of a field means"
)
@click.option(
    "--dates",
    type=click.Choice([each.value for each in Days]),
    help="what stands first in a day such as 01/02/2026, where no row shows it",
)
@click.option(
    "--numbers",
    type=click.Choice([each.value for each in Numbers]),
    help="the mark before the cents, where 1.234 or 1,234 could be either",
)
@click.option("--dry-run", is_flag=True, help="say what would happen, and change nothing")
@click.option("--strict", is_flag=True, help="take nothing in if any row is refused")
@click.option("--json", "as_json", is_flag=True, help="write the outcome as one JSON object")
@on_records
def import_file(
    kind: str,
    file: Path,
    mapping: tuple[tuple[str, str], ...],
    defaults: tuple[tuple[str, str], ...],
    dates: str | None,
    numbers: str | None,
    dry_run: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Take in partners, clients, payments or search totals from a CSV or XLSX file with a header.

    Search totals (keywords) are what Google Search Console and Bing Webmaster Tools export, the zip too; say their
    period with --default from=DATE --default to=DATE. Good rows go in; each bad one is named with its line and what
    to do about it, and the exit status is 1. The same file a second time changes nothing.

    Days and amounts are understood in the styles of the world. Where a column can be read in two ways and no row
    decides, nothing is guessed: say it with --dates or --numbers. Exports of QuickBooks Online, Xero, Stripe,
    FreshBooks, Clio and Square are recognised by their header and need no --map.
    """
    manner = _manner(dates, numbers)
    try:
        sheet = read_file(file, kind, _once("--map", mapping), _once("--default", defaults), manner)
    except BadCall as problem:
        raise BadCommand(f"{file.name}: {problem}") from problem
    except OSError as problem:
        raise BadCommand(f"{file.name} cannot be read: {problem.strerror}") from problem
    with Bar(f"Importing {kind}") as bar:
        session = db.session()
        outcome = take_in(
            session,
            sheet,
            datetime.now(UTC),
            dry_run=dry_run,
            strict=strict,
            progress=bar,
            pause=ShortTurns(session),
            report=partial(_report, as_json),
        )
        session.commit()
    if outcome.refused:
        click.get_current_context().exit(1)


def _manner(dates: str | None, numbers: str | None) -> Manner:
    """How the file is written, as far as it was said, in a firm of this currency and zone."""
    with reading():
        manner = manner_of(the_firm(db.session()), datetime.now(UTC))
        db.session.rollback()
    return replace(manner, dates=Days(dates) if dates else None, numbers=Numbers(numbers) if numbers else None)


def _once(option: str, pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    named = [name for name, _ in pairs]
    for name in named:
        if named.count(name) > 1:
            raise BadCommand(f"{option} is given {named.count(name)} times for {name!r}; leave only one.")
    return dict(pairs)


def _report(as_json: bool, outcome: Outcome, problems: Iterable[Problem]) -> None:
    for notice in outcome.notices:
        click.echo(notice, err=True)
    if as_json:
        _write_json(outcome, problems)
        return
    shown = 0
    for problem in problems:
        shown += 1
        if shown <= _PROBLEMS_SHOWN:
            column = f", {problem.column}" if problem.column else ""
            click.echo(f"{outcome.file}, line {problem.line}{column}: {problem.reason}.", err=True)
    if shown > _PROBLEMS_SHOWN:
        click.echo(f"… and {shown - _PROBLEMS_SHOWN:,} more; --json lists them all.", err=True)
    would = "Nothing was changed. It would be: " if outcome.dry_run else ""
    click.echo(
        f"{would}{counted(outcome.added, outcome.kind)} added, {outcome.changed:,} changed, "
        f"{outcome.unchanged:,} unchanged, {counted(outcome.refused, 'rows')} refused."
    )


def _write_json(outcome: Outcome, problems: Iterable[Problem]) -> None:
    """One object, its problems one by one: there may be a million of them."""
    whole = json.dumps(asdict(outcome), ensure_ascii=False, indent=2)
    before, after = whole.split('"problems": []')
    click.echo(f'{before}"problems": [', nl=False)
    separator = ""
    for problem in problems:
        click.echo(f"{separator}\n    {json.dumps(asdict(problem), ensure_ascii=False)}", nl=False)
        separator = ","
    click.echo(("\n  ]" if separator else "]") + after)
