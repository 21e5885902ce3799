"""How much text the cells of a workbook come to, when each has its text by itself.

A workbook keeps a text once and its cells name it by a number; whoever reads the cells has it as often as it is named.
So a file of a few kilobytes may come to more than any memory holds.
"""

from array import array
from collections.abc import Iterable
from itertools import pairwise
from xml.parsers import expat

_DIGITS = 20


class Texts:
    """The lengths of the texts that cells name, and what the cells come to; parts with texts are read first.

    A length is how many bytes of the part the text takes with its marks, so it is never too small.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self._lengths = array("L")
        self._longest = 0
        self._names_text = False
        self._in_value = False
        self._number = ""

    def learn(self, pieces: Iterable[bytes]) -> None:
        """Read the texts of one part; of several parts with texts the longest counts at each place."""
        starts = array("L")
        parser = expat.ParserCreate("utf-8")

        def begin(name: str, _attributes: dict[str, str]) -> None:
            if name.rpartition(":")[2] == "si":
                starts.append(parser.CurrentByteIndex)

        parser.StartElementHandler = begin
        size = _parsed(parser, pieces)
        starts.append(size)
        for place, (start, end) in enumerate(pairwise(starts)):
            if place < len(self._lengths):
                self._lengths[place] = max(self._lengths[place], end - start)
            else:
                self._lengths.append(end - start)

    def count(self, pieces: Iterable[bytes]) -> None:
        """Add up what the cells of one part come to."""
        self._longest = max(self._lengths, default=0)
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        _parsed(parser, pieces)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._names_text = attributes.get("t") == "s"
        self._in_value, self._number = kind == "v" and self._names_text, ""

    def _said(self, text: str) -> None:
        if self._in_value and len(self._number) < _DIGITS:
            self._number += text

    def _end(self, _name: str) -> None:
        if self._in_value:
            self._in_value = False
            number = self._number.strip()
            if not number.isdecimal() or len(number) >= _DIGITS:
                # Each reader may take this for a number of its own.
                self.bytes += self._longest
            elif int(number) < len(self._lengths):
                self.bytes += self._lengths[int(number)]


def _parsed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> int:
    """Read a part to its end, or as far as it is XML; how long it is."""
    size = 0
    for piece in pieces:
        size += len(piece)
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return size
