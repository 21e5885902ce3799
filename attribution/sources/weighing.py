"""All sources that an answer names, brought together: which count, which are open, which are only mentioned."""

from dataclasses import dataclass, field, replace

from attribution.channels.carriers import without_doubles
from attribution.channels.channels import findings_of_media, instead_of
from attribution.entries.directory import Directory
from attribution.evidence.facts import facts_of, likelihood
from attribution.evidence.judging import threshold
from attribution.evidence.scene import Scene
from attribution.evidence.sentence import Line
from attribution.evidence.which_threshold import which_threshold
from attribution.findings.asking import facts_of_answer, nothing_to_ask
from attribution.findings.finders import without_misspelt
from attribution.findings.finding import (
    Finding,
    Findings,
    credit_of_mention,
    finding_of_name,
    finding_of_role,
    offered_aside,
)
from attribution.findings.half_remembered import is_torn, left_open, with_open_name
from attribution.findings.kinds import kinds_in
from attribution.findings.no_names import is_a_firms_name, places_of_no_name
from attribution.findings.offering import offered_by_words
from attribution.findings.run_together import told_as_a_whole
from attribution.findings.troubles import is_only_a_saying, tells_only_why
from attribution.findings.unnamed import Unnamed
from attribution.mentions.mention import Mention
from attribution.mentions.naming import media_in
from attribution.model import Kind
from attribution.names.kinship import is_a_relation
from attribution.names.match import Match, is_sure
from attribution.names.other_scripts import in_latin_letters
from attribution.names.roles import Role as Trade
from attribution.names.roles import Unknown, roles_in, unknown_names
from attribution.said.by_its_means import is_by_its_means
from attribution.said.denials import is_denied_the_credit
from attribution.said.named_again import places_of_a_part
from attribution.said.settled import is_settled
from attribution.said.somebody_else import it_was_another
from attribution.said.somebody_there import is_somebody_there
from attribution.said.spoken_of import is_said_by_it
from attribution.said.standing import Standing, standing_of
from attribution.said.unsure import is_sure_all_the_same
from attribution.said.venues import is_no_more_than_an_event, is_only_a_venue
from attribution.searches.in_an_answer import searched_in
from attribution.searches.searching import verb_before
from attribution.sources.deciding import decisive_of
from attribution.sources.foremost import put_the_decisive_first
from attribution.sources.in_one_list import is_listed, is_one_or_the_other
from attribution.sources.seen import Seen
from attribution.who.named import Named, is_where_one_works
from attribution.who.proof import OTHERWISE_KNOWN, PLACES, UNSURE, unproved
from attribution.who.resolve import names_in
from attribution.words.reading import Reading, read


def findings_in(answer: str, directory: Directory, seen: Seen | None = None) -> Findings:
    """Read an answer. ``seen`` is filled with what was seen of each name, for fitting the weights of the evidence."""
    reading = in_latin_letters(read(answer), directory)
    if not reading.tokens:
        return Findings(nothing=True)
    phrase = searched_in(answer, reading, directory)
    if phrase is None and (whole := told_as_a_whole(reading, directory)) is not None:
        return whole
    if phrase is not None:
        reading.taken.update(p for p, t in enumerate(reading.tokens) if phrase[0] <= t.start and t.end <= phrase[1])
        reading.cues = [c for c in reading.cues if not {c.start, c.end - 1} & reading.taken]
        reading.trades = [t for t in reading.trades if t[0] not in reading.taken]
    told = [m for m in media_in(reading, directory) if not is_a_firms_name(m, reading, directory)]
    media = without_doubles(told, reading)
    for mention in media:
        reading.taken.update(places_of_no_name(mention, reading, directory))
    verb = verb_before(answer, phrase) if phrase is not None else None
    if verb is not None:
        reading.taken.update(p for p, t in enumerate(reading.tokens) if verb[0] <= t.start < verb[1])
    aside: list[Match] = []
    named = [n for n in names_in(reading, directory, aside) if not is_a_relation(n.best, reading)]
    if phrase is not None:
        # "Bing. what i searched was ..." is the engine, although there is a Bing Wu.
        asked = {p for m in media if m.source.kind in _ASKED for p in range(m.start, m.end)}
        named = [n for n in named if n.best.support.count or not n.best.name <= asked]
    named = [n for n in named if not is_no_more_than_an_event(n.best, reading)]
    named = without_misspelt(named, reading, directory)
    sure = {p for n in named if n.certain for p in n.best.explained}
    media = [m for m in media if not sure.intersection(range(m.start, m.end))]
    covered = {p for m in media for p in range(m.start, m.end)}
    named = [n for n in named if n.certain or not (covered & n.best.name or is_only_a_venue(n.best, reading))]
    findings = _Weighing(reading, directory, named, media, phrase, seen).weigh()
    for finding in findings.found:
        if finding.open and not finding.suggestions:
            finding.suggestions = offered_aside([*(n.best for n in named if not n.certain), *aside], reading)
            finding.suggestions = finding.suggestions or offered_by_words(reading, directory)
    return findings


