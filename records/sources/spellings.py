"""Which alias of a source a judgement rests on."""

from attribution import Credit, nearest_spelling
from records.sources import Alias, Source

LEARNED = "confirmed_alias"
"""The rule of a credit that an alias has decided which a review taught."""
RULES = frozenset({LEARNED, "alias"})
"""The rules of credits that an alias has decided."""


def alias_behind(source: Source, judged: Credit, answer: str) -> Alias | None:
    """The alias that decided a judgement: of those of its sort, the one that the words are or are nearest to."""
    if judged.rule not in RULES or judged.span is None:
        return None
    learned = judged.rule == LEARNED
    able = [a for a in source.aliases if (a.review_id is not None) is learned and a.suspended_by_id is None]
    place = nearest_spelling(answer[slice(*judged.span)], [alias.name for alias in able])
    return None if place is None else able[place]
