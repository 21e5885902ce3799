"""The order of the sources that count: the one that is said to have decided comes first."""

from collections.abc import Sequence

from attribution.findings.finding import Finding
from attribution.mentions.mention import Mention
from attribution.model import Kind
from attribution.names.match import Match
from attribution.said.named_again import places_of_medium, places_of_name
from attribution.sources.deciding import MOST_SOURCES, SAID_SO, Told, said_to_decide
from attribution.words.reading import Reading

_PEOPLE = frozenset({Kind.PARTNER, Kind.WORD_OF_MOUTH, Kind.EXISTING_CLIENT})


def put_the_decisive_first(
    found: Sequence[Finding], names: Sequence[Match], media: Sequence[Mention], reading: Reading
) -> None:
    """Raise the order of the findings of which the words say that they decided."""
    if not 2 <= len(found) <= MOST_SOURCES:
        return
    name_at = {name.start: name for name in names}
    medium_at = {medium.start: medium for medium in media}
    there = {finding.start for finding in found}
    named = {p for name in names if name.start in there for p in name.explained}
    taken = named | {p for medium in media for p in range(medium.start, medium.end)}
    told = []
    for finding in found:
        places = [(finding.start, finding.start + 1)]
        if finding.start in name_at:
            places = places_of_name(name_at[finding.start], taken, reading)
        elif finding.start in medium_at:
            places = places_of_medium(medium_at[finding.start], media, taken, reading)
        offered = (finding.credit,) if finding.credit is not None else finding.suggestions[:1]
        told.append(Told(places, any(credit.source.kind in _PEOPLE for credit in offered)))
    decisive = said_to_decide(told, reading)
    for finding in found:
        if finding.start in decisive:
            finding.order += SAID_SO[decisive[finding.start]]
