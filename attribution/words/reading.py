"""An answer read as words, sentences and clauses, with its cues and the trades that it speaks of."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from attribution.tables import table, words
from attribution.words.as_meant import with_spoken_addresses, without_withdrawn
from attribution.words.cues import Cue, cues_in
from attribution.words.media import medium_called
from attribution.words.sayings import Said, sayings_in
from attribution.words.text import READ_AT_MOST, Token, tokens_of
from attribution.words.trades import short_titles, stem, titles, trades_in

GENERATIONS = {
    "jr": "jr",
    "jnr": "jr",
    "junior": "jr",
    "ii": "jr",
    "sr": "sr",
    "snr": "sr",
    "senior": "sr",
    "iii": "iii",
}
"""Words after a name that tell which of a family's namesakes is meant, with what each of them stands for."""
_SENTENCE_ENDS = re.compile(r"[.!?;\n…]")
_CLAUSE_ENDS = re.compile(r"[,:()\[\]/|+–—]|(?:^|\s)-+(?:\s|$)|[.!?;\n…]")


@dataclass(slots=True)
class Reading:
    """The words of one answer. ``words`` are without a possessive s, ``full`` with it; the lists run in parallel."""

    answer: str
    tokens: list[Token]
    words: list[str]
    full: list[str]
    sentence: list[int]
    clause: list[int]
    shouted: bool
    cues: list[Cue]
    trades: list[tuple[int, int, frozenset[str]]]
    stems: dict[str, list[int]]
    bounds_of: list[tuple[int, int]]
    titled: bool
    """Whether a title is among the words, or one that tells two of a name apart ("Dr.", "Jr.")."""
    said: list[Said]
    """Turns of phrase that tell a medium; those that tell a kind of source are among the cues."""
    taken: set[int] = field(default_factory=set)
    """Places that belong to a search phrase or a known medium, and are not looked up as names."""
    adjectives: frozenset[int] = frozenset()
    """Places of words for media that are adjectives here ("commercial tenants")."""
    senses: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    """The sense and the class of each word, kept by ``attribution.names.senses``; not to be changed."""
    placed: dict[int, tuple[int, list[int]]] = field(default_factory=dict)
    """What places whoever is named before a place, kept by ``attribution.names.another_place``; not to be changed."""
    spelt: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The words of the directory that a name in another script may be, by place: nothing else is looked for there."""
    strange: frozenset[int] = frozenset()
    """Places of words in another script of which nothing is known: they may be names of anybody."""
    unspelt: frozenset[int] = frozenset()
    """Places of words in another script that are no name of the directory, however near one they look in Latin."""
    _of: dict[tuple[str, ...], list[Cue]] = field(default_factory=dict)
    _of_cues: list[Cue] = field(default_factory=list)
    _roles: frozenset[str] = frozenset()
    _telling: int = -1

    def of(self, *roles: str) -> list[Cue]:
        """The cues of these roles, in the order of the words; the list is shared and must not be changed."""
        if self._of_cues is not self.cues:
            # The same is asked of every entry that is looked at; when the cues are replaced, nothing of it holds.
            self._of_cues, self._of = self.cues, {}
            for cue in self.cues:
                self._of.setdefault((cue.role,), []).append(cue)
            self._roles = frozenset([role for (role,) in self._of])
        if self._roles.isdisjoint(roles):
            return []
        found = self._of.get(roles)
        if found is None:
            found = self._of[roles] = [cue for cue in self.cues if cue.role in roles]
        return found

    @property
    def telling(self) -> int:
        """How many words there are beside those that are never names by themselves."""
        if self._telling < 0:
            self._telling = len(self.words) - sum(map(stop_words().__contains__, self.words))
        return self._telling

    def has(self, role: str, start: int, end: int) -> bool:
        """Whether a cue of the role lies within these places."""
        return any(cue.role == role and cue.start >= start and cue.end <= end for cue in self.cues)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open place in the raw answer of the words from ``start`` to before ``end``."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def quote(self, start: int, end: int) -> str:
        """The raw words from ``start`` to before ``end``."""
        first, last = self.span(start, end)
        return self.answer[first:last]

    def capital_inside(self, place: int) -> bool:
        """Whether the word has a capital that is not that of a sentence's beginning or of shouting."""
        if self.shouted or not self.tokens[place].capital:
            return False
        return place > 0 and self.sentence[place] == self.sentence[place - 1]

    def bounds(self, place: int) -> tuple[int, int]:
        """The half-open places of the sentence that a word stands in."""
        return self.bounds_of[self.sentence[place]]


def read(answer: str) -> Reading:
    """Read an answer; at most its first 4,000 characters count."""
    return read_tokens(answer, with_spoken_addresses(without_withdrawn(tokens_of(answer))))


