"""Of all entries that fit, which one is meant: one that alone explains its words, or a question."""

from dataclasses import dataclass, field

from attribution.candidates import candidates_of, in_round
from attribution.chance import by_chance
from attribution.directory import Directory
from attribution.doubts import doubt_of
from attribution.hits import hits_in
from attribution.households import belongs_to, is_a_man_or_woman, person_of_the_firm
from attribution.match import Match, is_rejected
from attribution.matching import match_of
from attribution.namesakes import namesakes
from attribution.reading import Reading
from attribution.roles import is_a_role
from attribution.tables import table
from attribution.text import fold

_EITHER_ORDER = frozenset(table("names")["either_order"]) | frozenset(table("names")["surnames_first"])
_MOST_NAMED = 24
"""So many names of one answer are weighed against each other."""


@dataclass(slots=True)
class Named:
    """A place in the answer where the directory is meant: the best entry, its rivals, and whether it is certain."""

    best: Match
    rivals: list[Match] = field(default_factory=list)
    doubt: str = ""
    likelihood: float = 0.0
    """How likely it is that what is named here brought the client, between 0 and 1."""

    @property
    def certain(self) -> bool:
        """Whether exactly one entry is meant beyond doubt."""
        return not self.rivals and not self.doubt

    @property
    def confidence(self) -> float:
        """The probability that the best entry is the one that is meant."""
        if self.certain:
            return round(self.likelihood, 4)
        weights = table("weights")
        if self.rivals and self._is_told_apart():
            return round(min(float(weights["doubtful"]["told_apart"]), self.likelihood), 4)
        if self.rivals:
            return round(min(float(weights["doubtful"]["rivals"]), 0.9 / (1 + len(self.rivals))), 4)
        return round(min(self.likelihood, float(weights["doubtful"].get(self.best.rule, 0.4))), 4)

    def _is_told_apart(self) -> bool:
        """Whether what stands beside a name that several share fits one alone: no credit, but the likeliest by far."""
        best = self.best
        return best.support.telling and all(best.card.trades.isdisjoint(other.card.trades) for other in self.rivals)


def names_in(reading: Reading, directory: Directory, aside: list[Match] | None = None) -> list[Named]:
    """Every place where the answer names entries of the directory, in the order of the answer.

    ``aside`` is filled with entries whose words are likelier words of the sentence: a person may be offered them.
    """
    if not len(directory):
        return []
    hits = hits_in(reading, directory)
    spoken = frozenset[str]().union(*(trades for _, _, trades in reading.trades))
    matches: list[Match] = []
    candidates = candidates_of(hits, directory, spoken)
    for several in (True, False):
        # One word of a name that stands there whole needs no look at everybody else who has it.
        covered = {p for m in matches if m.complete and len(m.name) > 1 and m.quality > 1 for p in m.name}
        for id, own in in_round(several, candidates, covered, reading, directory):
            match = match_of(directory.card(id), own, reading, directory)
            if match is not None and not by_chance(match, reading):
                matches.append(match)
            elif match is not None and aside is not None and not match.card.person:
                aside.append(match)
    matches.sort(key=lambda m: (-m.weight, m.card.id))
    named: list[Named] = []
    while matches and len(named) < _MOST_NAMED:
        best = matches[0]
        best = next((m for m in matches if _says_more(m, best)), best)
        best = next((m for m in matches if _is_whole_person(m, best)), best)
        explained = best.explained
        near = [
            m
            for m in matches
            if m is not best and not (m.name.isdisjoint(explained) and best.name.isdisjoint(m.explained))
        ]
        rivals = [m for m in near if _is_rival(m, best)]
        if _only_its_firm(best) and (
            firm := next((m for m in near if not m.card.person and _same_words(m, best)), None)
        ):
            best, rivals = firm, [m for m in rivals if m is not firm]
        best, rivals = _of_one_house(best, rivals, reading)
        if (person := person_of_the_firm(best, matches, reading)) is not None:
            best, rivals = person, []
        rivals = [m for m in rivals if not (_only_its_firm(m) and not best.card.person and _same_words(best, m))]
        doubt = doubt_of(best, reading, directory)
        if not rivals and not doubt:
            rivals = namesakes(best, reading, directory)
        if is_rejected(best, reading):
            best, rivals, doubt = _behind_the_others(best, rivals or near, reading)
        named.append(Named(best, rivals, doubt))
        used = best.explained.union(*(m.name for m in rivals))
        matches = [m for m in matches if m is not best and m not in rivals and not m.name & used]
    return sorted(named, key=lambda n: n.best.start)


