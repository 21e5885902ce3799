"""Of all entries that fit, which one is meant: one that alone explains its words, or a question."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from attribution.directory import Directory
from attribution.hits import Hit, hits_in
from attribution.matching import Match, match_of
from attribution.reading import Reading, calendar, is_a_word, is_ordinary, stop_words
from attribution.tables import table, words
from attribution.trades import generic_firm_words, titles

_COMMON = 200
"""A word of more entries than this is looked up only together with another word."""
_MOST_CANDIDATES = 120
_PARTS = frozenset({"surname", "first_name", "nickname", "part_of_firm", "acronym"})


@dataclass(slots=True)
class Named:
    """A place in the answer where the directory is meant: the best entry, its rivals, and whether it is certain."""

    best: Match
    rivals: list[Match] = field(default_factory=list)
    doubt: str = ""

    @property
    def certain(self) -> bool:
        """Whether exactly one entry is meant beyond doubt."""
        return not self.rivals and not self.doubt

    @property
    def confidence(self) -> float:
        """The probability that the best entry is the one that is meant."""
        weights = table("weights")
        if self.certain:
            base = float(weights["certain"].get(self.best.rule, 0.95))
            return base - float(weights["per_quality"]) * (3 - self.best.quality)
        if self.rivals:
            return round(min(float(weights["with_rivals"]), 0.9 / (1 + len(self.rivals))), 4)
        return float(weights["doubtful"].get(self.best.rule, 0.4))


def names_in(reading: Reading, directory: Directory) -> list[Named]:
    """Every place where the answer names entries of the directory, in the order of the answer."""
    if not len(directory):
        return []
    hits = hits_in(reading, directory)
    matches = []
    for id, own in _candidates(hits, directory).items():
        match = match_of(directory.card(id), own, reading, directory)
        if match is not None and not _by_chance(match, reading):
            matches.append(match)
    matches.sort(key=lambda m: (-m.weight, m.card.id))
    named = []
    while matches:
        best = matches[0]
        best = next((m for m in matches if m.name > best.name and m.quality >= best.quality), best)
        near = [m for m in matches if m is not best and (m.name & best.explained or best.name & m.explained)]
        rivals = [m for m in near if _is_rival(m, best)]
        if _only_its_firm(best) and (
            firm := next((m for m in near if not m.card.person and _same_words(m, best)), None)
        ):
            best, rivals = firm, [m for m in rivals if m is not firm]
        rivals = [m for m in rivals if not (_only_its_firm(m) and not best.card.person and _same_words(best, m))]
        named.append(Named(best, rivals, _doubt(best, reading, directory)))
        used = best.explained.union(*(m.name for m in rivals))
        matches = [m for m in matches if m is not best and m not in rivals and not m.name & used]
    return sorted(named, key=lambda n: n.best.start)


def _candidates(hits: list[Hit], directory: Directory) -> dict[str, list[Hit]]:
    """The entries worth a look, each with its hits: those reached by a rare word, or by two words."""
    by_id: dict[str, list[Hit]] = defaultdict(list)
    common: list[Hit] = []
    for hit in hits:
        ids = directory.ids_with(hit.word)
        if len(ids) > _COMMON:
            common.append(hit)
            continue
        for id in ids:
            by_id[id].append(hit)
    for first, second in combinations(common, 2):
        if first.place != second.place and abs(first.place - second.place) <= 3 and first.word != second.word:
            both = directory.ids_with(first.word) & directory.ids_with(second.word)
            for id in sorted(both)[:_COMMON]:
                by_id.setdefault(id, [])
    for hit in common:
        ids = directory.ids_with(hit.word)
        for id in by_id.keys() & ids:
            by_id[id].append(hit)
    if not by_id and common:
        hit = min(common, key=lambda h: (len(directory.ids_with(h.word)), h.place))
        for id in sorted(directory.ids_with(hit.word))[:5]:
            by_id[id].append(hit)
    if len(by_id) > _MOST_CANDIDATES:
        ranked = sorted(
            by_id, key=lambda id: (-len({h.place for h in by_id[id]}), -max(h.quality for h in by_id[id]), id)
        )
        by_id = defaultdict(list, {id: by_id[id] for id in ranked[:_MOST_CANDIDATES]})
    return {id: sorted(by_id[id], key=lambda h: (h.place, -h.quality, h.word)) for id in sorted(by_id)}


def _by_chance(match: Match, reading: Reading) -> bool:
    """Whether ordinary words of the sentence happen to be part of a name."""
    typed = [reading.words[p] for p in sorted(match.name)]
    few = len([w for w in reading.words if w not in stop_words()]) <= 3
    if (
        match.rule in {"initial_and_surname", "full_name", "nickname_and_surname", "alias", "confirmed_alias"}
        and len(typed) > 1
    ):
        return False
    if all(w in stop_words() for w in typed):
        return True
    capital = any(reading.capital_inside(p) for p in match.name) or any(
        reading.capital_inside(p) for p in match.support.firm
    )
    if match.rule in {"firm", "part_of_firm"} and len(typed) > 1:
        plain = all(is_ordinary(w) for w in typed)
        return plain and not match.complete and not capital and not few and not match.support.count
    if not all(_is_plain(w, match) for w in typed):
        return match.quality == 1 and not match.support.count and not capital and not few
    if match.quality == 1 and not match.support.firm_share and not few:
        return True
    named = match.support.count > 0 and _stands_as_a_name(match, reading)
    return not (few or capital or named)


def _is_plain(word: str, match: Match) -> bool:
    """Whether a word is likelier a word than a name: "mike" is in the dictionary, but hardly meant as one."""
    if match.rule in {"first_name", "nickname"} and word in words("first_names"):
        return is_ordinary(word)
    return is_a_word(word)


def _stands_as_a_name(match: Match, reading: Reading) -> bool:
    """Whether a word that is also an ordinary one stands where a name would."""
    before = reading.words[match.start - 1] if match.start else ""
    after = reading.words[match.end] if match.end < len(reading.words) else ""
    marks = {"at", "from", "by", "of", "with", "named", "called", "my", "our", "through", "via", "and"}
    return (
        match.start == 0 or before in marks or after in {"at", "from", "who", "my", "our", "the"} or match.support.title
    )


def _is_rival(other: Match, best: Match) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Whether another entry explains the same words about as well."""
    if best.rule == "confirmed_alias" and other.rule != "confirmed_alias":
        return False
    if other.explained < best.explained or other.name < best.name:
        return False
    if not best.name & other.name and other.explained <= best.explained:
        return False
    if best.name != other.name and not other.name >= best.name:
        return other.weight >= best.weight - 0.6 and not _outdone(other, best)
    if best.quality == 3 and other.quality == 1 and other.edits >= best.edits:
        return False
    if other.edits > best.edits and best.quality > other.quality:
        return False
    return not _outdone(other, best)


