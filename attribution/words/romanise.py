"""Other scripts in Latin letters, so that a name is found whichever script it is written in.

The tables are in ``data/scripts.toml``: letters for alphabets, syllables for Hangul and kana, and the commonest
characters of Chinese names. Letters of Sinhala, Thai, Lao, Khmer and Burmese are heard in another order than they are
written in: each is written as ``data/letters.toml`` has it first.
"""

import re
import unicodedata
from functools import cache

from attribution.tables import table
from attribution.words.abugidas import ABUGIDAS, CARRIED, LEADING, is_consonant
from attribution.words.letters import FIRST, LAST, Ways, letters_of, plainly_written, script_of, ways_of

HEARD_OTHERWISE = re.compile("[\u0d80-\u0dff]+|[\u0e00-\u0e7f]+|[\u0e80-\u0eff]+|[\u1000-\u109f]+|[\u1780-\u17ff]+")
_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3


def romanise(text: str, *, keeps: bool = False) -> str:
    """The text in ASCII letters; letters without a table become spaces, or stay with their marks if it ``keeps`` so."""
    letters = _letters()
    text = HEARD_OTHERWISE.sub(lambda word: _as_it_is_heard(word.group()), text)
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
        elif keeps and unicodedata.category(character)[0] == "M":
            written.append("" if not written or written[-1].isascii() else character)
        else:
            written.append(_without_accent(character, keeps=keeps))
    latin = "".join(written)
    return latin[:-1] if inherent else latin  # The vowel that every letter carries is silent at the end.


def _as_it_is_heard(word: str) -> str:
    """A word of these scripts in Latin letters, each written as the table has it first."""
    script = script_of(word)
    if script not in ABUGIDAS:
        return ""
    ways, sizes = _ways_and_sizes(script)
    letters = letters_of(plainly_written(word), script)
    written: list[str] = []
    place, open_ = 0, False
    while place < len(letters):
        for size in sizes.get(letters[place], ()):
            if (key := letters[place : place + size]) in ways:
                break
        else:
            written += [each for each in letters[place] if each.isascii() and each.isalnum()]
            place += 1
            continue
        many = len(key)
        if key == (CARRIED,):
            written.append(_carried(letters, place, script, open_=open_))
            open_ = written[-1] == "o"
        else:
            last = ways.get((*key, LAST), ways[key]) if place + many == len(letters) else ways[key]
            written.append((ways.get((FIRST, *key), last) if not place else last)[0])
            consonant = many == 1 and is_consonant(key[0])
            open_ = open_ if consonant else written[-1].endswith(_VOWELS) and not written[-1].endswith(_CLOSED)
            if not consonant and is_consonant(key[-1]) and letters[place + many : place + many + 1] == (CARRIED,):
                place += 1  # What stands for a vowel carries none.
        place += many
    return "".join(written)


@cache
def _ways_and_sizes(script: str) -> tuple[Ways, dict[str, list[int]]]:
    """The spellings of what is written as one, and how many letters that may be, the most of them first, by the first
    one. A vowel reaches over two consonants only with what stands behind."""
    ways = {key: spelt for key, spelt in ways_of(script)[0].items() if key in _OF_TWO or not _reaches_over_one(key)}
    sizes: dict[str, set[int]] = {}
    for key in ways:
        sizes.setdefault(key[0], set()).add(len(key))
    return ways, {letter: sorted(several, reverse=True) for letter, several in sizes.items()}


def _reaches_over_one(key: tuple[str, ...]) -> bool:
    return len(key) == len("เร") and key[0] in LEADING and is_consonant(key[1])


def _carried(letters: tuple[str, ...], place: int, script: str, *, open_: bool) -> str:
    """The vowel that a consonant carries: none behind the last one of a syllable, an o before that one in Thai."""
    if script in {"burmese", "sinhala"}:
        return "a"
    if place + 1 == len(letters) or open_:
        return ""
    rest = letters[place + 2 : place + 3]
    vowel = bool(rest) and rest[0] != CARRIED and not is_consonant(rest[0])
    if vowel and letters[place - 1] in "กขคตปผพ" and letters[place + 1] in "รลว":
        return ""
    return "o" if script == "thai" and not vowel else "a"


_OF_TWO = frozenset({("เ", "อ"), ("ເ", "ອ")})
_VOWELS = ("a", "e", "i", "o", "u")
_CLOSED = ("ai", "oi", "ei", "ui", "ao", "eo")


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


def _without_accent(character: str, *, keeps: bool) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c) != "Mn")
    if bare.isascii():
        return bare
    letters = _letters()
    if keeps:
        return "".join(letters.get(c, c) for c in bare)
    return "".join(letters.get(c, " " if c.isalpha() else "") for c in bare)
