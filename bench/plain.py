"""How often the plainest answers are credited, in the directories of the labelled firms.

    python -m bench.plain [--firms N] [--errors] [--seed N]

Every partner of the directories in ``bench/firms/fit``, which people wrote, is named in the ways in which most clients
name somebody: the name, a slip in it, a short form, an initial, the firm or the trade beside a first name. A way is
asked only of whom it fits alone: nobody else of the directory has the name, or a surname that is nearly so, or the
first name that stands there. Whoever is asked about here although only one is meant costs the firm's time for nothing.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rapidfuzz.distance import OSA

from attribution import Directory, Entry, Kind, attribute
from attribution.entries.cards import Card
from attribution.words.nicknames import short_forms_of
from attribution.words.text import fold
from attribution.words.trades import empty_firm_words, generic_firm_words
from bench.answers import read_partners
from bench.scoring import share

FIRMS = Path(__file__).resolve().parent / "firms" / "fit"
_LONG = 6
"""So many letters has a word in which a slip is made."""
_NEARLY = 2
"""Whoever has a surname so many slips from another is not asked by it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer, the way in which it names a partner, and the partner."""

    way: str
    answer: str
    meant: Entry


def main(arguments: list[str] | None = None) -> int:
    """Print each way with the share of its answers that are credited, rightly and to nobody else."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firms", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", action="store_true", help="list what is asked about or credited wrongly")
    options = parser.parse_args(arguments)
    paths = sorted(FIRMS.glob("*_partners.csv"))
    rng = Random(options.seed)
    count, right, wrong = Counter[str](), Counter[str](), Counter[str]()
    for path in rng.sample(paths, min(options.firms, len(paths))):
        directory = read_partners(path)
        for asked in plain_answers(directory, rng):
            result = attribute(asked.answer, directory)
            ids = [credit.source.id for credit in result.introduced_by() if credit.source.kind is Kind.PARTNER]
            count[asked.way] += 1
            right[asked.way] += ids == [asked.meant.id]
            wrong[asked.way] += bool(ids) and ids != [asked.meant.id]
            if options.errors and ids != [asked.meant.id]:
                credited = [directory.card(id).entry.name for id in ids]
                print(f"{asked.way}: {asked.answer!r} means {asked.meant.name}, {credited or result.question}")
    print(f"\n{'way':<22}credited, rightly and to nobody else{'':26}wrongly")
    for way in count:
        print(f"{way:<22}{share(right[way], count[way]):<62}{wrong[way]:>7}")
    print(f"{'all':<22}{share(right.total(), count.total()):<62}{wrong.total():>7}")
    return 0


def plain_answers(directory: Directory, rng: Random) -> Iterator[Asked]:
    """The answers that name the partners of a directory, each in all the ways that fit nobody else."""
    cards = [directory.card(entry.id) for entry in directory]
    people = [card for card in cards if card.person and card.given and card.surname]
    for card in people:
        for way, answer in (*_by_name(card, people, rng), *_by_first_name(card, people)):
            yield Asked(way, answer, card.entry)
    for card in cards:
        if not card.person:
            for way, answer in _by_firm(card, cards, rng):
                yield Asked(way, answer, card.entry)


def _by_name(card: Card, people: Sequence[Card], rng: Random) -> Iterator[tuple[str, str]]:
    given, surname = card.given[0], card.surname[-1]
    if any(OSA.distance(surname, other.surname[-1]) <= _NEARLY for other in people if other is not card):
        return
    first, last = given.capitalize(), surname.capitalize()
    yield "name", f"{given} {surname}"
    yield "name, told", f"{first} {last} told me about you"
    yield "name, referred", f"referred by {given} {surname}"
    yield "initial", f"{first[0]}. {last}"
    if len(surname) >= _LONG:
        yield "name, misspelt", f"{first} {_slip(last, rng)}"
    for short in sorted(short_forms_of(given))[:1]:
        yield "short form", f"{short.capitalize()} {last} told me"
    if card.trades:
        yield "surname and trade", f"{last} the {card.entry.occupation}"


def _by_first_name(card: Card, people: Sequence[Card]) -> Iterator[tuple[str, str]]:
    given, entry = card.given[0], card.entry
    if any(given in {*short_forms_of(name), name} for other in people if other is not card for name in other.given):
        return
    first = given.capitalize()
    if card.trades and entry.occupation:
        yield "first name and trade", f"{first}, our {entry.occupation}"
        yield "trade and first name", f"my {entry.occupation} {first} sent me"
    if card.firm:
        yield "first name and firm", f"{first} at {entry.organisation}"


def _by_firm(card: Card, cards: Sequence[Card], rng: Random) -> Iterator[tuple[str, str]]:
    name = card.entry.name
    yield "firm", name
    yield "firm, sent", f"{name.lower()} sent me"
    word = max(name.split(), key=len)
    if len(word) >= _LONG:
        yield "firm, misspelt", name.replace(word, _slip(word, rng))
    plain = generic_firm_words() | empty_firm_words()
    telling = [word for word in name.split() if fold(word) not in plain and fold(word)]
    borne = {word for other in cards if other is not card for word in (*other.firm, *other.surname, *other.given)}
    if len(telling) > 1 and len(telling) < len(name.split()) and borne.isdisjoint(map(fold, telling)):
        yield "part of a firm", f"{' '.join(telling)} told us about you"


def _slip(word: str, rng: Random) -> str:
    """The word with a letter left out, doubled, or in the place of the next."""
    place = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return before + rng.choice([after, letter + letter + after, after[0] + letter + after[1:]])


if __name__ == "__main__":
    raise SystemExit(main())
