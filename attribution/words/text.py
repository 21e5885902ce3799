"""How words are made comparable: folding, and the tokens of an answer with their places in it.

Folding is for comparing only; the raw words are never changed, and every token remembers where it stands.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from attribution.tables import table, words
from attribution.words.romanise import HEARD_OTHERWISE, romanise

READ_AT_MOST = 4_000
"""So many code points of an answer are read; all are kept."""
_WORDS_AT_MOST = 250
"""So many words of them: more than twice the longest story that people wrote, so that the cost is bounded."""
_LETTERS_AT_MOST = 200
"""What is longer than any name, in scripts without spaces too, is read up to here; an address is read whole."""

_MARKS = (
    "\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060\u00ad\ufeff\u0900-\u0903\u093a-\u094f"
    "\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a70-\u0a71"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd"
    "\u0c00-\u0c04\u0c3e-\u0c4d\u0c81-\u0c83\u0cbc-\u0ccd\u0d00-\u0d03\u0d3b-\u0d4d"
    "\u0d81-\u0d83\u0dca-\u0ddf\u0df2\u0df3\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u17dd"
)
"""Signs that belong to the letter before them, of the scripts of India and South East Asia too."""
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_APOSTROPHE = "['’‘ʼ`´′]"
_HOST = r"(?:https?://|www\.)\S+|[^\s@<>(),;]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?"
_WORD = re.compile(
    rf"(?P<host>{_HOST})|(?P<dotted>\b(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?)"
    rf"|{_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)*|&",
    re.IGNORECASE,
)
_BARE_WORD = re.compile(rf"{_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)*|&")
"""The same without addresses and dotted letters, which are slow to look for and stand in few answers."""
_ASCII_WORD = re.compile(r"[^\W_]+(?:['`][^\W_]+)*|&", re.ASCII)
"""The same for the plain letters in which most answers are written."""
_MAY_HOLD_AN_ADDRESS = re.compile(r"\.\S|://")
"""What every address and all dotted letters have."""
_APOSTROPHES = re.compile(_APOSTROPHE)
_NOT_WORDS = re.compile(r"[^0-9a-z]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u00ad\ufeff]")
_LETTERS_WITHOUT_PARTS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ß": "ss"}
)


@dataclass(slots=True)
class Token:
    """One word of the answer: folded, with its half-open place in the raw text and what stood before it.

    It is never changed; not frozen, because making one takes thrice as long then.
    """

    text: str
    start: int
    end: int
    raw: str
    before: str = ""
    possessive: bool = False
    is_host: bool = False

    @property
    def capital(self) -> bool:
        """Whether the writer began the word with a capital letter."""
        return self.raw[:1].isupper()


def fold(text: str) -> str:
    """Words to compare by: lower case, without accents, apostrophes and punctuation, "&" as "and", one space.

    In Latin letters, but for letters that no table of scripts has: they are kept as they were written.
    """
    if text.isascii():
        lower = text.lower()
        if not lower.replace(" ", "").isalnum():
            lower = _NOT_WORDS.sub(" ", lower.replace("'", "").replace("`", "").replace("&", " and "))
        return " ".join(lower.split())
    plain = " ".join(romanise(word, keeps=True) for word in _without_marks(text.replace("&", " and ")).split())
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in plain).split())


def fold_phrase(text: str) -> str:
    """A phrase to look for among the words of an answer: folded as they are."""
    return " ".join(words_of(text)) if HEARD_OTHERWISE.search(text) else fold(text)


def fold_keyword(text: str) -> str:
    """A search phrase to compare by: lower case without punctuation; accents stay, they were typed."""
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in _unquoted(text))
    return " ".join("".join(kept).split())


def is_other_script(raw: str) -> bool:
    """Whether a word is written in other than Latin letters."""
    return not raw.isascii() and unicodedata.name(raw[0], "LATIN").split()[0] not in {"LATIN", "DIGIT"}


def slug(name: str) -> str:
    """A stable id made of a name: folded words joined by hyphens ("Rated People" is "rated-people")."""
    return fold(name).replace(" ", "-")


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """One word or phrase in lower-case Latin letters, without accents and apostrophes; punctuation stays."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    text = _without_marks(word)
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in parts if unicodedata.category(c) != "Mn")
    return bare if bare.isascii() else romanise(text)


