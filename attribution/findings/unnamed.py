"""Answers that name nobody: a kind of source, a role, an unknown name, or nothing at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.entries.directory import Directory
from attribution.findings.finders import finder_in
from attribution.findings.finding import Finding, credit_of_mention, finding_of_role, finding_of_unknown
from attribution.findings.given_away import given_away
from attribution.findings.in_a_paper import in_a_paper, on_a_site
from attribution.findings.landed import landed_on
from attribution.findings.listings import listing_in
from attribution.mentions.mention import Mention
from attribution.model import Channel, Credit, Kind, Role
from attribution.names.roles import Role as Trade
from attribution.names.roles import Unknown
from attribution.said.standing import Standing, standing_of
from attribution.tables import words as words_of
from attribution.words.cues import cue_words
from attribution.words.mash import is_mash
from attribution.words.media import CHANNEL_OF_KIND, unnamed
from attribution.words.reading import Reading, is_a_word, stop_words

_ORDER = ("existing_client", "event", "relation", "social", "assistant", "advertisement", "website", "search")
"""Which kind is taken where the words speak of several."""
_OUTWEIGHED = frozenset({"search", "website", "advertisement", "existing_client"})
"""Kinds that weigh less than a name, also one that nobody knows."""


@dataclass(slots=True)
class Unnamed:
    """What is left when no partner and no medium counts; ``phrase`` is what was searched for."""

    reading: Reading
    directory: Directory
    phrase: tuple[int, int] | None
    kinds: list[Mention]
    roles: list[Trade]
    spans: Sequence[tuple[int, int]]
    unknown: list[Unknown]
    denied: bool = False
    """Whether somebody of the directory is named only to be denied the credit."""

    def _is_called(self, end: int) -> bool:
        """Whether a name is said of a relation ("a friend called Tomasz"), and not what it did ("called yesterday")."""
        words, following = self.reading.words, end + 1
        if following >= len(words) or words[end] not in _CALLED or words[following] in stop_words():
            return False
        word = words[following]
        return self.reading.capital_inside(following) or word in words_of("first_names") or not is_a_word(word)

    def findings(self) -> list[Finding]:
        """One finding, or none where there is nothing to match and nothing to ask."""
        reading = self.reading
        standing = {k.start: standing_of(k.start, k.end, self.spans, reading) for k in self.kinds}
        kept = [k for k in self.kinds if standing[k.start].refused not in _DENIED]
        strong = [k for k in kept if not _is_weak(k, reading)]
        unknown = self.unknown
        finder = finder_in(reading, self.directory)
        if finder is not None and not any(k.rule in {"returning", "relation"} for k in strong):
            return [_of_kind(finder, reading)]
        named = next((u for u in unknown if u.attached), None)
        if named is None:
            plain = self._plain(strong)
            if plain is not None:
                return plain
        else:
            returned = next((k for k in strong if k.rule == "returning"), None)
            listing = listing_in(reading, self.directory)
            if listing is not None and returned is None and not any(k.rule == "relation" for k in strong):
                return [_of_kind(listing, reading)]
            about = reading.of("refuses", "nameless") and not self.roles
            return [] if about and returned is None else [finding_of_unknown(named.start, named.end, reading)]
        chosen = self._kind(strong, unknown) or next((k for k in strong if self._in_a_paper(k)), None)
        if chosen is not None:
            return [_of_kind(self._in_a_paper(chosen) or chosen, reading)]
        return self._last(kept, unknown)

    def _in_a_paper(self, kind: Mention) -> Mention | None:
        if kind.rule != "advertisement":
            return None
        return in_a_paper(kind, self.reading, self.directory) or on_a_site(kind, self.reading, self.directory)

    def without_a_name(self) -> list[Finding]:
        """The kind of source that is spoken of, or nothing, where no name is to be asked about."""
        kept = [
            kind
            for kind in self.kinds
            if standing_of(kind.start, kind.end, self.spans, self.reading).refused not in _DENIED
        ]
        if self.phrase is not None:
            return [_searched(self.phrase, self.reading)]
        chosen = next((kind for rule in _ORDER for kind in kept if kind.rule == rule), None)
        return [_of_kind(self._in_a_paper(chosen) or chosen, self.reading)] if chosen is not None else []

    def _plain(self, strong: list[Mention]) -> list[Finding] | None:
        """What settles an answer without any name in it: a return, a search, a refusal."""
        returned = next((k for k in strong if k.rule == "returning"), None)
        if returned is not None:
            return [_of_kind(returned, self.reading)]
        if self.phrase is not None:
            return [_searched(self.phrase, self.reading)]
        nameless = bool(self.reading.of("nameless"))
        forgotten = nameless or (self.reading.of("forgot") and not self._is_guessed())
        if (forgotten or self.reading.of("refuses")) and not self.roles and not self._speaks_of_a_trade():
            met = next((k for k in strong if k.rule == "relation"), None)
            return [_of_kind(met, self.reading)] if met is not None else []
        named = self.roles or self.unknown or any(k.rule == "relation" for k in strong)
        given = given_away(self.reading) if not named else None
        return [_of_kind(given, self.reading)] if given is not None else None

    def _is_guessed(self) -> bool:
        """Whether a name is told where the client does not remember ("can't remember, maybe Oskar Lind")."""
        reading = self.reading
        return any(
            reading.capital_inside(name.start)
            or (reading.tokens[name.start].capital and reading.words[name.start] in words_of("first_names"))
            for name in self.unknown
        )

    def _kind(self, strong: list[Mention], unknown: list[Unknown]) -> Mention | None:
        for rule in _ORDER:
            chosen = next((k for k in strong if k.rule == rule), None)
            outweighed = bool(unknown) and rule in _OUTWEIGHED
            by_role = chosen is not None and rule == "relation" and self._is_outdone_by_a_role(chosen)
            by_name = chosen is not None and self._is_called(chosen.end)
            if chosen is not None and not (outweighed or by_role or by_name):
                return chosen
        return None

    def _speaks_of_a_trade(self) -> bool:
        """Whether somebody is told by what they do ("the lad who did our roof", "the girl in the pet shop")."""
        first = {*self.reading.words[:_BEGINNING], *(("who",) if "who" in self.reading.words else ())}
        return bool(self.reading.trades) and not self.reading.of("refuses") and not first.isdisjoint(_PEOPLE)

    def _is_outdone_by_a_role(self, relation: Mention) -> bool:
        """Whether a role is what counts: it points, the relation only says whose it is ("my daughter's teacher"), or
        it is told first and the relation does not point."""
        whose = self.reading.full[relation.end - 1].endswith("s")
        if self._a_role_points() or (whose and any(role.start == relation.end for role in self.roles)):
            return True
        points = standing_of(relation.start, relation.end, self.spans, self.reading).points
        return points < 2 and any(self._is_first(role, relation) for role in self.roles)

    def _is_first(self, role: Trade, relation: Mention) -> bool:
        standing = standing_of(role.start, role.end, self.spans, self.reading)
        apart = self.reading.sentence[role.start] != self.reading.sentence[relation.start]
        return role.start < relation.start and apart and not standing.refused

    def _a_role_points(self) -> bool:
        return any(standing_of(r.start, r.end, self.spans, self.reading).points >= 2 for r in self.roles)

    def _last(self, kept: list[Mention], unknown: list[Unknown]) -> list[Finding]:
        """Nothing plain is left: a bare recommendation, a role, an unknown name, weak words, or a question."""
        reading, silent = self.reading, _says_nothing(self.reading)
        listing = listing_in(reading, self.directory)
        if listing is not None and not any(kind.rule == "relation" for kind in kept):
            return [_of_kind(listing, reading)]
        bare = not (self.roles or unknown or reading.trades) and reading.words[0] not in _THE_FIRM
        if bare and reading.of("points") and len(reading.words) <= 4:
            whole = Mention(0, len(reading.words), unnamed(Kind.WORD_OF_MOUTH), Channel.WORD_OF_MOUTH, "relation")
            return [_of_kind(whole, reading)]
        for role in self.roles:
            standing = standing_of(role.start, role.end, self.spans, reading)
            if standing.refused not in _PAST:
                return [finding_of_role(role, standing, reading, self.directory)]
        if unknown:
            return [finding_of_unknown(unknown[0].start, unknown[0].end, reading)]
        if kept and kept[0].rule in {"event", "returning"}:
            return [_of_kind(kept[0], reading)]
        nothing = silent or self.denied or self._tells_no_source()
        return [] if nothing else [finding_of_unknown(0, len(reading.words), reading)]

    def _tells_no_source(self) -> bool:
        """Whether the words tell why the client comes, or of whom they had enough, and nobody is said to have
        pointed here."""
        reading = self.reading
        if self._speaks_of_a_trade():
            return False
        told = any(kind.rule in {"relation", "existing_client"} for kind in self.kinds)
        if told or reading.of("points", "strong_points"):
            return False
        return bool(reading.of("needs", "spoils", "former", "negates"))


_BEGINNING = 6
"""Whoever is told of is told of within so many words."""
_PEOPLE = frozenset(
    [
        "who",
        "lad",
        "lads",
        "lass",
        "man",
        "men",
        "woman",
        "women",
        "girl",
        "girls",
        "guy",
        "guys",
        "fella",
        "fellas",
        "fellow",
        "bloke",
        "lady",
        "ladies",
        "chap",
    ]
)
_CALLED = frozenset({"called", "named"})
_THE_FIRM = frozenset({"you", "ye", "u", "yous", "youse", "yall"})
_PAST = frozenset({"a former provider", "complained of, or could not help", "only a place"})
_DENIED = frozenset({"negated", "said to have had no part in it"})


def _of_kind(mention: Mention, reading: Reading) -> Finding:
    return Finding(credit_of_mention(mention, reading), mention.start, 1.0, Standing())


def _searched(phrase: tuple[int, int], reading: Reading) -> Finding:
    network = landed_on(phrase, reading)
    if network is not None:
        return _of_kind(network, reading)
    reason = f"“{reading.answer[phrase[0] : phrase[1]]}” is what was searched for; no search engine is named."
    channel = CHANNEL_OF_KIND[Kind.SEARCH_ENGINE]
    credit = Credit(Role.INTRODUCED_BY, unnamed(Kind.SEARCH_ENGINE), channel, 0, 0.95, "search", reason, phrase)
    return Finding(credit, 0, 1.0, Standing())


def _is_weak(mention: Mention, reading: Reading) -> bool:
    """Whether a kind rests on words that often mean something else."""
    words = " ".join(reading.full[mention.start : mention.end])
    return mention.rule in {"returning", "event"} and words in cue_words(_WEAK[mention.rule])


_WEAK = {"returning": "weak_returning", "event": "weak_events"}


def _says_nothing(reading: Reading) -> bool:
    """Whether the answer is blank in other words: "idk", "none of your business", "asdf"."""
    covered = {p for cue in reading.of("nothing", "refuses", "forgot") for p in range(cue.start, cue.end)}
    rest = [w for p, w in enumerate(reading.words) if p not in covered]
    fillers = {p for cue in reading.of("fillers") for p in range(cue.start, cue.end)}
    left = [p for p in range(len(reading.words)) if p not in covered | fillers]
    if covered and (not left or len(left) <= len(covered)):
        return True
    return not left or all(is_mash(w) for w in rest)
