"""All sources that an answer names, brought together: which count, which are open, which are only mentioned."""

from dataclasses import dataclass, replace

from attribution.channels import findings_of_media
from attribution.directory import Directory
from attribution.findings import (
    Finding,
    Findings,
    credit_of_mention,
    finding_of_name,
    finding_of_role,
    offered_aside,
)
from attribution.kinds import kinds_in
from attribution.match import Match
from attribution.mentions import Mention, media_in
from attribution.model import Kind
from attribution.proof import unproved
from attribution.reading import Reading, is_a_word, is_ordinary, read, stop_words
from attribution.resolve import Named, names_in
from attribution.roles import Role as Trade
from attribution.roles import roles_in
from attribution.searching import phrase_in, verb_before
from attribution.standing import Standing, standing_of
from attribution.unnamed import Unnamed


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
            # The name before a turn of phrase ("Lois Finhead on the ferry") is no part of it.
            name = reading.words[mention.start]
            known = len(places) > 2 and directory.ids_with(name) and not is_a_word(name)
            reading.taken.update(places[1:] if known else places)
    verb = verb_before(answer, phrase) if phrase is not None else None
    if verb is not None:
        reading.taken.update(p for p, t in enumerate(reading.tokens) if verb[0] <= t.start < verb[1])
    aside: list[Match] = []
    named = names_in(reading, directory, aside)
    sure = {p for n in named if n.certain for p in n.best.explained}
    media = [m for m in media if not sure.intersection(range(m.start, m.end))]
    covered = {p for m in media for p in range(m.start, m.end)}
    named = [n for n in named if n.certain or not covered & n.best.name]
    findings = _Weighing(reading, directory, named, media, phrase).weigh()
    for finding in findings.found:
        if finding.open and not finding.suggestions:
            finding.suggestions = offered_aside(aside, reading)
    return findings


_JOINS = ("and", "n", "also", "plus", "both", "y", "et", "und", "or", "o", "ou", "oder", "then", "&")


