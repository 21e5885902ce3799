"""Quality or quantity: how many clients each partner brought, and what one of them is worth."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.sources import Partner, Relation
from reports.counting.questions import Count, Measure, Of, Question
from reports.counting.rankings import rank

FEW = 5
"""Below so many clients, what one of them is worth may be chance."""


@dataclass(frozen=True, slots=True)
class Point:
    """One partner: clients and won clients in millionths, money so far and per client in minor units."""

    source: int
    name: str
    relation: Relation
    clients: int
    won: int
    money: int

    @property
    def value(self) -> int:
        """Money so far by all clients who came, the lost ones too, to the nearest minor unit."""
        return round(Fraction(self.money * WHOLE, self.clients))

    @property
    def is_few(self) -> bool:
        """Whether there are too few clients for the value to say much."""
        return self.clients < FEW * WHOLE


@dataclass(frozen=True, slots=True)
class Picture:
    """All partners who brought somebody, those with the most money first, and the middle of both measures."""

    points: Sequence[Point]
    middle_clients: Fraction
    middle_value: Fraction

    def place(self, point: Point) -> tuple[bool, bool]:
        """Whether a partner brings more clients than the middle, and clients worth more than the middle."""
        return point.clients > self.middle_clients, point.value > self.middle_value


def picture(session: Session, question: Question) -> Picture:
    """The partners who brought somebody in the period, with all money so far of these clients."""
    asked = replace(question, of=Of.PARTNERS, count=Count.COHORT, by=Measure.REVENUE)
    known = session.execute(select(Partner.source_id, Partner.relation)).tuples()
    relations = {str(number): relation for number, relation in known}
    points = [
        Point(int(row.id), row.name, relations[row.id], row.figures.clients, row.figures.won, row.figures.revenue)
        for row in rank(session, asked).rows
        if row.figures.clients > 0 and row.id in relations
    ]
    return Picture(
        points,
        Fraction(median(point.clients for point in points)) if points else Fraction(0),
        Fraction(median(point.value for point in points)) if points else Fraction(0),
    )
