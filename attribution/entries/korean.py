"""Korean surnames, which stand before the first name as one syllable, in the spellings that their bearers use."""

from functools import cache

from attribution.tables import table


@cache
def surnames() -> dict[str, tuple[str, ...]]:
    """The customary spellings of each surname, by its syllable."""
    return {syllable: tuple(spellings.split()) for syllable, spellings in table("scripts")["korean_surnames"].items()}