def _behind_the_others(rejected: Match, others: list[Match], reading: Reading) -> tuple[Match, list[Match], str]:
    """A question in which an entry that staff have turned down for these words is not the first suggestion."""
    left = [match for match in others if not is_rejected(match, reading)]
    if not left:
        return rejected, others, "staff have said before that these words mean somebody else"
    first = max(left, key=lambda match: match.weight)
    return first, [*(match for match in others if match is not first), rejected], ""


def _says_more(other: Match, best: Match) -> bool:
    """Whether another entry explains the best one's words and more, so that it comes first."""
    if not other.name > best.name or other.quality < best.quality:
        return False
    if best.card.person and best.complete and len(best.name) > 1 and not other.card.person:
        return False  # "Mo Khan the builder" is the man, although "Khan Builders" stands there too.
    return other.support.count >= best.support.count or other.weight >= best.weight - 1.0


def _is_whole_person(other: Match, firm: Match) -> bool:
    """Whether a whole name of a person stands across the words of a firm ("Mo Khan the builder")."""
    whole = other.card.person and other.complete and len(other.name) > 1 and other.quality > 1
    return whole and not firm.card.person and bool(other.name & firm.name) and not other.name <= firm.name


def _of_one_house(best: Match, rivals: list[Match], reading: Reading) -> tuple[Match, list[Match]]:
    """A firm and its own people under one name: by a first name the person, by a plural the firm.

    "Linh from the nail salon" is Linh, of Linh's Nails; "Akhtars" is the firm of the Akhtars.
    """
    firms = [m for m in (best, *rivals) if not m.card.person]
    people = [m for m in (best, *rivals) if m.card.person]
    if len(firms) != 1 or not people or any(not belongs_to(m.card, firms[0].card) for m in people):
        return best, rivals
    firm = firms[0]
    if len(firm.name) > 1 and firm.rule == "firm":
        return best, rivals
    place = min(firm.name)
    token = reading.tokens[place]
    crowd = reading.words[place + 1 : place + 2] in (["crowd"], ["lot"], ["lads"], ["people"], ["folks"], ["ones"])
    own = {*people[0].card.given, *people[0].card.surname, *firm.card.firm}
    several = reading.full[place].endswith("s") and reading.full[place] not in own and reading.full[place][:-1] in own
    if crowd or (several and reading.words[place + 1 : place + 2] not in (["who"], ["that"])):
        return firm, []
    person = people[0]
    by_name = place in person.name and person.rule in {"first_name", "nickname"} and person.support.count > 0
    by_role = person.support.trades is not None and is_a_role(reading.words[person.support.trades[1] - 1])
    by_pronoun = person.support.trades is not None and is_a_man_or_woman(place, reading)
    if len(people) == 1 and not token.possessive and (by_name or by_role or by_pronoun):
        return person, []
    return best, rivals


