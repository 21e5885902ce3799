"""What clients said brought them against what their visits show: a grid in which each client stands once.

Only decisive credits count, so that a client has one place in each direction. Neither fact overwrites the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, literal, select, type_coerce
from sqlalchemy.orm import Session, aliased

from attribution import WHOLE, Channel, Kind, Role
from records.answers.credits import Credit, Standing
from records.clients import Client
from records.sources import Source
from reports.batches import batched
from reports.behind import Behind, ClientBehind
from reports.counting.counted import OPEN, came_in_period
from reports.counting.questions import Question

UNKNOWN = "unknown"
IN_REVIEW = "in review"
NO_SOURCE = "no source"
"""A visit without a referring page: it has a channel (Direct) and no source, so it names no kind."""
NO_VISIT = "no visit"
SILENT = (NO_VISIT, NO_SOURCE, Channel.DIRECT.value, Channel.UNASSIGNED.value)
"""Visits that say nothing of what brought a client: whoever types an address has it from somewhere else."""


class By(StrEnum):
    """What the two directions of the grid are made of."""

    KIND = "kind"
    CHANNEL = "channel"


class Agreement(StrEnum):
    """How the two facts about a client stand to each other; each client has one of these."""

    AGREE = "agree"
    DIFFER = "differ"
    ONLY_SAID = "only said"
    ONLY_CLICKED = "only clicked"
    NEITHER = "neither"
    IN_REVIEW = "in review"


@dataclass(slots=True)
class Grid:
    """How many clients said one thing and clicked another. ``said`` and ``clicked`` are what anybody did, in order."""

    by: By
    said: list[str] = field(default_factory=list)
    clicked: list[str] = field(default_factory=list)
    cells: dict[tuple[str, str], int] = field(default_factory=dict)

    def row(self, said: str) -> int:
        """All clients who said this."""
        return sum(number for (word, _), number in self.cells.items() if word == said)

    def column(self, clicked: str) -> int:
        """All clients whose visit shows this."""
        return sum(number for (_, word), number in self.cells.items() if word == clicked)

    @property
    def whole(self) -> int:
        """All clients of the period."""
        return sum(self.cells.values())

    def agreeing(self, agreement: Agreement) -> int:
        """All clients of whom this is true."""
        return sum(number for cell, number in self.cells.items() if agreement_of(*cell) is agreement)


def agreement_of(said: str, clicked: str) -> Agreement:
    """How what was said stands to what was clicked, in one cell of the grid."""
    shows = clicked not in SILENT
    if said == IN_REVIEW:
        return Agreement.IN_REVIEW
    if said == UNKNOWN:
        return Agreement.ONLY_CLICKED if shows else Agreement.NEITHER
    if not shows:
        return Agreement.ONLY_SAID
    return Agreement.AGREE if said == clicked else Agreement.DIFFER


def said_and_clicked(session: Session, question: Question, by: By) -> Grid:
    """The grid of the clients who came in the question's period."""
    said, clicked = _words(by)
    grid = Grid(by)
    counted = _clients(question, by, said, clicked, func.count()).group_by(said, clicked)
    for word, other, number in session.execute(counted):
        grid.cells[word, other] = int(number)
    order = [*(Kind if by is By.KIND else Channel), NO_SOURCE, NO_VISIT, IN_REVIEW, UNKNOWN]
    grid.said = [word for word in order if any(said == word for said, _ in grid.cells)]
    grid.clicked = [word for word in order if any(clicked == word for _, clicked in grid.cells)]
    return grid


def clients_between(
    session: Session,
    question: Question,
    by: By,
    said: str | None = None,
    clicked: str | None = None,
    agreement: Agreement | None = None,
    page: int = 1,
    size: int = 100,
) -> Behind:
    """The clients of a cell, a row, a column, one agreement or the whole grid, the newest first."""
    numbers = _numbers_between(session, question, by, said, clicked, agreement)
    shown = _entries(session, numbers[(page - 1) * size : page * size])
    return Behind(shown, len(numbers), len(numbers) * WHOLE)