def _without_marks(text: str) -> str:
    """Small letters without apostrophes and what nobody sees, each letter in one piece."""
    plain = _APOSTROPHES.sub("", _INVISIBLE.sub("", text)).casefold().translate(_LETTERS_WITHOUT_PARTS)
    return unicodedata.normalize("NFC", plain)


def tokens_of(answer: str) -> list[Token]:
    """The words of an answer in order; at most the first ``READ_AT_MOST`` code points are read."""
    text = answer[:READ_AT_MOST]
    found: list[Token] = []
    last = 0
    bare = _ASCII_WORD if text.isascii() else _BARE_WORD
    pattern = _WORD if _MAY_HOLD_AN_ADDRESS.search(text) else bare
    for match in islice(pattern.finditer(text), _WORDS_AT_MOST):
        start, end = match.span()
        raw, before = text[start:end], text[last:start]
        if raw.isascii() and raw.isalnum() and len(raw) <= _LETTERS_AT_MOST:
            found.append(Token(raw.lower(), start, end, raw, before))
        else:
            found.append(_token(match, before))
        last = end
    return found


def is_read_whole(answer: str) -> bool:
    """Whether an answer has no more words than are read of it."""
    read = tokens_of(answer)
    return not read or (len(answer.rstrip()) <= READ_AT_MOST and len(read) < _WORDS_AT_MOST)


def words_of(name: str) -> list[str]:
    """The folded words of a name, as ``tokens_of`` has them; quicker for the plain names that most are."""
    if not name.isascii() or "/" in name or "@" in name:
        return [token.text for token in tokens_of(name)]
    lower = name.lower()
    if lower.replace(" ", "").isalnum():
        return lower.split()
    found = _PLAIN_WORD.findall(lower)
    return ["and" if word == "&" else _plain(word) for word in found]


def _plain(word: str) -> str:
    if word.endswith("'s") and len(word) > 3:
        word = word[:-2]
    return word.replace("'", "").replace(".", "")


_PLAIN_WORD = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?|[a-z0-9]+(?:['`][a-z0-9]+)*|&")


def _token(match: re.Match[str], before: str) -> Token:
    """Any other word than the plain ones that most are."""
    raw = match.group()
    start, end = match.span()
    if match.lastgroup == "host":
        kept = raw.rstrip(".,;:!?)\"'")
        return Token(fold_word(kept), start, start + len(kept), kept, before, is_host=True)
    if raw == "&":
        return Token("and", start, end, raw, before)
    if match.lastgroup == "dotted":
        return Token(_NOT_WORDS.sub("", fold_word(raw)), start, end, raw, before)
    if len(raw) > _LETTERS_AT_MOST:
        raw, end = raw[:_LETTERS_AT_MOST], start + _LETTERS_AT_MOST
    possessive = len(raw) > 3 and raw[-1] in "sS" and _APOSTROPHES.fullmatch(raw[-2]) is not None
    folded = _NOT_WORDS.sub("", fold_word(raw[:-2] if possessive else raw))
    if not folded or (not raw.isascii() and HEARD_OTHERWISE.search(raw) and _is_a_word_of_ours(folded)):
        # A script without a table is kept as it is: a known name inside it can still be found. So is what would become
        # a word that answers are read by: "ອ້າຍ" is a brother, and no AI.
        folded = raw.casefold()
    return Token(folded, start, end, raw, before, possessive=possessive)


def _is_a_word_of_ours(folded: str) -> bool:
    return len(folded) < _OWN_LETTERS or folded in _words_of_ours()


@cache
def _words_of_ours() -> frozenset[str]:
    """The words of English, those that speak of a source in any language, and what others of these scripts become: they
    would be read in Latin letters as well ("අම්මා" is a mother, and Amma a name)."""
    told = [said for name in ("kinds", "cues") for language in table(name).values() for said in language.values()]
    listed = {phrase for phrases in told for phrase in phrases}
    others = (fold_word(word) for phrase in listed if HEARD_OTHERWISE.search(phrase) for word in phrase.split())
    return frozenset([*words("ordinary_words"), *words("further_words"), *listed, *others])


_OWN_LETTERS = 4
"""A shorter word of Latin letters may be one of any language."""


def _unquoted(text: str) -> str:
    return _APOSTROPHES.sub("", _INVISIBLE.sub("", text)).casefold()
