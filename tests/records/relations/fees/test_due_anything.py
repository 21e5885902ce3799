"""Whatever is paid, refunded, reviewed, merged and settled: what is due equals a reckoning that starts from nothing."""

from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit, Standing
from records.answers.submissions import Submission
from records.money.payment_changes import CannotChange, refund_payment
from records.money.payments import Payment, PaymentKind, record_payment
from records.relations.fees.due import dues, settle_due
from records.relations.fees.reward_rules import Basis, add_rule
from records.relations.fees.rewards import Did, Reward, undo_step
from records.reviews.reviewing import review_answer
from records.sources import Source
from records.sources.merged import Merge, number_meant
from records.sources.merging import CannotMerge, merge_sources, undo_merge
from tests.records.firm_of_tests import NOW, partner, reviewer, told

BEGIN, TODAY = date(2026, 1, 1), date(2026, 6, 1)
LATER = NOW + timedelta(days=3)
PERCENT = {"Joe Smithson": 1_000, "Nisha Patel": 333, "Ted Kostas": 0}
SUM = 5_001
"""Ted is due so much for each client, the others so many hundredths of a percent."""
acts = some.tuples(
    some.sampled_from(["pay", "pay", "pay", "refund", "review", "merge", "unmerge", "approve", "decline", "undo"]),
    some.integers(0, 50),
    some.integers(1, 99_999),
)


def found_firm(session: Session) -> None:
    ann = reviewer(session)
    for name, percent in PERCENT.items():
        source, received = partner(session, name), PaymentKind.RECEIVED
        if percent:
            add_rule(session, source, Basis.PERCENT, BEGIN, NOW, ann, counts=received, percent=percent)
        else:
            add_rule(session, source, Basis.PER_CLIENT, BEGIN, NOW, ann, counts=received, amount=SUM, currency="USD")
    for number in range(4):
        submission = told(session, "somebody")
        review_answer(session, submission, ann, sources(session)[: number % 3 + 1], NOW)
    session.commit()


def sources(session: Session) -> list[Source]:
    named = select(Source).where(Source.name.in_(PERCENT)).order_by(Source.id)
    return list(session.scalars(named).unique())


def step(session: Session, how: str, one: int, amount: int) -> None:
    ann, everybody = reviewer(session), sources(session)
    answers = session.scalars(select(Submission).order_by(Submission.id)).all()
    payments = session.scalars(select(Payment).order_by(Payment.id)).all()
    if how == "pay":
        client, on = answers[one % len(answers)].client, BEGIN + timedelta(days=one - 5)
        kind = PaymentKind.BILLED if amount % 5 == 0 else PaymentKind.RECEIVED
        record_payment(session, client, amount, "USD", on, kind, NOW, ref=f"p{len(payments)} {one} {amount}")
    elif how == "refund" and payments:
        payment = payments[one % len(payments)]
        back = max(payment.amount if amount % 2 else amount % max(payment.amount, 1), 1)
        with suppress(CannotChange):
            refund_payment(session, payment, back, TODAY, NOW, ann, "sorry")
    elif how == "review":
        chosen = [everybody[(one + each) % 3] for each in range(amount % 3 + 1)]
        review_answer(session, answers[one % len(answers)], ann, chosen, NOW)
    elif how == "merge":
        with suppress(CannotMerge):
            merge_sources(session, everybody[one % 3], everybody[amount % 3], ann, LATER)
    elif how in {"unmerge", "undo"}:
        take_back(session, how)
    elif how in {"approve", "decline"}:
        did = Did.APPROVED if how == "approve" else Did.DECLINED
        for due in dues(session, TODAY):
            if due.open > 0:
                settle_due(session, due.partner, due.currency, due.open, did, TODAY, LATER, ann)


def take_back(session: Session, how: str) -> None:
    merge = session.scalars(select(Merge).order_by(Merge.id.desc())).first()
    reward = session.scalars(select(Reward).order_by(Reward.id.desc())).first()
    if how == "unmerge" and merge:
        undo_merge(session, merge, LATER)
    elif how == "undo" and reward and reward.newest:
        undo_step(session, reward.newest, LATER, reviewer(session))


def part_of(amount: int, shares: list[int], place: int) -> int:
    """The part of one place by largest remainder, ties to whoever was named first."""
    exact = [Fraction(abs(amount) * share, 1_000_000) for share in shares]
    parts = [int(each) for each in exact]
    order = sorted(range(len(shares)), key=lambda each: (parts[each] - exact[each], each))
    for each in order[: abs(amount) - sum(parts)]:
        parts[each] += 1
    return parts[place] if amount > 0 else -parts[place]


def from_nothing(session: Session) -> dict[int, int]:
    """By partner what is due, from the rows alone."""
    rules = {source.id: source.name for source in sources(session)}
    # The oldest rule of all who are one by now: they were made in the order of the partners.
    oldest: dict[int, str] = {}
    for number, name in rules.items():
        oldest.setdefault(number_meant(session, number), name)
    earned: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    of_client: dict[int, list[Credit]] = defaultdict(list)
    for credit in session.scalars(select(Credit).where(Credit.role == Role.INTRODUCED_BY).order_by(Credit.position)):
        of_client[credit.client_id].append(credit)
    for client, credits in of_client.items():
        paid = session.scalars(select(Payment).where(Payment.client_id == client)).all()
        received = [each for each in paid if each.kind is PaymentKind.RECEIVED and each.paid_on <= TODAY]
        first = min((each.paid_on for each in received if each.amount > 0), default=None)
        for place, credit in enumerate(credits):
            if credit.source_id not in oldest or credit.standing is not Standing.CREDITED:
                continue
            percent = PERCENT[oldest[credit.source_id]]
            for each in received:
                # A refund made by hand counts by the day of what it gives back.
                day = each.paid_on
                if each.amount < 0:
                    number = int((each.ref or "").rpartition(" ")[2])
                    day = session.get_one(Payment, number).paid_on
                if day >= BEGIN:
                    part = part_of(each.amount, [other.share for other in credits], place)
                    earned[credit.source_id, client] += Fraction(part * percent, 10_000)
            if not percent and first and first >= BEGIN and sum(each.amount for each in received) > 0:
                earned[credit.source_id, client] += Fraction(SUM * credit.share, 1_000_000)
    due: dict[int, int] = defaultdict(int)
    settled: dict[tuple[int, int], int] = defaultdict(int)
    declined: dict[tuple[int, int], int] = defaultdict(int)
    for reward in session.scalars(select(Reward)):
        standing = [each for each in reward.steps if each.undone_at is None]
        for line in reward.lines if standing else ():
            assert line.client_id is not None
            (declined if standing[-1].did is Did.DECLINED else settled)[reward.partner_id, line.client_id] += (
                line.amount
            )
    for key in {*earned, *settled, *declined}:
        rest = max((2 * earned[key] + 1) // 2, 0) - settled[key]
        due[key[0]] += int(rest if rest <= 0 else rest - min(rest, declined[key]))
    return {number: amount for number, amount in due.items() if amount}


@given(some.lists(acts, min_size=6, max_size=12))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_due_equals_a_reckoning_from_nothing(session: Session, steps: list[tuple[str, int, int]]) -> None:
    if not session.scalars(select(Submission)).all():
        found_firm(session)
    for how, one, amount in steps:
        step(session, how, one, amount)
        session.flush()
        if how == "pay":
            continue
        assert {due.partner.id: due.open for due in dues(session, TODAY) if due.open} == from_nothing(session)
    session.rollback()
