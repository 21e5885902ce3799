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
    inherent = False
    for character in text:
        if character.isascii():
            inherent = False
            written.append(character)
        elif _HANGUL_FIRST <= ord(character) <= _HANGUL_LAST:
            written.append(_hangul(ord(character) - _HANGUL_FIRST))
        elif character in letters:
            written.append(letters[character])
        elif (spoken := _by_its_name(character)) is not None:
            sign, sound = spoken
            inherent = not sign and sound.endswith("a") and "ETHIOPIC" not in unicodedata.name(character)
            if sign and written and written[-1].endswith("a"):
                written[-1] = written[-1][:-1]  # A vowel sign takes the place of the vowel that is not written.
            written.append(sound)
        else:
            written.append(_without_accent(character))
    latin = "".join(written)
    return latin[:-1] if inherent else latin  # The vowel that every letter carries is silent at the end.


@cache
def _by_its_name(character: str) -> tuple[bool, str] | None:
    """Whether a letter of India or Ethiopia is the sign of a vowel, and its sound: Unicode names these by sound."""
    script, _, rest = unicodedata.name(character, "").partition(" ")
    if script not in _NAMED_BY_SOUND:
        return None
    sort, _, sound = rest.rpartition(" ")
    if script == "ETHIOPIC" and sort == "SYLLABLE":
        return False, _ethiopic(sound.lower())
    if sort == "VOWEL SIGN":
        return True, _SHORT.get(sound, sound.lower())
    if sort in {"LETTER", "LETTER CHILLU"}:
        return False, _SHORT.get(sound, sound.lower())
    if rest in {"SIGN VIRAMA", "SIGN NUKTA", "SIGN AL-LAKUNA"}:
        return rest == "SIGN VIRAMA", ""
    return False, "n" if rest in {"TIPPI", "SIGN BINDI", "SIGN ANUSVARA", "SIGN CANDRABINDU"} else ""


def _ethiopic(syllable: str) -> str:
    """The first and the sixth vowel of a syllable are named "a" and "e", and heard as "e" and hardly at all."""
    consonant = syllable.rstrip("aeiou")
    vowel = {"a": "e", "aa": "a", "ee": "e", "e": ""}.get(syllable[len(consonant) :], syllable[len(consonant) :])
    return consonant.replace("q", "k") + vowel


_NAMED_BY_SOUND = frozenset(
    {"GURMUKHI", "DEVANAGARI", "BENGALI", "GUJARATI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "ETHIOPIC"}
)
_SHORT = {"AA": "a", "II": "i", "UU": "u", "EE": "e", "OO": "o", "AI": "ai", "AU": "au"}


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
