"""Rankings as data: one JSON object, or a table to be written as CSV or XLSX, with the same figures as the page.

A ranking of keywords has estimates with it. They stand apart from the rows and their total everywhere, because they
are no clients who are known to have searched for anything: in JSON under a name of their own, in CSV below the total
and with a kind of their own, in a workbook on a sheet of their own.
"""

import json
from collections.abc import Iterator
from typing import Any

from reports.counting.questions import Question, rule_in_words
from reports.counting.rankings import Figures, Ranking
from reports.keywords.estimates import Estimates, how_estimated
from reports.tables.description import Column, Kind, Manner, Row, Table
from reports.tables.figures import in_clients

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

_KINDS = {
    "rank": Kind.NUMBER,
    "clients": Kind.CLIENTS,
    "won": Kind.CLIENTS,
    "revenue": Kind.MONEY,
    "share": Kind.SHARE,
    "clicks": Kind.NUMBER,
    "impressions": Kind.NUMBER,
}
_MANNERS = {"conflict": Manner.WITHIN, "total": Manner.TOTAL}


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


def as_table(ranking: Ranking, estimated: Estimates | None = None, *, in_one: bool = False) -> Table:
    """The ranking as a table whose columns have the names that programs know; estimates stand apart from it.

    ``in_one`` puts the estimates below the total instead, for a file that can hold no second table.
    """
    question = ranking.question
    rows = [Row(line, Manner.ROW if line[0] else _MANNERS.get(str(line[1]), Manner.APART)) for line in _lines(ranking)]
    estimates_apart: tuple[Table, ...] = ()
    if estimated and in_one:
        rows += [Row((None, *line, None), Manner.APART) for line in _estimated_lines(estimated)]
    elif estimated:
        estimates_apart = (_estimated_table(estimated),)
    return Table(
        title=f"Ranking of {question.of} by {question.by}",
        columns=[_column(name, question.currency) for name in COLUMNS],
        rows=rows,
        cover=[*period_lines(question), ("How counted", rule_in_words(question))],
        sheet="Ranking",
        further=estimates_apart,
    )


def period_lines(question: Question) -> list[tuple[str, str]]:
    """The days of a question as lines of a cover."""
    if not question.start and not question.end:
        return [("Period", "All time")]
    days = {"From": question.start, "To": question.end}
    return [(word, day.isoformat()) for word, day in days.items() if day]


def _estimated_table(estimated: Estimates) -> Table:
    currency = estimated.question.currency
    lines = zip(_estimated_lines(estimated), estimated.rows, strict=True)
    return Table(
        title="Estimated keywords",
        columns=[_column(name, currency) for name in ESTIMATED_COLUMNS],
        rows=[Row((*line[:6], row.clicks, row.impressions)) for line, row in lines],
        sheet="Estimated",
        notes=[how_estimated(estimated.question)],
    )


def _column(name: str, currency: str) -> Column:
    return Column(name, _KINDS.get(name, Kind.TEXT), currency if name == "revenue" else "", wide=name == "name")


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


def _estimated_lines(estimated: Estimates) -> Iterator[tuple[Any, ...]]:
    for row in estimated.rows:
        yield (str(row.id), row.phrase, "estimated", *_cells(row.figures), estimated.question.currency)


def _lines(ranking: Ranking) -> Iterator[tuple[Any, ...]]:
    """Every line of a file in the order of ``COLUMNS``; clients in millionths, revenue in minor units."""
    currency = ranking.question.currency
    for row in ranking.rows:
        yield (row.rank, row.id, row.name, row.kind, *_cells(row.figures), currency, row.share)
    for part, name in APART.items():
        yield (None, part, name, "", *_cells(getattr(ranking, part)), currency, None)


def _cells(figures: Figures) -> tuple[int, int, int]:
    return figures.clients, figures.won, figures.revenue


def _figures(figures: Figures) -> dict[str, int | float]:
    return {
        "clients": in_clients(figures.clients),
        "won": in_clients(figures.won),
        "revenue": figures.revenue,
    }
