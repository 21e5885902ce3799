"""Which exported period speaks for a day, where several do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Exported:
    """A period of an export, both ends inclusive."""

    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_on - self.starts_on).days + 1


@dataclass(frozen=True, slots=True)
class Spoken:
    """The days from ``start`` to ``end``, for which one export speaks."""

    start: date
    end: date
    exported: Exported


@dataclass(slots=True)
class Days:
    """Every day of a period that an export speaks for, in order and each once."""

    spoken: Sequence[Spoken] = field(default_factory=list)

    def of(self, day: date) -> Exported | None:
        """The export that speaks for a day, None if none does."""
        return next((each.exported for each in self.spoken if each.start <= day <= each.end), None)

    def used(self) -> list[Exported]:
        """The exports that speak for any day, the oldest first."""
        return sorted({each.exported for each in self.spoken})


def days_spoken_for(exports: Iterable[Exported], start: date | None, end: date | None) -> Days:
    """Which export speaks for which days from ``start`` to ``end`` (None is without end).

    The shortest that has the day does, because it says most about it; of two as short the later one. So no day, and
    no client who came on it, is ever counted twice.
    """
    there = list(exports)
    # By their numbers, because the day after the last one of the calendar is no date.
    edges = {each.starts_on.toordinal() for each in there} | {each.ends_on.toordinal() + 1 for each in there}
    edges |= {start.toordinal()} if start else set()
    edges |= {end.toordinal() + 1} if end else set()
    spoken = []
    for begins, after in pairwise(sorted(edges)):
        first, last = date.fromordinal(begins), date.fromordinal(after - 1)
        if (start and first < start) or (end and last > end):
            continue
        having = [each for each in there if each.starts_on <= first and last <= each.ends_on]
        if having:
            spoken.append(Spoken(first, last, min(having, key=lambda each: (each.days, -each.starts_on.toordinal()))))
    return Days(spoken)
