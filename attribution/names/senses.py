"""The sort of each word of an answer (a name, a trade, a town), and the sense of those that tell of a source."""

from bisect import bisect_left
from functools import cache

from attribution.entries.directory import Directory
from attribution.tables import table, words
from attribution.words.reading import Reading, is_a_word, is_ordinary
from attribution.words.trades import titles


def word_senses(reading: Reading) -> list[str]:
    """For each word its sense, "" where it has none that tells; worked out once for an answer."""
    if not reading.senses:
        known = senses_in("senses")
        reading.senses = [known.get(word, "") for word in reading.full]
    return reading.senses


@cache
def senses_in(name: str) -> dict[str, str]:
    """The sense of each word that has one in the data file ``<name>.toml``; of several, the first."""
    senses: dict[str, str] = {}
    for sense, listed in table(name).items():
        for word in listed.lower().split():
            for form in _forms(word):
                senses.setdefault(form, sense)
    return senses


def _forms(word: str) -> tuple[str, ...]:
    """The word, and where it ends in a plus its regular forms too."""
    if not word.endswith("+"):
        return (word,)
    word = word[:-1]
    stem = word.removesuffix("e")
    return word, word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s"), stem + "ed", stem + "ing"


def word_classes(reading: Reading, directory: Directory) -> list[str]:
    """For each word its class if it is a name, a trade, a town or a relation, else the word itself.

    They are worked out once for an answer, when its cues and trades are those that count.
    """
    if not reading.classes:
        reading.classes = _classes(reading, directory)
    return reading.classes


def _classes(reading: Reading, directory: Directory) -> list[str]:
    classes: list[str] = []
    known, given = titles(), words("first_names")
    spoken = {p for low, high, _ in reading.trades for p in range(low, high)}
    kin = {p for cue in reading.of("relations") for p in range(cue.start, cue.end)}
    for place, word in enumerate(reading.words):
        if place in spoken:
            classes.append("(trade)")
        elif place in kin:
            classes.append("(kin)")
        elif word.isdigit():
            classes.append("(number)")
        elif word in known:
            classes.append("(title)")
        elif word in given and not is_ordinary(word):
            classes.append("(given)")
        elif directory.is_city(word):
            classes.append("(town)")
        elif not is_a_word(word):
            classes.append("(unknown)")
        else:
            classes.append(reading.full[place])
    return classes


def size(count: int) -> int:
    """A number of words in steps: up to 3, 8, 16, 40, and more."""
    return bisect_left(_STEPS, count)


_STEPS = (3, 8, 16, 40)
