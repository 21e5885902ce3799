"""What an answer says of its sources: those that count, those that are open, and those that do not count."""

from dataclasses import dataclass, field
from functools import cache

from attribution.cues import cue_words
from attribution.directory import Directory
from attribution.matching import Match
from attribution.media import CHANNEL_OF_KIND, unnamed
from attribution.mentions import Mention, kinds_in, media_in
from attribution.model import Channel, Credit, Kind, Role
from attribution.reading import Reading, is_mash, read
from attribution.reasons import reason_of, reason_of_mention, rule_of
from attribution.resolve import Named, names_in
from attribution.roles import Role as Trade
from attribution.roles import roles_in, unknown_names
from attribution.searching import phrase_in
from attribution.standing import Standing, standing_of
from attribution.tables import table


@dataclass(slots=True)
class Finding:
    """One source that the words name. ``order`` decides which is the decisive one: the highest, then the first."""

    credit: Credit | None
    start: int
    order: float
    standing: Standing
    suggestions: tuple[Credit, ...] = ()
    question: str = ""
    paid: bool | None = None

    @property
    def open(self) -> bool:
        """Whether a person has to settle it."""
        return self.credit is None


@dataclass(slots=True)
class Findings:
    """All that was read in one answer, the decisive finding first."""

    found: list[Finding] = field(default_factory=list)
    phrase: tuple[int, int] | None = None
    nothing: bool = False
    suggestions: list[Credit] = field(default_factory=list)


def findings_in(answer: str, directory: Directory) -> Findings:
    """Read an answer."""
    reading = read(answer)
    if not reading.tokens:
        return Findings(nothing=True)
    phrase = phrase_in(answer)
    if phrase is not None:
        inside = [p for p, t in enumerate(reading.tokens) if phrase[0] <= t.start and t.end <= phrase[1]]
        reading.taken.update(inside)
        reading.cues = [c for c in reading.cues if not {c.start, c.end - 1} & reading.taken]
        reading.trades = [t for t in reading.trades if t[0] not in reading.taken]
    media = media_in(reading, directory)
    for mention in media:
        places = range(mention.start, mention.end)
        if len(places) > 1 or not directory.ids_with(reading.words[mention.start]):
            reading.taken.update(places)
    named = names_in(reading, directory)
    sure = {p for n in named if n.certain for p in n.best.explained}
    media = [m for m in media if not sure.intersection(range(m.start, m.end))]
    covered = {p for m in media for p in range(m.start, m.end)}
    named = [n for n in named if n.certain or not covered & n.best.name]
    return _Weighing(reading, directory, named, media, phrase).weigh()


_JOINS = ("and", "also", "plus", "both", "y", "et", "und", "or", "o", "ou", "oder", "then", "&")


