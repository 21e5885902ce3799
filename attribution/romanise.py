"""Other scripts in Latin letters, so that a name is found whichever script it is written in.

The tables are in ``data/scripts.toml``: letters for alphabets, syllables for Hangul and kana, and the
commonest characters of Chinese names. What has no table is left out, so folding always ends in ASCII.
"""

import unicodedata
from functools import cache

from attribution.tables import table

_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3


def romanise(text: str) -> str:
    """The text in ASCII letters; letters without a table become spaces."""
    letters = _letters()
    written: list[str] = []
    for character in text:
        if character.isascii():
            written.append(character)
        elif _HANGUL_FIRST <= ord(character) <= _HANGUL_LAST:
            written.append(_hangul(ord(character) - _HANGUL_FIRST))
        elif character in letters:
            written.append(letters[character])
        else:
            written.append(_without_accent(character))
    return "".join(written)


@cache
def _letters() -> dict[str, str]:
    alphabets = table("scripts")["letters"]
    return {letter: latin for alphabet in alphabets.values() for letter, latin in alphabet.items()}


def _hangul(place: int) -> str:
    """A Hangul syllable by the Revised Romanization: initial, vowel and final are arithmetic on its code."""
    hangul = table("scripts")["hangul"]
    initial, rest = divmod(place, 588)
    vowel, final = divmod(rest, 28)
    return str(hangul["initials"][initial] + hangul["vowels"][vowel] + hangul["finals"][final])


def _without_accent(character: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c) != "Mn")
    if bare.isascii():
        return bare
    letters = _letters()
    return "".join(letters.get(c, " " if c.isalpha() else "") for c in bare)