def _outdone(other: Match, best: Match) -> bool:
    """Whether something beside the name fits the best entry and speaks against the other."""
    mine, theirs = best.support, other.support
    if theirs.untitled and not mine.untitled:
        return True
    if mine.firm_share >= 0.3 and mine.firm_share >= theirs.firm_share + 0.25:
        return True
    if mine.title and not theirs.title and best.card.person:
        return True
    if mine.trades is not None and theirs.trades is None and (other.card.trades or other.quality < best.quality):
        return theirs.firm_share < 0.3 and not theirs.town
    return mine.town and not theirs.town and bool(other.card.city) and theirs.trades is None and theirs.firm_share < 0.3


def _only_its_firm(match: Match) -> bool:
    """Whether a person fits by no more than words that are the firm's name too."""
    if not match.card.person or match.rule not in {"surname", "first_name", "nickname"} or match.support.title:
        return False
    return match.card.entry.organisation != "" and match.support.firm_share > 0


def _same_words(firm: Match, person: Match) -> bool:
    """Whether a firm is the person's own and its name explains as much."""
    return len(firm.name) >= 2 and set(firm.card.firm) & set(person.card.firm) != set() and firm.name >= person.name


def _doubt(match: Match, reading: Reading, directory: Directory) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """What keeps an entry without rivals from being certain; "" if nothing does."""
    support = match.support
    if match.rule == "confirmed_alias":
        return ""
    if support.against:
        return f"“{support.against}” is not where {match.card.entry.name} is known to be"
    if support.untitled:
        return "the title does not fit"
    if match.rule in {"full_name", "nickname_and_surname", "alias", "name_turned_round", "initial_and_surname"}:
        return "" if not match.doubts or support.count else match.doubts[0]
    if match.rule == "surname":
        return _surname_doubt(match, reading)
    if match.rule == "first_names":
        return ""
    if match.rule in {"first_name", "nickname"}:
        return _first_name_doubt(match, reading)
    return _firm_doubt(match, reading, directory)


