"""Korean names in Hangul: which entries a word like “박선희” may name, whose names are in Latin letters.

Koreans write their names in Latin letters as they like ("Sun-hee Park", "Seonhui Bak"), so a table gives the customary
spellings of each surname, and the syllables of the first name are compared by a rough sound that the spellings share.
"""

import re
from collections.abc import Iterator
from functools import cache

from attribution.entries.directory import Directory
from attribution.tables import table
from attribution.words.romanise import romanise
from attribution.words.text import fold

_SYLLABLES = 3
"""Of a word so many syllables are a name: one of the surname, and two of the first name."""
_MOST = 200
"""So many entries of one surname are compared."""
_HANGUL = re.compile("[가-힣]{3,}")
_SAME = (
    ("ng", "N"), ("yeo", "yu"), ("eo", "u"), ("eu", "u"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ui", "i"),
    ("ae", "e"), ("oe", "e"), ("wu", "u"), ("sh", "s"), ("ch", "j"), ("g", "k"), ("d", "t"), ("b", "p"), ("r", "l"),
)  # fmt: skip


def named_in_hangul(raw: str, directory: Directory) -> Iterator[str]:
    """The words of the directory that are a person's whole name, where a word begins with it in Hangul."""
    if not _HANGUL.match(raw):
        return
    given = heard(romanise(raw[1:_SYLLABLES]))
    for surname in surnames().get(raw[0], ()):
        for id in sorted(directory.ids_with(surname))[:_MOST]:
            card = directory.card(id)
            own = {*card.given, *card.surname}
            name = [word for word in fold(card.entry.name).replace("-", " ").split() if word in own]
            if card.person and surname in name:
                rest = [word for word in name if word != surname]
                if heard("".join(rest)) == given:
                    yield from (surname, *rest)


@cache
def heard(latin: str) -> str:
    """How Korean syllables in Latin letters sound, roughly: the same for all their customary spellings."""
    sound = latin.replace(" ", "").replace("-", "")
    for written, same in _SAME:
        sound = sound.replace(written, same)
    return sound.removesuffix("h")


@cache
def surnames() -> dict[str, tuple[str, ...]]:
    """The customary spellings of each surname, by its syllable."""
    return {syllable: tuple(spellings.split()) for syllable, spellings in table("scripts")["korean_surnames"].items()}