def read_tokens(answer: str, tokens: list[Token]) -> Reading:
    """Read an answer whose words are known already."""
    plain = [token.text for token in tokens]
    full = [token.text + ("s" if token.possessive else "") for token in tokens]
    sentence, clause = _numbered(tokens)
    said = sayings_in(tokens, full, sentence)
    trades = trades_in(full)
    adjectives = _adjectives(plain, clause, trades)
    cues = [cue for cue in cues_in(full) if cue.role != "ads" or cue.start not in adjectives]
    return Reading(
        answer=answer[:READ_AT_MOST],
        tokens=tokens,
        words=plain,
        full=full,
        sentence=sentence,
        clause=clause,
        shouted=_is_shouted(tokens),
        cues=cues + [Cue(s.role, s.start, s.end) for s in said if s.role],
        trades=trades,
        stems=_stems(plain),
        bounds_of=_bounds(sentence),
        titled=not (titles().keys().isdisjoint(plain) and GENERATIONS.keys().isdisjoint(plain)),
        said=[s for s in said if s.medium is not None],
        taken={s.start for s in said if s.role == "patients" and _is_given(plain[s.start])},
        adjectives=adjectives,
    )


def title_before(place: int, reading: Reading) -> str:
    """The title that stands before the word ("Dr.", "Father"), or "". "My father, Joe" is no priest."""
    if not reading.titled or place < 1 or reading.words[place - 1] not in titles():
        return ""
    title = reading.words[place - 1]
    if reading.tokens[place].before.strip() not in ({"", "."} if title in short_titles() else {""}):
        return ""  # "Fired my attorney. Mike ...".
    kin = place > 1 and reading.words[place - 2] in {"my", "our", "his", "her", "mi", "their"}
    return "" if kin and title in _KIN else title


_KIN = frozenset({"father", "sister", "padre", "tio", "tia", "uncle", "auntie"})


def is_ordinary(word: str) -> bool:
    """Whether a word is among the most ordinary ones of English, so that it is hardly meant as a name."""
    return word in _ordinary()


def is_a_word(word: str) -> bool:
    """Whether a word is in the dictionary at all."""
    return word in _dictionary()


def are_words(several: Iterable[str]) -> bool:
    """Whether all of several words are in the dictionary."""
    return _dictionary().issuperset(several)


@cache
def _ordinary() -> frozenset[str]:
    return calendar().union(words("ordinary_words"))


@cache
def _dictionary() -> frozenset[str]:
    return _ordinary().union(words("further_words"))


@cache
def calendar() -> frozenset[str]:
    """Months, days and other words that English writes with a capital."""
    return frozenset(table("names")["calendar"])


@cache
def stop_words() -> frozenset[str]:
    """Words that are never looked up as names by themselves."""
    return frozenset(table("names")["stop_words"])


def _adjectives(plain: list[str], clause: list[int], trades: list[tuple[int, int, frozenset[str]]]) -> frozenset[int]:
    """Words that are a medium by themselves and say of what sort something is before another noun or a trade."""
    known, nouns = table("mentions")["adjectives"], table("mentions")["nouns"]
    found = [place for place, word in enumerate(plain[:-1]) if word in known]
    if not found:
        return frozenset()
    begun = {low for low, _, _ in trades}
    return frozenset(
        place
        for place in found
        if clause[place + 1] == clause[place] and (plain[place + 1] in nouns or place + 1 in begun)
    )


def _is_given(word: str) -> bool:
    """Whether a word may be the name of a child or a pet; "asked chatgpt is a 15 year old boiler" is about neither."""
    if medium_called(word) is not None:
        return False
    return word not in stop_words() and (word in words("first_names") or not is_a_word(word))


def _is_shouted(tokens: list[Token]) -> bool:
    """Whether all of more than three letters are capitals."""
    said = "".join([token.raw for token in tokens])
    if said.upper() != said if said.isascii() else any(c.islower() and c.isalpha() for c in said):
        return False
    return sum(map(str.isalpha, said)) > 3


def _stems(plain: list[str]) -> dict[str, list[int]]:
    """The places of each stem, of words that may speak of a trade."""
    places: dict[str, list[int]] = {}
    stops = stop_words()
    for place, word in enumerate(plain):
        if len(word) > 3 and word not in stops:
            places.setdefault(stem(word), []).append(place)
    return places


def _bounds(sentence: list[int]) -> list[tuple[int, int]]:
    """The half-open places of each sentence."""
    ends = [bisect_right(sentence, number) for number in range(sentence[-1] + 1)] if sentence else []
    return list(pairwise([0, *ends]))


def _numbered(tokens: list[Token]) -> tuple[list[int], list[int]]:
    """The number of the sentence and of the clause of each word."""
    sentences: list[int] = []
    clauses: list[int] = []
    sentence = clause = 0
    contrasts = _contrasts()
    for place, token in enumerate(tokens):
        before = token.before
        if before == " " and place:
            clause += token.text in contrasts
        elif place and _SENTENCE_ENDS.search(before) and not _is_abbreviation(tokens[place - 1], before):
            sentence += 1
            clause += 1
        elif (place and _CLAUSE_ENDS.search(before)) or (place and token.text in contrasts):
            clause += 1
        sentences.append(sentence)
        clauses.append(clause)
    return sentences, clauses


def _is_abbreviation(token: Token, after: str) -> bool:
    """Whether the stop belongs to a title or an initial ("Dr. Patel", "J. Smith", "St. Brendan")."""
    if after.strip() != "." or "\n" in after:
        return False
    return (
        len(token.text) == 1
        or token.text in {"st", "mt", "ave", "rd", "jr", "sr", "vs", "no"}
        or token.text in short_titles()
    )


@cache
def _contrasts() -> frozenset[str]:
    return frozenset(
        phrase for language in table("cues").values() for phrase in language.get("contrasts", ()) if " " not in phrase
    )
