"""Words of other languages that stand around a name, in everyday English: relations, trades, honorifics, grammar.

The table is ``data/meanings.toml``. It is asked only of answers in another script that name somebody of the directory.
"""

from collections.abc import Iterator
from functools import cache

from attribution.tables import table
from attribution.words.letters import plainly_written, script_of, without_ending, without_what_is_before

Meaning = tuple[str, ...]
"""English words; none for grammar that English does without."""
_SHORTEST = 3
"""So many letters are left of a word whose grammar is taken off."""


def meaning_of(raw: str) -> Meaning | None:
    """What a word or a phrase means, also with its grammar; None where the table does not know it."""
    plain, script = plainly_written(raw), script_of(raw)
    found = _known(plain)
    if found is not None:
        return found
    for bare in (*without_what_is_before(plain, script), *without_ending(plain, script)):
        if len(bare) >= _SHORTEST and (found := _known(bare)) is not None:
            return found
    return None


def meanings_from(plain: str, start: int) -> Iterator[tuple[int, Meaning]]:
    """The words that begin at a place of a run without spaces, the longest first, with where each ends."""
    words, _ = _table()
    for size in _sizes().get(plain[start : start + 1], ()):
        end = start + size
        if end <= len(plain) and (found := words.get(plain[start:end])) is not None:
            yield end, found


def _known(plain: str) -> Meaning | None:
    words, beginnings = _table()
    found = words.get(plain)
    if found is None and " " not in plain:
        found = next((meant for beginning, meant in beginnings if plain.startswith(beginning)), None)
    return found


@cache
def _sizes() -> dict[str, list[int]]:
    """How many letters the words have, the most first, by their first letter."""
    sizes: dict[str, set[int]] = {}
    for word in _table()[0]:
        sizes.setdefault(word[0], set()).add(len(word))
    return {letter: sorted(several, reverse=True) for letter, several in sizes.items()}


@cache
def _table() -> tuple[dict[str, Meaning], list[tuple[str, Meaning]]]:
    """The meaning of each word, and of each beginning of words."""
    words: dict[str, Meaning] = {}
    beginnings: list[tuple[str, Meaning]] = []
    for english, said in table("meanings")["meanings"].items():
        meaning = tuple(english.split())
        for each in said.split():
            if each.endswith("*"):
                beginnings.append((plainly_written(each[:-1]), meaning))
            else:
                words[" ".join(map(plainly_written, each.split("_")))] = meaning
    return words, beginnings


_sizes()  # Read at import, with the letters that it is read by, so that the first such answer does not wait.
