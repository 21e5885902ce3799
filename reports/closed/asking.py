"""Which kept rows of a closed month are asked for, as conditions of the database.

They say the same as ``counting`` says of rows that were read; a test holds the two to each other.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import aliased

from attribution import Channel, Role, slug
from records.answers.credits import Standing
from records.closed.closed_months import ClosedClient, ClosedCredit, ClosedSource, Closure
from records.closed.closing import first_of_next
from reports.counting.counted import is_number, kinds_ranked
from reports.counting.questions import CreditRule, Of, Question

_STANDINGS = {
    "unknown": (Standing.UNKNOWN,),
    "conflict": (Standing.CONFLICT,),
    "in_review": (Standing.IN_REVIEW, Standing.CONFLICT),
}


def of_month(closure: Closure, question: Question) -> ColumnElement[bool]:
    """The kept clients who pass the office and every filter of a question."""
    passed = [_has_part(closure, question.credit, only.role, only.of, only.part) for only in question.only]
    office = true() if question.office is None else ClosedClient.office_id == question.office
    return and_(ClosedClient.closure_id == closure.id, office, *passed)


def counts(closure: Closure, role: Role, rule: CreditRule, credit: Any = ClosedCredit) -> ColumnElement[bool]:
    """The credits of a kept client that count by a rule."""
    of_client = and_(credit.closure_id == ClosedClient.closure_id, credit.client_id == ClosedClient.client_id)
    decisive = credit.position == 0 if rule is CreditRule.FIRST else true()
    return and_(of_client, credit.role == role, decisive)


def within(column: Any, closure: Closure) -> ColumnElement[bool]:
    """The days of the month."""
    return and_(column >= closure.month, column < first_of_next(closure.month))


def is_behind(closure: Closure, of: Of, part: str, credit: Any = ClosedCredit) -> ColumnElement[bool]:
    """The credits that count for a part of a ranking, the total being all of them."""
    if part == "total":
        return true()
    if of is Of.KEYWORDS:
        return _of_keyword(part, credit)
    credited = credit.standing == Standing.CREDITED
    if part in _STANDINGS:
        return credit.standing.in_(_STANDINGS[part])  # type: ignore[no-any-return]  # the column's type is not known
    if of is Of.CHANNELS:
        named = [channel for channel in Channel if slug(channel) == part]
        return and_(credited, credit.channel == named[0]) if named else false()
    ranked = credit.source_id.in_(
        select(ClosedSource.source_id).where(
            ClosedSource.closure_id == closure.id, ClosedSource.kind.in_(kinds_ranked(of))
        )
    )
    if part == "elsewhere":
        return and_(credited, or_(credit.source_id.is_(None), ~ranked))
    return and_(credited, ranked, credit.source_id == int(part)) if is_number(part) else false()


def _of_keyword(part: str, credit: Any) -> ColumnElement[bool]:
    phrase = credit.keyword_id.is_not(None)
    standings = _STANDINGS | {"elsewhere": (Standing.CREDITED,)}
    if part in standings:
        return and_(~phrase, credit.standing.in_(standings[part]))
    number, _, kind = part.partition("-")
    if not is_number(number):
        return false()
    return and_(phrase, credit.head_id == int(number), credit.keyword_kind == kind)


def _has_part(closure: Closure, rule: CreditRule, role: Role, of: Of, part: str) -> ColumnElement[bool]:
    credit = aliased(ClosedCredit)
    return exists().where(counts(closure, role, rule, credit), is_behind(closure, of, part, credit))
