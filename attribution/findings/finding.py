"""What an answer says of one source: that it counts, or that a person has to settle it."""

from dataclasses import dataclass, field
from heapq import nsmallest

from attribution.entries.directory import Directory
from attribution.findings.reasons import reason_of, reason_of_mention, rule_of
from attribution.mentions.mention import Mention
from attribution.model import Credit, Role
from attribution.names.match import Match
from attribution.names.roles import Role as Trade
from attribution.said.standing import Standing
from attribution.tables import table
from attribution.who.named import Named
from attribution.words.media import CHANNEL_OF_KIND
from attribution.words.reading import Reading, stop_words
from attribution.words.trades import stem

_MOST = 5


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
    """All that was read in one answer, the decisive finding first; ``phrase`` is what was searched for."""

    found: list[Finding] = field(default_factory=list)
    phrase: tuple[int, int] | None = None
    nothing: bool = False


def finding_of_name(named: Named, standing: Standing, reading: Reading) -> Finding:
    """An entry of the directory that is named: a credit if it is certain, else a question with suggestions."""
    order = 2.0 + 2.0 * standing.decides
    confidence = named.confidence
    best = credit_of_match(named, named.best, confidence, reading)
    if named.certain:
        return Finding(best, named.best.start, order, standing)
    rivals = sorted(named.rivals, key=lambda m: (-m.weight, m.card.id))[: _MOST - 1]
    less = round(confidence * 0.9, 4)
    offered = (best, *[credit_of_match(named, match, less, reading) for match in rivals])
    return Finding(None, named.best.start, order, standing, offered, question=best.reason)


def finding_of_role(role: Trade, standing: Standing, reading: Reading, directory: Directory) -> Finding:
    """Somebody known only by the trade: a question, with some entries of the trade to choose from."""
    quote = reading.quote(role.start, role.end)
    offered = credits_of_trade(role.start, role.end, role.trades, reading, directory)
    question = f"“{quote}” is a role without a name: who is it?"
    return Finding(None, role.start, 2.0, standing, offered, question)


def credits_of_trade(
    start: int, end: int, trades: frozenset[str], reading: Reading, directory: Directory
) -> tuple[Credit, ...]:
    """Some entries of the trades that these words speak of, those first of whom the answer says more."""
    quote = reading.quote(start, end)
    said = {*map(stem, reading.words), *reading.words}
    # All have one of the trades: how many of them tells some from others only where there are several.
    several = trades if len(trades) > 1 else frozenset[str]()
    cards = nsmallest(
        _MOST,
        directory.cards(directory.first_of_trades(trades)),
        key=lambda c: (-sum(map(said.__contains__, c.stems)), -len(several & c.trades), c.id),
    )
    offered = []
    for card in cards:
        entry = card.entry
        reason = f"“{quote}” fits the trade of {entry.name}. Not sure: a role alone could be anybody."
        channel = CHANNEL_OF_KIND[entry.kind]
        span = reading.span(start, end)
        offered.append(Credit(Role.INTRODUCED_BY, entry.source, channel, 0, 0.1, "role", reason, span))
    return tuple(offered)


def offered_aside(aside: list[Match], reading: Reading) -> tuple[Credit, ...]:
    """Entries whose words stand in an answer that names nobody else, as suggestions: they may be ordinary words."""
    few = len([word for word in reading.words if word not in stop_words()]) <= 3
    likely = [m for m in aside if few or len(m.name) > 1 or m.support.count or m.card.person]
    likely.sort(key=lambda m: (-m.weight, m.card.id))
    named = [Named(match, doubt="these may be ordinary words") for match in likely[:_MOST]]
    return tuple(credit_of_match(each, each.best, each.confidence, reading) for each in named)


def finding_of_unknown(start: int, end: int, reading: Reading) -> Finding:
    """Words that fit nobody: a question without suggestions."""
    quote = reading.quote(start, end)[:120]
    question = f"“{quote}” fits nobody in the directory: who or what is meant?"
    return Finding(None, start, 2.0, Standing(), (), question)


def credit_of_mention(mention: Mention, reading: Reading) -> Credit:
    """The credit for a medium or a kind of source that the words name."""
    return Credit(
        role=Role.INTRODUCED_BY,
        source=mention.source,
        channel=mention.channel,
        share=0,
        confidence=float(table("weights")["said"].get(mention.rule, 0.97)),
        rule=mention.rule,
        reason=reason_of_mention(mention, reading),
        span=reading.span(mention.start, mention.end),
    )


def credit_of_match(named: Named, match: Match, confidence: float, reading: Reading) -> Credit:
    """The credit for an entry that a match finds, with the reason in words."""
    entry = match.card.entry
    return Credit(
        role=Role.INTRODUCED_BY,
        source=entry.source,
        channel=CHANNEL_OF_KIND[entry.kind],
        share=0,
        confidence=confidence,
        rule=rule_of(match),
        reason=reason_of(named, match, reading),
        span=reading.span(match.start, match.end),
    )
