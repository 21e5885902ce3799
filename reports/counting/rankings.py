"""Rankings: which sources bring the most clients and the most money, with doubt in rows of its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, case, func, select, type_coerce
from sqlalchemy.orm import Session

from attribution import WHOLE, fold, slug
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage
from records.engine.many_values import among
from records.engine.once import once
from records.money.payments import Payment
from records.money.splitting import split
from records.sources import Source
from records.totals import behind
from reports.counting.counted import (
    came_in_period,
    counted,
    group_columns,
    kinds_ranked,
    payments_of,
    undivided,
)
from reports.counting.kept import is_kept, kept_by_source, kept_sums
from reports.counting.keyword_names import heads_of, shown_phrases
from reports.counting.questions import CreditRule, Measure, Of, Question


@dataclass(slots=True)
class Figures:
    """What one row sums: clients and won clients in millionths of a client, revenue in minor units."""

    clients: int = 0
    won: int = 0
    revenue: int = 0

    def add(self, other: "Figures") -> None:
        """Add another row's figures to these."""
        self.clients += other.clients
        self.won += other.won
        self.revenue += other.revenue

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.clients + other.clients, self.won + other.won, self.revenue + other.revenue)

    def of(self, measure: Measure) -> int:
        """The figure that a measure names."""
        return int(getattr(self, measure))


@dataclass(slots=True)
class Row:
    """One row of a ranking. ``share`` is its part of the total by the chosen measure, None if that is not positive."""

    id: str
    name: str
    kind: str
    figures: Figures
    rank: int = 0
    share: float | None = None


@dataclass(slots=True)
class Ranking:
    """A ranking: rows in order, and what has no row. Rows, elsewhere, unknown and in review add up to the total.

    ``conflict`` is a part of ``in_review``.
    """

    question: Question
    rows: list[Row] = field(default_factory=list)
    elsewhere: Figures = field(default_factory=Figures)
    unknown: Figures = field(default_factory=Figures)
    in_review: Figures = field(default_factory=Figures)
    conflict: Figures = field(default_factory=Figures)
    total: Figures = field(default_factory=Figures)

    @property
    def leader_is_open(self) -> bool:
        """Whether what waits for review is enough to change the first place."""
        measure = self.question.by
        leader = self.rows[0].figures.of(measure) if self.rows else 0
        second = self.rows[1].figures.of(measure) if len(self.rows) > 1 else 0
        waiting = self.in_review.of(measure)
        return waiting > 0 and second + waiting >= leader


Groups = dict[tuple[Any, ...], Any]
"""What is summed up for each group of credits."""
_APART = {
    Standing.CREDITED: ("elsewhere",),
    Standing.UNKNOWN: ("unknown",),
    Standing.IN_REVIEW: ("in_review",),
    Standing.CONFLICT: ("in_review", "conflict"),
}
"""Where what has no row of its own stands."""


def parts_of_group(session: Session, question: Question, groups: Groups) -> dict[tuple[Any, ...], tuple[str, ...]]:
    """In which parts of its ranking each group counts: its row, or where it stands without one, and the total."""
    places = _places(session, question, groups)
    apart = {standing: (*parts, "total") for standing, parts in _APART.items()}
    return {group: (places[group][0], "total") if group in places else apart[group[0]] for group in groups}


def rank(session: Session, question: Question) -> Ranking:
    """The ranking that a question asks for: from the kept totals where they answer it, else from the rows.

    Order: the chosen measure, then the other ones (revenue, clients, won), the largest first; then folded
    name, then id.
    """
    if is_kept(session, question):
        kept = ranked(session, question, _kept_groups(session, question))
        # What began to be summed up anew while the totals were read may have changed between two of them.
        if not behind(session):
            return kept
    return rank_rows(session, question)


def rank_rows(session: Session, question: Question) -> Ranking:
    """The same ranking from the rows themselves: the way for questions that no total answers, and the checker."""
    return ranked(session, question, _groups(session, question))


def figures_by_source(session: Session, question: Question, only: Sequence[int] | None = None) -> dict[int, Figures]:
    """The figures of every source that is credited, by its number: a ranking of sources without names and order.

    Of those of the numbers in ``only`` if they are given; figures of others may be among them all the same.
    """
    if is_kept(session, question):
        kept = kept_by_source(session, question, only)
        # What began to be summed up anew while the totals were read may have changed between two of them.
        if not behind(session):
            return {source: Figures(clients, won, money) for source, clients, won, money in kept}
    sums: dict[int, Figures] = defaultdict(Figures)
    for group, figures in _groups(session, question):
        if group[0] is Standing.CREDITED and group[1] is not None:
            sums[group[1]].add(figures)
    return sums


def ranked(session: Session, question: Question, groups: Iterable[tuple[tuple[Any, ...], Figures]]) -> Ranking:
    """The ranking of these sums: the columns of ``group_columns`` with figures, a group as often as one likes."""
    ranking = Ranking(question)
    sums: dict[tuple[Any, ...], Figures] = {}
    for group, figures in groups:
        sums[group] = sums[group] + figures if group in sums else figures
    rows: dict[str, Row] = {}
    places = _places(session, question, sums)
    for group, figures in sums.items():
        ranking.total.add(figures)
        place = places.get(group)
        if place is None:
            for part in _APART[group[0]]:
                getattr(ranking, part).add(figures)
        elif place[0] in rows:
            rows[place[0]].figures += figures
        else:
            rows[place[0]] = Row(*place, figures)
    ranking.rows = _ordered([row for row in rows.values() if _shows(row.figures)], question.by)
    total = ranking.total.of(question.by)
    for number, row in enumerate(ranking.rows, start=1):
        row.rank = number
        row.share = row.figures.of(question.by) / total if total > 0 else None
    return ranking


