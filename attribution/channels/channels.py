"""Which of the known media that an answer names count as sources, and which it tells without a name."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from attribution.channels.another_thing import is_another_thing, is_not_used
from attribution.channels.counting import Surroundings, counts
from attribution.channels.handed import is_handed_over
from attribution.channels.in_turn import is_the_next, listed_with
from attribution.channels.no_advertisement import is_no_advertisement, is_only_ridden, is_only_used
from attribution.channels.ruled_out import SHUNNED, is_ruled_out, is_shunned, led_all_the_same
from attribution.channels.telling import facts_of_telling, told_in
from attribution.entries.directory import Directory
from attribution.evidence.judging import threshold
from attribution.findings.finders import finder_in
from attribution.findings.finding import Finding, credit_of_mention
from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.said.standing import Standing, standing_of
from attribution.tables import table
from attribution.words.media import medium_called, unnamed
from attribution.words.reading import Reading

_REFUSED = frozenset({"negated", "said to have had no part in it", "only a place", "a former provider"})
_YOUR = frozenset({"your", "ur", "yr", "yer"})
_NEXT = 3
"""So many words may stand between a phrase and the engine that it was typed into."""
_JUDGED = 8
"""So many media of an answer are weighed; those after them count by the rules alone."""
Places = tuple[int, int]


@dataclass(slots=True)
class SeenMedia:
    """What was seen of an answer's media, for fitting: each with its facts, and the facts of the whole."""

    mentions: list[tuple[Mention, tuple[str, ...]]] = field(default_factory=list)
    telling: tuple[str, ...] = ()


def findings_of_media(
    media: Sequence[Mention],
    others: Sequence[Places],
    reading: Reading,
    directory: Directory,
    *,
    phrase: Places | None,
    named: bool,
    credited: Sequence[Places] = (),
    seen: SeenMedia | None = None,
    spare: list[Finding] | None = None,
) -> list[Finding]:
    """The media that count; ``others`` are the places of all sources, ``named`` says that people or firms are among
    them, beside which a newsletter or a card is only the means, as is a flyer that one of those ``credited`` had. The
    firm's own website counts where nothing else does. Where none counts, or only that the client passed by, one that
    is likely told without its name does. ``seen`` is filled for fitting, ``spare`` with what counts if nothing else in
    the answer does: media that are hardly likely, or only the means, but not denied.
    """
    searched = phrase is not None
    if seen is not None:
        seen.telling = tuple(facts_of_telling(reading, directory, named=named, phrase=searched))
    around = Surroundings(media, reading, directory, named=named, phrase=searched) if media else None
    found: list[Finding] = []
    doubted: list[tuple[Mention, Finding]] = []
    shunned = any(is_shunned(mention, reading) for mention in media) if len(media) > 1 else False
    for k, mention in enumerate(media):
        if _is_taken_back(mention, reading) or not _WAITING.isdisjoint(reading.words[mention.start : mention.end]):
            continue
        own = (mention.start, mention.end)
        if _is_none(mention, others, credited, reading):
            continue
        standing = _standing_of(mention, [place for place in others if place != own], reading)
        by_rule = refused = _is_refused(mention, standing, reading, phrase)
        likely = 1.0
        if around is not None and mention.entry is None and k < _JUDGED and not _is_beyond_doubt(mention, reading):
            facts = around.facts_of(mention, standing, refused)
            if seen is not None:
                seen.mentions.append((mention, tuple(facts)))
            plain = _is_seen_by_the_client(mention, reading)
            plain = plain or (not credited and _searched_for_the_client(mention, reading))
            plain = plain or (shunned and not by_rule and mention.source.kind in SHUNNED)
            plain = plain or led_all_the_same(mention, reading)
            likely = 1.0 if plain else counts(facts)
            refused = likely < threshold("medium refused" if refused else "medium counts")
        order = 1.0 + 2.0 * standing.decides
        finding = Finding(credit_of_mention(mention, reading), mention.start, order, standing, paid=mention.paid)
        if refused and not by_rule and _is_all(mention, reading):
            refused = False
        if refused and not by_rule and not (named and _is_means(mention)):
            doubted.append((mention, finding))
        if spare is not None and not by_rule and not standing.refused and likely >= threshold("medium alone"):
            spare.append(finding)
        if refused:
            continue
        if not (named and _is_means(mention)) and not is_handed_over(mention, credited, reading):
            found.append(finding)
    found += listed_with(found, doubted, media, reading)
    if all(finding.credit is not None and finding.credit.rule == "walk_by" for finding in found):
        found = _told(media, others, reading, directory, named=named, phrase=searched) or found
    better = [f for f in found if f.credit and (f.credit.rule != "own_website" or is_the_next(f, found, reading))]
    # Where a search led is only where it ended ("typed in ... and was on your booking page").
    return better if better or searched else found


