"""What keeps an entry that nobody rivals from being certain: a name too common, a word too ordinary, a misfit."""

from attribution.entries.directory import Directory
from attribution.entries.nearness import is_spelt_otherwise
from attribution.entries.vocabulary import sound
from attribution.mentions.spellings import is_a_medium_alone
from attribution.names.after_a_name import is_an_initial, is_grammar, is_its_desk, is_no_surname, is_written_small
from attribution.names.another_place import PLACING, is_a_plain_place
from attribution.names.match import Match
from attribution.said.denials import is_where_somebody_drinks
from attribution.said.left_out import is_left_out
from attribution.tables import table, words
from attribution.who.another_bearer import (
    goes_on_as_a_firm,
    has_another_first_name,
    has_another_name_beside,
    has_another_surname,
    is_not_whole_in_the_east,
    may_be_of_the_town,
)
from attribution.who.chance import is_by_itself, is_in_a_street
from attribution.who.elsewhere import somebody_of, works_elsewhere
from attribution.who.firms_in_part import doubt_of_part, goes_with, is_only_a_trade, is_told_of
from attribution.who.first_names import is_rare_first_name, is_what_staff_say
from attribution.words.letters import has_capitals
from attribution.words.reading import Reading, is_a_word, is_ordinary, stop_words
from attribution.words.text import is_other_script, words_of
from attribution.words.trades import generic_firm_words, titles


def doubt_of(match: Match, reading: Reading, directory: Directory) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """What keeps an entry without rivals from being certain; "" if nothing does."""
    support = match.support
    if match.rule == "confirmed_alias":
        return ""
    if is_left_out(match, reading) or is_where_somebody_drinks(match, reading):
        return "said to have had no part in it"
    rare = (
        match.rule == "first_name" and match.quality == _LETTERS and is_rare_first_name(reading.words[min(match.name)])
    )
    if support.against and not (rare and is_a_plain_place(support.against)) and not is_other_script(support.against):
        return f"“{support.against}” is not where {match.card.entry.name} is known to be"
    if support.untitled:
        return "the title does not fit"
    if place := works_elsewhere(match, reading):
        return f"“{place}” is not where {match.card.entry.name} is known to be"
    if name := somebody_of(match, reading):
        return f"“{name}” is nobody whom the directory knows there"
    if is_not_whole_in_the_east(match, reading):
        return "it may be the name of somebody else"
    if match.rule in {"full_name", "nickname_and_surname", "alias", "name_turned_round", "initial_and_surname"}:
        return _doubt_of_a_whole_name(match, reading, directory)
    if match.rule == "surname":
        return _surname_doubt(match, reading, directory)
    if match.rule in {"first_names", "own_firm"}:
        return _doubt_of_first_names_or_firm(match, reading, directory)
    if match.rule == "firm_of_person":
        return "only the firm is named, and not the person"
    if match.rule in {"first_name", "nickname"}:
        return _first_name_doubt(match, reading, directory)
    return doubt_of_part(match, reading) or _firm_doubt(match, reading, directory)


def _doubt_of_a_whole_name(match: Match, reading: Reading, directory: Directory) -> str:
    if match.quality == 1 and not match.support.count and (word := _name_of_another(match, reading, directory)):
        return f"“{word}” is the name of somebody else"
    return "" if not match.doubts or match.support.count else match.doubts[0]


def _doubt_of_first_names_or_firm(match: Match, reading: Reading, directory: Directory) -> str:
    """What keeps two first names, or a surname and the firm of that name, from being the entry's."""
    if match.rule == "first_names" and has_another_surname(match, reading, directory):
        return "a surname follows that does not fit"  # "Mary Ann Delacroix" is no Mary Ann Szymanski.
    other = match.rule == "own_firm" and has_another_first_name(match, reading, directory)
    other = other or has_another_name_beside(match, reading)
    return f"the first name does not fit {match.card.entry.name}" if other else ""


def _name_of_another(match: Match, reading: Reading, directory: Directory) -> str:
    """A word of a misspelt name that is, letter for letter, the surname of other entries ("Kevin Jeffers")."""
    own = {*match.card.given, *match.card.surname}
    for place in sorted(match.name):
        word = reading.words[place]
        heard = sound(word)
        if any(heard == sound(name) for name in own):
            continue  # It is our own, maybe spelt by ear.
        if any(word in other.surname for other in directory.cards(directory.first_with(word))):
            return reading.quote(place, place + 1)
    return ""