@dataclass(slots=True)
class _Weighing:
    reading: Reading
    directory: Directory
    named: list[Named]
    media: list[Mention]
    phrase: tuple[int, int] | None

    def weigh(self) -> Findings:
        """Bring all that was found together."""
        used = {p for n in self.named for p in n.best.explained} | {
            p for m in self.media for p in range(m.start, m.end)
        }
        kinds = [k for k in kinds_in(self.reading) if not used.intersection(range(k.start, k.end))]
        roles = roles_in(self.reading, used)
        spans = [(n.best.start, n.best.end) for n in self.named] + [(m.start, m.end) for m in self.media]
        kin = [(k.start, k.end) for k in kinds if k.rule in {"relation", "existing_client"}]
        kin += [(r.start, r.end) for r in roles]
        partners = self._partners(spans, kin, self._said_of_partners(roles))
        media = self._media(spans, kin)
        found = self._without_mere_mentions(partners, bool(media)) + media
        found += self._beside(found, kinds, roles, spans + kin)
        if not found:
            found = self._without_names(kinds, roles, spans, used)
        result = Findings(found=sorted(found, key=lambda f: (-f.order, f.start)), phrase=self.phrase)
        result.nothing = not found
        return result

    def _said_of_partners(self, roles: list[Trade]) -> dict[str, set[tuple[int, int]]]:
        """Roles that only say what a named partner does ("Dr Kessler is my derm"): nobody else is meant by them."""
        about: dict[str, set[tuple[int, int]]] = {}
        for named in self.named:
            sentence = self.reading.sentence[named.best.start]
            for role in roles:
                if role.trades & named.best.card.trades and self.reading.sentence[role.start] == sentence:
                    about.setdefault(named.best.card.id, set()).add((role.start, role.end))
        return about

    def _partners(
        self,
        spans: list[tuple[int, int]],
        kin: list[tuple[int, int]],
        about: dict[str, set[tuple[int, int]]],
    ) -> list[tuple[Named, Standing]]:
        standings = []
        for named in self.named:
            own = (named.best.start, named.best.end)
            others = [s for s in (*spans, *kin) if s != own and not (s[0] < own[1] and own[0] < s[1])]
            others = [s for s in others if s not in about.get(named.best.card.id, ())]
            standing = standing_of(*own, others, self.reading)
            if standing.refused == "somebody else who knows them" and not named.doubt:
                named.doubt = "somebody who knows them is meant"
                standing = Standing()
            if standing.unsure and named.best.rule != "confirmed_alias" and not named.doubt:
                named.doubt = "the client was not sure"
            if not standing.refused:
                standings.append((named, standing))
        return standings

    def _media(self, spans: list[tuple[int, int]], kin: list[tuple[int, int]]) -> list[Finding]:
        found = []
        for mention in self.media:
            own = (mention.start, mention.end)
            others = [s for s in (*spans, *kin) if s != own]
            standing = standing_of(*own, others, self.reading)
            if standing.refused in {"negated", "said to have had no part in it", "only a place", "a former provider"}:
                continue
            optional = mention.medium is not None and mention.medium.optional
            if optional and (self.named or kin):
                continue
            order = 1.0 + 2.0 * standing.decides
            found.append(Finding(self._said(mention), mention.start, order, standing, paid=mention.paid))
        better = [f for f in found if f.credit and f.credit.rule != "own_website"]
        return better or found

    def _without_mere_mentions(self, partners: list[tuple[Named, Standing]], media: bool) -> list[Finding]:
        """Partners that are said to have pointed here; the others are background when one is."""
        most = max((s.points + 2 * s.decides for _, s in partners), default=0)
        kept = []
        for k, (named, standing) in enumerate(partners):
            weight = standing.points + 2 * standing.decides
            if self._listed(k, partners):
                weight = max(weight, most)
                if self._listed(k, partners, ("or", "o", "ou", "oder")) and not named.doubt:
                    named.doubt = "the client names two and leaves it open"
            if most >= 2 and weight == 0:
                continue
            if (
                media
                and weight == 0
                and not named.certain
                and named.best.rule == "part_of_firm"
                and len(named.best.name) == 1
            ):
                continue
            background = any(n.certain for n, _ in partners) and not self._listed(k, partners)
            if not named.certain and background and (weight == 0 or weight < most):
                continue
            if media and named.certain and weight == 0 and self._only_mentioned(named):
                named.doubt = "they may only be mentioned"
            kept.append(self._finding(named, standing, weight))
        return kept

    def _listed(self, k: int, partners: list[tuple[Named, Standing]], joins: tuple[str, ...] = _JOINS) -> bool:
        """Whether a partner stands in one list with a neighbour ("Joe and Meera both told me")."""
        for other in (k - 1, k + 1):
            if 0 <= other < len(partners):
                first, second = sorted((partners[k][0].best, partners[other][0].best), key=lambda m: m.start)
                between = self.reading.words[first.end : second.start]
                comma = not between and "," in self.reading.tokens[second.start].before
                if (comma and joins is _JOINS) or (0 < len(between) <= 2 and all(w in joins for w in between)):
                    return True
        return False

    def _only_mentioned(self, named: Named) -> bool:
        """Whether a partner stands in the middle of a story about something else that brought the client."""
        start = named.best.start
        low, high = self.reading.bounds(start)
        told = high - low - (named.best.end - start) > 3
        if told and any(
            self._is_found(m) and self.reading.sentence[m.start] != self.reading.sentence[start] for m in self.media
        ):
            return True
        return (
            start > 3
            and named.best.end < len(self.reading.words)
            and self.reading.clause[start] == self.reading.clause[start - 1]
        )

    def _is_found(self, mention: Mention) -> bool:
        """Whether the words say that the client found the firm there ("found you on Yelp")."""
        before = self.reading.words[max(0, mention.start - 4) : mention.start]
        return bool(
            {"found", "find", "saw", "seen", "heard", "came", "googled", "searched", "looked"}.intersection(before)
        )

    def _finding(self, named: Named, standing: Standing, weight: int) -> Finding:
        order = 2.0 + 0.3 * weight + 2.0 * standing.decides
        best = self._credit(named, named.best)
        if named.certain:
            return Finding(best, named.best.start, order, standing)
        rivals = sorted(named.rivals, key=lambda m: (-m.weight, m.card.id))
        offered = (best, *(self._credit(named, match) for match in rivals))
        return Finding(None, named.best.start, order, standing, offered[:5], question=best.reason)

    def _credit(self, named: Named, match: Match) -> Credit:
        entry = match.card.entry
        return Credit(
            role=Role.INTRODUCED_BY,
            source=entry.source,
            channel=CHANNEL_OF_KIND[entry.kind],
            share=0,
            confidence=named.confidence if match is named.best else round(named.confidence * 0.9, 4),
            rule=rule_of(match),
            reason=reason_of(named, match, self.reading),
            span=self.reading.span(match.start, match.end),
        )

    def _said(self, mention: Mention) -> Credit:
        return Credit(
            role=Role.INTRODUCED_BY,
            source=mention.source,
            channel=mention.channel,
            share=0,
            confidence=float(table("weights")["said"].get(mention.rule, 0.97)),
            rule=mention.rule,
            reason=reason_of_mention(mention, self.reading),
            span=self.reading.span(mention.start, mention.end),
        )

    def _beside(
        self, found: list[Finding], kinds: list[Mention], roles: list[Trade], spans: list[tuple[int, int]]
    ) -> list[Finding]:
        """Beside media: a friend or a role that is plainly said to have told the client."""
        partners = [f for f in found if f.open or (f.credit and f.credit.source.kind is Kind.PARTNER)]
        if not found or partners:
            return []
        kin = [k for k in kinds if k.rule in {"relation", "existing_client"}]
        told: list[Trade | Mention] = [*roles, *kin]
        for item in told:
            own = (item.start, item.end)
            standing = standing_of(
                *own, [s for s in spans if s != own and not (s[0] < own[1] and own[0] < s[1])], self.reading
            )
            if standing.refused or standing.points < 2:
                continue
            if isinstance(item, Mention):
                return [Finding(self._said(item), item.start, 1.5 + 2 * standing.decides, standing)]
            return [self._role(item, standing)]
        return []

    def _without_names(  # noqa: PLR0911 - one ground after another reads best as a ladder
        self, kinds: list[Mention], roles: list[Trade], spans: list[tuple[int, int]], used: set[int]
    ) -> list[Finding]:
        """No partner and no medium counts: kinds of source, roles, unknown names, or nothing at all."""
        reading = self.reading
        standing = {id(k): standing_of(k.start, k.end, spans, reading) for k in kinds}
        kept = [k for k in kinds if not self._drops(k, standing[id(k)])]
        strong = [k for k in kept if not _is_weak(k, reading)]
        unknown = unknown_names(reading, used, self.directory)
        attached = [u for u in unknown if u.attached]
        first = next((k for k in strong if k.rule == "returning"), None)
        if first is not None and not attached:
            return [self._kind(first, standing[id(first)])]
        if self.phrase is not None and not attached:
            return [self._searched()]
        refuses = reading.of("refuses") or (reading.of("forgot") and not attached)
        if refuses and not roles:
            return []
        if attached:
            return [self._unknown(attached[0].start, attached[0].end)]
        for rule in (
            "existing_client",
            "event",
            "relation",
            "social",
            "assistant",
            "advertisement",
            "website",
            "search",
        ):
            chosen = next((k for k in strong if k.rule == rule), None)
            if chosen is None:
                continue
            if rule == "relation" and roles and self._points(roles, spans):
                continue
            if unknown and rule in {"search", "website", "advertisement", "relation"} and rule != "relation":
                continue
            return [self._kind(chosen, standing[id(chosen)])]
        if not roles and not unknown and reading.of("points") and len(reading.words) <= 4:
            return [self._kind_without_words(Kind.WORD_OF_MOUTH)]
        if roles and not _says_nothing(reading):
            return [self._role(roles[0], standing_of(roles[0].start, roles[0].end, spans, reading))]
        if unknown:
            return [self._unknown(unknown[0].start, unknown[0].end)]
        if kept and kept[0].rule in {"event", "returning"}:
            return [self._kind(kept[0], standing[id(kept[0])])]
        if _says_nothing(reading):
            return []
        return [self._unknown(0, len(reading.words))]

    def _points(self, roles: list[Trade], spans: list[tuple[int, int]]) -> bool:
        return any(standing_of(r.start, r.end, spans, self.reading).points >= 2 for r in roles)

    def _drops(self, kind: Mention, standing: Standing) -> bool:
        return standing.refused in {"negated", "said to have had no part in it"}

    def _kind(self, mention: Mention, standing: Standing) -> Finding:
        return Finding(self._said(mention), mention.start, 1.0, standing)

    def _kind_without_words(self, kind: Kind) -> Finding:
        """A kind that the whole of a short answer speaks of ("A recommendation")."""
        source = unnamed(kind)
        whole = Mention(0, len(self.reading.words), source, CHANNEL_OF_KIND[kind], "relation")
        return Finding(self._said(whole), 0, 1.0, Standing())

    def _searched(self) -> Finding:
        source = unnamed(Kind.SEARCH_ENGINE)
        assert self.phrase is not None  # noqa: S101 - asked by the caller
        quote = self.reading.answer[self.phrase[0] : self.phrase[1]]
        reason = f"“{quote}” is what was searched for; no search engine is named."
        credit = Credit(Role.INTRODUCED_BY, source, Channel.ORGANIC_SEARCH, 0, 0.95, "search", reason, self.phrase)
        return Finding(credit, 0, 1.0, Standing())

    def _role(self, role: Trade, standing: Standing) -> Finding:
        quote = self.reading.quote(role.start, role.end)
        ids = sorted({id for trade in role.trades for id in self.directory.ids_in_trade(trade)})[:50]
        offered = []
        for id in ids[:5]:
            entry = self.directory.card(id).entry
            reason = f"“{quote}” fits the trade of {entry.name}. Not sure: a role alone could be anybody."
            offered.append(
                Credit(
                    Role.INTRODUCED_BY,
                    entry.source,
                    CHANNEL_OF_KIND[entry.kind],
                    0,
                    0.1,
                    "role",
                    reason,
                    self.reading.span(role.start, role.end),
                )
            )
        question = f"“{quote}” is a role without a name: who is it?"
        return Finding(None, role.start, 2.0, standing, tuple(offered), question)

    def _unknown(self, start: int, end: int) -> Finding:
        quote = self.reading.quote(start, end)[:120]
        return Finding(
            None, start, 2.0, Standing(), (), f"“{quote}” fits nobody in the directory: who or what is meant?"
        )


def _is_weak(mention: Mention, reading: Reading) -> bool:
    """Whether a kind rests on words that often mean something else."""
    words = " ".join(reading.full[mention.start : mention.end])
    return (mention.rule == "returning" and words in _weak("weak_returning")) or (
        mention.rule == "event" and words in _weak("weak_events")
    )


@cache
def _weak(role: str) -> frozenset[str]:
    return cue_words(role)


def _says_nothing(reading: Reading) -> bool:
    """Whether the answer is blank in other words: "idk", "none of your business", "asdf"."""
    covered = {p for cue in reading.of("nothing", "refuses", "forgot") for p in range(cue.start, cue.end)}
    rest = [w for p, w in enumerate(reading.words) if p not in covered]
    fillers = {p for cue in reading.of("fillers") for p in range(cue.start, cue.end)}
    left = [p for p in range(len(reading.words)) if p not in covered | fillers]
    if covered and (not left or len(left) <= len(covered)):
        return True
    return not left or all(is_mash(w) for w in rest)
