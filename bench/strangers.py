"""How often somebody is credited for part of the name of somebody else, in the directories of the labelled firms.

    python -m bench.strangers [--firms N] [--errors] [--seed N]

Every person of the directories in ``bench/firms/fit``, which people wrote, lends half a name to somebody who is not
there: the surname with another first name, the first name with another surname, with and without the trade or the
firm, and a firm of that surname in another line. The other half is far from every name of the directory. Nobody may
be credited, for nobody of that name is known; who is meant is a question.
"""

import argparse
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from rapidfuzz.distance import OSA

from attribution import Directory, Kind, attribute
from attribution.entries.cards import Card
from attribution.entries.vocabulary import sound
from attribution.words.nicknames import forms_of
from attribution.words.trades import trades_of
from bench.answers import read_partners
from bench.plain import FIRMS
from bench.scoring import share

_FIRST = [
    "Bob",
    "Ingrid",
    "Solveig",
    "Trevor",
    "Denise",
    "Marcus",
    "Yolanda",
    "Keith",
    "Priya",
    "Hamish",
    "Gwen",
    "Dwayne",
    "Beatriz",
    "Olga",
    "Tariq",
    "Shauna",
    "Norm",
    "Phyllis",
    "Desmond",
    "Rhona",
    "Will",
    "Grace",
    "Art",
    "Mark",
    "Sue",
    "Pat",
    "Frank",
    "Rose",
    "May",
    "Guy",
    "Rich",
    "Nadia",
    "Wolfgang",
    "Ayesha",
]
_LAST = [
    "Osgood",
    "Tillerman",
    "Quigg",
    "Hathersage",
    "Brennan",
    "Novak",
    "Okafor",
    "Delacroix",
    "Petrov",
    "Yamamoto",
    "Lindqvist",
    "Pfeiffer",
    "Abernathy",
    "Castellano",
    "Mbeki",
]
_LINES = ("Plumbing", "Dental", "Law Group", "Insurance", "Catering", "Motors", "Bakery", "Pharmacy", "Roofing")
_SAID = (
    "{small}", "{name}", "{small} told me about you", "{name} told me about you", "{small} sent me",
    "{name} gave me your number", "{small} gave me your name", "referred by {small}", "Referred by {name}",
    "a friend of mine, {name}, said to call", "{small} recommended you", "i heard about you from {small}",
    "it was {name} who mentioned you to me at a barbecue", "my neighbor {name} uses you",
)  # fmt: skip
_OF_A_TRADE = ("{name} the {trade}", "my {trade} {name}", "{name}, my {trade}, told me about you")


@dataclass(frozen=True, slots=True)
class Stranger:
    """One answer that names nobody of the directory, how it does so, and who lent half of the name."""

    way: str
    answer: str
    lender: Card


def main(arguments: list[str] | None = None) -> int:
    """Print for each way how many of its answers credited nobody."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firms", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", action="store_true", help="list who is credited")
    options = parser.parse_args(arguments)
    paths = sorted(FIRMS.glob("*_partners.csv"))
    rng = Random(options.seed)
    count, right = Counter[str](), Counter[str]()
    for path in rng.sample(paths, min(options.firms, len(paths))):
        directory = read_partners(path)
        for stranger in strangers(directory, rng):
            result = attribute(stranger.answer, directory)
            credited = [c.source.name for c in result.introduced_by() if c.source.kind is Kind.PARTNER]
            count[stranger.way] += 1
            right[stranger.way] += not credited
            if options.errors and credited:
                print(f"{stranger.way}: {stranger.answer!r}, {credited} for {stranger.lender.entry.name}")
    print(f"\n{'way':<28}nobody credited")
    for way in count:
        print(f"{way:<28}{share(right[way], count[way])}")
    print(f"{'all':<28}{share(right.total(), count.total())}")
    return 0


def strangers(directory: Directory, rng: Random) -> Iterator[Stranger]:
    """Answers that name nobody of the directory by half a name of each of its people."""
    cards = [directory.card(entry.id) for entry in directory]
    people = [card for card in cards if card.person and card.given and card.surname]
    names = {word for card in cards for word in (*card.given, *card.surname, *card.firm)}
    for card in people:
        given, surname = card.given[0].capitalize(), card.surname[-1].capitalize()
        first, last = _far_from(names, _FIRST, rng), _far_from(names, _LAST, rng)
        for way, name in (("another first name", f"{first} {surname}"), ("another surname", f"{given} {last}")):
            if first and last and _is_nobody(name, people):
                yield Stranger(way, _said(rng.choice(_SAID), name, card), card)
                if card.entry.occupation:
                    yield Stranger(f"{way}, trade", _said(rng.choice(_OF_A_TRADE), name, card), card)
        if last and card.entry.organisation and _is_nobody(f"{given} {last}", people):
            yield Stranger("another surname, firm", f"{given} {last} at {card.entry.organisation}", card)
        line = rng.choice(_LINES)
        taken = any(card.surname[-1] in other.firm for other in cards) or len(_of_surname(card, people)) > 1
        if not taken and card.trades.isdisjoint(trades_of(line)):
            yield Stranger("a firm of the surname", _said(rng.choice(_SAID[:11]), f"{surname} {line}", card), card)


def _said(frame: str, name: str, card: Card) -> str:
    return frame.format(name=name, small=name.lower(), trade=card.entry.occupation)


def _far_from(names: Collection[str], several: Sequence[str], rng: Random) -> str:
    """One of several words that is not nearly a name of the directory, nor a form of one; "" if there is none."""
    forms = {form for name in names for form in forms_of(name)} | {*names}
    heard = {sound(name) for name in names}
    for word in rng.sample(several, len(several)):
        small = word.lower()
        near = any(OSA.distance(small, name, score_cutoff=2) <= 2 for name in names)
        if small not in forms and sound(small) not in heard and not near:
            return word
    return ""


def _is_nobody(name: str, people: Sequence[Card]) -> bool:
    first, last = name.lower().split()
    return not any(first in card.given and last in card.surname for card in people)


def _of_surname(card: Card, people: Sequence[Card]) -> list[Card]:
    return [other for other in people if card.surname[-1] in other.surname]


if __name__ == "__main__":
    raise SystemExit(main())
