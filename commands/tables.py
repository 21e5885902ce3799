"""Tables for a terminal: columns aligned, numbers to the right."""

import unicodedata
from collections.abc import Sequence

from records.money.currencies import plain_amount
from reports.counting.questions import rule_in_words
from reports.counting.rankings import Figures, Ranking
from reports.keywords.estimates import Estimates, how_estimated
from reports.ranked.exports import APART
from reports.tables.figures import in_clients

_TITLES = ("#", "Name", "Kind", "Clients", "Won", "Revenue", "Share")
_NUMBERS = frozenset({0, 3, 4, 5, 6})
_WIDEST = 48


def ranking_table(ranking: Ranking, estimated: Estimates | None = None) -> str:
    """A ranking with what has no row of its own below it, and the rule by which it counts; estimates stand apart."""
    currency = ranking.question.currency
    rows = [
        (
            str(row.rank),
            row.name,
            row.kind,
            *_figures(row.figures, currency),
            "" if row.share is None else f"{row.share:.1%}",
        )
        for row in ranking.rows
    ]
    apart = [("", name, "", *_figures(getattr(ranking, part), currency), "") for part, name in APART.items()]
    lines = table((*_TITLES[:5], f"Revenue {currency}", _TITLES[6]), [*rows, *apart], rule_before=len(rows))
    if not rows:
        lines.append("No rows: nothing of this kind was credited in the period.")
    if ranking.leader_is_open:
        lines.append("What waits for review could change the first place.")
    lines += ["", rule_in_words(ranking.question)]
    if estimated:
        lines += ["", *_estimated_table(estimated), "", how_estimated(ranking.question)]
    return "\n".join(lines) + "\n"


def _estimated_table(estimated: Estimates) -> list[str]:
    currency = estimated.question.currency
    rows = [("", row.phrase, "estimated", *_figures(row.figures, currency), str(row.clicks)) for row in estimated.rows]
    spread = ("", "All that is spread", "", *_figures(estimated.total, currency), "")
    return table((*_TITLES[:5], f"Revenue {currency}", "Clicks"), [*rows, spread], rule_before=len(rows))


def table(
    titles: Sequence[str], rows: Sequence[Sequence[str]], rule_before: int, numbers: frozenset[int] = _NUMBERS
) -> list[str]:
    """Lines of aligned text; a rule stands below the titles and before the row of that number.

    ``numbers`` are the columns that stand to the right.
    """
    shown = [[_cut(_on_one_line(cell)) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(titles, *shown, strict=True)]
    rule = "  ".join("-" * width for width in widths)
    lines = [_aligned(titles, widths, numbers), rule]
    for number, row in enumerate(shown):
        if number == rule_before and number > 0:
            lines.append(rule)
        lines.append(_aligned(row, widths, numbers))
    return lines


def _figures(figures: Figures, currency: str) -> tuple[str, str, str]:
    return _clients(figures.clients), _clients(figures.won), plain_amount(figures.revenue, currency)


def _clients(millionths: int) -> str:
    number = in_clients(millionths)
    return str(number) if isinstance(number, int) else f"{number:.2f}"


def _aligned(row: Sequence[str], widths: Sequence[int], numbers: frozenset[int]) -> str:
    cells = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (width - _width(cell))
        cells.append(blank + cell if place in numbers else cell + blank)
    return "  ".join(cells).rstrip()


def _on_one_line(text: str) -> str:
    """Text without what would move the cursor or colour the screen."""
    return "".join(" " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character for character in text)


def _cut(text: str) -> str:
    return text if _width(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _width(text: str) -> int:
    """How many places of a terminal a text takes; East Asian characters take two, marks above a letter none."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )
