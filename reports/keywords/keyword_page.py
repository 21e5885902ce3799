"""One keyword: its clients by kind, its spellings, where they landed, and what people have said about it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case, func, or_, select, tuple_
from sqlalchemy.orm import Session, joinedload, selectinload

from attribution import WHOLE
from records.answers.credits import Credit
from records.clients import Client, Stage
from records.keywords import Keyword, KeywordMove, KeywordMovePart, phrases_of
from records.keywords.search_totals import SearchTotal
from records.money.payments import Payment
from reports.behind import payments_behind
from reports.behind.landing_pages import arrived_on
from reports.counting.counted import came_in_period, counted, counted_credits, counted_payments
from reports.counting.keyword_names import shown_phrases
from reports.counting.questions import CreditRule, Question
from reports.counting.rankings import Figures
from reports.keywords.estimates import Estimate, Estimates, estimates

KINDS = ("known", "told")
"""The kinds of keyword that a client has; estimates are nobody's."""
_MOVES = 20


@dataclass(slots=True)
class Spelling:
    """One way in which the keyword was written, with its clients by kind, in millionths."""

    keyword: Keyword
    clients: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))


@dataclass(slots=True)
class Landing:
    """A page of the website, with the clients who arrived on it by kind, in millionths; blank where none is known."""

    page: str
    clients: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))


@dataclass(frozen=True, slots=True)
class Searcher:
    """A client who searched for it: how that is known, and how they wrote it."""

    client: Client
    kind: str
    phrase: str


@dataclass(frozen=True, slots=True)
class KeywordPage:
    """A keyword by the question's rule. ``figures`` are by kind, and no kind is ever added to another."""

    number: int
    phrase: str
    figures: dict[str, Figures]
    spellings: Sequence[Spelling]
    landings: Sequence[Landing]
    newest: Sequence[Searcher]
    estimated: Estimate | None
    estimates: Estimates
    totals: Sequence[SearchTotal]
    moves: Sequence[KeywordMove]
    undone: frozenset[int]


def keyword_page(session: Session, number: int, question: Question, most: int = 50) -> KeywordPage:
    """Read the page of the keyword whose first phrase has this number; its figures are those of its ranking rows."""
    over = estimates(session, question)
    spellings, figures = _spellings(session, number, question)
    for kind, revenue in _revenue(session, number, question).items():
        figures[kind].revenue = revenue
    moves = _moves(session, number)
    return KeywordPage(
        number=number,
        phrase=shown_phrases(session, [number])[number],
        figures=figures,
        spellings=spellings,
        landings=_landings(session, number, question),
        newest=_newest(session, number, question, most),
        estimated=over.of(number),
        estimates=over,
        totals=_totals(session, number, over),
        moves=moves,
        undone=frozenset(
            session.scalars(select(KeywordMove.undoes_id).where(KeywordMove.undoes_id.in_([move.id for move in moves])))
        ),
    )


def _spellings(session: Session, number: int, question: Question) -> tuple[list[Spelling], dict[str, Figures]]:
    """All spellings, those of the most clients first, and the clients of all of them by kind."""
    there = session.scalars(select(Keyword).where(Keyword.id.in_(phrases_of(number))).order_by(Keyword.id))
    found = {keyword.id: Spelling(keyword) for keyword in there}
    figures = {kind: Figures() for kind in KINDS}
    share: Any = WHOLE if question.credit is CreditRule.FIRST else Credit.share
    won = case((Client.stage == Stage.WON, share), else_=0)
    sums = (
        counted(question, Credit.keyword_id, Credit.keyword_kind, func.sum(share), func.sum(won))
        .where(came_in_period(question), Credit.keyword_id.in_(phrases_of(number)))
        .group_by(Credit.keyword_id, Credit.keyword_kind)
    )
    for spelling, kind, clients, of_them_won in session.execute(sums):
        found[spelling].clients[kind] = int(clients)
        figures[kind].add(Figures(clients=int(clients), won=int(of_them_won)))
    ordered = sorted(found.values(), key=lambda each: (-max(each.clients.values()), each.keyword.id))
    return ordered, figures


def _revenue(session: Session, number: int, question: Question) -> dict[str, int]:
    """The money of its clients by kind, in minor units."""
    if question.credit is CreditRule.SHARED:
        # Each payment is split for itself, so that the parts add up to it.
        return {kind: payments_behind(session, question, f"{number}-{kind}", size=0).sum for kind in KINDS}
    paid = (
        select(Credit.keyword_kind, func.sum(Payment.amount))
        .select_from(Credit)
        .join(Client, Credit.client_id == Client.id)
        .join(Payment, Payment.client_id == Client.id)
        .where(counted_credits(question), counted_payments(question), Credit.keyword_id.in_(phrases_of(number)))
        .group_by(Credit.keyword_kind)
    )
    return {str(kind): int(amount) for kind, amount in session.execute(paid)}


def _landings(session: Session, number: int, question: Question) -> list[Landing]:
    """The pages by their clients, the most first; those of whom none is known last."""
    found: dict[str, Landing] = defaultdict(lambda: Landing(""))
    for kind in KINDS:
        for arrived in arrived_on(session, question, f"{number}-{kind}"):
            found[arrived.page].page = arrived.page
            found[arrived.page].clients[kind] += arrived.share
    return sorted(found.values(), key=lambda each: (not each.page, -max(each.clients.values()), each.page))


def _newest(session: Session, number: int, question: Question, most: int) -> list[Searcher]:
    those = (
        counted(question, Client, Credit.keyword_kind, Keyword.phrase)
        .join(Keyword, Keyword.id == Credit.keyword_id)
        .where(came_in_period(question), Credit.keyword_id.in_(phrases_of(number)))
        .order_by(Client.came_on.desc(), Client.id.desc())
        .limit(most)
    )
    return [Searcher(*row) for row in session.execute(those)]


def _totals(session: Session, number: int, over: Estimates) -> Sequence[SearchTotal]:
    """The exported totals that the estimate rests on, so that their clicks add up to its clicks."""
    periods = [(each.starts_on, each.ends_on) for each in over.days.used()]
    if not periods:
        return []
    return session.scalars(
        select(SearchTotal)
        .where(
            SearchTotal.keyword_id.in_(phrases_of(number)),
            tuple_(SearchTotal.starts_on, SearchTotal.ends_on).in_(periods),
        )
        .order_by(SearchTotal.ends_on.desc(), SearchTotal.starts_on.desc(), SearchTotal.clicks.desc(), SearchTotal.id)
    ).all()


def _moves(session: Session, number: int) -> Sequence[KeywordMove]:
    """What people have said about these phrases, the newest first, what led away from here included."""
    phrases = phrases_of(number)
    part = KeywordMovePart
    about = select(part.move_id).where(
        or_(part.keyword_id.in_(phrases), part.from_id.in_(phrases), part.to_id.in_(phrases))
    )
    parts = selectinload(KeywordMove.parts)
    return session.scalars(
        select(KeywordMove)
        .where(KeywordMove.id.in_(about))
        .options(
            joinedload(KeywordMove.user),
            parts.joinedload(part.keyword),
            parts.joinedload(part.stood_with),
            parts.joinedload(part.stands_with),
        )
        .order_by(KeywordMove.id.desc())
        .limit(_MOVES)
    ).all()