_ASKED = frozenset({Kind.SEARCH_ENGINE, Kind.AI_ASSISTANT})
_NEVER = frozenset({"negated", "said to have had no part in it", "the client's own name", "only a place"})


@dataclass(slots=True)
class _Weighing:
    reading: Reading
    directory: Directory
    named: list[Named]
    media: list[Mention]
    phrase: tuple[int, int] | None
    seen: Seen | None = None
    denied: set[int] = field(default_factory=set)
    """The sentences that name somebody only to deny the credit."""

    def weigh(self) -> Findings:
        """Bring all that was found together."""
        used = {p for n in self.named for p in n.best.explained}
        used.update(p for m in self.media for p in range(m.start, m.end))
        kinds = [k for k in kinds_in(self.reading) if not used.intersection(range(k.start, k.end))]
        roles = roles_in(self.reading, used)
        spans = [(n.best.start, n.best.end) for n in self.named] + [(m.start, m.end) for m in self.media]
        kin = [(k.start, k.end) for k in kinds if k.rule in {"relation", "existing_client"}]
        kin += [(r.start, r.end) for r in roles]
        unknown = unknown_names(self.reading, used, self.directory)
        partners = self._partners(spans, kin, self._said_of_partners(roles), unknown, used) if self.named else []
        spare: list[Finding] = []
        media = findings_of_media(
            self.media,
            [*spans, *kin],
            self.reading,
            self.directory,
            phrase=self.phrase,
            named=bool(self.named or kin),
            credited=[(n.best.start, max(n.best.explained) + 1) for n, _ in partners if n.certain and not n.doubt],
            seen=None if self.seen is None else self.seen.media,
            spare=spare,
        )
        found = self._without_mere_mentions(partners, bool(media) or self.phrase is not None) + media
        found += self._beside(found, kinds, roles, spans + kin)
        rest = Unnamed(self.reading, self.directory, self.phrase, kinds, roles, spans, unknown, bool(self.denied))
        found = found or instead_of(rest.findings(), spare)
        unsettled = left_open(self.reading, self.directory)
        silent = all(f.open for f in found) and self._is_silent(found, kinds, roles, unknown) if found else False
        found = rest.without_a_name() if silent and not unsettled else with_open_name(found, unsettled, self.reading)
        put_the_decisive_first(found, [n.best for n in self.named], self.media, self.reading)
        ordered = sorted(found, key=lambda f: (-f.order, f.start))
        return Findings(found=ordered, phrase=self.phrase, nothing=not found)

    def _is_silent(
        self, found: list[Finding], kinds: list[Mention], roles: list[Trade], unknown: list[Unknown]
    ) -> bool:
        """Whether an answer in which all is open names no source that a person could find."""
        facts = facts_of_answer(self.reading, self.directory, found, kinds, roles, unknown)
        if self.seen is not None:
            self.seen.answer = tuple(facts)
        if nothing_to_ask(facts) >= threshold("nothing to ask"):
            return True
        named = [n.best for n in self.named]
        return is_only_a_saying(self.reading, named) or tells_only_why(self.reading, named)

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
        unknown: list[Unknown],
        used: set[int],
    ) -> list[tuple[Named, Standing]]:
        decisive = decisive_of([n.best for n in self.named], self.media, kin, used, self.reading)
        scene = Scene(self.reading, self.directory, self.named, self.media, self.phrase, kin, unknown, decisive)
        found = [(named, self._standing(named, spans, kin, about)) for named in self.named]
        judged, line, matches = [], Line(scene), [n.best for n in self.named]
        for k, (named, alone) in enumerate(found):
            listed = named.certain and not (alone.points or alone.refused) and is_listed(k, matches, self.reading)
            standing = replace(alone, points=1) if listed else alone
            open_for = unproved(named.best, standing, self.reading, self.directory)
            if (standing.unsure or open_for == UNSURE) and is_settled(named.best, self.reading):
                named.settled, standing, open_for = True, replace(standing, unsure=False), ""
            facts = facts_of(named, standing, open_for, scene)
            around = line.around(named)
            if self.seen is not None:
                self.seen.names.append((named, tuple(facts)))
                self.seen.around.append(around)
            named.likelihood = 1.0 if is_sure(named.best) else likelihood(facts, around)
            named.settled = named.settled or (named.certain and is_by_its_means(named.best, standing, self.reading))
            if named.settled:
                named.likelihood = max(named.likelihood, threshold("person"))
            rest = set(kin).difference(about.get(named.best.card.id, ()))
            another = it_was_another(named.best, spans, self.media, self.reading)
            if another or is_denied_the_credit(named.best, spans, rest, self.reading):
                self.denied.add(self.reading.sentence[named.best.start])
            else:
                judged.append((named, standing, open_for))
        only = scene.bare and not self.media and len(self.named) == 1
        return [
            (named, standing)
            for named, standing, open_for in judged
            if self._is_kept(named, standing, open_for, alone=only)
        ]

    def _standing(
        self,
        named: Named,
        spans: list[tuple[int, int]],
        kin: list[tuple[int, int]],
        about: dict[str, set[tuple[int, int]]],
    ) -> Standing:
        """What the words say of a name, also where they name it again."""
        own, aside = (named.best.start, named.best.end), about.get(named.best.card.id, ())
        others = [s for s in (*spans, *kin) if s != own and not (s[0] < own[1] and own[0] < s[1]) and s not in aside]
        standing = standing_of(*own, others, self.reading)
        if standing.unsure and is_sure_all_the_same(named.best, others, self.reading):
            standing = replace(standing, unsure=False)
        again = self._said_again(named, others)
        complaint = next((s for s in again if s.refused.startswith("complained")), None)
        if standing.refused or complaint is not None:
            return complaint or standing
        return max((standing, *again), key=lambda s: s.points + 2 * s.decides) if named.certain else standing

    def _is_kept(self, named: Named, standing: Standing, open_for: str, *, alone: bool) -> bool:
        """Whether a name counts or has to be asked about, noting its doubt; ``alone``: it is all that is said."""
        if named.best.rule == "confirmed_alias":
            return not standing.refused
        likely = named.likelihood
        if standing.refused == "somebody else who knows them":
            named.doubt = named.doubt or "somebody who knows them is meant"
        elif standing.refused and likely < threshold("denied" if standing.refused in _NEVER else "refused"):
            named.doubt = named.doubt or standing.refused
        if (open_for in PLACES or open_for.endswith(OTHERWISE_KNOWN)) and not standing.points:
            named.doubt = named.doubt or open_for
        if standing.unsure or open_for == UNSURE:
            named.doubt = named.doubt or UNSURE
        sure = named.doubt or is_somebody_there(named.best, standing, self.reading)
        if not sure and likely < threshold(which_threshold(named.best, alone=alone)):
            named.doubt = open_for or "the words do not say so plainly"
        return True

    def _said_again(self, named: Named, others: list[tuple[int, int]]) -> list[Standing]:
        """What is said where the same source is named again ("... and Marva rang me")."""
        places = places_of_a_part(named.best, others, self.reading)
        return [standing_of(place, place + 1, others, self.reading) for place in places]

    def _without_mere_mentions(self, partners: list[tuple[Named, Standing]], media: bool) -> list[Finding]:
        """Partners that are credited or have to be asked about; those that are hardly meant are left out."""
        kept, matches = [], [named.best for named, _ in partners]
        for k, (named, standing) in enumerate(partners):
            if not (named.doubt or named.settled) and is_one_or_the_other(k, matches, self.reading):
                named.doubt = "the client names two and leaves it open"
            beside = any(other.certain for other, _ in partners if other is not named)
            least = threshold("beside a partner" if beside else "beside a medium" if media else "alone")
            if not named.certain and named.likelihood < least and (media or beside or not is_torn(named, standing)):
                continue
            if named.doubt and not standing.points and is_where_one_works(named, [one for one, _ in partners]):
                continue
            kept.append(finding_of_name(named, standing, self.reading))
        return kept

    def _beside(
        self, found: list[Finding], kinds: list[Mention], roles: list[Trade], spans: list[tuple[int, int]]
    ) -> list[Finding]:
        """Beside media: a friend or a role that is plainly said to have told the client."""
        if not found or any(f.open or (f.credit and f.credit.source.kind is Kind.PARTNER) for f in found):
            return []
        kin = [k for k in kinds if k.rule in {"relation", "existing_client"}]
        about = self._said_of_partners(roles)
        described = {place for n in self.named if n.best.card.person for place in about.get(n.best.card.id, ())}
        told: list[Trade | Mention] = [*(r for r in roles if (r.start, r.end) not in described), *kin]
        asked = any(f.credit is not None and f.credit.source.kind is Kind.AI_ASSISTANT for f in found)
        for item in told:
            if self.reading.sentence[item.start] in self.denied:
                continue  # "Joe tells everyone that he sent me."
            own = (item.start, item.end)
            standing = standing_of(
                *own, [s for s in spans if s != own and not (s[0] < own[1] and own[0] < s[1])], self.reading
            )
            if standing.refused or standing.points < 2 or (asked and is_said_by_it(item.end, self.reading)):
                continue
            if isinstance(item, Mention):
                return [
                    Finding(credit_of_mention(item, self.reading), item.start, 1.5 + 2 * standing.decides, standing)
                ]
            return [finding_of_role(item, standing, self.reading, self.directory)]
        return []
