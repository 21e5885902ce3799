"""An answer that is a search and nothing more: "emergency plumber near me", "tree felling cost leeds"."""

import re

from attribution.searches.phrase_words import classes_of
from attribution.words.text import fold
from attribution.words.trades import titles

_NEAR_ME = re.compile(r"^\W*(((?:[\w&'’-]+ ){1,7})near (?:me|by|here))\W*$", re.IGNORECASE)
_CERCA = r"cerca de (?:m[ií]|aqu[ií])|perto de mim|près de (?:moi|chez moi)|vicino a me|in meiner nähe"
_NEAR_ME_ELSEWHERE = re.compile(rf"^\W*(((?:[\w'’-]+ ){{1,5}})(?:{_CERCA}))\W*$", re.IGNORECASE)


def whole_in(text: str) -> tuple[int, int] | None:
    """The place of an answer that is a search and nothing more ("tree felling cost leeds"): a few words without any
    that speak of somebody or of what happened, a trade among them, and one that only a searcher adds."""
    if not any(map(text.lower().__contains__, _SIGNS)):
        return None
    found = _NEAR_ME.match(text)
    if found is not None:
        plain = fold(found.group(2)).split()
        return None if _speaks_of_somebody(plain) or classes_of(plain)[0] in _VERBS else found.span(1)
    found = _NEAR_ME_ELSEWHERE.match(text)
    if found is not None:
        return found.span(1) if _speaks_of_a_trade_only(fold(found.group(2)).split()) else None
    found = _ALONE.match(text)
    if found is None:
        return None
    plain = fold(found.group(1)).split()
    return found.span(1) if _FEWEST <= len(plain) <= _MOST_ALONE and _speaks_of_a_trade_only(plain) else None


def _speaks_of_somebody(plain: list[str]) -> bool:
    return not _SOMEBODY.isdisjoint(classes_of(plain))


def _speaks_of_a_trade_only(plain: list[str]) -> bool:
    classes = set(classes_of([word for word in plain if word not in _DAYS]))
    return "trade" in classes and classes.isdisjoint(_NOT_ALONE) and titles().keys().isdisjoint(plain)


_WHEN = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|evenings?|mornings?|nights|early|late|now|today|tonight"
    r"|24|bank holidays?|christmas|easter)"
)
_ALONE = re.compile(
    rf"^\W*((?:[\w&'’-]+ ){{1,7}}(?:near|costs?|prices?|fees?|open (?:(?:on|at|this) )?(?:the )?{_WHEN}"
    rf"|free (?:consultation|quotes?|estimates?)|available {_WHEN}|no (?:wait ?list|waiting (?:list|times?)|exam fee"
    r"|deposit|credit check|insurance|win no fee|call ?out (?:charge|fee))|(?:same|next) day|payment plans?"
    r"|(?:flat|fixed) (?:fee|price)|without insurance|interest free|help"
    r"|(?:taking|accepting)(?: on)?(?: new| nhs| medicaid| medicare){0,3} (?:patients|clients))"
    r"(?: [\w&'’-]+){0,6})\W*$",
    re.IGNORECASE,
)
_SIGNS = (
    *("near", "cost", "price", "fee", "open", "free ", "available", "patients", "clients", "no ", "same day"),
    *("next day", "payment plan", "without insurance", "interest free", "help"),
    *("cerca", "perto", "près", "vicino", "meiner"),
)
"""What every such answer has one of: looked for first, because the expressions are slow where they fail."""
_DAYS = frozenset({"late", "now", "today", "tonight", "morning", "mornings", "evening", "evenings", "night", "nights"})
_DAYS |= {"on", "at", "this", "the", "weekend", "weekends", "am", "pm", "24", "hours", "new"}
_DAYS |= {f"{day}day{s}" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun") for s in ("", "s")}
"""When something is to be open is no time at which anything happened."""
_FEWEST, _MOST_ALONE = 3, 10
_SOMEBODY = frozenset({"my", "kin", "past", "came", "you", "your"})
_VERBS = frozenset({"googled", "search", "typed", "looked"})
_NOT_ALONE = frozenset(
    {"you", "your", "i", "my", "they", "kin", "past", "being", "came", "asked", "put", "looked", "laugh", "just"}
    | {"time", "article", "advert", "site", "engine", "assistant", "googled", "search", "typed"}
)
