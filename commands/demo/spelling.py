"""How people write a name that they have only heard."""

import re
from random import Random

_SOUNDS = [
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "ei"),
    ("ei", "ie"),
    ("y", "i"),
    ("ll", "l"),
    ("tt", "t"),
    ("nn", "n"),
    ("o'", "o"),
]


def as_heard(name: str, chance: Random) -> str:
    """The name with one plain mistake in one of its longer words: a letter lost, doubled or swapped, or a sound."""
    words = name.split()
    long_enough = [place for place, word in enumerate(words) if len(word) > 4]
    if not long_enough:
        return name.lower()
    place = chance.choice(long_enough)
    words[place] = _mistaken(words[place], chance)
    return " ".join(words)


def _mistaken(word: str, chance: Random) -> str:
    sounds = [(sound, other) for sound, other in _SOUNDS if sound in word.lower()]
    if sounds and chance.random() < 0.5:
        sound, other = chance.choice(sounds)
        return re.sub(re.escape(sound), other, word, count=1, flags=re.IGNORECASE)
    # The first and the last letter are those that people get right.
    at = chance.randrange(1, len(word) - 2)
    mistakes = [
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]
    return chance.choice(mistakes)