def _kept_groups(session: Session, question: Question) -> Iterator[tuple[tuple[Any, ...], Figures]]:
    """The sums per group from the kept totals."""
    for group, clients, won, amount in kept_sums(session, question):
        yield group, Figures(clients, won, amount)


def _groups(session: Session, question: Question) -> Iterator[tuple[tuple[Any, ...], Figures]]:
    """Partial sums per group; a group may come several times."""
    columns = group_columns(question)
    share: Any = WHOLE if question.credit is CreditRule.FIRST else Credit.share
    won = case((Client.stage == Stage.WON, share), else_=0)
    clients = counted(question, *columns, func.sum(share), func.sum(won)).where(came_in_period(question))
    for row in session.execute(clients.group_by(*columns)):
        yield tuple(row[:-2]), Figures(clients=int(row[-2]), won=int(row[-1]))
    whole = payments_of(question, *columns, func.sum(Payment.amount)).group_by(*columns)
    if question.credit is CreditRule.SHARED:
        whole = whole.where(undivided())
    for row in session.execute(whole):
        yield tuple(row[:-1]), Figures(revenue=int(row[-1]))
    if question.credit is CreditRule.SHARED:
        for group, amount in shared_amounts(session, question, columns):
            yield group, Figures(revenue=amount)


def shared_amounts(
    session: Session, question: Question, columns: Sequence[Any]
) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Each payment of a client whom several share, split: the columns of the credit, and its amount."""
    parts = (
        payments_of(question, Payment.id, Payment.amount, Credit.share, *columns)
        .where(Credit.share != WHOLE)
        .order_by(Payment.id, Credit.position)
    )
    payment: list[Any] = []
    for part in session.execute(parts):
        if payment and payment[0][0] != part[0]:
            yield from _split_payment(payment)
            payment = []
        payment.append(part)
    if payment:
        yield from _split_payment(payment)


def _split_payment(parts: list[Any]) -> Iterator[tuple[tuple[Any, ...], int]]:
    amounts = split(parts[0][1], [part[2] for part in parts])
    for part, amount in zip(parts, amounts, strict=True):
        yield tuple(part[3:]), amount


def _places(session: Session, question: Question, groups: Groups) -> dict[tuple[Any, ...], tuple[str, str, str]]:
    """Id, name and kind of the row that each group belongs to, without the groups that have none of their own."""
    credited = [group for group in groups if group[0] is Standing.CREDITED]
    if question.of is Of.CHANNELS:
        return {group: (slug(group[1]), str(group[1]), "channel") for group in credited}
    ordered = sorted({group[1] for group in groups if group[1] is not None})
    if question.of is Of.KEYWORDS:
        heads = heads_of(session, ordered)
        shown = shown_phrases(session, set(heads.values()))
        said = {number: (under, shown[under]) for number, under in heads.items()}
        asked = [group for group in groups if group[1] is not None]
        return {group: (f"{said[group[1]][0]}-{group[2]}", said[group[1]][1], group[2]) for group in asked}
    kinds = kinds_ranked(question.of)
    rows = _named(session, ordered)
    return {group: rows[group[1]] for group in credited if group[1] in rows and rows[group[1]][2] in kinds}


def _named(session: Session, numbers: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """The sources of these numbers, and maybe more: a page often ranks the same ones for several questions."""
    nothing: dict[int, tuple[str, str, str]] = {}
    known = once(session, _named, lambda: nothing)
    missing = [number for number in numbers if number not in known]
    if missing:
        # As words, because making kinds of a thousand of them takes as long as to read them.
        kind = type_coerce(Source.kind, String)
        found = session.execute(select(Source.id, Source.name, kind).where(among(session, Source.id, missing)))
        known.update((number, (str(number), name, kind)) for number, name, kind in found)
    return known


def _shows(figures: Figures) -> bool:
    return bool(figures.clients or figures.won or figures.revenue)


def _ordered(rows: list[Row], by: Measure) -> list[Row]:
    # Folding a thousand names takes longer than everything else, and only equal rows are told apart by them.
    numbers = {row.id: _numbers(row, by) for row in rows}
    equal = Counter(numbers.values())
    return sorted(rows, key=lambda row: (numbers[row.id], _apart(row) if equal[numbers[row.id]] > 1 else ()))


def place_of(row: Row, by: Measure) -> tuple[Any, ...]:
    """What a row is put in order by: the measure, the other ones, folded name, id."""
    return _numbers(row, by), _apart(row)


def _apart(row: Row) -> tuple[str, int, str]:
    """What tells equal rows apart."""
    number = int(row.id.partition("-")[0]) if row.id[0].isdigit() else 0
    return fold(row.name), number, row.id


def _numbers(row: Row, by: Measure) -> tuple[int, ...]:
    clients, won, revenue = -row.figures.clients, -row.figures.won, -row.figures.revenue
    if by is Measure.REVENUE:
        return revenue, clients, won
    return (clients, revenue, won) if by is Measure.CLIENTS else (won, revenue, clients)
