"""What a word beside a search phrase is: a verb of searching, an engine, a device, somebody, a trade, or another."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from attribution.model import Kind
from attribution.tables import table, words
from attribution.words.media import all_media
from attribution.words.reading import stop_words
from attribution.words.text import fold
from attribution.words.trades import trades_in


def classes_of(plain: Sequence[str]) -> list[str]:
    """The class of each word; a name of several words gives its own to all of them."""
    classes = [_class_of(word) for word in plain]
    for start, end, _ in trades_in(plain):
        for place in range(start, end):
            if classes[place] in {"ordinary", "word", "name", "rare"}:
                classes[place] = "trade"
    names = _long_names()
    for place, word in enumerate(plain):
        for name, kind in names.get(word, ()):
            if tuple(plain[place : place + len(name)]) == name:
                classes[place : place + len(name)] = [kind] * len(name)
                break
    if not _SENSES.isdisjoint(plain):
        for place, word in enumerate(plain):
            beside = (plain[place - 1] if place else "", plain[place + 1] if place + 1 < len(plain) else "")
            if word == "u" and beside[1] in {"visa", "visas"}:
                classes[place] = "word"  # The name of a visa, and not "you".
            elif word == "hit" and beside[1] == "by":
                classes[place] = "word"  # What happened to the client, and nothing that came up.
            elif word == "bc" and beside[1] not in _GROUNDS:
                classes[place] = "word"  # The province, and not "because".
            elif word == "yell" and beside[0] in {"on", "from", "via"}:
                classes[place] = "site"
    return classes


_SENSES = frozenset({"u", "hit", "yell", "bc"})
"""Words whose class is another beside some words."""
_GROUNDS = frozenset(
    {"i", "im", "ive", "id", "my", "me", "we", "our", "you", "your", "youre", "u", "ur", "they", "their", "he", "she"}
    | {"hes", "shes", "it", "its", "the", "that", "thats", "this", "there", "theres", "a", "an", "no", "not", "of"}
    | {"nobody", "everyone", "everybody", "all", "why", "google", "siri", "reasons", "mum", "mom", "dad"}
)
"""What a reason begins with ("bc i needed one")."""


@lru_cache(maxsize=16_384)
def _class_of(word: str) -> str:  # noqa: PLR0911 - one list after another reads best as a ladder
    listed, beginnings = _listed()
    if word in listed:
        return listed[word]
    named = _short_names().get(word)
    if named:
        return named
    for length in range(min(len(word), 8), 2, -1):
        if word[:length] in beginnings:
            return beginnings[word[:length]]
    if any(c.isdigit() for c in word):
        return "digit"
    if word in stop_words():
        return "stop"
    if word in words("ordinary_words"):
        return "ordinary"
    if word in words("surnames") or word in words("first_names"):
        return "name"
    return "word" if word in words("further_words") else "rare"


@cache
def _listed() -> tuple[dict[str, str], dict[str, str]]:
    """The classes of listed words, and of beginnings of words."""
    exact: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for name, listed in table("phrases")["classes"].items():
        for word in listed:
            if word.endswith("*"):
                beginnings.setdefault(word[:-1], name)
            else:
                exact.setdefault(word, name)
    return exact, beginnings


_CLASS_OF_KIND = {Kind.SEARCH_ENGINE: "engine", Kind.AI_ASSISTANT: "assistant", Kind.ADVERTISEMENT: "advert"}


@cache
def _names() -> dict[tuple[str, ...], str]:
    """The names of media by their words, with the class of their kind."""
    names: dict[tuple[str, ...], str] = {}
    for medium in all_media():
        if medium.lists:
            continue  # An insurer is no place to search in.
        kind = _CLASS_OF_KIND.get(medium.kind, "site")
        careful = medium.says_carefully if kind == "assistant" else ()
        for spelling in (*medium.spellings, *careful):
            name = tuple(fold(spelling).split())
            if name and not (len(name) == 1 and name[0] in words("ordinary_words") and kind != "engine"):
                names.setdefault(name, kind)
    return names


@cache
def _short_names() -> dict[str, str]:
    return {name[0]: kind for name, kind in _names().items() if len(name) == 1}


@cache
def _long_names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    long: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, kind in _names().items():
        if len(name) > 1 and kind in {"engine", "assistant", "site"}:
            long.setdefault(name[0], []).append((name, kind))
    for named in long.values():
        named.sort(key=lambda pair: -len(pair[0]))
    return long


def speaks_of_searching(low: str) -> bool:
    """Whether anything in a text of lower case, with a blank before it, is a sign that a search may be told."""
    return _signs().search(low) is not None


@cache
def _signs() -> re.Pattern[str]:
    """An expression for any of the parts of words without which no phrase is looked for."""
    return re.compile(_any_of(table("phrases")["signs"]["parts"]))


def _any_of(parts: Iterable[str]) -> str:
    """An expression for any of several texts, letter by letter: what begins alike is looked at once."""
    following: dict[str, list[str]] = {}
    for part in parts:
        following.setdefault(part[:1], []).append(part[1:])
    if "" in following:
        return ""  # One of them ends here, so that nothing more has to follow.
    return f"(?:{'|'.join(re.escape(letter) + _any_of(rest) for letter, rest in following.items())})"
