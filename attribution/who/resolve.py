"""Of all entries that fit, which one is meant: one that alone explains its words, or a question."""

from dataclasses import replace

from attribution.entries.directory import Directory
from attribution.names.another_place import PLACING
from attribution.names.candidates import candidates_of, in_round
from attribution.names.hits import Hit, hits_in
from attribution.names.households import (
    are_a_firm,
    are_several,
    at_the_firm,
    belongs_to,
    has_a_role,
    has_its_words,
    is_a_man_or_woman,
    is_by_a_role,
    is_by_trade,
    is_half_with_who,
    is_he_or_she,
    is_only_its_firm,
    is_placed,
    person_of_the_firm,
)
from attribution.names.match import HALVES, Match, is_rejected, places_of
from attribution.names.matching import match_of, weight_of
from attribution.who.chance import by_chance, is_half_by_chance
from attribution.who.doubts import doubt_of
from attribution.who.firms_in_part import is_told_by_more, the_branch
from attribution.who.named import Named
from attribution.who.namesakes import namesake_of, namesakes
from attribution.who.one_name import has_little_beside
from attribution.who.rivals import are_a_couple, is_half_as_written, is_literal, is_rival, is_spelt_out
from attribution.words.reading import Reading

_NOTHING: frozenset[str] = frozenset()
_LETTERS = 3
_GIVEN = frozenset({"first_name", "nickname"})
_MOST_NAMED = 24
"""So many names of one answer are weighed against each other."""


def names_in(reading: Reading, directory: Directory, aside: list[Match] | None = None) -> list[Named]:
    """Every place where the answer names entries of the directory, in the order of the answer.

    ``aside`` is filled with entries whose words are likelier words of the sentence: a person may be offered them.
    """
    if not len(directory):
        return []
    hits = hits_in(reading, directory)
    spoken = _NOTHING.union(*[trades for _, _, trades in reading.trades])
    matches: list[Match] = []
    own_hits: dict[str, list[Hit]] = {}
    candidates = candidates_of(hits, directory, spoken)
    for several in (True, False):
        # One word of a name that stands there whole needs no look at everybody else who has it.
        covered = {p for m in matches if m.complete and len(m.name) > 1 and m.quality > 1 for p in m.name}
        for id, own in in_round(several, candidates, covered, reading, directory):
            match = match_of(directory.card(id), own, reading, directory)
            if match is not None and not by_chance(match, reading):
                matches.append(match)
                own_hits[id] = own
            elif match is not None and aside is not None and not match.card.person:
                aside.append(match)
    matches = _each_with_its_own(matches, own_hits, reading, directory)
    matches.sort(key=lambda m: (-m.weight, -m.support.trade_words, not m.support.whole_trade, m.card.id))
    named: list[Named] = []
    while matches and len(named) < _MOST_NAMED:
        best = _first_of(matches, reading)
        if best.rule == "part_of_firm":
            best = the_branch(best, [*matches, *(n.best for n in named)], reading)
            named = [n for n in named if n.best.card is not best.card]
        explained = best.explained
        near = [
            m
            for m in matches
            if m.card is not best.card and not (m.name.isdisjoint(explained) and best.name.isdisjoint(m.explained))
        ]
        rivals = [m for m in near if is_rival(m, best, reading) and not _is_said_again(m, best, reading)]
        if is_only_its_firm(best) and (
            firm := next((m for m in near if not m.card.person and has_its_words(m, best)), None)
        ):
            best, rivals = firm, [m for m in rivals if m is not firm]
        best, rivals = _of_one_house(best, rivals, reading)
        if (placed := at_the_firm(best, near, reading)) is not None:
            best, rivals = placed, []
        elif (person := person_of_the_firm(best, matches, reading)) is not None:
            best, rivals = person, []
        rivals = [m for m in rivals if not (is_only_its_firm(m) and not best.card.person and has_its_words(best, m))]
        doubt = doubt_of(best, reading, directory)
        if not rivals and not doubt:
            rivals = namesakes(best, reading, directory)
        if is_rejected(best, reading):
            best, rivals, doubt = _behind_the_others(best, rivals or near, reading)
        named.append(Named(best, rivals, doubt, namesake=None if rivals or doubt else namesake_of(best, directory)))
        used = best.explained.union(*(m.name for m in rivals))
        matches = [
            m
            for m in matches
            if m.card is not best.card and m not in rivals and not _is_said_again(m, best, reading)
            if not m.name & used or are_a_couple(m, best)
        ]
    return sorted(named, key=lambda n: n.best.start)


