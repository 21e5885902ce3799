"""The alias that a review may offer: words of the client that carry a name and lead to one source only."""

from attribution.cues import cue_words
from attribution.directory import Directory
from attribution.media import medium_called
from attribution.model import Entry
from attribution.reading import calendar, is_a_word, stop_words
from attribution.tables import words
from attribution.text import fold, tokens_of
from attribution.trades import titles, trades_in

_LONGEST = 80


def offered_alias(answer: str, span: tuple[int, int] | None, entry: Entry | None, directory: Directory) -> str | None:
    """The words at ``span`` if they may become another name of ``entry``, else None.

    Never relations ("my neighbour"), roles ("my dentist"), ordinary words, blanks, names of media, what the entry
    is called already, or words that fit another entry of the directory as well.
    """
    if span is None or not 0 <= span[0] < span[1] <= len(answer):
        return None
    offered = " ".join(answer[span[0] : span[1]].split())
    tokens = tokens_of(offered)
    if not tokens or len(offered) > _LONGEST or len(tokens) > 8:
        return None
    plain = [token.text for token in tokens]
    if not _carries_a_name(plain) or medium_called(fold(offered)) is not None:
        return None
    if entry is not None and fold(offered) in {fold(entry.name), *map(fold, (*entry.aliases, *entry.confirmed))}:
        return None
    return None if _fits_another(plain, entry, directory) else offered


def _carries_a_name(plain: list[str]) -> bool:
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
    named = [w for w in telling if not is_a_word(w) or w in words("first_names") or w in words("surnames")]
    return bool(named) or len(telling) > 1


def _fits_another(plain: list[str], entry: Entry | None, directory: Directory) -> bool:
    """Whether all the telling words belong to some other entry too."""
    telling = [word for word in plain if word not in stop_words() and word not in titles()]
    shared: set[str] | None = None
    for word in telling:
        ids = set(directory.ids_with(word))
        shared = ids if shared is None else shared & ids
    return bool((shared or set()) - ({entry.id} if entry else set()))
