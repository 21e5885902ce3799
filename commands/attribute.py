"""``flask attribute``: answers in, decisions out, one line of JSON each."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from attribution.choices import choice_for
from attribution.decide import attribute
from attribution.entries.directory import Directory
from attribution.model import Visit
from attribution.output import result_to_json
from attribution.web.lists import BadList, Lists, read_lists
from commands.running import BadCommand, on_records
from records.importing.lines.as_entries import entries_of
from records.importing.trouble import BadCall, Problem

# Half of a character, as other programs leave where they cut a text. UTF-8 has no bytes for it, but JSON an escape.
_LONE_HALF = re.compile("[\ud800-\udfff]")
_TEXTS = ("answer", "choice", "searched", "landing_url", "referrer")


class BadLine(ValueError):
    """A line that cannot be decided; the message says what is wrong with it."""

    def __init__(self, id: str | None, problem: str) -> None:
        super().__init__(problem)
        self.id = id


@click.command("attribute")
@click.option(
    "--partners", metavar="FILE", type=click.Path(path_type=Path), help="a partners file; no database is used"
)
@click.option(
    "--lists", "folder", metavar="DIR", type=click.Path(path_type=Path), help="further referrers, in Matomo's format"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    help="how decisions are written; one line of JSON each if left out",
)
def attribute_command(partners: Path | None, folder: Path | None, form: str) -> None:
    """Decide what brought clients: JSON lines on the standard input, decisions on the standard output.

    Each line is an object with `answer` and, where known, `id`, `choice`, `searched`, `landing_url` and `referrer`.
    """
    lists = _lists(folder)
    directory, problems = (_directory_of_the_firm(), []) if partners is None else _directory_of_a_file(partners)
    bad = 0
    write = sys.stdout.write
    for decided in _decided(sys.stdin.buffer if hasattr(sys.stdin, "buffer") else sys.stdin, directory, lists):
        bad += "error" in decided
        line = _table_line(decided) if form == "table" else json.dumps(decided, ensure_ascii=False) + "\n"
        write(_LONE_HALF.sub(lambda found: f"\\u{ord(found[0]):04x}", line))
    sys.stdout.flush()
    if bad:
        click.echo(f"{bad} {'line' if bad == 1 else 'lines'} could not be decided; the output says why.", err=True)
    if bad or problems:
        click.get_current_context().exit(1)


def _lists(folder: Path | None) -> Lists | None:
    if folder is None:
        return None
    try:
        return read_lists(folder)
    except BadList as problem:
        raise BadCommand(str(problem)) from problem


def _directory_of_a_file(partners: Path) -> tuple[Directory, list[Problem]]:
    """The directory of a partners file, and the rows that were refused, which are told with what was noticed."""
    problems: list[Problem] = []
    notices: list[str] = []
    try:
        directory = Directory(entries_of(partners, problems, notices))
    except BadCall as problem:
        raise BadCommand(f"{partners.name}: {problem}") from problem
    except OSError as problem:
        raise BadCommand(f"{partners} cannot be read: {problem.strerror}") from problem
    for notice in notices:
        click.echo(notice, err=True)
    for refused in problems:
        column = f", {refused.column}" if refused.column else ""
        click.echo(f"{partners.name}, line {refused.line}{column}: {refused.reason}.", err=True)
    return directory, problems


@on_records
def _directory_of_the_firm() -> Directory:
    from records.sources.directory import load_directory

    return load_directory()


def _decided(lines: Iterable[bytes | str], directory: Directory, lists: Lists | None) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        try:
            yield _decide(line, number, directory, lists)
        except BadLine as problem:
            yield {"id": problem.id, "error": f"line {number}: {problem}"}


def _decide(line: bytes | str, number: int, directory: Directory, lists: Lists | None) -> dict[str, Any]:
    if not line.strip():
        raise BadLine(None, "is blank")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(None, "is not an object in JSON") from error
    if not isinstance(row, dict):
        raise BadLine(None, "is not an object in JSON")
    id = row.get("id")
    if isinstance(id, (dict, list, bool)):
        raise BadLine(None, "`id` is neither text nor a number")
    id = str(number) if id is None else str(id)
    texts = {name: row.get(name) or "" for name in _TEXTS}
    for name, text in texts.items():
        if not isinstance(text, str):
            raise BadLine(id, f"`{name}` is not text")
    result = attribute(
        texts["answer"],
        directory,
        choice=choice_for(texts["choice"]),
        searched=texts["searched"],
        visit=Visit(texts["landing_url"], texts["referrer"]),
        lists=lists,
    )
    return result_to_json(id, result)


def _table_line(decided: dict[str, Any]) -> str:
    """One decision for people: id, decision, what is credited or asked, keyword."""
    if "error" in decided:
        return f"{decided['id'] or '-':12}  error   {decided['error']}\n"
    named = ", ".join(credit["source"]["name"] for credit in decided["credits"])
    asked = ", ".join(credit["source"]["name"] for credit in decided["suggestions"])
    shown = "; ".join(part for part in (named, f"perhaps {asked}" if asked else "") if part)
    keyword = f"  “{decided['keyword']}”" if decided["keyword"] else ""
    return f"{decided['id'][:12]:12}  {decided['decision']:6}  {shown or '-'}{keyword}\n"
