"""The table of exports, checked when it is loaded; ``exports.toml`` says what its words mean."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from records.importing.files.styles import Days, Numbers

FIELDS = frozenset({"ref", "client", "amount", "minus", "currency", "on"})
KINDS = {"billed": ("billed",), "received": ("received",), "both": ("billed", "received")}
"""What kinds of money a row is: a sale that is paid at once is both."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the word of a type says: the kinds of money, and whether its sign is said too (1 in, -1 back, 0 neither)."""

    kinds: tuple[str, ...]
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where the columns are known from; ``whose`` is vendor, or seen (in others' published files and programs)."""

    address: str
    whose: str
    says: str


@dataclass(frozen=True, slots=True)
class Types:
    """Which column says what kind of document a row is; ``usual`` is what a file without that column has.

    ``called`` is what another export of the vendor calls the same kind.
    """

    column: Sequence[str]
    words: Mapping[str, Meaning]
    usual: Meaning | None = None
    called: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counting:
    """Which column says how far a document has come, and with which words it counts."""

    column: Sequence[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Once:
    """Rows under each other with one number are one document: their amounts are added, or the first is taken."""

    by: Sequence[str]
    adds: bool
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Refund:
    """The columns of what went back within a payment, and what is put behind the payment's ref."""

    amount: Sequence[str]
    on: Sequence[str]
    ref: str


@dataclass(frozen=True, slots=True)
class Back:
    """Rows that give back money of another row: which columns name that one and the refund.

    ``types`` are the words of the type that say so, each with whether it says that a refund failed.
    """

    charge: Sequence[str]
    number: Sequence[str]
    types: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Export:
    """One export of one program.

    ``wants`` are columns that the program may leave out but without which the file is refused; ``without`` says why.
    """

    id: str
    vendor: str
    name: str
    where: str
    needs: Sequence[Sequence[str]]
    fields: Mapping[str, Sequence[str]]
    sources: Sequence[Source]
    lacks: Sequence[str] = ()
    usual: Meaning | None = None
    types: Types | None = None
    counts: Counting | None = None
    once: Once | None = None
    refund: Refund | None = None
    back: Back | None = None
    wants: Sequence[str] = ()
    without: str = ""
    grouped: bool = False
    dates: Days | None = None
    numbers: Numbers | None = None
    zone: ZoneInfo | None = field(default=None, compare=False)

    @property
    def title(self) -> str:
        """How people know it: ``Stripe: payments``."""
        return f"{self.vendor}: {self.name}"

    @property
    def columns(self) -> list[str]:
        """The titles that it is known by and read from, each once."""
        found: dict[str, None] = {}
        for names in (*self.needs, self.wants, *self.fields.values()):
            found |= dict.fromkeys(names)
        return list(found)

    def lacking(self, titles: Sequence[str]) -> list[str]:
        """The columns that it must have and that are not among these titles."""
        there = {folded(title) for title in titles}
        return [title for title in self.wants if folded(title) not in there]


def folded(title: str) -> str:
    """A title without case, spaces and marks, but for # and %, which tell titles apart."""
    return "".join(each for each in title.casefold() if each.isalnum() or each in "#%")


def _meaning(word: str) -> Meaning:
    sign = {"-": -1, "+": 1}.get(word[-1], 0)
    return Meaning(KINDS[word.rstrip("+-")], sign)


def _export(given: dict[str, Any]) -> Export:
    unknown = set(given["fields"]) - FIELDS
    if unknown:
        raise ValueError(f"{given['id']} has unknown fields: {', '.join(sorted(unknown))}")
    usual = [name for name in ("billed", "received") if given.pop(name, False)]
    types, counts, once, refund, back = (
        given.pop(name, None) for name in ("types", "counts", "once", "refund", "back")
    )
    zone = given.pop("zone", None)
    return Export(
        **given
        | {
            "sources": [Source(**each) for each in given["sources"]],
            "dates": Days(given["dates"]) if "dates" in given else None,
            "numbers": Numbers(given["numbers"]) if "numbers" in given else None,
        },
        usual=Meaning(KINDS[usual[0]]) if usual else None,
        zone=ZoneInfo(zone) if zone else None,
        types=types
        and Types(
            types["column"],
            {word.casefold(): _meaning(said) for word, said in types["words"].items()},
            _meaning(types["usual"]) if "usual" in types else None,
            {word.casefold(): called for word, called in types.get("called", {}).items()},
        ),
        counts=counts and Counting(counts["column"], frozenset(map(str.casefold, counts["words"]))),
        once=once
        and Once(
            once["by"],
            {"sum": True, "first": False}[once["take"]],
            frozenset(map(str.casefold, once.get("unless", ()))),
        ),
        refund=refund and Refund(**refund),
        back=back
        and Back(
            back["charge"],
            back["number"],
            {word.casefold(): False for word in back["refunds"]} | {word.casefold(): True for word in back["failed"]},
        ),
    )


def _load() -> Sequence[Export]:
    read = tomllib.loads(Path(__file__).with_name("exports.toml").read_text("utf-8"))
    return [_export(given) for given in read["exports"]]


EXPORTS = _load()
