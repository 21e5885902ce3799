"""What first place gets, and the answers behind its numbers, as tables that can go out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Select
from sqlalchemy.orm import Session

from admin.ranked.asking import Asking
from admin.tables.covers import cover_by_rule
from records.answers.submissions import Submission
from reports.tables.description import Column, Kind, Manner, Row, Table

if TYPE_CHECKING:
    from admin.coverage.order import Line

RULE = (
    "The first answer from each page, chosen from a shuffled list; an exact test of how often the chosen answer stood "
    "first, against one of as many places as there are choices that move"
)
_AT_ONCE = 500


def order_table(ask: Asking, forms: Sequence["Line"], total: "Line") -> Table:
    """A row for each form, and the places of all together as a table of its own."""
    return Table(
        title="Does the first place pull answers",
        columns=[
            Column("Form", wide=True),
            Column("Answers", Kind.NUMBER),
            Column("In first place", Kind.NUMBER),
            Column("By chance", Kind.NUMBER),
            Column("Chance does as much", Kind.SHARE),
            Column("What follows", wide=True),
        ],
        rows=[*(_row(line) for line in forms), _row(total, Manner.TOTAL)],
        cover=cover_by_rule(ask.question, ask.period_in_words, RULE),
        sheet="By form",
        further=[
            Table(
                title="By place in the list",
                columns=[
                    Column("Place", Kind.NUMBER),
                    Column("Answers", Kind.NUMBER),
                    Column("By chance", Kind.NUMBER),
                ],
                rows=[Row((place, count, _rounded(chance))) for place, count, chance in total.counted.places],
                sheet="By place",
            )
        ],
    )


def answers_table(ask: Asking, session: Session, chosen: Select[tuple[Submission]], heading: str) -> Table:
    """The answers behind a number, all of them."""
    return Table(
        title=heading,
        columns=[
            Column("Client", wide=True),
            Column("Chose", wide=True),
            Column("Place", Kind.NUMBER),
            Column("Came", Kind.DAY),
        ],
        rows=_answers(session, chosen),
        cover=cover_by_rule(ask.question, ask.period_in_words, RULE),
        sheet="Answers",
    )


def _answers(session: Session, chosen: Select[tuple[Submission]]) -> Iterator[Row]:
    after = 0
    while some := session.scalars(chosen.offset(after).limit(_AT_ONCE)).all():
        after += len(some)
        for each in some:
            place = each.order_shown.index(each.choice) + 1 if each.choice in each.order_shown else None
            yield Row((each.client.name, each.choice_label, place, each.client.came_on))


def _row(line: "Line", manner: Manner = Manner.ROW) -> Row:
    counted = line.counted
    chance = float(counted.chance) if counted.answers else None
    return Row((line.name, counted.answers, counted.first, _rounded(counted.expected), chance, line.sentence), manner)


def _rounded(number: object) -> float:
    return round(float(number), 2)  # type: ignore[arg-type]  # a fraction