_ITS = frozenset({"your", "ur", "yr", "the", "a", "an"})
_THERE = frozenset({"on", "through", "via", "in", "at", "from", "thru"})


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
        named = bool(self.named or kin)
        media = findings_of_media(self.media, [*spans, *kin], self.reading, phrase=self.phrase, named=named)
        found = self._without_mere_mentions(partners, bool(media) or self.phrase is not None) + media
        found += self._beside(found, kinds, roles, spans + kin)
        if not found:
            rest = Unnamed(self.reading, self.directory, self.phrase, kinds, roles, spans, used)
            found = rest.findings()
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
            if standing.refused == "somebody else who knows them":
                named.doubt = named.doubt or "somebody who knows them is meant"
                standing = Standing()
            again = self._said_again(named, others)
            if not standing.refused and any(s.refused.startswith("complained") for s in again):
                continue
            if not standing.refused and named.certain:
                standing = max((standing, *again), key=lambda s: s.points + 2 * s.decides)
            if standing.unsure and named.best.rule != "confirmed_alias" and not named.doubt:
                named.doubt = "the client was not sure"
            if not standing.refused:
                standings.append((named, standing))
        pairs = list(standings)
        for k, (named, alone) in enumerate(pairs):
            listed = named.certain and not alone.points and self._listed(k, pairs)
            standing = replace(alone, points=1) if listed else alone
            standings[k] = named, standing
            if named.certain:
                named.doubt = unproved(named.best, standing, self.reading, self.directory) or self._beside_media(
                    named, standing
                )
        return standings

    def _beside_media(self, named: Named, standing: Standing) -> str:
        """Why a name beside a medium is not credited as well: nothing says that both pointed here."""
        best = named.best
        if standing.points or standing.decides or best.rule == "confirmed_alias":
            return ""
        before = self.reading.tokens[best.start].before
        if "(" in before and any(m.end == best.start for m in self.media):
            return "it may be the place that is meant"
        apart = [
            m
            for m in self.media
            if not m.own_site and not best.explained & set(range(m.start, m.end)) and not self._is_denied(m)
        ]
        beside = self.reading.words[best.start - 1] if best.start else ""
        if not best.card.person and apart and beside in {"by", "near", "outside"}:
            return "they may only be mentioned"
        sentence = self.reading.sentence[best.start]
        if best.card.person and any(map(self._is_found, apart)):
            return "" if any(self._is_joined(best, m) for m in apart) else "they may only be mentioned"
        if best.card.person and apart and all(self.reading.sentence[m.start] == sentence for m in apart):
            return "" if any(self._is_joined(best, m) for m in apart) else "they may only be mentioned"
        return ""

    def _is_joined(self, match: Match, mention: Mention) -> bool:
        """Whether a name and a medium stand in one list ("Joe and also Yelp")."""
        low, high = min(match.end, mention.end), max(match.start, mention.start)
        between = self.reading.words[low:high]
        return len(between) < 3 and all(word in {*_JOINS, "but", *_ITS} for word in between)

    def _is_denied(self, mention: Mention) -> bool:
        """Whether a medium is named only to say that it was not it ("not google")."""
        return any(0 <= mention.start - cue.end <= 1 for cue in self.reading.of("negates"))

    def _said_again(self, named: Named, others: list[tuple[int, int]]) -> list[Standing]:
        """What is said where the same source is named again ("... and Marva rang me")."""
        card, used = named.best.card, named.best.explained
        own = {*card.surname, *card.given} if card.person else set(card.firm[:1])
        taken = {p for start, end in others for p in range(start, end)}
        places = [
            place
            for place, words in enumerate(zip(self.reading.words, self.reading.full, strict=True))
            if own.intersection((*words, words[0].removesuffix("s")))
            and place not in used | taken
            and not is_ordinary(words[0])
            and words[0] not in stop_words()
        ]
        return [standing_of(place, place + 1, others, self.reading) for place in places]

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
            if not named.certain and background and (weight == 0 or weight < most or not named.best.support.count):
                continue
            decided = any(n.certain and s.decides for n, s in partners)
            if not named.certain and decided and not standing.decides:
                continue
            if named.certain and weight <= 1 and self._only_mentioned(named, weight):
                named.doubt = "they may only be mentioned"
            kept.append(finding_of_name(named, standing, weight, self.reading))
        return kept

    def _listed(self, k: int, partners: list[tuple[Named, Standing]], joins: tuple[str, ...] = _JOINS) -> bool:
        """Whether a partner stands in one list with a neighbour ("Joe and Meera both told me")."""
        for other in (k - 1, k + 1):
            if 0 <= other < len(partners):
                first, second = sorted((partners[k][0].best, partners[other][0].best), key=lambda m: m.start)
                between = self.reading.words[first.end : second.start]
                comma = not between and "," in self.reading.tokens[second.start].before
                if (comma and joins is _JOINS) or (0 < len(between) <= 3 and all(w in joins for w in between)):
                    return True
        return False

    def _only_mentioned(self, named: Named, weight: int) -> bool:
        """Whether a partner stands in the middle of a story about something else that brought the client."""
        start = named.best.start
        low, high = self.reading.bounds(start)
        told = high - low - (named.best.end - start) > 3
        if told and (self.phrase is not None or any(map(self._is_found, self.media)) or self._found_elsewhere(named)):
            return True
        inside = start > 3 and named.best.end < len(self.reading.words)
        return (
            weight == 0 and bool(self.media) and inside and self.reading.clause[start] == self.reading.clause[start - 1]
        )

    def _found_elsewhere(self, named: Named) -> bool:
        """Whether the client was found somewhere that is not known ("but found you on ClassPass")."""
        words = self.reading.words
        for place in range(named.best.end, len(words) - 3):
            if words[place] in {"found", "saw"} and words[place + 1] == "you" and words[place + 2] in _THERE:
                return True
        return False

    def _is_found(self, mention: Mention) -> bool:
        """Whether the words say that the client found the firm there ("found you on Yelp")."""
        before = self.reading.words[max(0, mention.start - 4) : mention.end]
        return bool(
            {"found", "find", "saw", "seen", "heard", "came", "googled", "searched", "looked"}.intersection(before)
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
                return [
                    Finding(credit_of_mention(item, self.reading), item.start, 1.5 + 2 * standing.decides, standing)
                ]
            return [finding_of_role(item, standing, self.reading, self.directory)]
        return []
