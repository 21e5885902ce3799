"""Whether two entries that fit the same words are a question, or one of them is plainly nearer."""

from itertools import pairwise

from attribution.entries.nearness import how_near, is_another_spelling, slips_of
from attribution.names.households import are_a_firm_together, is_a_man_or_woman
from attribution.names.match import HALVES, Match
from attribution.tables import table, words
from attribution.who.firms_in_part import is_told_by_more
from attribution.who.one_name import differ_by_an_a, goes_by, is_glued, is_told_from, sounds_apart, tells_apart
from attribution.words.reading import Reading
from attribution.words.text import fold, words_of

_EITHER_ORDER = frozenset(table("names")["either_order"]) | frozenset(table("names")["surnames_first"])
_LETTERS = 3
_BOTH_NAMES = frozenset({"full_name", "nickname_and_surname"})
_FIRST_AND_LAST = 2
_MOST_OF_IT = 0.5
_WHOLE_FIRM = 0.999


def is_rival(other: Match, best: Match, reading: Reading) -> bool:  # noqa: PLR0911, PLR0912 - one ground after another reads best as a ladder
    """Whether another entry explains the same words about as well."""
    if other.rule == "firm_of_person" and best.rule != "firm_of_person":
        return False
    if best.rule == "confirmed_alias" and other.rule != "confirmed_alias":
        return False
    explained = best.explained
    theirs = other.explained
    if theirs < explained or other.name < best.name or are_a_couple(other, best):
        return False
    if best.rule == "firm" and other.rule == "part_of_firm" and _is_the_whole_name(best, other):
        return False
    if best.rule == other.rule == "part_of_firm" and is_told_by_more(best.card, other.card, best.name, reading):
        return False
    if best.rule == "part_of_firm" and other.rule in HALVES and _has_its_article(best, reading):
        return False  # "En La Paloma" is the Panadería La Paloma, and nobody called Paloma.
    if best.rule == "full_name" and len(best.name) == 1 and not other.complete:
        return False  # A whole name that is one word ("joeferrante"): of the other only part is in it.
    if are_a_firm_together(best, other, reading):
        return True
    if theirs <= explained and best.name.isdisjoint(other.name):
        return False
    if best.complete and other.complete and len(best.name) > 1 and len(other.name) > 1 and not best.name & other.name:
        return False  # Two whole names, each in its own place.
    if best.name != other.name and not other.name >= best.name:
        return other.weight >= best.weight - 0.6 and not _outdone(other, best, reading)
    if best.rule == other.rule == "surname" and best.quality < _LETTERS == other.quality and best.name == other.name:
        # A dentist Cheng, where there is a Chang: "Dr. Chang" may be either, and "Chang the dentist" is the dentist.
        return best.support.firm_share < _MOST_OF_IT and best.support.trades is None
    if _is_farther(other, best, reading):
        return False
    exact = is_spelt_out(best) and not is_glued(best, other, reading)
    if exact and other.rule in _BOTH_NAMES and _has_no_middle(other, best, reading):
        return False  # "Kate Moss-Taylor" is no Catherine Taylor, where she stands there in full.
    turned = other.rule == "name_turned_round"
    misspelt = best.rule == "full_name" and best.name == other.name and best.quality == other.quality == 1
    if turned and (exact or misspelt):
        # People write the first name first, but for those who write the surname first at home.
        return _surname_may_be_first(best) and best.support.count == 0
    if exact and other.rule == "part_of_firm" and is_a_man_or_woman(best.end - 1, reading):
        return False  # "Rose Hill, she taught my two" is no Rose Hill Runners.
    near = other.edits or not _shares_surname(other, best) or differ_by_an_a(best, other)
    near = near or sounds_apart(best.card.given[0], other.card.given[0])
    if exact and other.complete and other.quality < 3 and near:
        # Both names are there letter for letter; the other one's have to be taken for a misspelling.
        return (other.support.trades is not None or other.support.town) and best.support.count == 0
    if other.rule == "nickname_and_surname" and exact and (_goes_by_another(other) or goes_by(best, reading)):
        return False  # "Bob Baxter" is not Robert, whom everybody calls Robbie, where there is a Bob.
    if best.rule == "alias" and best.quality == _LETTERS and other.rule in {"nickname_and_surname", "acronym"}:
        return False  # What staff call one is no short form of another.
    if best.rule == "first_name" and best.quality == _LETTERS and _is_another_first_name(other, best, reading):
        return False
    if exact and is_spelt_out(other) and best.support.count and _leaves_out(other, best):
        return False  # "Luis Cantu from Humble" is not José Luis Cantú where there is a Luis Cantu.
    if _is_a_name_with_an_ending(other, best, reading):
        return False  # "Paula" is not Paul's, where there is a Paula.
    if is_half_as_written(best, other, reading):
        return False  # "Adam our bookkeeper" is no Julie Adams.
    if best.quality == 3 and other.quality == 1 and other.edits >= best.edits:
        return False
    if is_spelt_out(other) and best.complete and best.quality < _LETTERS and not _is_well_supported(best):
        return True  # "Devon Carver from Sandy" may be he, and not Devin of Sandy.
    if best.support.count and other.complete and _is_nearer(best, other, reading) and not _is_as_fit(other, best):
        return False
    if best.rule == other.rule == "nickname_and_surname" and other.quality < best.quality:
        return (
            False  # "Steve Davies" is Steven Davies: for Stephen Davis the surname would have to be misspelt as well.
        )
    if best.quality < 3 and other.complete and other.name == best.name and other.edits < 2:
        return not _outdone(other, best, reading)  # The one is nearer by the first name, the other by the surname.
    if other.edits > best.edits and best.quality > other.quality:
        return False
    return not _outdone(other, best, reading)


