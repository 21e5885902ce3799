"""The words of an answer in another script, as pieces: names of the directory, words that mean something, and the rest.

Chinese, Japanese and Korean run their words together. A name is found in them only as a whole: from the beginning of a
run or behind a word that is known, up to its end or to another such word. "李美玲" is no Meiling, and "이수진" no
Soo-jin Park.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from attribution.entries.directory import Directory
from attribution.entries.korean import surnames
from attribution.entries.spelt import Allowance, first_names, names_together, spelt_from, words_spelt
from attribution.names.roles import is_a_role
from attribution.words.abugidas import ABUGIDAS, may_end
from attribution.words.letters import (
    RUN_TOGETHER,
    is_half,
    letters_of,
    plainly_written,
    script_of,
)
from attribution.words.meanings import Meaning, meaning_of, meanings_from
from attribution.words.reading import is_a_word
from attribution.words.text import Token
from attribution.words.trades import titles, trade_words

_LONGEST_PHRASE = 3
_MOST_LOOKED_AT, _MANY_WAYS = 72, 4
"""So many words of one answer are spelt; one whose letters are written in many ways counts as several."""
_FEW_WAYS = frozenset({"cyrillic", "greek", "hangul", "ethiopic", "armenian", "georgian"})
_MOST_OF_A_RUN = 60
"""So many letters of a run without spaces are looked at."""
_MOST_PAIRS = 400
"""So many pairs of a surname and a first name are compared there: more mean no name."""
_SHORTEST_NAME, _LONGEST_NAME, _LONGEST_OF_SIGNS = 2, 12, 30
"""How many letters a name in a run has; the last where vowels and tones are letters of their own."""
_MOST_GIVEN = 3
_TELLING = 4
"""A shorter word with a meaning is no name."""
_MOST = 200
"""So many entries of one surname and first name are compared."""
_LATIN_OR_NOT = re.compile(r"[!-~]+|[^!-~]+")
_JOINTS = frozenset({"", '"', "״", "-", "־"})
"""What may stand between the words of a phrase."""
_INVISIBLE = re.compile("[\u200b-\u200f]+")
_RESPECT = frozenset({"씨", "님"})
"""Words of one syllable by which Koreans are called."""
Names = tuple[tuple[str, ...], ...]


class Piece(NamedTuple):
    """What stands at one place of the answer, as a token of its own.

    ``names`` are the names of the directory that it may be, each of one or more words; ``meaning`` is None where it is
    not known, or where it is a name.
    """

    token: Token
    names: Names = ()
    meaning: Meaning | None = None


def pieces_of(tokens: Sequence[Token], directory: Directory) -> list[Piece]:
    """The pieces of an answer in order; of a word in Latin letters nothing is said."""
    pieces: list[Piece] = []
    allowed = Allowance()
    place = looked_at = 0
    while place < len(tokens):
        token = tokens[place]
        script = "" if token.is_host else script_of(token.raw)
        after = place + 1
        looked_at += 0 if not script else 1 if script in _FEW_WAYS else _MANY_WAYS
        if not script or looked_at > _MOST_LOOKED_AT:
            pieces.append(Piece(token))
        elif script in RUN_TOGETHER:
            pieces += _of_a_run(token, script, directory, allowed)
        else:
            after, piece = _of_words(place, tokens, directory, allowed)
            pieces.append(piece)
        place = after
    return [_settled(at, pieces, directory) for at in range(len(pieces))]


def _of_words(place: int, tokens: Sequence[Token], directory: Directory, allowed: Allowance) -> tuple[int, Piece]:
    """The piece that begins at a word, and where the next one begins."""
    for many in range(min(_LONGEST_PHRASE, len(tokens) - place), 1, -1):
        words = tokens[place : place + many]
        if all(word.before.strip() in _JOINTS for word in words[1:]):
            meaning = meaning_of(" ".join([word.raw for word in words]))
            if meaning is not None:
                return place + many, Piece(_together(words), (), meaning)
    token, following = tokens[place], tokens[place + 1 : place + 2]
    if following and is_half(token.raw) and (names := words_spelt(token.raw + following[0].raw, directory, allowed)):
        return place + 2, Piece(_together([token, *following]), tuple((name,) for name in names))
    names = words_spelt(token.raw, directory, allowed)
    return place + 1, Piece(token, tuple((name,) for name in names), meaning_of(token.raw))


def _together(words: Sequence[Token]) -> Token:
    return replace(words[0], raw=" ".join([word.raw for word in words]), end=words[-1].end)


def _settled(at: int, pieces: list[Piece], directory: Directory) -> Piece:
    """A piece that is a name or means something: a trade is a name beside another one ("Haddad" is a blacksmith)."""
    piece = pieces[at]
    beside = pieces[max(0, at - 1) : at] + pieces[at + 1 : at + 2]
    kept = tuple(name for name in piece.names if not _is_only_a_word(name, beside, directory))
    if not kept or piece.meaning is None:
        return piece._replace(names=kept)
    trade = piece.meaning if len(piece.meaning) == 1 and len(piece.token.raw) >= _TELLING else ()
    named = not trade_words().isdisjoint(trade) and any(each.names and each.meaning is None for each in beside)
    return Piece(piece.token, kept) if named else piece._replace(names=())


def _is_only_a_word(name: tuple[str, ...], beside: list[Piece], directory: Directory) -> bool:
    """Whether a word of a firm is one of English, which hardly anybody spells by sound, unless another word of the firm
    stands beside it."""
    word = name[0]
    if len(name) > 1 or not is_a_word(word):
        return False
    cards = directory.cards(directory.first_with(word))
    if any(word in card.given or word in card.surname for card in cards):
        return False
    others = {other for each in beside for other in (*(each.meaning or ()), *(names[0] for names in each.names))}
    return all(others.isdisjoint(card.firm) for card in cards)


def _of_a_run(token: Token, script: str, directory: Directory, allowed: Allowance) -> Iterator[Piece]:
    """The pieces of a token whose words run together."""
    if script in ABUGIDAS and (borders := list(_INVISIBLE.finditer(token.raw))):
        # Khmer and Burmese part words by spaces without width.
        places = [0, *(place for border in borders for place in border.span()), len(token.raw)]
        for low, high in zip(places[::2], places[1::2], strict=True):
            if low < high:
                yield from _of_a_run(_part(token, low, high), script, directory, allowed)
        return
    plain = plainly_written(token.raw)
    if len(plain) != len(token.raw):
        yield Piece(token)  # Half-width letters: their places are not known.
        return
    pieces = list(_pieces_of_a_run(token, _Run(token.raw, plain[:_MOST_OF_A_RUN], script, directory, allowed)))
    if script in ABUGIDAS and len(pieces) > 1 and all(piece.meaning == () and not piece.names for piece in pieces):
        pieces = [Piece(token)]  # Nothing but grammar may be a name: "มานะ" is Mana, and not "come" with "please".
    yield from pieces


def _pieces_of_a_run(token: Token, run: "_Run") -> Iterator[Piece]:
    unknown = at = 0
    while at < len(run.plain):
        # After letters of which nothing is known a name does not begin, and one letter is no grammar.
        known = at == unknown
        word = run.word_here(at, known=known)
        name = run.name(at) if known or run.begins_a_word(at) else None
        if name is None and word is None:
            at += 1
            continue
        yield from _unknown(token, unknown, at)
        if name is not None and (word is None or name[-1][1] > word[0]):
            yield from [Piece(_part(token, low, high), names) for low, high, names in name]
            at = name[-1][1]
        elif word is not None:
            yield Piece(_part(token, at, word[0]), (), word[1])
            at = word[0]
        unknown = at
    yield from _unknown(token, unknown, len(token.raw))


def _unknown(token: Token, low: int, high: int) -> Iterator[Piece]:
    """Letters of which nothing is known, apart from words in Latin letters among them."""
    for part in _LATIN_OR_NOT.finditer(token.raw, low, high):
        yield Piece(_part(token, part.start(), part.end()))


def _part(token: Token, low: int, high: int) -> Token:
    if low == 0 and high == len(token.raw):
        return token
    raw, start = token.raw[low:high], token.start
    before = token.before if low == 0 else ""
    return replace(token, text=raw.casefold(), raw=raw, start=start + low, end=start + high, before=before)


def is_hiragana(letter: str) -> bool:
    """Whether a letter is of those in which Japanese writes grammar and the endings of words."""
    return "\u3041" <= letter <= "\u3096"


class _Run:
    """Words that run together, and what may begin at each of their letters."""

    def __init__(self, written: str, plain: str, script: str, directory: Directory, allowed: Allowance) -> None:
        self.written, self.plain, self.script, self.directory, self.allowed = written, plain, script, directory, allowed
        self._ends: dict[int, dict[int, Names]] = {}

    def word_here(self, at: int, *, known: bool) -> tuple[int, Meaning] | None:
        """The known word that begins at a letter. One letter is no grammar at the start; and in what is not known short
        words of these scripts stand by chance."""
        if self.script not in ABUGIDAS:
            return self.word(at, 1 if at and known else _SHORTEST_NAME)
        word = self.word(at, 1 if known else _TELLING) if at == 0 or self._may_end(at) else None
        # What Burmese has for grammar stands behind a word: before one it is a part of a name.
        grammar = (
            self.script == "burmese" and at == 0 and word is not None and word[1] == () and word[0] < len(self.plain)
        )
        return None if grammar else word

    def word(self, at: int, shortest: int) -> tuple[int, Meaning] | None:
        """The longest known word that begins at a letter, and where it ends."""
        found = ((end, said) for end, said in meanings_from(self.plain, at) if end - at >= shortest)
        return next(((end, said) for end, said in found if self._may_end(end)), None)

    def _may_end(self, end: int) -> bool:
        return self.script not in ABUGIDAS or may_end(self.plain, end)

    def begins_a_word(self, at: int) -> bool:
        """Whether Japanese goes over from the endings of a word, in hiragana, to another word in other characters."""
        return at > 0 and is_hiragana(self.written[at - 1]) and not is_hiragana(self.written[at])

    def name(self, at: int) -> list[tuple[int, int, Names]] | None:
        """The longest name that begins at a letter and after which the run ends or a known word begins: the whole one
        of somebody, or a single one. Its parts, with what each may be."""
        whole = [parts for parts in self._whole(at) if self._ends_there(parts[-1][1])]
        if whole:
            return max(whole, key=lambda parts: parts[-1][1])
        for end, names in sorted(self._spelt(at).items(), reverse=True):
            if end - at >= _SHORTEST_NAME and self._ends_there(end):
                return [(at, end, names)]
        named: Names = ()
        if self.plain[at] in surnames():
            named = self._surnames(at) if at + 1 == len(self.plain) or self._is_addressed(at + 1) else ()
        elif len(self.plain) == 1 or self._is_addressed(at + 1):
            named = self._spelt(at).get(at + 1, ())
        return [(at, at + 1, named)] if named else None

    def _ends_there(self, end: int) -> bool:
        return self._may_end(end) and (end >= len(self.plain) or self.word(end, 1) is not None)

    def _is_addressed(self, end: int) -> bool:
        """Whether behind a surname stands what people are called by: "张老板", "許醫生", "최 집사님"."""
        word = self.word(end, 1)
        if word is None:
            return False
        return self.plain[end] in _RESPECT or (bool(word[1]) and (word[1][0] in titles() or is_a_role(word[1][-1])))

    def _whole(self, at: int) -> Iterator[list[tuple[int, int, Names]]]:
        """A surname and a first name of somebody in the directory, side by side in their own order."""
        hangul = self.script == "hangul"
        for middle, surname in [(at + 1, self._surnames(at))] if hangul else self._spelt(at).items():
            if not surname or middle >= len(self.plain):
                continue
            for end, given in self._spelt(middle).items():
                if self.script in ABUGIDAS and len(surname) * len(given) > _MOST_PAIRS:
                    continue
                short = end - middle == 1
                pairs = [
                    (last, first) for last in surname for first in given if self._are_one(last, first, short=short)
                ]
                if pairs and not (hangul and end - middle > _MOST_GIVEN and len(self.plain) == end):
                    last, first = zip(*pairs, strict=True)
                    yield [(at, middle, tuple(dict.fromkeys(last))), (middle, end, tuple(dict.fromkeys(first)))]

    def _are_one(self, last: tuple[str, ...], first: tuple[str, ...], *, short: bool) -> bool:
        """Whether somebody has both as surname and first name. One syllable is no half of a first name of two:
        "张伟" is no Wai-Yin Cheung. Burmese names are never turned: "မြင့်အောင်" is no Aung Myint."""
        ids = self.directory.ids_with(last[0]) & self.directory.ids_with(first[0])
        for card in self.directory.cards(sorted(ids)[:_MOST]):
            names = {*card.given, *card.surname}
            if self.script == "burmese" and (last[0] not in card.given or first[0] not in card.surname):
                continue
            if last[0] in names and first[0] in names and not (short and len(first_names(card)) > 1):
                return True
        return False

    def _surnames(self, at: int) -> Names:
        """The spellings of a Korean surname that the directory has."""
        return tuple((name,) for name in surnames().get(self.plain[at], ()) if self.directory.ids_with(name))

    def _spelt(self, at: int) -> dict[int, Names]:
        """The names that may be spelt from a letter on, by the letter before which each ends."""
        known = self._ends.get(at)
        if known is None:
            if self.script in ABUGIDAS and not self.allowed.take_a_place():
                return {}
            known = self._ends[at] = self._found_from(at)
        return known

    def _found_from(self, at: int) -> dict[int, Names]:
        rest = self.plain[at : at + (_LONGEST_OF_SIGNS if self.script in ABUGIDAS else _LONGEST_NAME)]
        counts = [count for count in range(1, len(rest) + 1) if self._may_end(at + count)]
        borders = {len(letters_of(rest[:count], self.script)): at + count for count in counts}
        ends = spelt_from(rest, self.script, frozenset(borders), self.directory, self.allowed)
        _, together = names_together(self.directory)
        return {
            borders[end]: tuple(together.get(word, (word,)) for word in sorted(words)) for end, words in ends.items()
        }