def _first_of(matches: list[Match], reading: Reading) -> Match:
    """Which match comes first: the one that explains most, unless another one says more by whole or exact words."""
    best = matches[0]
    name = best.name
    best = next((m for m in matches if m.name > name and _says_more(m, best, reading)), best)
    if best.rule == "part_of_firm":
        same = [m for m in matches if m.name == best.name]
        parts = (m for m in same if m.rule == best.rule and m.quality >= best.quality)
        best = next((m for m in parts if is_told_by_more(m.card, best.card, best.name, reading)), best)
        halves = (m for m in same if m.rule in HALVES and m.support.count and m.quality >= best.quality)
        best = best if best.support.count else next(halves, best)
    best = next((m for m in matches if are_several(best, m, reading)), best)
    if not best.card.person:
        best = next((m for m in matches if m.card.person and _is_whole_person(m, best)), best)
        if len(best.name) == 1 and is_he_or_she(best.start, reading):
            best = next((m for m in matches if m.card.person and m.name == best.name), best)
        if best.rule == "part_of_firm" and len(name) == 1 and best.support.count == bool(best.support.trades):
            halves = (m for m in matches if is_by_a_role(m, reading) or is_half_with_who(m, reading))
            halves = (m for m in halves if m.rule in HALVES)
            best = next((m for m in halves if m.name == best.name), best)
    if best.quality == 1 or best.rule in HALVES:
        best = next((m for m in matches if m.quality == _LETTERS and _is_as_written(m, best)), best)
    if best.rule == "nickname_and_surname" and has_little_beside(best):
        best = next((m for m in matches if m.name == best.name and is_spelt_out(m)), best)
    if best.rule in HALVES and not is_literal(best, reading):
        best = next((m for m in matches if is_half_as_written(m, best, reading)), best)
    if best.rule == "part_of_firm" and best.quality == 1 and best.doubts:
        called = (m for m in matches if m.rule in _GIVEN and m.quality > 1 and m.support.count)
        best = next((m for m in called if m.name == best.name), best)
    if _is_mere_half(best) or (best.rule in HALVES and is_half_by_chance(best, reading)):
        best = next((m for m in matches if _is_whole(m) and m.name > best.name), best)
    return best


def _each_with_its_own(
    matches: list[Match], own_hits: dict[str, list[Hit]], reading: Reading, directory: Directory
) -> list[Match]:
    """The matches without support from a word of somebody else's whole name.

    "Kevin Lynch, you did his case. Brian Lynch is my electrician" names no firm of Brian Lynch's beside Kevin.
    """
    whole = [m for m in matches if _is_whole(m) or (m.rule == "surname" and m.support.title and m.quality == _LETTERS)]
    if not whole:
        return matches
    kept = []
    for match in matches:
        lent = _lent(match, whole, reading)
        if not lent:
            kept.append(match)
            continue
        hits = [hit for hit in own_hits[match.card.id] if lent.isdisjoint(places_of(hit))]
        alone = match_of(match.card, hits, reading, directory) if hits else None
        if alone is not None and (trades := alone.support.trades) and not lent.isdisjoint(range(*trades)):
            alone.support = replace(alone.support, trades=None, trade_words=0, telling=False)
            alone.weight = weight_of(alone)
        if alone is not None and not by_chance(alone, reading):
            kept.append(alone)
        elif not lent.isdisjoint(match.name):
            kept.append(match)
    return kept


def _lent(match: Match, whole: list[Match], reading: Reading) -> set[int]:
    """The places of other people's names that a match has as its own firm, or as half of its own name.

    A firm that is called like a person is named by more words ("Mark Day Inspections") or as a place ("at Mark Day").
    """
    firm, half, lent = match.support.firm, _is_mere_half(match), set[int]()
    for other in whole if firm or half else ():
        if other.name.isdisjoint(match.name):
            at = reading.words[other.start - 1] in PLACING if other.start else False
            if not other.name < firm and not (other.name == firm and at):
                lent |= other.name & firm
        elif half and match.name < other.name:
            lent |= other.name
    return lent


def _is_somebody_else(person: Match, reading: Reading) -> bool:
    """Whether something else is said of a first name, by which anybody may be meant: "Bianca, my neighbour", "Bianca
    from school"."""
    after = reading.words[person.end : person.end + 1]
    return bool(after) and (after[0] in PLACING or after[0] == "del" or "," in reading.tokens[person.end].before)


def _is_mere_half(match: Match) -> bool:
    """Whether a surname stands there, or a first name without the firm: not "Bryan Smith from Bay Palms" for Smyth."""
    return match.rule == "surname" or (match.rule in HALVES and not match.support.firm)


def _is_whole(match: Match) -> bool:
    """Whether the whole name of a person stands there, and is not misspelt."""
    by_name = match.card.person and match.rule not in {"firm_of_person", "own_firm"}
    return by_name and match.complete and len(match.name) > 1 and match.quality > 1


def _behind_the_others(rejected: Match, others: list[Match], reading: Reading) -> tuple[Match, list[Match], str]:
    """A question in which an entry that staff have turned down for these words is not the first suggestion."""
    left = [match for match in others if not is_rejected(match, reading)]
    if not left:
        return rejected, others, "staff have said before that these words mean somebody else"
    first = max(left, key=lambda match: match.weight)
    return first, [*(match for match in others if match is not first), rejected], ""