def _is_none(mention: Mention, others: Sequence[Places], credited: Sequence[Places], reading: Reading) -> bool:
    """Whether the words mean another thing, or say that nothing came of it."""
    unused = is_another_thing(mention, others, reading) or is_not_used(mention, others, reading)
    unused = unused or is_no_advertisement(mention, reading) or is_only_used(mention, others, reading)
    return unused or is_ruled_out(mention, others, credited, reading)


def _standing_of(mention: Mention, others: Sequence[Places], reading: Reading) -> Standing:
    """What is said of a medium; the firm's own is no mere place where it stood ("where your truck parks")."""
    standing = standing_of(mention.start, mention.end, others, reading)
    if standing.refused == "only a place" and not _YOUR.isdisjoint(reading.words[mention.start : mention.end]):
        return replace(standing, refused="")
    return standing


def instead_of(found: list[Finding], spare: Sequence[Finding]) -> list[Finding]:
    """What an answer tells that names nobody: a medium of it that nothing denies rather than nothing at all, and the
    engine, network or assistant by its name rather than "Search engine"."""
    if not found:
        return list(spare[:1])
    credit = found[0].credit
    if credit is None or len(found) > 1 or credit.source != unnamed(credit.source.kind):
        return found
    same = [each for each in spare if each.credit is not None and each.credit.source.kind is credit.source.kind]
    return same[:1] or found


def _is_all(mention: Mention, reading: Reading) -> bool:
    """Whether the answer is the firm's own website or an advertisement and nothing more ("from your web page")."""
    rest = (*reading.words[: mention.start], *reading.words[mention.end :])
    return all(word in _BEFORE_IT for word in rest)


_BEFORE_IT = frozenset(
    {"from", "the", "your", "ur", "a", "on", "via", "through", "by", "saw", "it", "was", "in", "off"}
)


def _told(
    media: Sequence[Mention],
    others: Sequence[Places],
    reading: Reading,
    directory: Directory,
    *,
    named: bool,
    phrase: bool,
) -> list[Finding]:
    """A medium that no table finds, where the words as a whole make it likely; none of those only mentioned."""
    if any(cue.start <= _SOON for cue in reading.of("returning")) and not reading.of("ads"):
        return []  # "You did my mother's will ..." has nothing to add.
    if not media and finder_in(reading, directory) is not None:
        return []  # A "find a lawyer page" is in no paper.
    told = told_in(reading, directory, named, phrase, {m.source.name for m in media})
    if told is None or (not reading.of("ads") and any(c.end <= told.start for c in reading.of("returning"))):
        return []  # "... you helped me with the slip".
    ridden = (
        _is_seen_from_it(reading)
        or is_only_ridden(reading)
        or any(m.rule == "walk_by" and reading.words[m.end : m.end + 1] in (["on"], ["from"]) for m in media)
    )
    if named and ridden and told.medium.name == "Transit ad":
        return []  # "Nobody brought me, I came on the bus. Ana told me."
    passed = medium_called("walk by") if told.medium.name == "Transit ad" and ridden else None
    if passed is not None:
        told = replace(told, medium=passed)
    entry = directory.called(told.medium.name, told.medium.kind)
    source = entry.source if entry else told.medium.source
    mention = Mention(told.start, told.end, source, told.medium.channel, "told_medium", medium=told.medium)
    if is_another_thing(mention, others, reading) or is_no_advertisement(mention, reading):
        return []
    credit = replace(credit_of_mention(mention, reading), confidence=round(told.chance, 4))
    return [Finding(credit, told.start, 1.0, Standing())]


