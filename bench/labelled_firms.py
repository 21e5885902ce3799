"""The labelled firms that are learnt from, and the further answers to some of them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

FIRMS = Path(__file__).resolve().parent / "firms"
TOLD = "_answers.jsonl"
MORE = "more"
"""The folder of further answers to the same firms, in which names that are not credited are many."""


class Labelled(NamedTuple):
    """A file of labelled answers, the partners whom they may name, and its name: the firm, or the firm and ``MORE``."""

    group: str
    partners: Path
    answers: Path


def files_to_fit() -> Iterator[Labelled]:
    """All of them, in the order of their names."""
    for folder, kind in (("fit", ""), (MORE, f" {MORE}")):
        for answers in sorted((FIRMS / folder).glob(f"*{TOLD}")):
            firm = answers.name.removesuffix(TOLD)
            yield Labelled(f"{firm}{kind}", FIRMS / "fit" / f"{firm}_partners.csv", answers)


@cache
def firms_to_fit() -> frozenset[str]:
    """The names of the firms."""
    return frozenset(each.group for each in files_to_fit() if each.answers.parent.name != MORE)