def _says_more(other: Match, best: Match, reading: Reading) -> bool:
    """Whether another entry, which explains the best one's words and more, comes first for it."""
    if best.rule == "part_of_firm" and other.rule == "firm":
        return True  # Also with one word misspelt it is this firm, and not another that begins as it does.
    if other.quality < best.quality:
        return False
    if best.card.person and best.complete and len(best.name) > 1 and not other.card.person:
        # "Mo Khan the builder" is the man, although "Khan Builders" stands there too; "Gray-Allen Motors" is the firm.
        if best.rule == "alias":
            return other.rule == "firm" and len(other.name) == other.end - other.start  # "Big Davie's Burgers"
        own = best.rule != "full_name" or best.card.given[0] in {reading.words[place] for place in best.name}
        return not own and other.complete and best.quality == _LETTERS
    return other.support.count >= best.support.count or other.weight >= best.weight - 1.0


def _is_as_written(other: Match, best: Match) -> bool:
    """Whether another entry, which has its words letter for letter, has those for which the best one has to be
    misspelt."""
    support = best.support
    beside = support.trades is not None or support.town or support.title or len(support.firm) > 1
    whole = other.complete and len(other.name) > 1
    within = other.name > best.name or (bool(support.firm) and support.firm <= other.name)
    if best.rule in HALVES and whole and within and not beside:
        return True  # "Grant Phillips" is not Philip Grant, also where "Grant" stands once more.
    if best.quality > 1 or (best.support.count > other.support.count and (beside or not whole)):
        return False
    return other.name >= best.name and (other.complete or not best.complete)


def _is_said_again(other: Match, best: Match, reading: Reading) -> bool:
    """Whether the words of another entry are part of the whole name before them ("Craig Thornton ... so Craig")."""
    if other.rule not in HALVES or other.start < best.end or not best.complete or len(best.name) < 2:
        return False
    support = other.support
    named = {reading.words[place] for place in best.name}
    town = support.town and other.rule != "nickname"  # "Seán Brennan ... Seán said" is no Shane in whatever town.
    itself = support.trades is None and not town and not support.title and support.firm <= best.name
    return best.card.person and itself and named.issuperset(reading.words[place] for place in other.name)


def _is_whole_person(other: Match, firm: Match) -> bool:
    """Whether the whole name of a person stands across the words of a firm ("Mo Khan the builder")."""
    whole = other.complete and len(other.name) > 1 and other.quality > 1
    return whole and bool(other.name & firm.name) and not other.name <= firm.name


def _of_one_house(  # noqa: PLR0911 - one ground after another reads best as a ladder
    best: Match, rivals: list[Match], reading: Reading
) -> tuple[Match, list[Match]]:
    """A firm and its own people under one name: by a first name the person, by a plural the firm.

    "Linh from the nail salon" is Linh, of Linh's Nails; "Akhtars" is the firm of the Akhtars.
    """
    firms = [m for m in (best, *rivals) if not m.card.person]
    people = [m for m in (best, *rivals) if m.card.person]
    if len(firms) == 1 and people and all(m.rule == "surname" for m in people) and are_a_firm(firms[0], reading):
        return firms[0], []
    if len(firms) == 1 and people and any(belongs_to(m.card, firms[0].card) for m in people):
        people = [m for m in people if belongs_to(m.card, firms[0].card) or not is_placed(firms[0], reading)]
    if len(firms) != 1 or not people or any(not belongs_to(m.card, firms[0].card) for m in people):
        return best, rivals
    firm = firms[0]
    if is_placed(firm, reading) and all(m.rule == "surname" for m in people):
        return firm, []  # "One of the nurses at Frost" speaks of the place.
    whole = len(people) == 1 and people[0].complete and people[0].quality == _LETTERS
    if whole and firm.rule == "part_of_firm":
        return people[0], []  # "Will Penny did our wills" is he, and not Penny Wills.
    if len(firm.name) > 1 and firm.rule == "firm":
        return best, rivals
    place = min(firm.name)
    token = reading.tokens[place]
    crowd = reading.words[place + 1 : place + 2] in (["crowd"], ["lot"], ["lads"], ["people"], ["folks"], ["ones"])
    own = {*people[0].card.given, *people[0].card.surname, *firm.card.firm}
    several = reading.full[place].endswith("s") and reading.full[place] not in own and reading.full[place][:-1] in own
    if crowd or (several and reading.words[place + 1 : place + 2] not in (["who"], ["that"])):
        return firm, []
    if len(people) > 1:
        people = [m for m in people if is_by_trade(m, reading)] or people
    person = people[0]
    told = person.support.count > 0 or (is_literal(person, reading) and not _is_somebody_else(person, reading))
    by_name = place in person.name and person.rule in _GIVEN and told
    by_role = has_a_role(person, reading) or is_half_with_who(person, reading)
    by_pronoun = person.support.trades is not None and is_a_man_or_woman(place, reading)
    if len(people) == 1 and not token.possessive and (by_name or by_role or by_pronoun):
        return person, []
    return best, rivals
