"""Which credits and payments a question counts: the conditions that every ranking and every list share."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from attribution import WEBSITE_KINDS, WHOLE, Channel, Kind, Role, slug
from records.answers.credits import Credit, Standing
from records.clients import Client
from records.keywords import phrases_of
from records.money.payments import Payment, payments_that_count
from records.sources import Source
from reports.counting.questions import Count, CreditRule, Of, Only, Question

OPEN = (Standing.IN_REVIEW, Standing.CONFLICT)
PARTS = ("elsewhere", "unknown", "in_review", "conflict", "total")
"""The parts of a ranking that are not rows; ``conflict`` is inside ``in_review``."""
_REMEMBERED = 256
"""So many conditions are kept as they were put together: one page asks for the same ones ten times over."""
_LARGEST = 2**31 - 1
_PARTNERS, _EVERY_KIND = frozenset({Kind.PARTNER}), frozenset(Kind)


@lru_cache(_REMEMBERED)
def counted_credits(question: Question) -> ColumnElement[bool]:
    """The credits of the question's role: all of them, or the decisive ones only."""
    return _of_role(Credit, question.role, question.credit)


@lru_cache(_REMEMBERED)
def came_in_period(question: Question) -> ColumnElement[bool]:
    """Clients who came on a day of the period, and who pass the filters."""
    return and_(_within(Client.came_on, question), passes_filters(question))


@lru_cache(_REMEMBERED)
def counted_payments(question: Question) -> ColumnElement[bool]:
    """Payments of the question's kind and currency, of clients who pass the filters.

    They are dated in the period, unless a cohort is followed.
    """
    dated = _within(Payment.paid_on, question) if question.count is Count.PERIOD else _within(Client.came_on, question)
    of_kind = and_(Payment.kind == question.money, Payment.currency == question.currency)
    return and_(of_kind, dated, passes_filters(question), payments_that_count())


def payments_of(question: Question, *columns: Any) -> Any:
    """A selection over the payments that count, once for each credit that counts of their client."""
    return (
        select(*columns)
        .select_from(Payment)
        .join(Client, Payment.client_id == Client.id)
        .join(Credit, Credit.client_id == Client.id)
        .where(counted_credits(question), counted_payments(question))
    )


@lru_cache(_REMEMBERED)
def passes_filters(question: Question) -> ColumnElement[bool]:
    """Clients of the question's office, with a counted credit in the row of each of its filters."""
    office = Client.office_id == question.office if question.office else true()
    return and_(office, *(_kept(only, question.credit) for only in question.only))


def _kept(only: Only, rule: CreditRule) -> ColumnElement[bool]:
    other = _other_credit()
    those = select(other.client_id).where(_of_role(other, only.role, rule), _in_part(other, only.of, only.part))
    return Client.id.in_(those)


@cache
def _other_credit() -> Any:
    """A credit beside the counted one. Each filter has a selection of its own, so that one name does for all.

    Made once, because an alias takes longer to make than everything else in a statement.
    """
    return aliased(Credit)


def _of_role(credit: Any, role: Role, rule: CreditRule) -> ColumnElement[bool]:
    # Every credit has a place from 0 on. It is said so that SQLite begins with the index by role and place: it takes
    # a third of the time for a large part.
    decisive = credit.position == 0 if rule is CreditRule.FIRST else credit.position >= 0
    return and_(credit.role == role, decisive)


def group_columns(question: Question) -> Sequence[InstrumentedAttribute[Any]]:
    """What tells the rows of a ranking apart: the same columns for counts and for money."""
    if question.of is Of.CHANNELS:
        return (Credit.standing, Credit.channel)
    if question.of is Of.KEYWORDS:
        return (Credit.standing, Credit.keyword_id, Credit.keyword_kind)
    return (Credit.standing, Credit.source_id)


@lru_cache(_REMEMBERED)
def in_part(question: Question, part: str) -> ColumnElement[bool]:
    """The credits behind one part of a ranking: a row by its id, or one of ``PARTS``.

    A row's id is a source's number, a channel's slug, or a keyword's number and kind (``12-told``); with a third
    part it is one spelling of that keyword (``12-told-45``).
    """
    return _in_part(Credit, question.of, part)


def _in_part(credit: Any, of: Of, part: str) -> ColumnElement[bool]:
    row_like = _is_row(credit, of)
    if part == "total":
        return true()
    if part == "conflict":
        return and_(credit.standing == Standing.CONFLICT, ~row_like)
    if part == "in_review":
        return and_(credit.standing.in_(OPEN), ~row_like)
    if part == "unknown":
        return and_(credit.standing == Standing.UNKNOWN, ~row_like)
    if part == "elsewhere":
        return and_(credit.standing == Standing.CREDITED, ~row_like)
    return and_(row_like, _row(credit, of, part))


def undivided() -> ColumnElement[bool]:
    """Credits that have their client, and each payment, to themselves.

    Shares of a role add up to a whole, so that such a credit is the only one and decisive; said too, because the
    databases find decisive credits by an index.
    """
    return and_(Credit.position == 0, Credit.share == WHOLE)


def kinds_ranked(of: Of) -> frozenset[Kind]:
    """The kinds of source that have rows of their own."""
    if of is Of.PARTNERS:
        return _PARTNERS
    return WEBSITE_KINDS if of is Of.WEBSITES else _EVERY_KIND


def counted(question: Question, *columns: Any) -> Select[Any]:
    """A selection over the credits that count, joined with their clients; shares are millionths."""
    return select(*columns).join_from(Credit, Client, Credit.client_id == Client.id).where(counted_credits(question))


def _is_row(credit: Any, of: Of) -> ColumnElement[bool]:
    """Whether a credit has a row of its own; never NULL, so that its opposite is exact."""
    if of is Of.KEYWORDS:
        has_one: ColumnElement[bool] = credit.keyword_id.is_not(None)
        return has_one
    credited: ColumnElement[bool] = credit.standing == Standing.CREDITED
    if of is Of.CHANNELS:
        return credited
    of_kind = select(Source.id).where(Source.kind.in_(kinds_ranked(of)))
    return and_(credited, credit.source_id.is_not(None), credit.source_id.in_(of_kind))


def _row(credit: Any, of: Of, part: str) -> ColumnElement[bool]:
    if of is Of.CHANNELS:
        named = [channel for channel in Channel if slug(channel) == part]
        return credit.channel == named[0] if named else false()
    number, _, rest = part.partition("-")
    if not is_number(number):
        return false()
    if of is not Of.KEYWORDS:
        return credit.source_id == int(number) if not rest else false()
    kind, _, spelling = rest.partition("-")
    of_kind = and_(credit.keyword_id.in_(phrases_of(int(number))), credit.keyword_kind == kind)
    if not spelling:
        return of_kind
    return and_(of_kind, credit.keyword_id == int(spelling)) if is_number(spelling) else false()


def is_number(text: str) -> bool:
    """Whether a part of an id can be the number of a row, as the databases keep them."""
    return text.isascii() and text.isdecimal() and len(text) <= len(str(_LARGEST)) and int(text) <= _LARGEST


def _within(column: Any, question: Question) -> ColumnElement[bool]:
    start = column >= question.start if question.start else true()
    end = column <= question.end if question.end else true()
    return and_(start, end)
