"""The names of months and weekdays in many languages, from Unicode CLDR by babel.

A name that is one month here and another there, such as listopad (October in Croatian, November in Polish and Czech),
names none.
"""

import unicodedata
from functools import lru_cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

_LANGUAGES = """
    en de fr es it pt nl da sv nb nn fi is pl cs sk sl hr sr bs mk bg ro hu et lv lt el tr ru uk be ca gl eu af sw id
    ms vi tl hi bn mr ta te ur fa ar he th sq mt ga cy az kk uz ka hy
    """.split()  # noqa: SIM905 - sixty words are easier to read as words


@lru_cache(maxsize=1024)
def month_called(name: str) -> int | None:
    """The month of a name, from 1; None if it is no month's, or that of several. Accents and dots do not matter."""
    found = _months().get(_folded(name), frozenset())
    return next(iter(found)) if len(found) == 1 else None


def without_weekday(text: str) -> str:
    """A day without the name of its weekday in front."""
    first, space, rest = text.partition(" ")
    if not space or first[:1].isdecimal() or _folded(first) not in _weekdays() or month_called(first.rstrip(",")):
        return text
    return rest


@lru_cache(maxsize=1)
def _months() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in get_month_names(width, context, locale).items():
                    if not name[:1].isdecimal():
                        found.setdefault(_folded(name), set()).add(month)
    found.setdefault("sept", set()).add(9)
    return {name: frozenset(months) for name, months in found.items()}


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    return frozenset(
        _folded(name)
        for language in _LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, context, Locale.parse(language)).values()
    )


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in apart if each.isalnum() or unicodedata.category(each) == "Mc")
