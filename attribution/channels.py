"""Which of the known media that an answer names count as sources."""

from collections.abc import Sequence

from attribution.findings import Finding, credit_of_mention
from attribution.mentions import Mention
from attribution.model import Kind
from attribution.reading import Reading
from attribution.standing import Standing, standing_of

_REFUSED = frozenset({"negated", "said to have had no part in it", "only a place", "a former provider"})
_NEXT = 3
"""So many words may stand between a phrase and the engine that it was typed into."""


def findings_of_media(
    media: Sequence[Mention],
    others: Sequence[tuple[int, int]],
    reading: Reading,
    *,
    phrase: tuple[int, int] | None,
    named: bool,
) -> list[Finding]:
    """The media that count; ``others`` are the places of all sources, ``named`` says that people or firms are among
    them, beside which a newsletter or a card is only the means. The firm's own website counts where nothing else does.
    """
    found = []
    for mention in media:
        own = (mention.start, mention.end)
        standing = standing_of(*own, [place for place in others if place != own], reading)
        if _is_refused(mention, standing, reading, phrase) or (named and _is_means(mention)):
            continue
        order = 1.0 + 2.0 * standing.decides
        found.append(Finding(credit_of_mention(mention, reading), mention.start, order, standing, paid=mention.paid))
    better = [finding for finding in found if finding.credit and finding.credit.rule != "own_website"]
    return better or found


def _is_means(mention: Mention) -> bool:
    return mention.medium is not None and mention.medium.optional


def _is_refused(mention: Mention, standing: Standing, reading: Reading, phrase: tuple[int, int] | None) -> bool:
    """Whether a medium is excluded. Only a partner's website can be that of a former provider ("went to Google" is
    none), and what was typed into is never denied (Portuguese "no google" says where)."""
    if standing.refused not in _REFUSED:
        return False
    if standing.refused == "a former provider" and mention.entry is None:
        return False
    if phrase is not None and mention.source.kind in {Kind.SEARCH_ENGINE, Kind.AI_ASSISTANT}:
        last = max((p for p, token in enumerate(reading.tokens) if token.end <= phrase[1]), default=-1)
        return not 0 <= mention.start - last <= _NEXT
    return True
