"""Reasons in plain words: the words of the client that a credit rests on, and what keeps it from being sure."""

from functools import lru_cache

from attribution.mentions.mention import Mention
from attribution.model import Entry
from attribution.names.match import Match
from attribution.names.support import NO_SUPPORT
from attribution.who.named import Named
from attribution.words.reading import Reading
from attribution.words.text import fold

_BY_RULE = {
    "full_name": "is the name of {name}",
    "nickname_and_surname": "is a short form of the name of {name}",
    "name_turned_round": "is the name of {name} turned round",
    "initial_and_surname": "is the initial and surname of {name}",
    "surname": "is the surname of {name}",
    "first_name": "is the first name of {name}",
    "first_names": "are the first names of {name}",
    "nickname": "is a form of the first name of {name}",
    "alias": "is another name of {name}",
    "confirmed_alias": "was confirmed before to mean {name}",
    "firm": "is the name of {name}",
    "part_of_firm": "is part of the name of {name}",
    "own_firm": "is the firm of {name}",
    "firm_of_person": "is the firm of {name}",
    "acronym": "are the initials of {name}",
}
_MISSPELT = "looks like a misspelling of {name}"


def rule_of(match: Match) -> str:
    """The rule of a match with what supports it: "first_name_and_firm"."""
    support = match.support
    if match.support is not NO_SUPPORT and match.rule in {"first_name", "nickname", "surname"}:
        for found, what in (
            (support.firm_share >= 0.3, "firm"),
            (support.trades is not None, "trade"),
            (support.town, "town"),
            (support.title, "title"),
        ):
            if found:
                return f"{match.rule}_and_{what}"
    return match.rule


def reason_of(named: Named, match: Match, reading: Reading) -> str:
    """Why this entry: the words, the rule, what supports it, and what is open."""
    name = _told_apart(named, match)
    quote = reading.quote(match.start, match.end)[:120]
    text = (_MISSPELT if match.edits or match.quality == 1 else _BY_RULE[match.rule]).replace("{name}", name)
    parts = [f"“{quote}” {text}", *_supported(match, reading)]
    reason = "; ".join(parts)
    if match is named.best and named.certain:
        if named.namesake is not None:
            return f"{reason}. {_told_apart(named, named.namesake)} has the name too, but nothing of that."
        return f"{reason}. Nobody else in the directory fits."
    return f"{reason}. Not sure: {_open(named, match)}."


def reason_of_mention(mention: Mention, reading: Reading) -> str:
    """Why a medium or a kind of source is credited."""
    quote = reading.quote(mention.start, mention.end)[:120]
    if mention.entry is not None:
        return f"“{quote}” is the website of {mention.source.name}."
    if mention.medium is not None or mention.own_site:
        if mention.rule == "told_medium":
            return f"“{quote}” most likely tells of {mention.source.name}, by the words of the whole answer."
        paid = ", and the words speak of an advertisement" if mention.paid else ""
        return f"“{quote}” means {mention.source.name}{paid}."
    return f"“{quote}” speaks of {mention.source.name.lower()} without a name."


def _supported(match: Match, reading: Reading) -> list[str]:
    support, entry = match.support, match.card.entry
    parts: list[str] = []
    if support is NO_SUPPORT:
        return parts
    if support.firm_share >= 0.3:
        parts.append(f"{entry.organisation} is named too")
    if support.trades is not None:
        parts.append(f"“{reading.quote(*support.trades)}” fits the trade")
    if support.town:
        parts.append(f"{entry.city} fits")
    if support.title:
        parts.append("the title fits")
    return parts


def _open(named: Named, match: Match) -> str:
    others = [m for m in (named.best, *named.rivals) if m is not match]
    if others:
        more = f" and {len(others) - 2} more" if len(others) > 2 else ""
        shown = (", " if more else " and ").join([_told_apart(named, m) for m in others[:2]])
        return f"{shown}{more} would fit as well; a firm, trade or town beside the name would settle it"
    return named.doubt or "the client was not sure"


def _told_apart(named: Named, match: Match) -> str:
    """A name; where others who would fit have the same one, with the trade, firm and town that tell it from theirs."""
    entry = match.card.entry
    if not (named.rivals or named.namesake):
        return entry.name
    # Each of those who fit is spoken of in the reasons of several.
    if entry.id not in named.told_apart:
        fitting = (named.best, *named.rivals, *filter(None, [named.namesake]))
        entries = {m.card.id: m.card.entry for m in fitting} | {entry.id: entry}
        called = [_folded(each.name) for each in entries.values()]
        named.told_apart = {
            each.id: _with_what_tells(each) if called.count(name) > 1 else each.name
            for each, name in zip(entries.values(), called, strict=True)
        }
    return named.told_apart[entry.id]


def _with_what_tells(entry: Entry) -> str:
    known = ", ".join(word for word in (entry.occupation, entry.organisation, entry.city) if word)
    return f"{entry.name} ({known})" if known else f"{entry.name} (of whom no more is known)"


@lru_cache(maxsize=1_024)
def _folded(name: str) -> str:
    """A name to compare by: those who would fit are compared each with each."""
    return fold(name)
