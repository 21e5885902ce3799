"""Rankings as files: JSON, CSV and XLSX with the same figures as the page.

A ranking of keywords has estimates with it. They stand apart from the rows and their total everywhere, because they
are no clients who are known to have searched for anything: in JSON under a name of their own, in CSV below the total
and with a kind of their own, in a workbook on a sheet of their own.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped] # it carries no types

from attribution import WHOLE
from records.currencies import minor_digits, plain_amount
from reports.estimates import Estimates, how_estimated
from reports.questions import rule_in_words
from reports.rankings import Figures, Ranking

COLUMNS = ("rank", "id", "name", "kind", "clients", "won", "revenue", "currency", "share")
ESTIMATED_COLUMNS = ("id", "name", "kind", "clients", "won", "revenue", "clicks", "impressions")
APART = {
    "elsewhere": "Elsewhere",
    "unknown": "Unknown",
    "in_review": "In review",
    "conflict": "of these in review: conflicts",
    "total": "Total",
}
"""What a ranking has besides its rows, in words. The conflicts are a part of what is in review."""

# A spreadsheet runs a cell that begins like this (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_data(ranking: Ranking, estimated: Estimates | None = None) -> dict[str, Any]:
    """The ranking as plain values; revenue is in minor units, clients and won are whole unless they are shared."""
    question = ranking.question
    data = {
        "of": str(question.of),
        "by": str(question.by),
        "from": question.start.isoformat() if question.start else None,
        "to": question.end.isoformat() if question.end else None,
        "currency": question.currency,
        "rule": {
            "money": str(question.money),
            "count": str(question.count),
            "credit": str(question.credit),
            "role": str(question.role),
        },
        "rows": [
            {
                "rank": row.rank,
                "id": row.id,
                "name": row.name,
                "kind": row.kind,
                **_figures(row.figures),
                "share": row.share,
            }
            for row in ranking.rows
        ],
        "elsewhere": _figures(ranking.elsewhere),
        "unknown": _figures(ranking.unknown),
        "in_review": {**_figures(ranking.in_review), "conflict": _figures(ranking.conflict)},
        "total": _figures(ranking.total),
    }
    return data | {"estimated": _estimated(estimated)} if estimated else data


def as_json(ranking: Ranking, estimated: Estimates | None = None) -> str:
    """The ranking as one JSON object."""
    return json.dumps(as_data(ranking, estimated), ensure_ascii=False, indent=2) + "\n"


def as_csv(ranking: Ranking, estimated: Estimates | None = None) -> str:
    """The ranking as CSV (RFC 4180) with a header; what has no row of its own follows below the rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in (*_lines(ranking), *_estimated_lines(estimated)):
        values = dict(zip(COLUMNS, row, strict=True))
        values |= {name: _harmless(str(values[name])) for name in ("id", "name", "kind")}
        values["revenue"] = plain_amount(values["revenue"], ranking.question.currency)
        values["share"] = "" if values["share"] is None else round(values["share"], 6)
        writer.writerow(values.values())
    return text.getvalue()


def as_xlsx(ranking: Ranking, estimated: Estimates | None = None) -> bytes:
    """The ranking as a workbook: numbers as numbers, names as text whatever they begin with."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        _write_sheet(book, "Ranking", ranking, COLUMNS, _lines(ranking), rule_in_words(ranking.question))
        if estimated:
            rows = (
                (*line[1:7], row.clicks, row.impressions)
                for row, line in zip(estimated.rows, _estimated_lines(estimated), strict=True)
            )
            _write_sheet(book, "Estimated", ranking, ESTIMATED_COLUMNS, rows, how_estimated(ranking.question))
    return held.getvalue()


def _write_sheet(
    book: Any, name: str, ranking: Ranking, columns: Sequence[str], lines: Iterable[tuple[Any, ...]], note: str
) -> None:
    """One sheet: a header, the lines, and below them how they are counted."""
    sheet = book.add_worksheet(name)
    digits = minor_digits(ranking.question.currency)
    money = book.add_format({"num_format": f"#,##0.{'0' * digits}" if digits else "#,##0"})
    part = book.add_format({"num_format": "0.0%"})
    bold = book.add_format({"bold": True})
    for column, title in enumerate(columns):
        sheet.write_string(0, column, title, bold)
    number = 0
    for number, row in enumerate(lines, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif columns[column] == "revenue":
                sheet.write_number(number, column, value / 10**digits, money)
            elif value is not None:
                sheet.write_number(number, column, value, part if columns[column] == "share" else None)
    sheet.write_string(number + 2, 0, note)
    sheet.freeze_panes(1, 0)
    sheet.set_column(columns.index("name"), columns.index("name"), 40)
    sheet.set_column(columns.index("kind"), columns.index("revenue"), 14)


def _estimated(estimated: Estimates) -> dict[str, Any]:
    """Estimates as plain values. ``total`` is what is spread and what the rows add up to; ``apart`` is not spread."""
    return {
        "rule": how_estimated(estimated.question),
        "rows": [
            {
                "id": row.id,
                "name": row.phrase,
                "kind": "estimated",
                "clicks": row.clicks,
                "impressions": row.impressions,
                **_figures(row.figures),
            }
            for row in estimated.rows
        ],
        "total": _figures(estimated.total),
        "apart": _figures(estimated.apart),
    }


def _estimated_lines(estimated: Estimates | None) -> Iterator[tuple[Any, ...]]:
    if estimated:
        currency = estimated.question.currency
        for row in estimated.rows:
            yield (None, row.id, row.phrase, "estimated", *_figures(row.figures).values(), currency, None)


def _lines(ranking: Ranking) -> Iterator[tuple[Any, ...]]:
    """Every line of a file in the order of ``COLUMNS``; revenue in minor units."""
    currency = ranking.question.currency
    for row in ranking.rows:
        yield (row.rank, row.id, row.name, row.kind, *_figures(row.figures).values(), currency, row.share)
    for part, name in APART.items():
        yield (None, part, name, "", *_figures(getattr(ranking, part)).values(), currency, None)


def _figures(figures: Figures) -> dict[str, int | float]:
    return {
        "clients": in_clients(figures.clients),
        "won": in_clients(figures.won),
        "revenue": figures.revenue,
    }


def in_clients(millionths: int) -> int | float:
    """Millionths of a client as clients: a whole number where it is one, else a decimal."""
    whole, part = divmod(millionths, WHOLE)
    return millionths / WHOLE if part else whole


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
