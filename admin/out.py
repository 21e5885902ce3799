"""How a page goes out: as CSV, as a workbook or as a page to print, by the word ``format`` in its address.

A file is written to the disk before its first byte is sent, so that a failure is an error and never half a file.
"""

import io
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO
from urllib.parse import urlencode

from flask import Flask, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from reports.tables.csv_file import write_cover, write_csv
from reports.tables.description import Row, Table
from reports.tables.harmless import file_name
from reports.tables.workbook import write_workbook

FORMATS = ("csv", "xlsx", "print")
PRINTED = 2_000
"""So many rows a page to print has; paper is no place for more, and the files have all."""
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What an address says of the screen only: a file has every row.
_OF_THE_SCREEN = frozenset({"format", "cover", "page", "rows"})
_HELD_IN_MEMORY = 2**20
_AT_ONCE = 2**16


def install(app: Flask) -> None:
    """Let every template say how its page can be taken away."""
    app.add_template_global(ways_out)


def goes_out() -> bool:
    """Whether the address asks for a file or a page to print. Answers 422 to a format that is none."""
    asked = request.args.get("format", "")
    if asked and asked not in FORMATS:
        abort(422, f"format is {asked[:40]!r}; it can be {', '.join(FORMATS)}")
    return bool(asked)


def is_for_paper() -> bool:
    """Whether the address asks for the page to print, which has no room for all that a file has."""
    return request.args.get("format") == "print"


def handed_out(table: Table) -> ResponseReturnValue:
    """The table in the format of the address; ``cover=1`` beside ``format=csv`` asks for what its cover says."""
    form = request.args.get("format", "")
    if form == "print":
        return _printed(table)
    is_cover = form == "csv" and request.args.get("cover") == "1"
    # The response that sends it closes it.
    file: IO[bytes] = tempfile.SpooledTemporaryFile(_HELD_IN_MEMORY)  # noqa: SIM115
    if form == "xlsx":
        write_workbook(table, file)
    else:
        # Excel takes a file for UTF-8 only if it begins with this mark; every reader of CSV knows it.
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        (write_cover if is_cover else write_csv)(table, text)
        text.flush()
        text.detach()
    name = file_name(f"{table.title} cover" if is_cover else table.title, form)
    response = Response(_sent(file), content_type=_TYPES[form])
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.content_length = file.tell()
    response.call_on_close(file.close)
    return response


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while some := file.read(_AT_ONCE):
            yield some


def ways_out() -> dict[str, str]:
    """The addresses of the present page in each format."""
    words = [(name, word) for name, word in request.args.items(multi=True) if name not in _OF_THE_SCREEN]
    return {form: f"{request.path}?{urlencode([*words, ('format', form)])}" for form in FORMATS}


def _printed(table: Table) -> str:
    rows, more = _first(table.rows, PRINTED)
    words = [(name, word) for name, word in request.args.items(multi=True) if name not in _OF_THE_SCREEN]
    back = f"{request.path}?{urlencode(words)}" if words else request.path
    further = [(each, *_first(each.rows, PRINTED)) for each in table.further]
    return render_template(
        "admin/print.html", table=table, tables=[(table, rows, more), *further], printed=PRINTED, back=back
    )


def _first(rows: Iterable[Row], count: int) -> tuple[list[Row], bool]:
    """The first so many rows, and whether there are more."""
    every = iter(rows)
    return list(islice(every, count)), next(every, None) is not None
