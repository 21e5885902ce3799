"""Text that stays text: nothing that a spreadsheet, or the system that keeps a file, takes for an order.

A spreadsheet runs a cell that begins with an equals sign, a plus, a minus or an at sign (OWASP, "CSV Injection"), also
in their wide forms, which some take for the narrow ones, and behind blanks that an import may strip. Where a file is
read with another separator than the comma, each separator, quote or line break inside of a text begins a cell as well.
"""

import re
import unicodedata
from collections.abc import Collection

_BEGINS_A_FORMULA = "=+\\-@＝＋－＠﹦﹢﹣﹫−"
# Blanks, and marks without a width that hide what stands behind them.
_BLANK = "\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_SEPARATORS = ',;|"\\t\\r\\n\\v\\f\x1c-\x1e\x85\u2028\u2029'
_FORMULA = re.compile(f"[{_BEGINS_A_FORMULA}]")
# Each match takes all blanks with it, so that none is looked at twice, be there thousands.
_CELL = re.compile(f"(^|[{_SEPARATORS}])([{_BLANK}]*+)")
_SEPARATOR = re.compile(f"([{_SEPARATORS}])")
# OWASP counts these among the beginnings of a formula by themselves.
_FIRST = re.compile(r"^(?=[\t\r\n\v\f])")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")

_LONGEST_SHEET = 31
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
_LONGEST_FILE = 80
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def writable(text: str) -> str:
    """Text without what no file can hold: NUL, halves of a character, and what Unicode keeps free."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def harmless(text: str) -> str:
    """Text for a CSV file: an apostrophe stands before each place at which a spreadsheet could begin a formula."""
    plain = writable(text)
    return _FIRST.sub("'", _CELL.sub(_quoted, plain) if _FORMULA.search(plain) else plain)


def _quoted(begun: re.Match[str]) -> str:
    """The beginning of what may be a cell, with apostrophes if a formula begins behind it."""
    if not _FORMULA.match(begun.string, begun.end()):
        return begun[0]
    return begun[1] + "'" + _SEPARATOR.sub(r"\1'", begun[2])


def could_run(text: str) -> bool:
    """Whether a cell of this text would become a formula if somebody typed it."""
    return harmless(text) != writable(text)


def sheet_name(wanted: str, taken: Collection[str] = ()) -> str:
    """A name that a workbook takes, unlike those taken: at most 31 characters, none of ``[]:*?/\\``."""
    plain = _NOT_IN_SHEETS.sub(" ", writable(wanted)).strip().lstrip("=+-@＝＋－＠'\" ").rstrip("' ")
    name = plain[:_LONGEST_SHEET].rstrip("' ") or "Table"
    # Excel keeps this name for itself.
    name = "Table" if name.casefold() == "history" else name
    others = {each.casefold() for each in taken}
    number, found = 1, name
    while found.casefold() in others:
        number += 1
        ending = f" {number}"
        found = name[: _LONGEST_SHEET - len(ending)] + ending
    return found


def file_name(title: str, ending: str) -> str:
    """A name for a file that every system takes, of small letters, digits and hyphens; ``ending`` is like ``csv``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_FILE].strip("-")
    if not name or name in _RESERVED:
        name = f"table-{name}".strip("-")
    return f"{name}.{ending}"