def _is_rival(other: Match, best: Match) -> bool:  # noqa: PLR0911, PLR0912 - one ground after another reads best as a ladder
    """Whether another entry explains the same words about as well."""
    if other.rule == "firm_of_person" and best.rule != "firm_of_person":
        return False
    if best.rule == "confirmed_alias" and other.rule != "confirmed_alias":
        return False
    if other.explained < best.explained or other.name < best.name:
        return False
    if best.rule == "full_name" and len(best.name) == 1 and not other.complete:
        return False  # A whole name that is one word ("joeferrante"): of the other only part is in it.
    if not best.name & other.name and other.explained <= best.explained:
        return False
    if best.complete and other.complete and len(best.name) > 1 and len(other.name) > 1 and not best.name & other.name:
        return False  # Two whole names, each in its own place.
    if best.name != other.name and not other.name >= best.name:
        return other.weight >= best.weight - 0.6 and not _outdone(other, best)
    if _is_exact(best) and other.rule == "name_turned_round":
        # People write the first name first, but for those who write the surname first at home.
        return _surname_may_be_first(best) and best.support.count == 0
    if _is_exact(best) and other.complete and other.quality < 3 and (other.edits or not _shares_surname(other, best)):
        # Both names are there letter for letter; the other one's have to be taken for a misspelling.
        return other.support.trades is not None and best.support.count == 0
    if _is_exact(best) and other.rule == "nickname_and_surname" and _goes_by_another(other):
        return False  # "Bob Baxter" is not Robert, whom everybody calls Robbie, where there is a Bob.
    if _is_exact(best) and _is_exact(other) and _leaves_out(other, best):
        return False  # "Luis Cantu" is not José Luis Cantú where there is a Luis Cantu.
    if best.quality == 3 and other.quality == 1 and other.edits >= best.edits:
        return False
    if best.rule == other.rule == "nickname_and_surname" and other.quality < best.quality:
        return (
            False  # "Steve Davies" is Steven Davies: for Stephen Davis the surname would have to be misspelt as well.
        )
    if best.quality < 3 and other.complete and other.name == best.name and other.edits < 2:
        return not _outdone(other, best)  # The one is nearer by the first name, the other by the surname.
    if other.edits > best.edits and best.quality > other.quality:
        return False
    return not _outdone(other, best)


def _is_namesake(other: Match, best: Match) -> bool:
    if other.rule == best.rule == "full_name" and other.quality == best.quality == 3:
        return True
    same = other.card.given[:1] == best.card.given[:1] and other.card.surname == best.card.surname
    return same and best.complete and other.complete and bool(best.card.given and best.card.surname)


def _is_exact(match: Match) -> bool:
    """Whether a whole name of a person stands there letter for letter."""
    return match.rule == "full_name" and match.quality == 3 and not match.edits


def _surname_may_be_first(match: Match) -> bool:
    return any(word in _EITHER_ORDER for word in (*match.card.given, *match.card.surname))


def _leaves_out(other: Match, best: Match) -> bool:
    """Whether the words that are the whole name of the best entry are only the later names of the other.

    A first name by which staff say that the other goes, too, is no later one: then the two fit alike.
    """
    if other.card.given[:1] == best.card.given[:1] or other.card.given[0] in best.card.given:
        return False
    return best.card.given[0] in fold(other.card.entry.name).split()


def _goes_by_another(match: Match) -> bool:
    """Whether staff say by which other first name the person goes: then a short form that was typed is not theirs."""
    return any(len(fold(alias).split()) == 1 for alias in match.card.entry.aliases)


def _shares_surname(other: Match, best: Match) -> bool:
    return bool({*other.card.surname} & {*best.card.surname})


def _outdone(other: Match, best: Match) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Whether something beside the name fits the best entry and speaks against the other."""
    mine, theirs = best.support, other.support
    if _is_namesake(other, best) and not (mine.title or mine.firm_share >= 0.5):
        return False  # Two of one name: what either of them does, and where, tells too little.
    if theirs.untitled and not mine.untitled:
        return True
    if mine.firm_share >= 0.3 and mine.firm_share >= theirs.firm_share + 0.25:
        return True
    if mine.title and not theirs.title and best.card.person:
        return True
    plainer = best.quality >= other.quality and theirs.firm_share < 0.3 and not theirs.town
    if plainer and mine.trade_words > theirs.trade_words > 0:
        return True
    if mine.trades is not None and theirs.trades is None and (other.card.trades or other.quality < best.quality):
        return theirs.firm_share < 0.3 and (mine.town or not theirs.town)
    return mine.town and not theirs.town and bool(other.card.city) and theirs.trades is None and theirs.firm_share < 0.3


def _only_its_firm(match: Match) -> bool:
    """Whether a person fits by no more than words that are the firm's name too."""
    if match.card.person and match.rule in {"own_firm", "firm_of_person"}:
        return True
    if not match.card.person or match.rule not in {"surname", "first_name", "nickname"} or match.support.title:
        return False
    return match.card.entry.organisation != "" and match.support.firm_share > 0


def _same_words(firm: Match, person: Match) -> bool:
    """Whether a firm is the person's own and its name explains as much."""
    return len(firm.name) >= 2 and set(firm.card.firm) & set(person.card.firm) != set() and firm.name >= person.name
