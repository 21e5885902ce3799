"""How far the cells of a sheet are spread, and how much text they may name, read from its XML piece by piece.

Nothing is kept of it but a few numbers.
"""

import re
from collections.abc import Iterable
from xml.parsers import expat

_REFERENCE = re.compile(r"\s*([A-Za-z]+)([0-9]+)")
_NUMBER = re.compile(r"\s*([0-9]+)")
# No sheet has numbers or letters as long as this, and longer ones only cost time.
_LONGEST = 40
_CELLS_BEGIN = b"sheetData"
_TEXTS_BEGIN = re.compile(rb"<(?:[\w.-]{1,40}:)?si[\s/>]")
_LONGEST_TAG = 50


class NotWellFormed(ValueError):
    """A part has cells or their texts, but is no XML that two readers would understand in the same way."""


class Spread:
    """The last row and the last column that have a cell, of one part of a workbook.

    ``naming`` counts the cells that name a text of another part, and ``longest`` is the longest such text of this part,
    in bytes with its marks. Most parts are no sheets and some are no XML, so what cannot be parsed is an error only if
    cells or texts begin in it.
    """

    def __init__(self) -> None:
        self.last_row = 0
        self.last_column = 0
        self.naming = 0
        self.longest = 0
        self._text_began = -1
        self._row = 0
        self._column = 0
        self._has_cells = False
        self._has_texts = False
        self._tail = b""
        self._broken = False
        # The program that reads the cells afterwards takes every sheet as UTF-8, whatever it declares.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._document_type

    @property
    def cells(self) -> int:
        """How many cells the used area has, the blank ones included; none if the part is no sheet."""
        # The list of what to calculate has elements of the same name, one for each formula of another part.
        return self.last_row * self.last_column if self._has_cells else 0

    def feed(self, pieces: Iterable[bytes]) -> Iterable["Spread"]:
        """Read on, and give itself after each piece. Raises NotWellFormed, at the latest after the last one."""
        for piece in pieces:
            seen = self._tail + piece
            self._has_cells = self._has_cells or _CELLS_BEGIN in seen
            self._has_texts = self._has_texts or bool(_TEXTS_BEGIN.search(seen))
            self._tail = seen[-_LONGEST_TAG:]
            self._parse(piece, last=False)
            yield self
        self._parse(b"", last=True)
        self._text_ends()

    def _parse(self, piece: bytes, *, last: bool) -> None:
        if not self._broken:
            try:
                self._parser.Parse(piece, last)
            except (expat.ExpatError, NotWellFormed):
                self._broken = True
        if self._broken and (self._has_cells or self._has_texts):
            raise NotWellFormed("a sheet is not well-formed XML")

    def _text_ends(self) -> None:
        """A text is never longer than the way from its beginning to that of the next one, or to the end."""
        if self._text_began >= 0:
            self.longest = max(self.longest, self._parser.CurrentByteIndex - self._text_began)

    def _document_type(self, *_: object) -> None:
        # The format has none, and with one each reader may see other cells.
        raise NotWellFormed("a part has a document type")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            self.naming += attributes.get("t") == "s"
            self._cell(attributes.get("r", ""))
        elif kind == "si":
            self._text_ends()
            self._text_began = self._parser.CurrentByteIndex
        elif kind == "row":
            told = _NUMBER.match(attributes.get("r", "")[:_LONGEST])
            self._row = int(told[1]) if told else self._row + 1
            self._column = 0

    def _cell(self, reference: str) -> None:
        told = _REFERENCE.match(reference[:_LONGEST])
        if told:
            self._row, self._column = int(told[2]), _column_number(told[1])
        else:
            # A cell that does not say where it is comes after the one before it.
            self._column += 1
        self.last_row = max(self.last_row, self._row)
        self.last_column = max(self.last_column, self._column)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
