"""How names are misspelt: one slip of the finger, or written as they sound."""

from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: row[max(0, place - 1) : place] + row[place + 1 : place + 2] for row in _ROWS for place, key in enumerate(row)
}
_BY_EAR = (
    ("ph", "f"), ("ck", "k"), ("ee", "ea"), ("ea", "ee"), ("ie", "ei"), ("ei", "ie"), ("ll", "l"), ("tt", "t"),
    ("ss", "s"), ("nn", "n"), ("mm", "m"), ("rr", "r"), ("dt", "t"), ("tz", "ts"), ("cz", "ch"), ("sz", "sh"),
    ("sch", "sh"), ("owski", "owsky"), ("son", "sen"), ("sen", "son"), ("er", "ar"), ("y", "i"), ("c", "k"), ("k", "c"),
    ("z", "s"), ("w", "v"), ("ou", "u"), ("ai", "ay"), ("ow", "ou"), ("mc", "mac"), ("ough", "off"), ("gh", "g"),
    ("wh", "w"), ("kn", "n"), ("ae", "e"), ("x", "ks"), ("j", "y"), ("ey", "y"), ("l", "ll"), ("n", "nn"),
)  # fmt: skip


def typo(word: str, rng: Random) -> str:
    """A word with one slip: a letter dropped, doubled, swapped with the next, or a neighbour on the keyboard hit."""
    place = rng.randrange(1, len(word)) if len(word) > 1 and rng.random() < 0.92 else 0
    letter = word[place]
    match rng.choices(("drop", "double", "swap", "neighbour"), (30, 20, 25, 25))[0]:
        case "drop" if len(word) > 3:
            return word[:place] + word[place + 1 :]
        case "swap" if place + 1 < len(word) and word[place + 1] != letter:
            return word[:place] + word[place + 1] + letter + word[place + 2 :]
        case "neighbour" if letter.lower() in _BESIDE:
            return word[:place] + rng.choice(_BESIDE[letter.lower()]) + word[place + 1 :]
        case _:
            return word[: place + 1] + letter.lower() + word[place + 1 :]


def by_ear(word: str, rng: Random) -> str | None:
    """A word written as it sounds, or None where nothing in it is written otherwise than it sounds."""
    low = word.lower()
    fitting = [pair for pair in _BY_EAR if low.find(pair[0], 1) >= 0]
    if not fitting:
        return None
    sound, written = rng.choice(fitting)
    place = low.find(sound, 1)
    return word[:place] + written + word[place + len(sound) :]


def misspelt(word: str, rng: Random) -> str | None:
    """A plain misspelling of a name of five letters or more: one slip, two in a long name, or by ear."""
    if len(word) < 5:
        return None
    if rng.random() < 0.35:
        heard = by_ear(word, rng)
        return heard if heard is not None and heard.lower() != word.lower() else None
    wrong = typo(word, rng)
    if len(word) >= 9 and rng.random() < 0.3:
        wrong = typo(wrong, rng)
    return wrong if wrong.lower() != word.lower() else None