def _surname_doubt(match: Match, reading: Reading, directory: Directory) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    support = match.support
    typed = reading.words[min(match.name)]
    after = match.end
    if min(match.name) and reading.words[min(match.name) - 1] == "a" and not support.title:
        return "more than one may have the surname"
    if (
        after < len(reading.words)
        and not support.count
        and reading.capital_inside(after)
        and reading.clause[after] == reading.clause[after - 1]
    ):
        return "another name follows"
    if has_another_first_name(match, reading, directory) or has_another_name_beside(match, reading):
        return f"the first name does not fit {match.card.entry.name}"
    if goes_on_as_a_firm(match, reading):
        return f"“{reading.quote(match.end, match.end + 1)}” is not part of the name"
    if support.count and (match.quality > 1 or support.count > 1 or support.firm_share > 0.3 or support.trades):
        return ""
    if _is_indefinite(match, reading):
        return "more than one may have the surname"
    town = directory.is_city(typed) or any(directory.is_city(word) for word in match.card.surname)
    # "Brewers" is as common as Brewer.
    rank = min(words("surnames").get(word, 99_999) for word in {typed, typed.removesuffix("s")})
    rare = not town and rank > (500 if _has_title(match, reading) else _RARE_SURNAME)
    plain = is_a_word(typed) or is_a_word(typed.removesuffix("s"))
    rare = rare and min(match.name) not in reading.spelt  # How common it is where it is written so, no list tells.
    if match.quality > 1 and rare and typed not in words("first_names") and not plain:
        return ""
    return "only the surname is there"


def _is_indefinite(match: Match, reading: Reading) -> bool:
    """Whether some bearer of the name is spoken of, or all of them: "a Murphy", "the Sloans"."""
    first = min(match.name)
    before = reading.words[first - 1] if first else ""
    family = reading.full[first].endswith("s") and reading.full[first] not in match.card.surname
    return before in {"a", "some"} or (before == "the" and family)


def _has_title(match: Match, reading: Reading) -> bool:
    first = min(match.name)
    return first > 0 and reading.words[first - 1] in titles()


def _first_name_doubt(match: Match, reading: Reading, directory: Directory) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    support = match.support
    typed = reading.words[min(match.name)]
    common = int(table("weights")["common_first_names"])
    after = match.end
    follows = (
        after < len(reading.words)
        and reading.clause[after] == reading.clause[after - 1]
        and not reading.tokens[after].before.strip()
        and after not in support.firm
        and not is_grammar(after, reading)
        and not (is_other_script(reading.tokens[after].raw) and support.count)
        and not (support.trades and support.trades[0] <= after < support.trades[1])
        and not is_an_initial(after, match, reading)
        and not is_written_small(after, match, reading)
    )
    if has_another_surname(match, reading, directory) or has_another_name_beside(match, reading):
        return "a surname follows that does not fit"
    if not support.firm and may_be_of_the_town(match, reading, directory):
        return "somebody has the town for a surname"
    # "Melissa Meadway" is a name, and not Melissa of Meadway Bakery; "Melissa cut my hair" is none.
    said = support.firm == frozenset({after}) and not reading.tokens[after].before.strip()
    if said and not is_no_surname(after, reading):
        return "a surname follows that does not fit"
    if (
        follows
        and not support.firm_share >= 0.3
        and not is_no_surname(after, reading)
        and (
            reading.capital_inside(after)
            or (reading.words[after] in words("surnames") and not is_a_word(reading.words[after]))
        )
    ):
        return "a surname follows that does not fit"
    if (
        follows
        and not support.firm_share >= 0.3
        and not is_a_word(reading.words[after])
        and reading.words[after] not in stop_words() | PLACING
        and not (support.count >= 2 and match.quality > 1)
        and not any(c.start <= after < c.end for c in reading.cues)
    ):
        return "a word follows that may be a surname"
    if support.firm_share >= 0.3:
        return ""
    own = match.rule == "first_name" and match.quality < _LETTERS and words("first_names").get(typed, common) < common
    own = own and not any(is_spelt_otherwise(typed, given) for given in match.card.given)  # Casey the fireman is Kasey.
    if (support.trades or support.town or support.title) and match.quality > 1 and not own:
        return ""
    if not support.count and is_a_medium_alone(typed):
        return "a site or an assistant is called so too"
    # "Miek" is rare, but Mike is not.
    if min(match.name) in reading.spelt and not has_capitals(reading.quote(match.start, match.end)):
        return "a first name alone"  # Nothing tells a name from any other word there.
    meant = [typed] if match.quality == _LETTERS else [typed, *match.card.given[:1]]
    rare = all(map(is_rare_first_name, meant)) or is_what_staff_say(typed, match)
    if match.quality > 1 and match.rule == "first_name" and rare:
        return ""
    return "a first name alone" if match.quality > 1 else "a misspelt first name alone"


_LETTERS = 3
_MANY = 4
"""A firm's name of so many words is known whatever stands beside it."""
_RARE_SURNAME = 8_000


