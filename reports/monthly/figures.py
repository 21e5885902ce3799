"""What the report of a month says: boards of partners and websites, beside the month before, with their doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from attribution import Role
from records.closed.closed_months import Closure
from records.firm import the_firm
from reports.closed.counting import closed_ranking
from reports.closed.listing import closures_within
from reports.closed.months import Month, month_closed
from reports.counting.periods import first_of_month
from reports.counting.questions import Measure, Of, Question, usual_role
from reports.counting.rankings import Figures, Ranking, Row, rank
from reports.money_kept import currencies_in_use
from reports.namesakes import in_full, namesakes
from reports.tables.description import Manner

SHOWN = 10
"""So many rows a board has; the others are one line, so that the lines still add up to the total."""
_UNKNOWN = {Role.INTRODUCED_BY: "Unknown", Role.ARRIVED_THROUGH: "Unknown, or no web visit"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its value now and in the month before, in millionths of a client or in minor units."""

    name: str
    value: int
    before: int
    manner: Manner = Manner.ROW
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The lines of one ranking. All but those within another add up to the total, which is the last line."""

    question: Question
    lines: Sequence[Line]
    leader_is_open: bool


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """All that the mail says. ``closure`` is that of the month if it is closed, ``closed_before`` of the one before.

    ``won`` are the won clients of the month and of the one before, in millionths. ``money`` has a board of partners
    and one of websites for each currency.
    """

    firm: str
    country: str
    first: date
    closure: Closure | None
    closed_before: bool
    clients: Sequence[Board]
    won: tuple[int, int]
    money: Sequence[tuple[str, Sequence[Board]]]


@dataclass(frozen=True, slots=True)
class _Told:
    """How a month is counted: from what its closing kept, or from the records of today."""

    first: date
    closure: Closure | None
    kept: Month | None

    def ranking(self, session: Session, question: Question) -> Ranking:
        asked = replace(question, start=self.first, end=first_of_month(self.first, 1) - timedelta(days=1))
        return closed_ranking(self.kept, asked) if self.kept else rank(session, asked)


def last_month(today: date) -> date:
    """The first day of the month before the one that a day is in."""
    return first_of_month(today, -1)


def monthly_report(session: Session, first: date) -> MonthlyReport:
    """The report of the month that begins on ``first``; a closed month is told as it was closed."""
    firm, now, before = the_firm(session), _told(session, first), _told(session, first_of_month(first, -1))
    boards: dict[tuple[str, Measure], list[Board]] = {}
    won, called = (0, 0), namesakes(session)
    for currency in _currencies(session, firm.currency, now, before):
        for of in (Of.PARTNERS, Of.WEBSITES):
            question = Question(currency=currency, of=of, role=usual_role(of))
            for measure in (Measure.CLIENTS, Measure.REVENUE):
                asked = replace(question, by=measure)
                found, earlier = now.ranking(session, asked), before.ranking(session, asked)
                boards.setdefault((currency, measure), []).append(_board(found, earlier, called))
                # Every client is in the total of every board, whatever the currency.
                won = (found.total.won, earlier.total.won)
    used = [code for code, measure in boards if measure is Measure.REVENUE]
    return MonthlyReport(
        firm=firm.name,
        country=firm.country,
        first=first,
        closure=now.closure,
        closed_before=before.closure is not None,
        clients=boards[firm.currency, Measure.CLIENTS],
        won=won,
        money=[
            (code, boards[code, Measure.REVENUE])
            for code in used
            if code == firm.currency or _says_something(boards[code, Measure.REVENUE])
        ],
    )


def _told(session: Session, first: date) -> _Told:
    closure = next(iter(closures_within(session, first, first)), None)
    return _Told(first, closure, month_closed(session, closure) if closure else None)


def _currencies(session: Session, own: str, *months: _Told) -> list[str]:
    """The firm's own currency first, then every other one with a payment, now or when a month was closed."""
    kept = {payment.currency for month in months if month.kept for payment in month.kept.payments}
    return [own, *sorted((kept | set(currencies_in_use(session, own))) - {own})]


def _says_something(boards: Sequence[Board]) -> bool:
    return any(line.value or line.before for board in boards for line in board.lines)


def _board(found: Ranking, earlier: Ranking, called: Mapping[int, str]) -> Board:
    by, question = found.question.by, found.question
    was = {row.id: row for row in earlier.rows}
    # Who has nothing in this month any more stands after those who have, as a ranking of the month before would.
    gone = [
        Row(row.id, row.name, row.kind, Figures()) for row in earlier.rows if row.id not in {r.id for r in found.rows}
    ]
    rows = [
        (row, row.figures.of(by), was[row.id].figures.of(by) if row.id in was else 0) for row in (*found.rows, *gone)
    ]
    rows = [each for each in rows if each[1] or each[2]]
    lines = [
        Line(_named(row, called), value, before, place=place if value else None)
        for place, (row, value, before) in enumerate(rows[:SHOWN], start=1)
    ]
    if rest := rows[SHOWN:]:
        name = f"{len(rest)} more {question.of.value if len(rest) > 1 else question.of.value.removesuffix('s')}"
        lines.append(Line(name, sum(each[1] for each in rest), sum(each[2] for each in rest), Manner.APART))
    apart = [
        ("Other sources", "elsewhere", Manner.APART),
        (_UNKNOWN[question.role], "unknown", Manner.APART),
        ("In review", "in_review", Manner.APART),
        ("of which said and clicked disagree", "conflict", Manner.WITHIN),
        ("Total", "total", Manner.TOTAL),
    ]
    for name, part, manner in apart:
        value, before = getattr(found, part).of(by), getattr(earlier, part).of(by)
        if manner is not Manner.WITHIN or value or before:
            lines.append(Line(name, value, before, manner))
    return Board(question, lines, found.leader_is_open)


def _named(row: Row, called: Mapping[int, str]) -> str:
    """The name of a row; of a partner who has a namesake, with what tells them apart."""
    return in_full(row.name, called.get(int(row.id), "")) if row.id.isdecimal() else row.name
