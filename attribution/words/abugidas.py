"""Thai, Lao, Khmer, Burmese and Sinhala: their letters in the order in which they are heard.

Vowels of Thai and Lao that are written before their consonant come behind it, tones are left out, what is stacked or
written below stands beside, and a consonant without any sign of a vowel is followed by the vowel that it carries.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

CARRIED = "_"
"""Stands for the vowel that a consonant carries where none is written; it may be silent."""
ABUGIDAS = frozenset({"thai", "lao", "khmer", "burmese", "sinhala"})
LEADING = frozenset("เแโใไເແໂໃໄ")
"""Vowels that are written before the consonant behind which they are heard."""
_UNHEARD = frozenset("็่้๊๋๎ฯๆ່້໊໋ໆ៉៊់័៏៌ៈ៎៑៓း့")
"""Tones, and signs that change a vowel or a consonant only a little."""
_NEVER_FIRST = _UNHEARD - {"ๆ", "ໆ", "ฯ"}
_JOINTS = frozenset("ฺ្්္")
"""Signs between two consonants that are written together."""
_SILENCERS = frozenset("์໌៍်")
_ASAT, _STACKED, _KINZI = "\u103a", "\u1039", "\u103a\u1039"
_MEDIALS = frozenset("ျြွှຼ")
"""Consonants that are written into another one, which still carries its vowel."""
_BEHIND_A_VOWEL = frozenset("ංඃ")
"""Signs of sounds that follow a vowel, also one that is carried."""
_VOWELS_BESIDE = frozenset("ะาำๅະາຳຽ")
"""Vowels that Unicode has among the letters though they stand behind one."""


def joined(plain: str) -> str:
    """The text with the sara am of Thai and Lao as one letter, and the stacked consonants of Burmese side by side."""
    plain = plain.replace("\u0e4d\u0e32", "ำ").replace("\u0ecd\u0eb2", "ຳ")
    return plain.replace(_KINZI, _ASAT).replace(_STACKED, _ASAT).replace("ါ", "ာ")


def heard(plain: str) -> tuple[str, ...]:
    """The letters of a word in the order in which they are heard, with the vowels that are carried."""
    return tuple(_heard([letter for letter in joined(plain) if letter not in _UNHEARD]))


def _heard(letters: list[str]) -> Iterator[str]:
    carries = False
    place = 0
    while place < len(letters):
        letter = letters[place]
        following = letters[place + 1] if place + 1 < len(letters) else ""
        if letter in _MEDIALS:
            yield letter
        elif letter in _JOINTS:
            carries = False
        elif _is_a_sign(letter):
            if carries and letter in _BEHIND_A_VOWEL:
                yield CARRIED
            yield letter
            carries = False
        else:
            if carries and following not in _SILENCERS:
                yield CARRIED
            if letter in LEADING and following and is_consonant(following):
                yield following
                place += 1
            yield letter
            carries = is_consonant(letter)
        place += 1
    if carries:
        yield CARRIED


def may_end(plain: str, place: int) -> bool:
    """Whether a word may end before a place of a run: not between a letter and its signs."""
    if place >= len(plain):
        return True
    before, after = plain[place - 1], plain[place]
    if before in LEADING or before in _JOINTS or after in _NEVER_FIRST:
        return False
    if after in _MEDIALS or after in _JOINTS or _is_a_sign(after):
        return False
    signs = [sign for sign in plain[place + 1 : place + 3] if sign not in _UNHEARD]
    return not _SILENCERS.intersection(signs[:1])


@lru_cache(maxsize=1_024)
def is_consonant(letter: str) -> bool:
    """Whether a letter is a consonant, which may carry a vowel."""
    if unicodedata.category(letter) != "Lo" or letter in LEADING or letter in _VOWELS_BESIDE or letter in "ฤฦ":
        return False
    return not ("ឣ" <= letter <= "ឳ" or "ဣ" <= letter <= "ဪ" or "අ" <= letter <= "ඖ")


@lru_cache(maxsize=1_024)
def _is_a_sign(letter: str) -> bool:
    return letter in _VOWELS_BESIDE or unicodedata.category(letter) in {"Mn", "Mc"}
