"""A newsletter, a list or a group of a listed business counts for it: it is the business that told the client."""

from attribution.names.after_a_name import goes_on_with_its_means
from attribution.names.match import Match
from attribution.said.standing import Standing
from attribution.words.reading import Reading

_BEGINS = frozenset(
    {
        "in",
        "on",
        "from",
        "through",
        "via",
        "it",
        "was",
        "saw",
        "seen",
        "you",
        "your",
        "the",
        "a",
        "an",
        "i",
        "we",
        "were",
    }
    | {"read", "found", "ad", "advert", "article", "name", "post", "mentioned", "listed", "of", "at", "by", "our", "my"}
)
"""What may stand before it without saying anything else."""
_AS_WRITTEN = 3


def is_by_its_means(match: Match, standing: Standing, reading: Reading) -> bool:
    """Whether the answer begins with what a business sends out or keeps ("saw you in the Rowing Club newsletter")."""
    if match.card.person or match.quality < _AS_WRITTEN or standing.refused or standing.unsure:
        return False
    return _BEGINS.issuperset(reading.words[: match.start]) and goes_on_with_its_means(match.end, reading)
