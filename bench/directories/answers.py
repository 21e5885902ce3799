"""Labelled answers over a directory, family by family.

The labels follow from the words meant and from the rules of ``fits.py``, never from a matcher. An answer that people
would dispute is not asked; one whose words fit several rows is kept, as "shared name", about as often as it happens, so
that larger directories have more of them.
"""

from collections.abc import Callable
from itertools import accumulate
from random import Random

from bench.directories import naming, silence, telling
from bench.directories.asking import Asking, numbered
from bench.directories.labels import Labelled
from bench.directories.rows import Made

Family = Callable[[Asking], Labelled | None]

FAMILIES: dict[str, tuple[Family, int]] = {
    "exact": (naming.exact, 14),
    "typo": (naming.typo, 13),
    "nickname": (naming.nickname, 9),
    "first + firm": (naming.first_and_firm, 8),
    "initial": (naming.initial, 4),
    "sentence": (naming.sentence, 10),
    "part of firm": (naming.firm_part, 5),
    "title + firm": (naming.title_and_firm, 3),
    "surname + trade": (naming.surname_and_trade, 4),
    "first + trade": (naming.first_and_trade, 3),
    "told apart": (naming.told_apart, 2),
    "rare first name": (naming.rare_first_name, 1),
    "several": (telling.several, 4),
    "chain": (telling.chain, 2),
    "negation": (telling.negation, 3),
    "mention only": (telling.mention, 3),
    "unknown name": (silence.unknown_name, 6),
    "role only": (silence.role_only, 1),
    "common first name": (silence.common_first_name, 2),
    "shared surname": (silence.shared_surname, 1),
    "shared name": (silence.shared_name, 2),
    "nothing": (silence.nothing, 1),
    "other source": (silence.other_source, 1),
}
"""The families with their weights. Shared names and surnames both bear the label "shared name"."""

_TRIES = 300
"""A small directory may have no answer of a family, a large one few; after so many tries another family is asked."""


def make_answers(made: Made, count: int, *, seed: int) -> list[Labelled]:
    """So many labelled answers; the same arguments always give the same ones."""
    rng = Random(f"answers {made.pool} {len(made.rows)} {seed}")
    asking = Asking(made, rng)
    families = list(FAMILIES.values())
    weights = list(accumulate(weight for _, weight in families))
    found: list[Labelled] = []
    while len(found) < count:
        family, _ = rng.choices(families, cum_weights=weights)[0]
        label = next(filter(None, (family(asking) for _ in range(_TRIES))), None)
        if label is not None:
            found.append(numbered(label, len(found) + 1))
    return found