def are_a_couple(one: Match, other: Match) -> bool:
    """Whether two first names stand before the one surname of both: "Wally and Shirley Kolodzey"."""
    whole = one.complete and other.complete and {one.rule, other.rule} <= _BOTH_NAMES
    shared = one.name & other.name
    return whole and len(shared) == 1 and shared == {max(one.name)} == {max(other.name)} and one.start != other.start


def is_half_as_written(match: Match, other: Match, reading: Reading) -> bool:
    """Whether half a name stands there as one entry has it, and another only with or without an "s" at its end."""
    alike = match.rule in HALVES and other.rule in HALVES and match.name == other.name
    fits = alike and match.quality == other.quality == _LETTERS and match.support.count >= other.support.count
    if not fits or not is_literal(match, reading) or is_literal(other, reading):
        return False
    # "Adam the insurance man" is hardly a mortgage broker where Julian Adams is an insurance broker.
    return _occupation_said(match, reading) >= _occupation_said(other, reading)


def _occupation_said(match: Match, reading: Reading) -> int:
    """How many words of the person's own occupation stand in an answer that speaks of the trade."""
    return len({*match.card.occupation}.intersection(reading.words)) if match.support.trades is not None else 0


def is_literal(match: Match, reading: Reading) -> bool:
    """Whether all words of a name are the entry's own as they were typed."""
    own = {*match.card.given, *match.card.surname}
    return all(reading.words[place] in own for place in match.name)


def _is_namesake(other: Match, best: Match) -> bool:
    if other.rule == best.rule == "full_name" and other.quality == best.quality == 3:
        return True
    same = other.card.given[:1] == best.card.given[:1] and other.card.surname == best.card.surname
    return same and best.complete and other.complete and bool(best.card.given and best.card.surname)


def _is_a_name_with_an_ending(other: Match, best: Match, reading: Reading) -> bool:
    """Whether a first name that stands there whole would have to be the other's with a grammar ending."""
    if not best.rule == other.rule == "first_name" or best.quality != _LETTERS or other.quality == _LETTERS:
        return False
    typed = reading.words[min(best.name)]
    return typed in words("first_names") and any(
        0 < len(typed) - len(n) < 3 and typed[: len(n)] == n for n in other.card.given
    )