def _surname_doubt(match: Match, reading: Reading) -> str:
    support = match.support
    typed = reading.words[min(match.name)]
    after = match.end
    if (
        after < len(reading.words)
        and not support.count
        and reading.capital_inside(after)
        and reading.clause[after] == reading.clause[after - 1]
    ):
        return "another name follows"
    before = match.start - 1
    if before >= 0 and _is_other_first_name(before, match, reading):
        return f"the first name does not fit {match.card.entry.name}"
    if support.count and (match.quality > 1 or support.count > 1 or support.firm_share > 0.3 or support.trades):
        return ""
    rare = words("surnames").get(typed, 99_999) > (500 if _has_title(match, reading) else 4_000)
    if match.quality > 1 and rare and typed not in words("first_names") and not is_a_word(typed):
        return ""
    return "only the surname is there"


def _has_title(match: Match, reading: Reading) -> bool:
    first = min(match.name)
    return first > 0 and reading.words[first - 1] in titles()


def _is_other_first_name(place: int, match: Match, reading: Reading) -> bool:
    """Whether the word before a surname is somebody else's first name."""
    word = reading.words[place]
    if reading.clause[place] != reading.clause[place + 1] or place + 1 != match.start:
        return False
    if word in match.card.given:
        return False
    known = word in words("first_names") and (reading.tokens[place].capital or not is_ordinary(word))
    return known or (reading.capital_inside(place) and not is_a_word(word))


def _first_name_doubt(match: Match, reading: Reading) -> str:
    support = match.support
    typed = reading.words[min(match.name)]
    after = match.end
    follows = (
        after < len(reading.words)
        and reading.clause[after] == reading.clause[after - 1]
        and not reading.tokens[after].before.strip()
        and after not in support.firm
        and not (support.trades and support.trades[0] <= after < support.trades[1])
    )
    if (
        follows
        and not support.firm_share >= 0.3
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
        and reading.words[after] not in stop_words()
        and not any(c.start <= after < c.end for c in reading.cues)
    ):
        return "a word follows that may be a surname"
    if support.firm_share >= 0.3:
        return ""
    if (support.trades or support.town or support.title) and match.quality > 1:
        return ""
    common = int(table("weights")["common_first_names"])
    rare = words("first_names").get(typed, common) >= common and not is_ordinary(typed) and typed not in calendar()
    rare = rare and words("surnames").get(typed, 9_999) > 2_000
    if match.quality == 3 and match.rule == "first_name" and rare and len(typed) > 3:
        return ""
    return "a first name alone" if match.quality > 1 else "a misspelt first name alone"


def _firm_doubt(match: Match, reading: Reading, directory: Directory) -> str:  # noqa: PLR0911 - one ground after another reads best as a ladder
    support = match.support
    typed = [reading.words[p] for p in sorted(match.name)]
    other = _other_firm_word(match, reading)
    if other and not (match.complete and len(typed) > 1 and not other[1]):
        return f"“{other[0]}” is not part of the name"
    if match.rule == "acronym":
        return (
            "" if not any(is_a_word(w) for w in typed) and len(typed[0]) > 2 else "an abbreviation that is also a word"
        )
    telling = sum(directory.weight(w) for w in match.card.firm if w not in generic_firm_words()) or 1.0
    if len(typed) == 1:
        word = typed[0]
        if match.quality == 1 and not support.trades:
            return "one misspelt word of the name"
        plain = is_a_word(word) or word in words("first_names") or directory.is_city(word)
        whole = len([w for w in reading.words if w not in stop_words()]) == 1
        others = [w for w in match.card.firm if w not in generic_firm_words() and not directory.is_city(w)]
        if whole and len(others) == 1 and word not in words("first_names") and word not in words("surnames"):
            if match.complete or not is_ordinary(word):
                return "" if match.quality > 1 else "one misspelt word of the name"
        if match.complete:
            capital = reading.capital_inside(min(match.name))
            return "" if not plain or support.count or whole or capital else "an ordinary word"
        if support.count:
            return ""
        known = plain or word in words("surnames")
        return "one word of the name" if known else ""
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
        trades = [t for low, high, t in reading.trades if low <= after < high]
        if foreign and not any(t & match.card.trades for t in trades) and not reading.tokens[after].before.strip():
            return word, True
    before = match.start - 1
    if before >= 0 and not match.complete and reading.clause[before] == reading.clause[match.start]:
        word = reading.words[before]
        if reading.capital_inside(before) and not is_ordinary(word) and word not in match.card.firm:
            return word, False
    return None


_NEUTRAL = frozenset(table("names")["neutral_firm_words"])
