"""How media are spelt in answers: by their first word, and run together for those that may be misspelt."""

from functools import cache

from attribution.media import Medium, all_media
from attribution.model import Kind
from attribution.reading import stop_words
from attribution.tables import table
from attribution.text import fold
from attribution.vocabulary import Vocabulary

BEGINNING = 2
"""So many letters at the beginning of a name are hardly ever misspelt."""


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], Medium, bool]]]:
    """By first word: spellings of media, the longest first, and whether they need a cue."""
    index: dict[str, list[tuple[tuple[str, ...], Medium, bool]]] = {}
    seen: set[tuple[str, ...]] = set()
    for medium in all_media():
        for spellings, careful in ((medium.spellings, False), (medium.says_carefully, True)):
            for spelling in spellings:
                phrase = tuple(fold(spelling).split())
                if (
                    phrase
                    and phrase not in seen
                    and not (len(phrase) == 1 and phrase[0] in _NEVER_ALONE and not careful)
                ):
                    seen.add(phrase)
                    index.setdefault(phrase[0], []).append((phrase, medium, careful))
    for listed in index.values():
        listed.sort(key=lambda item: (-len(item[0]), item[0]))
    return index


_NEVER_ALONE = frozenset(table("mentions")["never_alone"])


@cache
def long_spellings() -> tuple[Vocabulary, dict[str, Medium], frozenset[str]]:
    """Names of media that are long enough to be known misspelt, their words run together, and how they begin."""
    vocabulary = Vocabulary()
    media: dict[str, Medium] = {}
    for listed in phrases().values():
        for phrase, medium, careful in listed:
            glued = "".join(phrase)
            ordinary = len(phrase) > 1 and (medium.kind is Kind.ADVERTISEMENT or phrase[0] in stop_words())
            if not careful and not ordinary and len(phrase) <= 3 and len(glued) >= 6 and glued not in media:
                vocabulary.add(glued)
                media[glued] = medium
    return vocabulary, media, frozenset(name[:BEGINNING] for name in media)
