"""Deeds and shops: who "sold our old house" is an estate agent, who "cleans our house" a cleaner.

A deed is a verb and, a few words on, what it is done to; neither tells the trade by itself. A shop is what is sold or
looked after and a word for a place or for people: "the fish shop", "the boiler man".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from attribution.tables import table

_REACH = 6
"""So many words may lie from a verb to what it is done to ("fixed my mother in laws leaky roof")."""
_DOUBLED = re.compile("[^aeiou]*[aeiou][bdgmnprt]")
"""Short verbs that double their last letter ("fit", "fitted")."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb: what it may be done to, with the trades of that, and which form it is.

    ``needs``: one of these words must follow ("looks after"), if there are any.
    ``passive``: what stands before it may be what it was done to ("our house cleaned").
    """

    objects: dict[str, frozenset[str]]
    needs: frozenset[str]
    base: bool
    passive: bool


@dataclass(frozen=True, slots=True)
class Deeds:
    """The tables as they are looked up: forms of verbs, wares with their trades, and the sorts of small words."""

    verbs: dict[str, Verb]
    wares: dict[str, frozenset[str]]
    shop_wares: dict[str, frozenset[str]]
    shops: frozenset[str]
    people: frozenset[str]
    ends: frozenset[str]
    between: frozenset[str]
    by_us: frozenset[str]
    asking: frozenset[str]
    passive: frozenset[str]
    seeking: frozenset[str]


def deeds_at(words: Sequence[str], place: int) -> Iterator[tuple[int, int, frozenset[str]]]:
    """What is done by the verb at this place, before or behind it ("our house cleaned"), and shops that begin here.

    The place of a deed is that of the thing; the words between belong to whatever else they say.
    """
    known = deeds()
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    if word in known.shop_wares and after in known.shops:
        yield place, place + 2, known.shop_wares[word]
    elif word in known.wares and after in known.people:
        # The word for a person stays free: it is read as one who is known by the trade.
        yield place, place + 1, known.wares[word]
    verb = known.verbs.get(word)
    if verb is None:
        return
    done_to = _done_to(words, place, verb, known)
    if done_to and not _is_ours(words, place, verb, known):
        high, trades = done_to
        # The verb counts with it only where the thing alone would look like one that is sought ("a new roof").
        yield (high - 1 if known.seeking.isdisjoint(words[high - 3 : high - 1]) else place), high, trades
    elif not done_to and verb.passive:
        before = place - 1
        while before > 0 and place - before < 3 and words[before] in known.passive:
            before -= 1
        trades = verb.objects.get(words[before], frozenset()) if before >= 0 else frozenset()
        if trades:
            yield before, before + 1, trades


def _done_to(words: Sequence[str], place: int, verb: Verb, known: Deeds) -> tuple[int, frozenset[str]] | None:
    """The end and the trades of the last thing that the verb is done to: it is what the others only describe."""
    found, begun = None, place + 1
    if verb.needs and (begun == len(words) or words[begun] not in verb.needs):
        return None
    begun += bool(verb.needs)
    for after in range(begun, min(place + 1 + _REACH, len(words))):
        word = words[after]
        if word in known.between and after == begun:
            begun += 1
            continue
        if word in known.ends or word.isdigit():
            break
        trades = verb.objects.get(word)
        if trades:
            found = after + 1, trades
    return found


def _is_ours(words: Sequence[str], place: int, verb: Verb, known: Deeds) -> bool:
    """Whether the client does it, or wants it done ("I sold my house", "to fix my roof")."""
    before = words[place - 1] if place else ""
    if before in known.passive and place > 1:
        before = words[place - 2]
    return before in known.by_us or (verb.base and before in known.asking)


@cache
def deeds() -> Deeds:
    """The tables of deeds and shops, read once."""
    data = table("trades")
    lists = {name: frozenset(spoken.split()) for name, spoken in data["deed_words"].items()}
    done: dict[str, dict[str, set[str]]] = {}
    for trade, lines in data["deeds"].items():
        for line in lines:
            spoken, _, things = line.partition(" > ")
            objects = {form for thing in things.split() for form in (thing, _plural(thing))}
            for lemma in spoken.split():
                for verb in data["deed_groups"][lemma[1:]].split() if lemma.startswith("@") else [lemma]:
                    for thing in objects:
                        done.setdefault(verb, {}).setdefault(thing, set()).add(trade)
    verbs: dict[str, Verb] = {}
    for lemma, things in done.items():
        pairs = {thing: frozenset(trades) for thing, trades in things.items()}
        needs = frozenset(data["deed_needs"].get(lemma, "").split())
        for form, participle in _forms(lemma, data["deed_forms"].get(lemma, "").split()):
            passive = participle and lemma not in lists["active"]
            verbs.setdefault(form, Verb(pairs, needs, base=form == lemma, passive=passive))
    return Deeds(
        verbs=verbs,
        wares=_by_thing(data["wares"]),
        shop_wares=_by_thing(data["wares"], data["shop_wares"]),
        shops=lists["shops"],
        people=lists["people"],
        ends=lists["ends"],
        between=lists["between"],
        by_us=lists["by_us"],
        asking=lists["asking"],
        passive=lists["passive"],
        seeking=lists["seeking"],
    )


def _by_thing(*tables: dict[str, str]) -> dict[str, frozenset[str]]:
    """Every thing of the tables with all its trades."""
    found: dict[str, set[str]] = {}
    for trade, spoken in (line for lines in tables for line in lines.items()):
        for thing in spoken.split():
            found.setdefault(thing, set()).add(trade)
    return {thing: frozenset(trades) for thing, trades in found.items()}


def _plural(thing: str) -> str:
    if thing.endswith("y") and thing[-2:-1] not in "aeiou":
        return thing[:-1] + "ies"
    return thing + ("es" if thing.endswith(("s", "x", "ch", "sh")) else "s")


def _forms(lemma: str, irregular: list[str]) -> list[tuple[str, bool]]:
    """The forms of a verb, and of each whether it is its participle ("done"). Irregular ones are listed instead."""
    if irregular:
        third, *past, doing = irregular
        return [(form, form == past[-1]) for form in (lemma, third, *past, doing)]
    root = lemma + lemma[-1] if _DOUBLED.fullmatch(lemma) else lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [(lemma, False), (lemma[:-1] + "ies", False), (lemma[:-1] + "ied", True), (lemma + "ing", False)]
    return [(lemma, False), (_plural(lemma), False), (root + "ed", True), (root + "ing", False)]
