"""Referrals given by whom they were of, and payments by their reference."""

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from records.money.payments import Payment, payments_that_count
from records.relations.given.referrals import ReferralGiven
from reports.finding.groups import Group, first_numbers
from reports.typed_words import Typed, has_all, how_well


def referrals_hit(session: Session, typed: Typed, shown: int) -> Group[ReferralGiven]:
    """The referrals given of whoever has this name, the best first, and of these the newest."""
    those = select(ReferralGiven.id).where(has_all(typed.keys, ReferralGiven.who_key))
    fit = how_well(typed, ReferralGiven.who_key)
    best = those.order_by(fit, ReferralGiven.given_on.desc(), ReferralGiven.id.desc())
    numbers, count, is_more = first_numbers(session, best, shown)
    those_in_full = select(ReferralGiven).where(ReferralGiven.id.in_(numbers))
    full = those_in_full.options(joinedload(ReferralGiven.partner))
    found = {each.id: each for each in session.scalars(full).unique()} if numbers else {}
    return Group([found[number] for number in numbers], count, is_more)


def payments_hit(session: Session, typed: Typed, shown: int) -> Group[Payment]:
    """The payments with each word in their reference; one without a digit is found only by all of it."""
    ref = func.lower(Payment.ref)
    as_written = {typed.words, typed.words.upper(), typed.words.lower()}
    # References that programs make up have all short words in them somewhere, and hardly one has no digit.
    has_it: ColumnElement[bool] = Payment.ref.in_(as_written)
    if any(each.isdecimal() for each in typed.words):
        # They are not folded, so that accents and other scripts are found as they were written only.
        ways = [] if typed.words.isascii() else [Payment.ref.contains(each, autoescape=True) for each in as_written]
        has_it = and_(Payment.ref.is_not(None), or_(has_all(typed.keys, ref), *ways))
    # The index of references alone answers the first question; whether it counts is asked of the few that are found.
    referred = select(Payment.id).where(has_it)
    spaced: ColumnElement[str] = ref
    for sign in "-_/.":
        spaced = func.replace(spaced, sign, " ")
    fit = (ref != typed.words.lower(), how_well(typed, spaced))
    those = select(Payment.id).where(Payment.id.in_(referred), payments_that_count())
    best = those.order_by(*fit, Payment.paid_on.desc(), Payment.id.desc())
    numbers, count, is_more = first_numbers(session, best, shown)
    full = select(Payment).where(Payment.id.in_(numbers)).options(joinedload(Payment.client))
    found = {each.id: each for each in session.scalars(full)} if numbers else {}
    return Group([found[number] for number in numbers], count, is_more)
