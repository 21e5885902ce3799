"""First names by which somebody is known without anything beside them."""

from attribution.names.match import Match
from attribution.tables import table, words
from attribution.words.nicknames import forms_of
from attribution.words.reading import calendar, is_ordinary
from attribution.words.text import words_of

_SHORT = 3
_COMMON_SURNAME = 2_000


def is_what_staff_say(typed: str, match: Match) -> bool:
    """Whether staff wrote down that the entry goes by the word, which is hardly anybody's full name ("Yoli").

    What is only the beginning of a common one ("Steph") is said of many.
    """
    called = typed in match.card.given and typed not in words_of(match.card.entry.name)
    named = words("first_names")
    common = int(table("weights")["common_first_names"])
    if not called or typed in named or is_ordinary(typed) or len(typed) <= _SHORT:
        return False
    return not any(form.startswith(typed) and named.get(form, common) < common for form in forms_of(typed))


def is_rare_first_name(typed: str) -> bool:
    """Whether hardly anybody is called so, neither in full nor by a short form of it: then one who is, is meant."""
    common = int(table("weights")["common_first_names"])
    first, last = words("first_names"), words("surnames")
    if first.get(typed, common) < common or is_ordinary(typed) or typed in calendar() or len(typed) <= _SHORT:
        return False
    longer = (form for form in forms_of(typed) if len(form) > len(typed))
    return last.get(typed, 9_999) > _COMMON_SURNAME and all(first.get(form, common) >= common for form in longer)