def _firm_doubt(match: Match, reading: Reading, directory: Directory) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    support = match.support
    typed = [reading.words[p] for p in sorted(match.name)]
    other = _other_firm_word(match, reading)
    long = match.complete and len(typed) >= _MANY
    if other and not long and not (match.complete and len(typed) > 1 and not other[1]):
        return f"“{other[0]}” is not part of the name"
    if match.rule == "acronym":
        return (
            "" if not any(is_a_word(w) for w in typed) and len(typed[0]) > 2 else "an abbreviation that is also a word"
        )
    if len(typed) == 1:
        word = typed[0]
        if match.quality == 1 and not support.trades:
            return "one misspelt word of the name"
        if not match.complete and not support.count and is_a_medium_alone(word):
            return "a site or an assistant is called so too"
        plain = is_a_word(word) or word in words("first_names") or directory.is_city(word)
        whole = reading.telling == 1
        others = [w for w in match.card.firm if w not in generic_firm_words() and not directory.is_city(w)]
        named = word in words("first_names") or word in words("surnames")
        if whole and len(others) == 1 and not named and (match.complete or not is_ordinary(word)):
            return "" if match.quality > 1 else "one misspelt word of the name"
        if match.complete:
            capital = reading.capital_inside(min(match.name)) or is_by_itself(match, reading)
            capital = capital or is_in_a_street(match, reading)
            if is_ordinary(word) and word in generic_firm_words() and not (support.count or capital):
                return "an ordinary word"
            return "" if not plain or support.count or whole or capital else "an ordinary word"
        at = reading.words[match.end : match.end + 1] == ["at"] and word in words("first_names")
        at = at and not reading.tokens[match.end].before.strip()
        if (support.count and not at) or is_told_of(match, reading):
            return ""
        known = plain or word in words("surnames")
        return "one word of the name" if known else ""
    beside = len(typed) == max(match.name) - min(match.name) + 1
    after = reading.words[match.end : match.end + 1]
    goes_on = bool(after) and after[0] in generic_firm_words() and after[0] not in match.card.firm
    if not match.complete and is_only_a_trade(match, reading):
        return "only part of the name"
    if match.quality == _LETTERS and beside and len(typed) > 1 and not goes_on:
        return ""  # Words of one firm's name side by side: whoever else has them all is a rival.
    telling = sum(directory.weight(w) for w in match.card.firm if w not in generic_firm_words()) or 1.0
    share = sum(
        directory.weight(w) for w in set(match.card.firm) & _words_of(match, reading) if w not in generic_firm_words()
    )
    if match.complete or share >= 0.6 * telling or support.count:
        return (
            "" if match.quality > 1 or match.complete or support.count or match.edits == 1 else "only part of the name"
        )
    return "only part of the name"


def _words_of(match: Match, reading: Reading) -> set[str]:
    said = set()
    for place in match.name:
        said |= {reading.words[place], reading.full[place]}
    return said | {w for w in match.card.firm if any(w.startswith(s[:4]) or s.startswith(w[:4]) for s in said)}


def _other_firm_word(match: Match, reading: Reading) -> tuple[str, bool] | None:
    """A word of a firm's sort beside the name that is not part of it ("Quincy Family Law"); True if it follows."""
    after = match.end
    if after < len(reading.words) and reading.clause[after] == reading.clause[after - 1]:
        word = reading.words[after]
        foreign = word in generic_firm_words() and word not in match.card.firm and word not in _NEUTRAL
        # "Moore's Bakery window" is a window of theirs, and "Keogh Payroll staff" their staff.
        written = match.complete and len(match.name) > 1 and reading.tokens[after - 1].capital
        foreign = foreign and not (written and not reading.tokens[after].capital)
        foreign = foreign and not (match.complete and len(match.name) > 1 and is_its_desk(after, reading))
        if foreign and not reading.tokens[after].before.strip() and not goes_with(match, after, reading):
            return word, True
        if _goes_on_to_the_trade(match, after, reading):
            return word, True
    before = match.start - 1
    if before >= 0 and not match.complete and reading.clause[before] == reading.clause[match.start]:
        word = reading.words[before]
        own = {*match.card.firm, *words_of(match.card.entry.name)}
        if reading.capital_inside(before) and not is_ordinary(word) and word not in own:
            return word, False
    return None


def _goes_on_to_the_trade(match: Match, after: int, reading: Reading) -> bool:
    """Whether a word that is no part of a firm's name stands between one that is and the trade: "Vanguard Line
    Painting" is not Vanguard Ribbon Painting."""
    trades, word = match.support.trades, reading.words[after]
    if match.complete or trades is None or trades[0] != after + 1 or word in match.card.firm or word in _NEUTRAL:
        return False
    own = not {*match.card.firm}.isdisjoint(reading.words[slice(*trades)])
    short = any(each.startswith(word) for each in match.card.firm)
    return own and not (short or is_grammar(after, reading) or reading.tokens[after - 1].possessive)


_NEUTRAL = frozenset(table("names")["neutral_firm_words"])
