"""Other scripts letter by letter: the ways in which each letter of a name is written in Latin letters.

No table says how one name is written: "محمد" is Mohammed, Muhammad and Mohamed. The tables are in
``data/letters.toml``; what they spell is looked for among the words of a directory (``attribution.entries.spelt``).
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from attribution.tables import table
from attribution.words.abugidas import ABUGIDAS, LEADING, heard, is_consonant, joined

FIRST, LAST = "^", "$"
NOTHING = "-"
"""Stands in the tables for a letter that is not written."""
_SCRIPTS = {
    "CYRILLIC": "cyrillic", "GREEK": "greek", "ARMENIAN": "armenian", "GEORGIAN": "georgian", "HEBREW": "hebrew",
    "ARABIC": "arabic", "HANGUL": "hangul", "HIRAGANA": "han", "KATAKANA": "han", "KATAKANA-HIRAGANA": "han",
    "CJK": "han", "ETHIOPIC": "ethiopic", "DEVANAGARI": "india", "GURMUKHI": "india", "BENGALI": "india",
    "GUJARATI": "india", "TAMIL": "tamil", "TELUGU": "india", "KANNADA": "india", "MALAYALAM": "india",
    "SINHALA": "sinhala", "THAI": "thai", "LAO": "lao", "KHMER": "khmer", "MYANMAR": "burmese",
}  # fmt: skip
RUN_TOGETHER = frozenset({"han", "hangul", "thai", "lao", "khmer", "burmese"})
"""The scripts whose words run together, or with grammar behind them."""
CALLED_BY_FIRST_NAMES = frozenset({"thai", "lao", "khmer", "burmese"})
"""The scripts whose writers are called by their first names, also with a title before them."""
_WITH_CAPITALS = frozenset({"cyrillic", "greek", "armenian"})
_OF_INDIA = frozenset({"india", "tamil"})
_PARTS = {"han": ("kana", "han"), "tamil": ("india", "tamil")}
"""The tables that a script is read by, the later one first, where there are several."""
_UNWRITTEN = frozenset({"arabic", "hebrew"})
"""The scripts that leave short vowels out."""
_NOT_SILENT = unicodedata.normalize("NFD", "으"), "으"
"""The vowel that only carries a consonant of English is heard where it stands alone."""
_KATAKANA, _TO_HIRAGANA = range(0x30A1, 0x30F7), 0x60
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200fـ"))

Ways = dict[tuple[str, ...], tuple[str, ...]]
"""The spellings in Latin letters of one letter, or of several together."""


@lru_cache(maxsize=4_096)
def script_of(raw: str) -> str:
    """The script of a word, also with Latin letters in it, as the tables call it; "" for Latin and any without one."""
    if raw.isascii():
        return ""
    for character in raw:
        if not character.isascii() and (script := _SCRIPTS.get(unicodedata.name(character, "").split(" ")[0])):
            return script
    return ""


def has_capitals(raw: str) -> bool:
    """Whether a word is in a script that writes names with capitals, as Latin letters do."""
    script = script_of(raw)
    return not script or script in _WITH_CAPITALS


@lru_cache(maxsize=4_096)
def plainly_written(raw: str) -> str:
    """A word as the tables have it: composed, in small letters, without accents, joiners and signs of short vowels."""
    script = script_of(raw)
    text = unicodedata.normalize("NFC", raw.casefold().translate(INVISIBLE))
    if script == "greek":
        text = unicodedata.normalize("NFD", text)
        text = text.replace("ς", "σ")
    if script in {"greek", "arabic", "hebrew"}:
        text = "".join(c for c in text if unicodedata.category(c) != "Mn")
    if script in ABUGIDAS:
        text = joined(text)
    if script == "han":
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
        text = "".join(chr(ord(c) - _TO_HIRAGANA) if ord(c) in _KATAKANA else c for c in text)
    return text


@lru_cache(maxsize=4_096)
def letters_of(plain: str, script: str) -> tuple[str, ...]:
    """The letters of a word, each as the tables call it: jamo of Hangul, sounds in India and Ethiopia."""
    if script == "hangul":
        jamo = unicodedata.normalize("NFD", plain)
        return tuple(jamo.replace(*_NOT_SILENT))
    if script in _OF_INDIA:
        return tuple(_sounds_of_india(plain))
    if script == "ethiopic":
        return tuple(_sounds_of_ethiopia(plain))
    return heard(plain) if script in ABUGIDAS else tuple(plain)


def leaves_out_vowels(script: str) -> bool:
    """Whether a vowel may have to be read between two letters."""
    return script in _UNWRITTEN


@cache
def ways_of(script: str) -> tuple[Ways, int]:
    """The spellings of the letters of a script, and how many letters stand together at most."""
    letters = table("letters")
    sounds = letters["sounds"]
    own = {each: spelt for part in _PARTS.get(script, (script,)) for each, spelt in letters[part].items()}
    ways: Ways = {}
    for written, spelt in own.items():
        spellings: dict[str, None] = {}
        for each in spelt.split():
            spellings.update(dict.fromkeys(sounds[each].split() if each in sounds else [each]))
        ways[_key(written, script)] = tuple("" if each == NOTHING else each for each in spellings)
    if script in ABUGIDAS:
        ways = {**_silenced(ways, script), **_reaching_over_two(ways), **ways}
    return ways, max(map(len, ways))


def _silenced(ways: Ways, script: str) -> Ways:
    """The consonants that Thai, Lao and Khmer write above which a sign says that they are silent, as in names from
    abroad they often are not."""
    return {
        (*letters, *vowel, sign): ("", *spelt)
        for letters, spelt in ways.items()
        if len(letters) == 1 and is_consonant(letters[0])
        for vowel, sign in _SILENT
        if script_of(sign) == script
    }


def _reaching_over_two(ways: Ways) -> Ways:
    """The vowels that are written before two consonants of one syllable ("เกรียง" is Kriang) or of two ("เกษม" is
    Kasem): they are heard behind the second, and moved behind the first."""
    consonants = {letters: spelt for letters, spelt in ways.items() if len(letters) == 1 and is_consonant(letters[0])}
    vowels = {letters: spelt for letters, spelt in ways.items() if letters[0] in LEADING}
    reaching: Ways = {}
    for (lead, *rest), heard_as in vowels.items():
        for second, spelt in consonants.items():
            between = [""] * (second[0] in _FLOWING) + ["a"] * (lead in _OF_THAI)
            if not between:
                continue
            sounds = [before + sound for sound in spelt for before in between]
            reaching[(lead, *second, *rest)] = tuple({sound + vowel: None for vowel in heard_as for sound in sounds})
    return reaching


_FLOWING = frozenset("งญนมยรลวງຍນມຣລວ")
"""Consonants with which another one makes one syllable."""
_OF_THAI = frozenset("เแโใไ")
_SILENT = (((), "์"), (("ิ",), "์"), (("ุ",), "์"), ((), "໌"), ((), "៍"))
"""A silent consonant may have a vowel below or above it."""


def without_what_is_before(plain: str, script: str) -> Iterator[str]:
    """What a word may be without the article and other grammar that is written together with it."""
    for before in table("letters")["before"].get(script, "").split():
        if plain.startswith(before) and len(plain) - len(before) >= _SHORTEST:
            yield plain[len(before) :]


def is_half(raw: str) -> bool:
    """Whether a word is the first half of a name that Latin letters often write as one ("عبد الرحمن")."""
    return plainly_written(raw) in table("letters")["halves"].get(script_of(raw), "").split()


def without_ending(plain: str, script: str) -> Iterator[str]:
    """What a name may be without its grammatical ending."""
    for ending, others in _endings(script):
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST:
            for other in others:
                yield plain[: len(plain) - len(ending)] + other


@cache
def _endings(script: str) -> list[tuple[str, list[str]]]:
    """The endings of a script, and what may stand in place of each."""
    endings = table("letters")["after"].get(script, {})
    return [
        (plainly_written(ending), [plainly_written(other.removeprefix(NOTHING)) for other in others.split()])
        for ending, others in endings.items()
    ]


_SHORTEST = 2


def _key(written: str, script: str) -> tuple[str, ...]:
    first, last = (FIRST,) * written.startswith(FIRST), (LAST,) * written.endswith(LAST)
    bare = written.strip(FIRST + LAST)
    if script in ABUGIDAS:
        return (*first, *bare, *last)
    if script in _OF_INDIA or script == "ethiopic":
        return (*first, *bare.split(), *last)
    return (*first, *letters_of(bare if script == "hangul" else plainly_written(bare), script), *last)


def _sounds_of_india(plain: str) -> Iterator[str]:
    """Unicode names these letters by their sounds; a vowel that no sign replaces is called "inherent"."""
    carries = False
    for character in plain:
        _, _, rest = unicodedata.name(character, "").partition(" ")
        sort, _, sound = rest.rpartition(" ")
        sound = sound.lower()
        if sort == "VOWEL SIGN":
            yield sound
            carries = False
        elif rest.startswith("SIGN ") or rest in {"TIPPI", "ADDAK"}:
            if sound in {"virama", "al-lakuna"}:
                carries = False
            elif sound != "nukta":
                if carries:
                    yield "inherent"
                carries = False
                yield sound
        elif sort == "LETTER CHILLU":
            # A consonant of Malayalam that carries no vowel.
            if carries:
                yield "inherent"
            carries = False
            yield sound
        elif sort == "LETTER":
            if carries:
                yield "inherent"
            carries = sound.endswith("a") and len(sound) > 1 and sound != "aa"
            yield sound[:-1] if carries else sound
    if carries:
        yield "inherent"


def _sounds_of_ethiopia(plain: str) -> Iterator[str]:
    for character in plain:
        _, _, rest = unicodedata.name(character, "").partition(" ")
        sort, _, sound = rest.rpartition(" ")
        if "SYLLABLE" not in rest:
            continue
        sound = sound.lower()
        consonant = sound.rstrip("aeiouw") if sort == "SYLLABLE" else sort.split()[-1].lower()
        if sort == "SYLLABLE" and sound.startswith("w"):
            consonant = "w"
        if consonant:
            yield consonant
        vowel = sound[len(consonant) :] if sort == "SYLLABLE" else sound
        if vowel:
            yield vowel


for _script in sorted({*_SCRIPTS.values()}):
    ways_of(_script)  # Worked out at import, so that the first answer in a script does not wait.
