"""The table in a file: its header and the rows below it, which can be gone through more than once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from records.importing.files.delimited import Row
from records.importing.files.exports import OUR_HEADER, Export, Translation, recognised
from records.importing.files.exports.recognising import LOOKED_AT, titles_above
from records.importing.files.fields import Field
from records.importing.files.likely_titles import halves_of_names, whole_name
from records.importing.files.manner import Manner
from records.importing.files.reading_rows import header_of, rows_of
from records.importing.files.styles import Numbers
from records.importing.trouble import Unreadable


@dataclass(frozen=True, slots=True)
class Table:
    """A file's table. ``header`` is as it stands in the file, ``columns`` are the names that its rows are read by.

    The rows of a recognised export are read as rows of our own fields. ``above`` rows stand above the header.
    Where names stand in two columns, their places are the ``halves``, and a column behind those of the file has whole
    names.
    """

    path: Path
    header: list[str]
    columns: list[str]
    export: Export | None = None
    above: int = 0
    halves: tuple[int, int] | None = None

    def headers(self) -> dict[str, str]:
        """For the columns of a recognised export the titles that they stand under in the file."""
        if self.export is None:
            return {}
        named = {
            "client": self.export.fields["client"],
            "amount": self.export.fields["amount"],
            "on": self.export.fields["on"],
        }
        there = {name: next((title for title in titles if title in self.header), "") for name, titles in named.items()}
        return {name: title for name, title in there.items() if title}

    def looked_through(self, manner: Manner) -> Iterator[Row]:
        """The rows as they are written, to find out in which styles; lines of one document stand apart."""
        rows = self.below()
        return Translation(self.export, self.header, adds=False).rows(rows) if self.export else rows

    def rows(self, manner: Manner, numbers: Numbers | None, notices: list[str]) -> Iterator[Row]:
        """The rows; when all are read, the notices say what was left out."""
        rows = self.below(notices)
        if self.export is None:
            yield from rows
            return
        translation = Translation(self.export, self.header, manner.zone, numbers)
        yield from translation.rows(rows)
        notices += translation.notices

    def below(self, notices: list[str] | None = None) -> Iterator[Row]:
        """The rows below the header as they stand in the file."""
        rows = islice(rows_of(self.path, [] if notices is None else notices), self.above, None)
        if self.export:
            return islice(rows, 1, None)
        header_of(rows)
        return self._with_whole_names(rows) if self.halves else rows

    def beside(self, used: Collection[str]) -> set[str]:
        """The columns that add nothing to those that are used: halves of whole names, or these if nobody uses them."""
        if self.halves is None:
            return set()
        whole = self.columns[-1]
        return {self.header[place] for place in self.halves} if whole in used else {whole}

    def _with_whole_names(self, rows: Iterator[Row]) -> Iterator[Row]:
        given, family = self.halves or (0, 0)
        width = len(self.header)
        for number, cells in rows:
            if isinstance(cells, str) or len(cells) < width:
                yield number, cells
            else:
                whole = " ".join(filter(None, (cells[given].strip(), cells[family].strip())))
                yield number, [*cells[:width], whole, *cells[width:]]


def table_in(path: Path, kind: str, fields: Sequence[Field], recognise: bool = True) -> Table:
    """The table in a file of these fields; that of a known export if it is one.

    Raises Unreadable if there is none, also for a known export that was made without a column that it must have.
    """
    rows = rows_of(path, [])
    first = list(islice(rows, LOOKED_AT))
    if kind == "payments" and recognise and (found := recognised(first)):
        export, place = found
        titles = [cell.strip() for cell in first[place][1]]
        lacking = export.lacking(titles)
        if lacking:
            raise Unreadable(f"this is an export of {export.title} without the {_columns(lacking)}; {export.without}")
        return Table(path, titles, OUR_HEADER, export, place)
    above = titles_above(first, fields)
    header = header_of(chain(first[above:], rows))
    halves = halves_of_names(header)
    whole = [whole_name(header[halves[0]], header[halves[1]])] if halves else []
    return Table(path, header, [*header, *whole], above=above, halves=halves)


def _columns(titles: Sequence[str]) -> str:
    *most, last = titles
    return f"columns {', '.join(most)} and {last}" if most else f"column {last}"
