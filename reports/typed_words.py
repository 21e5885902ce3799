"""What somebody types to find something, made comparable, and how well what is found fits it."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, literal, or_

from attribution import fold
from records.clients.contacts import country_code, national_part, phone_key

LONGEST = 200
"""So many characters are looked for; the field takes no more, and what an address has beyond them is left out."""
LEAST = 2
"""Fewer letters and digits are in nearly everything."""

_OF_A_NUMBER = frozenset("+()-./ \u2010\u2011\u2012\u2013")
_FEWEST_DIGITS = 4
"""So many digits at least are looked for in phone numbers; fewer are part of hundreds."""
_WHOLE_NUMBER = 7
"""Fewer digits are no number that can be dialled from everywhere."""
_WEB_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|www\.)([^\s/?#]+)\S*", re.IGNORECASE)
"""The address of a page, of which only the host is looked for."""


@dataclass(frozen=True, slots=True)
class Typed:
    """``words`` is what was typed, on one line; ``keys`` are its folded words in their order, each once."""

    words: str
    keys: tuple[str, ...]
    is_cut: bool = False

    @property
    def key(self) -> str:
        """All folded words, as they stand beside one another in a folded name."""
        return " ".join(self.keys)

    @property
    def is_enough(self) -> bool:
        """Whether it says so much that not nearly everything has it."""
        return sum(len(key) if key.isascii() else LEAST for key in self.keys) >= LEAST

    @property
    def digits(self) -> str:
        """The digits of what may be a phone number or a part of one; "" of anything else."""
        # "+44 (0) 7700 …": the nought is for those who dial within the country.
        number = self.words.replace("(0)", "")
        digits = "".join(each for each in number if each.isdecimal())
        is_number = len(digits) >= _FEWEST_DIGITS and all(e.isdecimal() or e in _OF_A_NUMBER for e in number)
        return digits if is_number else ""

    def number(self, country: str) -> str | None:
        """The phone number in the form in which numbers of a firm in this country (ISO 3166) are compared."""
        return phone_key(self.words, country) if self.digits else None

    def parts_of_number(self, country: str) -> tuple[str, ...]:
        """The digits by which a number is found: without the noughts dialled before it, and without a country code."""
        number = self.number(country)
        if number is None:
            return ()
        national = national_part(number)
        some = self.digits.lstrip("0")
        if len(some) < _FEWEST_DIGITS:
            # Too few to be looked for anywhere: "0095" is in a number as it stands, or dialled at its beginning.
            code = "" if self.digits.startswith("00") else country_code(country)
            return (self.digits, f"+{code}{some}")
        return (some, national) if len(national) >= _WHOLE_NUMBER else (some,)


def typed_words(text: str) -> Typed:
    """Words as they were typed, with the digits of all scripts as 0 to 9, cut at ``LONGEST`` characters; signs that
    nobody sees are left out."""
    # NUL, which PostgreSQL cannot be asked for, is looked for by its visible sign, as it is kept.
    seen = text.replace("\x00", "\u2400")
    plain = (str(int(each)) if each.isdecimal() else each if each.isprintable() else " " for each in seen)
    words = " ".join("".join(plain).split())
    cut = words[:LONGEST].rstrip()
    keys = (key for word in _WEB_ADDRESS.sub(r"\1", cut).split() for key in fold(word).split())
    return Typed(cut, tuple(dict.fromkeys(keys)), len(cut) < len(words))


def has_all(keys: tuple[str, ...], *columns: Any) -> ColumnElement[bool]:
    """Whether each folded word is in one of these folded columns; of no word nothing is."""
    # The longest is in fewest rows, and where it is not the others need not be looked for.
    rarest = sorted(keys, key=len, reverse=True)
    ways = [or_(*(column.contains(key, autoescape=True) for column in columns)) for key in rarest]
    return and_(*ways) if ways else false()


def how_well(typed: Typed, *columns: Any) -> ColumnElement[int]:
    """How well folded columns fit: 0 for the whole of one, then whole words, its beginning, a word's, the middle."""
    key = typed.key
    spaced = [literal(" ").concat(func.coalesce(column, "")).concat(" ") for column in columns]
    return case(
        (or_(*(column == key for column in columns)), 0),
        (or_(*(column.contains(f" {key} ", autoescape=True) for column in spaced)), 1),
        (or_(*(column.startswith(key, autoescape=True) for column in columns)), 2),
        (or_(*(column.contains(f" {key}", autoescape=True) for column in spaced)), 3),
        else_=4,
    )