def _is_as_fit(other: Match, best: Match) -> bool:
    """Whether all that stands beside a name fits another of the same firm as well: Terri and Terry, both realtors."""
    mine, theirs = best.support, other.support
    of_one = other.card.firm == best.card.firm != () and bool(best.card.given and other.card.given)
    of_one = of_one and is_another_spelling(best.card.given[0], other.card.given[0])
    return of_one and mine.trade_words <= theirs.trade_words and mine.town <= theirs.town and not mine.title


def _is_nearer(best: Match, other: Match, reading: Reading) -> bool:
    """Whether the first name is nearer to one person's than to the other's, and the surname not farther."""
    typed = [reading.words[place] for place in sorted(best.name)]
    if len(typed) != _FIRST_AND_LAST or best.name != other.name or best.rule != "full_name" or not other.card.person:
        return False
    first, last = typed
    mine, theirs = how_near(first, last, best.card), how_near(first, last, other.card)
    return mine[0] > theirs[0] and mine[1] >= theirs[1]


def _is_farther(other: Match, best: Match, reading: Reading) -> bool:
    """Whether a whole name is written farther from another one's in one part, and nearer in none: "pete dewcross" is
    Peter Dewcross, and not Pete Bexcross. What only sounds alike is no farther, nor one letter beside a short form."""
    if best.name != other.name or len(best.name) != _FIRST_AND_LAST or not {best.rule, other.rule} <= _BOTH_NAMES:
        return False
    first, last = (reading.words[place] for place in sorted(best.name))
    if last not in best.card.surname:
        return False
    mine, theirs = slips_of(first, last, best.card), slips_of(first, last, other.card)
    least = 1 if first in best.card.given else 2
    return sum(theirs) >= sum(mine) + least and all(own <= far for own, far in zip(mine, theirs, strict=True))


def is_spelt_out(match: Match) -> bool:
    """Whether a whole name of a person stands there letter for letter."""
    return match.rule == "full_name" and match.quality == 3 and not match.edits


def _is_well_supported(match: Match) -> bool:
    """Whether more stands beside a name than its town, or one word that may be of the trade: enough against somebody
    who is so called letter for letter. A short form is as good as the name, and needs no more than a trade."""
    support = match.support
    traded = support.trades is not None and (support.telling or match.rule == "nickname_and_surname")
    return traded or support.title or support.count != 1 or support.firm_share >= 0.3


def _is_of_no_trade(other: Match, best: Match, reading: Reading) -> bool:
    """Whether somebody of no known trade fits less than whoever has the one that is said: by half a name, or where only
    the best one's whole name stands there letter for letter. Of a firm the directory knows what it does."""
    if other.card.person or best.rule in HALVES:
        return best.rule in HALVES or (is_spelt_out(best) and other.quality < _LETTERS)
    said = {*reading.words[best.end : best.support.trades[0] if best.support.trades else 0]}
    return bool(other.card.occupation) and _NEGATED.isdisjoint(reading.words) and "and" not in said


_NEGATED = frozenset({"not", "isnt", "no"})


def _is_the_whole_name(best: Match, other: Match) -> bool:
    """Whether something beside a firm's whole name says that it is the one, and not another whose name goes on:
    "Harvest in Canmore", where there are Harvest Hills."""
    more = best.support.count > other.support.count or (best.support.town and not other.support.town)
    if best.quality < _LETTERS or not more:
        return False
    return {*best.card.city}.isdisjoint(other.card.firm)


def _has_its_article(match: Match, reading: Reading) -> bool:
    """Whether the article before part of a firm's name is the one that it has there."""
    before, first = match.start - 1, reading.words[match.start]
    said = reading.words[before] if before >= 0 else ""
    return said in _ARTICLES and (said, first) in pairwise(words_of(match.card.entry.name))


_ARTICLES = frozenset({"la", "el", "los", "las", "le", "les", "il", "lo", "al", "os", "as", "der", "die", "das"})


