"""The alias that a review may offer: words of the client that carry a name and lead to one source only."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from attribution.entries.directory import Directory
from attribution.model import Entry
from attribution.tables import words as names
from attribution.words.cues import cue_words
from attribution.words.media import medium_called
from attribution.words.nicknames import forms_of
from attribution.words.reading import calendar, is_a_word, stop_words
from attribution.words.text import fold, tokens_of
from attribution.words.trades import titles, trades_in

_LONGEST = 80


def offered_alias(answer: str, span: tuple[int, int] | None, entry: Entry | None, directory: Directory) -> str | None:
    """The words at ``span`` if they may become another name of ``entry``, else None.

    Never relations ("my neighbour"), roles ("my dentist"), ordinary words, blanks, names of media, what the entry
    is called already, or words that fit another entry of the directory as well.
    """
    if span is None or not 0 <= span[0] < span[1] <= len(answer):
        return None
    offered = " ".join(answer[span[0] : span[1]].split())
    if entry is not None and fold(offered) in {fold(entry.name), *map(fold, (*entry.aliases, *entry.confirmed))}:
        return None
    return offered if carries_a_name(offered) and not fits_another(offered, entry, directory) else None


def carries_a_name(words: str) -> bool:
    """Whether words can be somebody's name: no relation, role, ordinary words, blank, or name of a medium."""
    plain = [token.text for token in tokens_of(words)]
    if not plain or len(words) > _LONGEST or len(plain) > 8:
        return False
    return _has_a_name(plain) and not _names_a_medium(plain)


def is_bare_first_name(words: str) -> bool:
    """Whether words are a first name and nothing beside it, which anybody of that name could be."""
    telling = [token.text for token in tokens_of(words) if token.text not in titles()]
    return len(telling) == 1 and telling[0] in names("first_names")


def bare_first_name_in(answer: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The place of a first name alone: the one at ``span``, else the only one of the answer."""
    bare = [
        (token.start, token.end)
        for token in tokens_of(answer)
        if token.text in names("first_names") and (_is_name_word(token.text) or token.capital)
    ]
    if span is not None:
        bare = [place for place in bare if span[0] <= place[0] < span[1]]
    return bare[0] if len(bare) == 1 else None


def name_around(answer: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The place of the whole name in the answer: that of ``span`` with the name words beside it, else the longest one.

    A first name alone is nobody's in particular and gives None, as does an answer without two name words together.
    """
    tokens = tokens_of(answer)
    runs: list[list[int]] = []
    for place, token in enumerate(tokens):
        inside = span is not None and span[0] <= token.start < span[1]
        if not inside and not _is_name_word(token.text):
            continue
        if runs and runs[-1][-1] == place - 1 and not token.before.strip():
            runs[-1].append(place)
        else:
            runs.append([place])
    if span is not None:
        runs = [run for run in runs if any(span[0] <= tokens[place].start < span[1] for place in run)]
    run = max(runs, key=len, default=[])
    telling = [tokens[place].text for place in run if tokens[place].text not in titles()]
    if not telling or (len(telling) == 1 and (span is None or telling[0] in names("first_names"))):
        return None
    return tokens[run[0]].start, tokens[run[-1]].end


def _is_name_word(word: str) -> bool:
    if word in stop_words() or word in calendar() or word.isdigit():
        return False
    return word in titles() or not is_a_word(word) or word in names("first_names")


def _names_a_medium(plain: list[str]) -> bool:
    """Whether some words name a website or a kind of advertisement, however short."""
    return any(
        medium_called(" ".join(plain[start : start + size])) is not None
        for size in (1, 2, 3)
        for start in range(len(plain) - size + 1)
    )


def _has_a_name(plain: list[str]) -> bool:
    covered = {place for low, high, _ in trades_in(plain) for place in range(low, high)}
    relations = cue_words("relations") | cue_words("staff_of") | cue_words("relative_of")
    telling = [
        word
        for place, word in enumerate(plain)
        if place not in covered
        and word not in stop_words()
        and word not in titles()
        and word not in relations
        and word not in calendar()
        and len(word) > 1
        and not word.isdigit()
    ]
    named = [w for w in telling if not is_a_word(w) or w in names("first_names") or w in names("surnames")]
    return bool(named) or len(telling) > 1


def fits_another(words: str, entry: Entry | None, directory: Directory) -> bool:
    """Whether all the telling words belong to some other entry too, a first name also by its other forms."""
    plain = [token.text for token in tokens_of(words)]
    telling = [word for word in plain if word not in stop_words() and word not in titles()]
    shared: set[str] | None = None
    with directory.in_use() as still:
        for word in telling:
            ids = set(still.ids_with(word)).union(*(still.ids_with(form) for form in forms_of(word)))
            shared = ids if shared is None else shared & ids
    return bool((shared or set()) - ({entry.id} if entry else set()))


def nearest_spelling(said: str, spellings: Sequence[str]) -> int | None:
    """Which of an entry's spellings the words of an answer are: the same one, else the one with the fewest edits."""
    words = fold(said)
    distances = [(OSA.distance(words, fold(spelling)), place) for place, spelling in enumerate(spellings)]
    return min(distances)[1] if distances else None