def every_client_between(
    session: Session,
    question: Question,
    by: By,
    said: str | None = None,
    clicked: str | None = None,
    agreement: Agreement | None = None,
) -> Iterator[ClientBehind]:
    """All of these clients in the same order, read a few hundred at a time."""
    for some in batched(_numbers_between(session, question, by, said, clicked, agreement)):
        yield from _entries(session, some)


def _numbers_between(
    session: Session, question: Question, by: By, said: str | None, clicked: str | None, agreement: Agreement | None
) -> Sequence[int]:
    said_word, clicked_word = _words(by)
    those = _clients(question, by, Client.id)
    if said is not None:
        those = those.where(said_word == said)
    if clicked is not None:
        those = those.where(clicked_word == clicked)
    if agreement is not None:
        those = those.where(_agreeing(agreement, said_word, clicked_word))
    return session.scalars(those.order_by(Client.came_on.desc(), Client.id.desc())).all()


def _entries(session: Session, numbers: Sequence[int]) -> list[ClientBehind]:
    clients = {client.id: client for client in session.scalars(select(Client).where(Client.id.in_(numbers)))}
    return [ClientBehind(clients[number], WHOLE) for number in numbers]


_Said = aliased(Credit, name="said")
_Clicked = aliased(Credit, name="clicked")
_SaidSource = aliased(Source, name="said_source")
_ClickedSource = aliased(Source, name="clicked_source")


def _words(by: By) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """What a client said and clicked, as the words of the grid."""
    kinds = (type_coerce(_SaidSource.kind, String), type_coerce(_ClickedSource.kind, String))
    channels = (type_coerce(_Said.channel, String), type_coerce(_Clicked.channel, String))
    said, clicked = kinds if by is By.KIND else channels
    without: list[Any] = [(_ClickedSource.id.is_(None), literal(NO_SOURCE))] if by is By.KIND else []
    return (
        case(
            (_Said.standing.in_(OPEN), literal(IN_REVIEW)),
            (_Said.standing == Standing.UNKNOWN, literal(UNKNOWN)),
            else_=said,
        ),
        case((_Clicked.standing != Standing.CREDITED, literal(NO_VISIT)), *without, else_=clicked),
    )


def _clients(question: Question, by: By, *columns: Any) -> Select[Any]:
    """A selection over the clients of the period with their two decisive credits; each client is there once."""
    those = (
        select(*columns)
        .select_from(Client)
        .join(_Said, _decisive(_Said, Role.INTRODUCED_BY))
        .join(_Clicked, _decisive(_Clicked, Role.ARRIVED_THROUGH))
        .where(came_in_period(question))
    )
    if by is By.CHANNEL:
        return those
    return those.outerjoin(_SaidSource, _SaidSource.id == _Said.source_id).outerjoin(
        _ClickedSource, _ClickedSource.id == _Clicked.source_id
    )


def _decisive(credit: Any, role: Role) -> ColumnElement[bool]:
    return and_(credit.client_id == Client.id, credit.role == role, credit.position == 0)


def _agreeing(agreement: Agreement, said: ColumnElement[str], clicked: ColumnElement[str]) -> ColumnElement[bool]:
    shows = clicked.not_in(SILENT)
    names = said.not_in([IN_REVIEW, UNKNOWN])
    conditions: dict[Agreement, Sequence[ColumnElement[bool]]] = {
        Agreement.AGREE: (names, shows, said == clicked),
        Agreement.DIFFER: (names, shows, said != clicked),
        Agreement.ONLY_SAID: (names, ~shows),
        Agreement.ONLY_CLICKED: (said == UNKNOWN, shows),
        Agreement.NEITHER: (said == UNKNOWN, ~shows),
        Agreement.IN_REVIEW: (said == IN_REVIEW,),
    }
    return and_(*conditions[agreement])