def _has_no_middle(other: Match, best: Match, reading: Reading) -> bool:
    """Whether a name stands between the first name and the surname that is the best entry's and not the other's."""
    theirs, mine = {*other.card.given, *other.card.surname}, {*best.card.given, *best.card.surname}
    between = [reading.words[place] for place in sorted(best.name)[1:-1] if len(reading.words[place]) > 1]
    return other.name == best.name and any(word in mine and word not in theirs for word in between)


def _surname_may_be_first(match: Match) -> bool:
    return any(word in _EITHER_ORDER for word in (*match.card.given, *match.card.surname))


def _leaves_out(other: Match, best: Match) -> bool:
    """Whether the words that are the whole name of the best entry are only the later names of the other.

    A first name by which staff say that the other goes, too, is no later one: then the two fit alike.
    """
    if other.card.given[:1] == best.card.given[:1] or other.card.given[0] in best.card.given:
        return False
    return best.card.given[0] in fold(other.card.entry.name).split()


def _is_another_first_name(other: Match, best: Match, reading: Reading) -> bool:
    """Whether a first name that stands there letter for letter is the other's only by a short form, with another trade.

    "Gaz the baker" is no Gareth the vet where there is such a Gaz, but "Bob the plumber" may be Robert the plumber.
    """
    if other.rule != "nickname" or other.support.count > best.support.count:
        return False
    if goes_by(best, reading) and best.card.given[:1] != other.card.given[:1]:
        return True
    told = best.support.trades is not None or best.support.firm_share >= _MOST_OF_IT
    return told and best.card.trades.isdisjoint(other.card.trades)


def _goes_by_another(match: Match) -> bool:
    """Whether staff say by which other first name the person goes: then a short form that was typed is not theirs."""
    return any(len(fold(alias).split()) == 1 for alias in match.card.entry.aliases)


def _shares_surname(other: Match, best: Match) -> bool:
    return bool({*other.card.surname} & {*best.card.surname})


def _outdone(other: Match, best: Match, reading: Reading) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Whether something beside the name fits the best entry and speaks against the other."""
    mine, theirs = best.support, other.support
    if _is_namesake(other, best) and not tells_apart(best, reading):
        return is_told_from(best, other.card, reading)
    if theirs.untitled and not mine.untitled:
        return True
    if mine.firm_share >= 0.3 and mine.firm_share >= theirs.firm_share + 0.25:
        return True
    if mine.firm_share >= _WHOLE_FIRM > theirs.firm_share and theirs.firm < mine.firm:
        return True  # At "Don Valley Homes" is nobody of the Don Valley Pipe Band.
    if mine.title and not theirs.title and best.card.person:
        return True
    exact = best.rule == other.rule == "surname" and other.quality < best.quality == _LETTERS
    if exact and mine.own_title and mine.trades is not None and not other.card.titles:
        return True  # "Dr Tice did my root canal" is no Tyce who is no doctor by name.
    if mine.own_title and theirs.title and not theirs.own_title and other.card.person:
        return True  # "Pastor Gill" is no secretary of the church.
    plainer = best.quality >= other.quality and theirs.firm_share < 0.3 and not theirs.town
    if plainer and mine.telling and not theirs.telling and mine.trade_words >= theirs.trade_words:
        return True
    if plainer and mine.trade_words > theirs.trade_words > 0:
        return True
    if plainer and mine.whole_trade and theirs.trades is not None and not theirs.whole_trade:
        return True
    alike = other.quality == best.quality < _LETTERS and mine.telling
    if (
        mine.trades is not None
        and theirs.trades is None
        and (other.card.trades or other.quality < best.quality or alike or _is_of_no_trade(other, best, reading))
    ):
        return theirs.firm_share < 0.3 and (mine.town or not theirs.town)
    as_much = theirs.trades is None or mine.trades is not None
    return mine.town and not theirs.town and bool(other.card.city) and as_much and theirs.firm_share < 0.3
