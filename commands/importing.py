"""``flask import``: files become records."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from pathlib import Path

import click
from sqlalchemy.orm import Session

from commands.counting import counted
from commands.imports_taken import list_imports, take_back
from commands.progress import Bar
from commands.running import BadCommand, on_records
from records.db import db
from records.delivered.arrived import place_what_waited
from records.engine.reading import reading
from records.firm import the_firm
from records.importing import (
    KINDS,
    BadCall,
    Days,
    Numbers,
    Outcome,
    Problem,
    Sheet,
    ShortTurns,
    manner_of,
    resume_imports,
    take_in,
)
from records.importing.files.as_kept import read_as_kept

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
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path), required=False)
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
@click.option("--list", "lists", is_flag=True, help="list the imports of this kind with their numbers, and no file")
@click.option("--undo", type=int, metavar="NUMBER", help="take an import back instead of a file in")
@on_records
def import_file(
    kind: str,
    file: Path | None,
    mapping: tuple[tuple[str, str], ...],
    defaults: tuple[tuple[str, str], ...],
    dates: str | None,
    numbers: str | None,
    dry_run: bool,
    strict: bool,
    as_json: bool,
    lists: bool,
    undo: int | None,
) -> None:
    """Take in partners, clients, payments, costs or search totals from a CSV or XLSX file with a header.

    Search totals (keywords) are what Google Search Console and Bing Webmaster Tools export, the zip too; say their
    period with --default from=DATE --default to=DATE. Good rows go in; each bad one is named with its line and what
    to do about it, and the exit status is 1. The same file a second time changes nothing. What an earlier import or
    undo has left because it was interrupted is brought to its end first.

    Days and amounts are understood in the styles of the world. Where a column can be read in two ways and no row
    decides, nothing is guessed: say it with --dates or --numbers. Exports of QuickBooks Online, Xero, Stripe,
    FreshBooks, Clio and Square are recognised by their header and need no --map.
    """
    session = db.session()
    if file is None or lists or undo is not None:
        if file is not None or lists == (undo is not None):
            raise BadCommand("Give a file to take in, or --list, or --undo NUMBER, and only one of them.")
        if lists:
            list_imports(session, kind)
        elif undo is not None and take_back(session, kind, undo):
            click.get_current_context().exit(1)
        return
    if not dry_run:
        for done in resume_imports(session, datetime.now(UTC), pause=ShortTurns(session)):
            click.echo(done, err=True)
        session.commit()
    try:
        with reading():
            sheet = _sheet(session, file, kind, _once("--map", mapping), _once("--default", defaults), dates, numbers)
            session.rollback()
        with Bar(f"Importing {kind}") as bar:
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
            place_what_waited(session, datetime.now(UTC))
            session.commit()
    except BadCall as problem:
        raise BadCommand(f"{file.name}: {problem}") from problem
    except OSError as problem:
        raise BadCommand(f"{file.name} cannot be read: {problem.strerror}") from problem
    if outcome.refused:
        click.get_current_context().exit(1)


def _sheet(
    session: Session,
    file: Path,
    kind: str,
    mapping: dict[str, str],
    defaults: dict[str, str],
    dates: str | None,
    numbers: str | None,
) -> Sheet:
    """The file as it was said to be written, else as its header is known, in a firm of this currency and zone."""
    said = Days(dates) if dates else None, Numbers(numbers) if numbers else None
    manner = manner_of(the_firm(session), datetime.now(UTC), *said)
    return read_as_kept(session, file, kind, mapping, defaults, manner)


def _once(option: str, pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    named = [name for name, _ in pairs]
    for name in named:
        if named.count(name) > 1:
            raise BadCommand(f"{option} is given {named.count(name)} times for {name!r}; leave only one.")
    return dict(pairs)


def _report(as_json: bool, outcome: Outcome, problems: Iterable[Problem]) -> None:
    # A row that is a payment and its refund has the same trouble twice, and is said once.
    problems = (problem for problem, _ in groupby(problems))
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
