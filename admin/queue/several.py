"""Several sources for one answer: names as they are typed, each with its part in hundredths, or all in equal parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from attribution import WHOLE, choice_for
from records.clients import Client
from records.db import db
from records.reviews.choosing import FromClient, Known, New, One, Part, Several
from records.reviews.reviewing import equal_shares
from records.sources import Source
from reports.clients.directory_search import meant_by

ROWS = 4
_PERCENT = WHOLE // 100


@dataclass(slots=True)
class Row:
    """One line: what was typed, and, where the name can mean several, the words that each of them is sent by."""

    number: int
    name: str = ""
    percent: str = ""
    which: str = ""
    error: str = ""
    meant: list[tuple[str, Source | Client]] = field(default_factory=list)


def rows_sent(sent: Mapping[str, str]) -> list[Row]:
    """The lines as they were typed."""
    typed = [
        tuple(" ".join(sent.get(f"{name}-{number}", "").split())[:200] for name in ("who", "part", "which"))
        for number in range(1, ROWS + 1)
    ]
    return [Row(number, who, part, which) for number, (who, part, which) in enumerate(typed, start=1)]


def several_of(rows: list[Row], own: int) -> Several | None:
    """What the lines mean; None, with the errors on them, if that is not clear. Nobody is their ``own`` source."""
    filled = [row for row in rows if row.name]
    chosen = [_meant(row, own) for row in filled]
    before: list[One] = []
    for row, one in zip(filled, chosen, strict=True):
        if one in before:
            row.error = "This one is named above already."
        elif one:
            before.append(one)
    if len(filled) < 2:
        rows[len(filled)].error = "Name at least two, or choose one above."
    shares = _shares(filled)
    if any(row.error for row in rows) or shares is None:
        return None
    return Several(tuple(Part(one, share) for one, share in zip(chosen, shares, strict=True) if one))


def _meant(row: Row, own: int) -> One | None:
    meant = meant_by(db.session(), row.name)
    row.meant = list(_words(meant.sources, meant.clients))
    by_word: dict[str, Source | Client] = dict(row.meant)
    picked = by_word.get(row.which) or (row.meant[0][1] if meant.is_sure else None)
    if isinstance(picked, Client) and picked.id == own:
        row.error = "Nobody is their own source."
        return None
    if picked is not None:
        row.which = next(word for word, each in row.meant if each is picked)
        row.meant = [] if meant.is_sure else row.meant
        return Known(picked) if isinstance(picked, Source) else FromClient(picked)
    if row.meant:
        row.error = f"Who is meant by “{row.name}”?"
        return None
    known = choice_for(row.name)
    if known and known.source:
        return New(name=known.source.name, kind=known.source.kind)
    row.error = f"Nobody is called “{row.name}”. Add them under “Somebody or something new” first."
    return None


def _words(sources: Sequence[Source], clients: Sequence[Client]) -> Iterator[tuple[str, Source | Client]]:
    yield from ((f"source {each.id}", each) for each in sources)
    yield from ((f"client {each.id}", each) for each in clients)


def _shares(filled: list[Row]) -> list[int] | None:
    """The parts in millionths: equal if none is typed, else as typed, which have to add up to 100."""
    typed = [row.percent.removesuffix("%").strip() for row in filled]
    if not any(typed):
        return equal_shares(len(filled)) if filled else None
    for row, percent in zip(filled, typed, strict=True):
        if not (percent.isascii() and percent.isdigit() and 0 < int(percent[:4]) < 100 and len(percent) < 3):
            row.error = row.error or "Type a whole number from 1 to 99, or leave all parts blank."
    if any(row.error for row in filled):
        return None
    parts = [int(percent) for percent in typed]
    if sum(parts) != 100:
        filled[-1].error = f"The parts add up to {sum(parts)}, and not to 100."
        return None
    return [part * _PERCENT for part in parts]
