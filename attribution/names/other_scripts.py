"""An answer in another script that names somebody of the directory, read as if it were written in English.

Its names become the words of the directory that their letters may spell, and the words around them what they mean. All
that is asked of an answer is then asked of it as of any other, and the places in the raw answer stay. A word beside a
name of which nothing is known may be a name as well: somebody else's.
"""

from dataclasses import replace

from attribution.entries.directory import Directory
from attribution.names.pieces import Piece, is_hiragana, pieces_of
from attribution.words.letters import CALLED_BY_FIRST_NAMES, has_capitals, script_of
from attribution.words.reading import Reading, read_tokens
from attribution.words.text import Token
from attribution.words.trades import generic_firm_words, titles

_MARKS = str.maketrans(
    {"。": ".", "।": ".", "።": ".", "։": ".", "،": ",", "、": ",", "，": ",", "؟": "?", "・": " ", "·": " "}
)
"""Marks of other scripts, and the English ones that say the same."""

_TITLES_BEHIND = frozenset({"han", "hangul"})
"""The scripts in which a title stands behind the surname."""

_TITLES_AND_NAMES = (("mr",), ("mrs",))
"""What words mean that stand before a name, and may be one."""


def in_latin_letters(reading: Reading, directory: Directory) -> Reading:
    """The reading itself, or another one of the same answer where a name of the directory stands in another script."""
    if reading.answer.isascii() or not any(script_of(token.raw) for token in reading.tokens):
        return reading
    found = pieces_of(reading.tokens, directory)
    pieces = [_unless_it_goes_on(at, found) for at in range(len(found))]
    known = any(piece.meaning for piece in pieces)
    if not any(_is_telling(piece, directory) or (known and _is_a_latin_name(piece, directory)) for piece in pieces):
        reading.unspelt = _unspelt(reading)
        return reading
    tokens: list[Token] = []
    spelt: dict[int, tuple[str, ...]] = {}
    strange: set[int] = set()
    before = ""
    pieces = _titles_first(pieces)
    for number, piece in enumerate(pieces):
        before += piece.token.before.translate(_MARKS)
        for word, raw in _words(piece):
            if piece.names:
                single = len(piece.names[0]) == 1
                spelt[len(tokens)] = tuple(name[0] for name in piece.names) if single else (word,)
            elif piece.meaning is None and _may_be_a_name(raw) and not _goes_on(number, pieces):
                strange.add(len(tokens))
            tokens.append(replace(piece.token, text=word, raw=raw, before=before or " "))
            before = ""
    new = read_tokens(reading.answer, tokens)
    new.spelt, new.strange = spelt, frozenset(strange)
    new.unspelt = _unspelt(new)
    return new


def _unspelt(reading: Reading) -> frozenset[int]:
    return frozenset(place for place, token in enumerate(reading.tokens) if script_of(token.raw))


def _is_telling(piece: Piece, directory: Directory) -> bool:
    """Whether a piece names somebody, or a firm by a word of its own; a town or a trade is a word of any answer."""
    if piece.names:
        return not all(directory.is_city(name[0]) for name in piece.names)
    return any(
        directory.ids_with(word) and word not in generic_firm_words() and not directory.is_city(word)
        for word in piece.meaning or ()
    )


def _is_a_latin_name(piece: Piece, directory: Directory) -> bool:
    """Whether a word is a name of the directory in Latin letters: "我的牙医 Wu 推荐的"."""
    text, raw = piece.token.text, piece.token.raw
    if not raw.isascii() or not raw[:1].isupper() or piece.token.is_host or directory.is_city(text):
        return False
    return any(text in (*card.given, *card.surname) for card in directory.cards(directory.first_with(text)))


def _titles_first(pieces: list[Piece]) -> list[Piece]:
    """The pieces with each title before the surname behind which East Asia has it; both stand for the whole then, and
    what follows begins anew."""
    turned: list[Piece] = []
    for number, piece in enumerate(pieces):
        named = _is_run(piece) and piece.meaning and piece.meaning[0] in titles() and turned and turned[-1].names
        if not named or not _is_run(turned[-1]) or (number > 1 and pieces[number - 2].names):
            turned.append(piece)
            continue
        name = turned.pop()
        start, end = name.token.start, piece.token.end
        title = replace(piece.token, start=start, end=end, before=name.token.before)
        turned += [
            piece._replace(token=title),
            name._replace(token=replace(name.token, start=start, end=end, before="")),
            Piece(replace(piece.token, before=", "), (), ()),
        ]
    return turned


def _is_run(piece: Piece) -> bool:
    return script_of(piece.token.raw) in _TITLES_BEHIND


def _unless_it_goes_on(at: int, pieces: list[Piece]) -> Piece:
    """The piece, without a meaning where these scripts have a title behind a name and before none: "ဦး" is the Oo of
    "Aung Myint Oo" there, and "កញ្ញា" is called Kanha."""
    piece = pieces[at]
    if piece.meaning not in _TITLES_AND_NAMES or script_of(piece.token.raw) not in CALLED_BY_FIRST_NAMES:
        return piece
    named = at > 0 and bool(pieces[at - 1].names) and not piece.token.before.strip()
    followed = any(each.names for each in pieces[at + 1 : at + 2])
    return piece._replace(meaning=None) if named and not followed else piece


def _words(piece: Piece) -> list[tuple[str, str]]:
    """The words that stand for a piece, folded and as they might have been written."""
    if piece.names:
        return [(word, word.capitalize()) for word in piece.names[0]]
    if piece.meaning is not None:
        return [(word, word) for word in piece.meaning]
    text, raw = piece.token.text, piece.token.raw
    # In Latin letters it might be any word: の is "no".
    return [(text if has_capitals(raw) else raw.casefold(), raw)]


def _may_be_a_name(raw: str) -> bool:
    """Whether a word of which nothing is known may be a name: it has a capital, or its script has none."""
    return not has_capitals(raw) or (script_of(raw) != "" and raw[0].isupper())


def _goes_on(number: int, pieces: list[Piece]) -> bool:
    """Whether Japanese goes on from the endings of a word to another one: what stands before a name is none then."""
    token, following = pieces[number].token, pieces[number + 1 : number + 2]
    return bool(following) and following[0].token.start == token.end and is_hiragana(token.raw[-1])
