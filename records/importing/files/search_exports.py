"""How search consoles lay out their exports: which table has the queries, and which column is which.

Google Search Console (Performance, Export) writes a zip of CSV files, or a workbook with the same tables as sheets:
queries, pages, countries, devices, search appearance, a chart by day, and the filters. The table of queries has the
columns "Top queries, Clicks, Impressions, CTR, Position"; names of files, sheets and columns are in the language of
whoever exports. Bing Webmaster Tools (Search Performance, Keywords) writes one CSV file, called KeywordReport, with
"Keyword, Impressions, Clicks, CTR, Avg. Position". Neither has a column of days. What the figures mean say
support.google.com/webmasters/answer/7576553 and www.bing.com/webmasters/help; the columns are as exports have them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from records.importing.files.archives import is_archive, read_tables
from records.importing.files.cells import day
from records.importing.files.delimited import Row
from records.importing.files.figures import is_figure, whole
from records.importing.files.reading_rows import rows_of
from records.importing.files.spreadsheets import is_workbook, read_sheets
from records.importing.trouble import BadCall, Unreadable

GOOGLE = "Google"
BING = "Bing"

_TITLES = {
    "query": {"query", "queries", "topqueries", "topquery", "searchquery", "searchterm", "keyword", "keywords"},
    "clicks": {"clicks"},
    "impressions": {"impressions"},
    "ctr": {"ctr", "avgctr", "averagectr", "sitectr", "urlctr"},
    "position": {"position", "avgposition", "averageposition"},
}
_BY_PLACE = ("query", "clicks", "impressions", "ctr", "position")
_LOOKED_AT = 50
MOST_ROWS = 200_000
"""How many rows an export may have; the largest that Google gives have 50,000."""


class SearchExport:
    """The layout of search exports."""

    def rows(self, path: Path, notices: list[str]) -> Iterator[Row]:
        """The rows of the table of queries. Raises Unreadable if the file has no such table."""
        workbook = is_workbook(path)
        if not workbook and not is_archive(path):
            return _not_too_many(rows_of(path, notices))
        tables = read_sheets(path) if workbook else read_tables(path)
        name, rows = _queries_among(tables)
        if len(tables) > 1:
            what = "sheets" if workbook else "files"
            notices.append(f"The queries were read from {name!r}, one of {len(tables)} {what}.")
        return _not_too_many(rows)

    def columns(
        self, header: Sequence[str], rows: Sequence[Row], mapping: Mapping[str, str], defaults: Mapping[str, str]
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Columns by their English names, else by their place; the engine by the order of clicks and impressions.

        Raises BadCall if the export compares two periods, or if the period that is given ends before it begins.
        """
        _check_period(defaults)
        found = dict(mapping)
        for name, titles in _TITLES.items():
            fitting = [title for title in header if _folded(title) in titles]
            if name not in found and len(fitting) == 1:
                found[name] = fitting[0]
        first_clicks = _clicks_come_first(rows)
        if not {"query", "clicks"} <= found.keys() | defaults.keys():
            found = self._by_place(header, rows, first_clicks) | found
        order = [header.index(found[name]) for name in ("clicks", "impressions") if found.get(name) in header]
        is_bing = len(order) == 2 and order[1] < order[0]
        return found, {"engine": BING if is_bing else GOOGLE} | dict(defaults)

    def _by_place(self, header: Sequence[str], rows: Sequence[Row], clicks_first: bool) -> dict[str, str]:
        if len(header) > len(_BY_PLACE) and _is_queries(rows):
            raise BadCall(
                f"the header has {len(header)} columns, as where two periods are compared; export one period without "
                "comparison, or name the columns with --map query=COLUMN and --map clicks=COLUMN"
            )
        if not 2 <= len(header) <= len(_BY_PLACE) or not _is_queries(rows):
            return {}
        places = list(_BY_PLACE)
        if len(header) > 2 and not clicks_first:
            places[1:3] = ["impressions", "clicks"]
        return dict(zip(places, header, strict=False))


def _not_too_many(rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise Unreadable(f"the table has more than {MOST_ROWS:,} rows, so it is no search export")
        yield row


def _check_period(defaults: Mapping[str, str]) -> None:
    """One word about the whole file is better than the same about each of its rows."""
    days = {}
    for name in ("from", "to"):
        if defaults.get(name):
            try:
                days[name] = day(defaults[name])
            except ValueError as problem:
                raise BadCall(f"--default {name}: {problem}") from problem
    if len(days) == 2 and days["from"] > days["to"]:
        raise BadCall(f"the period ends ({days['to']}) before it begins ({days['from']}); exchange the two days")


def _queries_among(tables: Sequence[tuple[str, Callable[[], Iterator[Row]]]]) -> tuple[str, Iterator[Row]]:
    """The one table that has queries: by its first column's English name, else the first that looks like it."""
    alike = []
    for name, opened in tables:
        # Nothing of a table is kept once it was looked at: a workbook may have a hundred, and each fills the memory.
        first = list(filter(_is_written, islice(opened(), _LOOKED_AT)))
        header = first[0][1] if first and not isinstance(first[0][1], str) else []
        if header and _folded(header[0]) in _TITLES["query"]:
            return name, opened()
        if len(header) >= 2 and _is_queries(first[1:]):
            alike.append((name, opened))
    if alike or len(tables) == 1:
        name, opened = (alike or tables)[0]
        return name, opened()
    raise Unreadable(
        f"none of its tables has queries with their clicks; there are {', '.join(repr(name) for name, _ in tables)}. "
        "Export the performance report with the tab of queries"
    )


def _is_written(row: Row) -> bool:
    """Whether a row is not blank."""
    return isinstance(row[1], str) or any(map(str.strip, row[1]))


def _is_queries(rows: Sequence[Row]) -> bool:
    """Whether words stand in the first column, which are no addresses and no days, and figures in all others."""
    cells = _cells(rows)
    if not cells:
        return False
    words = [row[0].strip() for row in cells]
    if all(word.startswith(("http://", "https://")) or is_figure(word) or _is_day(word) for word in words):
        return False
    figures = [cell for row in cells for cell in row[1:] if cell.strip()]
    return sum(map(is_figure, figures)) > len(figures) // 2


def _is_day(word: str) -> bool:
    digits = sum(character.isdecimal() for character in word)
    return 6 <= digits <= 8 and len(word) - digits <= 4


def _clicks_come_first(rows: Sequence[Row]) -> bool:
    """Nobody clicks more often than something is shown, so the larger figure is that of impressions."""
    second, third = 0, 0
    for row in _cells(rows):
        if len(row) > 2 and is_figure(row[1]) and is_figure(row[2]):
            try:
                second, third = second + whole(row[1]), third + whole(row[2])
            except ValueError:
                continue
    return second <= third


def _cells(rows: Sequence[Row]) -> list[list[str]]:
    return [row[1] for row in rows[:_LOOKED_AT] if not isinstance(row[1], str) and any(map(str.strip, row[1]))]


def _folded(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())