def _is_seen_from_it(reading: Reading) -> bool:
    """Whether the client sat in a bus or train, or waited for one, and saw something else from it."""
    for place, word in enumerate(reading.words):
        if word in _RIDDEN:
            before = reading.words[max(0, place - 3) : place]
            if "from" in before or not _WAITING.isdisjoint(reading.words[max(0, place - 4) : place]):
                return True
    return False


_RIDDEN = frozenset({"bus", "train", "tram", "streetcar", "subway", "ferry"})
_WAITING = frozenset({"waiting", "waitin", "waited"})


def _is_beyond_doubt(mention: Mention, reading: Reading) -> bool:
    """Whether there is nothing to judge: a plan or body is named only where it listed the firm, and what a search bar
    is on was searched."""
    before = reading.words[max(0, mention.start - _LEAD) : mention.start]
    typed_into = [word for word in before if word not in _THE][-3:] in (
        ["search", "bar", "on"],
        ["search", "box", "on"],
    )
    return typed_into or (mention.medium is not None and mention.medium.lists)


_LEAD = 4
_THE = frozenset({"the", "my"})


def _is_means(mention: Mention) -> bool:
    return mention.medium is not None and mention.medium.optional


def _is_refused(mention: Mention, standing: Standing, reading: Reading, phrase: Places | None) -> bool:
    """Whether a medium is excluded. Only a partner's website can be that of a former provider ("went to Google" is
    none), and what was typed into is never denied (Portuguese "no google" says where)."""
    if standing.refused not in _REFUSED or led_all_the_same(mention, reading):
        return False
    if standing.refused == "a former provider" and mention.entry is None:
        return False
    if phrase is not None and mention.source.kind in {Kind.SEARCH_ENGINE, Kind.AI_ASSISTANT}:
        last = max((p for p, token in enumerate(reading.tokens) if token.end <= phrase[1]), default=-1)
        return not 0 <= mention.start - last <= _NEXT
    return True


def _is_seen_by_the_client(mention: Mention, reading: Reading) -> bool:
    """Whether an advertisement is told as plainly as can be: "saw you on the side of a bus"."""
    words = reading.words[mention.start : mention.end]
    if mention.source.kind is not Kind.ADVERTISEMENT:
        return False
    if words[:1] in (["name"], ["number"]) and words[1:3] in (["off", "your"], ["on", "your"], ["off", "ur"]):
        return True  # "Got the name off your truck".
    return words[0] in _SAW and words[1:2] in _THE_FIRM


_SAW = frozenset({"saw", "seen", "noticed", "spotted"})


def _searched_for_the_client(mention: Mention, reading: Reading) -> bool:
    """Whether somebody without a name is said to have looked the firm up ("my husband googled it")."""
    did = reading.words[mention.start] in _LOOKED_UP and reading.words[mention.end : mention.end + 1] in _THE_FIRM
    return did and any(cue.end == mention.start for cue in reading.of("relations"))


_LOOKED_UP = frozenset({"googled", "binged", "yahooed"})
_THE_FIRM = (["it"], ["you"], ["ye"], ["yous"], ["u"], ["yall"])


def _is_taken_back(mention: Mention, reading: Reading) -> bool:
    """Whether the client takes it back right after it ("the flyer. no wait ...") and goes on."""
    for said in _taken_back():
        for place in range(mention.end, min(mention.end + _SOON, len(reading.words) - len(said))):
            if tuple(reading.words[place : place + len(said)]) == said:
                return reading.clause[place] != reading.clause[mention.start] or said in _jokes()
    return False


_SOON = 4


@cache
def _taken_back() -> tuple[tuple[str, ...], ...]:
    return (*(tuple(said.split()) for said in table("mentions")["taken_back"]), *_jokes())


@cache
def _jokes() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(said.split()) for said in table("mentions")["jokes"])
