"""What an answer shows of a name in it, as plain facts that can be counted: the ground for judging how likely it is
that the named partner brought the client.

Each fact is a short text such as ``rule=full_name`` or ``before=told``. Which facts speak for a source, and how much,
is fitted from labelled answers (``bench.fitting``) and stands in ``data/evidence.toml``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice

from attribution.evidence.judging import Weights
from attribution.evidence.scene import Scene, facts_of_others, facts_of_place
from attribution.evidence.sentence import Around, by_both
from attribution.evidence.whereabouts import facts_of_whereabouts
from attribution.evidence.wording import facts_of_words
from attribution.names.match import Match
from attribution.names.support import NO_SUPPORT
from attribution.said.acting import facts_of_acts
from attribution.said.standing import Standing
from attribution.tables import words
from attribution.who.named import Named
from attribution.words.reading import Reading, is_a_word, is_ordinary, stop_words
from attribution.words.trades import generic_firm_words

_QUOTED = re.compile("“[^”]*”")


def likelihood(facts: Sequence[str], around: Around = ()) -> float:
    """The probability that the name of which these facts were seen brought the client, between 0 and 1; where it is
    judged by the words around it too, by both together."""
    by_facts = _weights().probability(facts)
    return by_both(by_facts, around) if around else by_facts


@cache
def _weights() -> Weights:
    return Weights.of("evidence")


def facts_of(named: Named, standing: Standing, unproved: str, scene: Scene) -> list[str]:
    """Everything that is seen of one name, each fact once, in no particular order."""
    match = named.best
    facts = chain(
        scene.facts,
        _of_match(match, named, scene),
        _of_standing(standing, unproved, match),
        facts_of_place(match, scene),
        facts_of_others(named, standing, scene),
        facts_of_whereabouts(match, scene),
        facts_of_words(match, scene),
        facts_of_acts(match, scene.acts),
    )
    return list(dict.fromkeys(facts))


def _of_match(match: Match, named: Named, scene: Scene) -> Iterator[str]:
    support, name = match.support, match.card.entry.name
    yield from _of_rule(match.rule, match.quality, match.edits, match.card.person)
    yield f"rule={match.rule}&support={min(support.count, 3)}"
    if support is not NO_SUPPORT:
        yield from _of_support(match, scene.reading)
    if match.complete:
        yield f"complete&{'person' if match.card.person else 'business'}&{min(len(match.name), 3)}"
    yield from _of_typed(match, scene)
    for doubt in match.doubts:
        yield f"trait={_plain(doubt, name)}"
    if named.doubt:
        yield f"doubt={_plain(named.doubt, name)}"
    else:
        yield from _undoubted(match, scene)


@lru_cache(maxsize=256)
def _of_rule(rule: str, quality: int, edits: int, person: bool) -> tuple[str, ...]:
    """The same few names fit in the same few ways: what they show is put together once."""
    return (f"rule={rule}", f"rule={rule}&quality={quality}", "person" if person else "business", f"edits={edits}")


def _of_support(match: Match, reading: Reading) -> Iterator[str]:
    """What supports the name or speaks against it."""
    support, rule = match.support, f"rule={match.rule}"
    for kind, seen in (
        ("firm", support.firm_share >= 0.3),
        ("trade", support.trades is not None),
        ("town", support.town),
        ("title", support.title),
        ("untitled", support.untitled),
        ("against", support.against != ""),
    ):
        if seen:
            yield f"support={kind}"
            yield f"{rule}&{kind}"
    after = max(support.firm, default=-1) + 1
    if 0 < after < len(reading.words) and reading.clause[after] == reading.clause[after - 1]:
        word = reading.words[after]
        if word in generic_firm_words() and word not in match.card.firm:
            yield "another firm's word after the firm"


def _undoubted(match: Match, scene: Scene) -> Iterator[str]:
    """Facts of a name without a doubt in itself: open is only what is said of it, and who of several is meant."""
    bare = scene.bare and not scene.media
    yield from _of_no_doubt(match.rule, bare)
    if bare and len(scene.named) == 1:
        yield "undoubted&bare&alone"
        yield f"undoubted&bare&alone&quality={match.quality}"


@lru_cache(maxsize=64)
def _of_no_doubt(rule: str, bare: bool) -> tuple[str, ...]:
    said = "bare" if bare else "more is said"
    return "undoubted", f"undoubted&{rule}", f"undoubted&{said}", f"undoubted&{said}&{rule}"


def _of_typed(match: Match, scene: Scene) -> Iterator[str]:
    """What sort of words were typed: rare or common, ordinary, with a capital; and how much of a firm's name."""
    reading, directory = scene.reading, scene.directory
    places = [p for p in sorted(match.name) if reading.words[p] not in stop_words()]
    typed = [reading.words[p] for p in places]
    rule = match.rule
    if typed and all(map(is_ordinary, typed)):
        yield "typed=ordinary"
        yield f"typed=ordinary&{rule}"
    elif typed and all(map(is_a_word, typed)):
        yield "typed=word"
        yield f"typed=word&{rule}"
    if any(reading.capital_inside(p) for p in places):
        yield "typed=capital"
        yield f"typed=capital&{rule}"
    if match.card.person and len(typed) == 1:
        holders = (
            card
            for card in map(directory.card, directory.first_with(typed[0]))
            if typed[0] in (card.given if rule in {"first_name", "nickname"} else card.surname)
        )
        found = len(list(islice(holders, 3)))
        yield f"holders={found}&{rule}"
        yield f"holders={found}&{rule}&support={min(match.support.count, 2)}"
        for name in ("first_names", "surnames"):
            yield f"typed={name}&{_rank(words(name).get(typed[0]))}&{rule}"
    if not match.card.person:
        telling = [w for w in match.card.firm if w not in generic_firm_words()] or list(match.card.firm)
        said = {*typed, *(reading.full[p] for p in places)}
        share = sum(directory.weight(w) for w in telling if w in said) / (sum(map(directory.weight, telling)) or 1.0)
        yield f"share={int(share * 4)}&{rule}"
        yield f"telling={min(sum(w in said for w in telling), 3)}of{min(len(telling), 3)}"
        after = match.end
        if after < len(reading.words) and reading.clause[after] == reading.clause[after - 1]:
            word = reading.words[after]
            if word in generic_firm_words() and word not in match.card.firm:
                yield "another firm's word follows"


def _rank(rank: int | None) -> str:
    return "unlisted" if rank is None else f"below {next((top for top in (300, 1_000, 3_000) if rank < top), 'all')}"


def _of_standing(standing: Standing, unproved: str, match: Match) -> Iterator[str]:
    yield f"points={standing.points}"
    yield f"points={standing.points}&rule={match.rule}"
    if standing.decides:
        yield "decides"
    if standing.refused:
        yield "refused"
        yield f"refused={standing.refused}"
    if standing.unsure:
        yield "unsure"
    if unproved:
        yield "unproved"
        yield f"unproved={_plain(unproved, match.card.entry.name)}"


def _plain(text: str, name: str) -> str:
    """A doubt without the words and the name that it quotes."""
    return _QUOTED.sub("…", text.replace(name, "…"))
