"""A rule proposes and people settle: what was paid is never due again, and what came back stands against the next."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from records.clients import Client
from records.firm import Profession, the_firm
from records.firm.professions import Switch, switch
from records.money.costs import Every
from records.money.payment_changes import refund_payment
from records.money.payments import Payment, PaymentKind, record_payment
from records.relations.fees.due import Due, dues, settle_due
from records.relations.fees.entries_back import take_back_entry
from records.relations.fees.ledger import BadEntry, OverLimit, given_in_year
from records.relations.fees.limits import set_limit
from records.relations.fees.reward_rules import Basis, RewardRule, RuleRefused, add_rule, end_rule, undo_end
from records.relations.fees.rewards import CannotSettle, Did, pay_reward, undo_step
from records.reviews.reviewing import review_answer
from records.sources import Source
from records.sources.merging import merge_sources, undo_merge
from records.staff.users import User, UserRole, add_user
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, partner, reviewer, told

BEGIN, DAY, TODAY = date(2026, 1, 1), date(2026, 3, 12), date(2026, 6, 1)
LATER = NOW + timedelta(days=3)


def sent(session: Session, *partners: Source) -> Client:
    submission = told(session, "somebody")
    review_answer(session, submission, reviewer(session), list(partners), NOW)
    session.commit()
    return submission.client


def pays(session: Session, client: Client, amount: int, on: date = DAY) -> Payment:
    return record_payment(session, client, amount, "USD", on, PaymentKind.RECEIVED, NOW)


def percent(session: Session, joe: Source, hundredths: int = 1_000, **changes: object) -> RewardRule:
    values = {"counts": PaymentKind.RECEIVED, "percent": hundredths} | changes
    return add_rule(session, joe, Basis.PERCENT, BEGIN, NOW, reviewer(session), **values)  # type: ignore[arg-type]


def per_client(session: Session, joe: Source, amount: int) -> RewardRule:
    values = {"counts": PaymentKind.RECEIVED, "amount": amount, "currency": "USD"}
    return add_rule(session, joe, Basis.PER_CLIENT, BEGIN, NOW, reviewer(session), **values)  # type: ignore[arg-type]


def due(session: Session, joe: Source) -> int:
    return sum(each.open for each in dues(session, TODAY, joe))


def settle(session: Session, joe: Source, seen: int, did: Did) -> object:
    return settle_due(session, joe, "USD", seen, did, TODAY, LATER, reviewer(session))


def test_a_percentage_is_of_the_partners_part_and_refunds_reduce_it(session: Session) -> None:
    joe, ted = partner(session, "Joe Smith"), partner(session, "Ted Kostas")
    ana, both = sent(session, joe), sent(session, ted, joe)
    percent(session, joe, 1_250)
    paid = pays(session, ana, 33_333)
    pays(session, both, 10_001)
    pays(session, ana, 99_999, date(2025, 12, 31))
    pays(session, ana, 99_999, TODAY + timedelta(days=1))
    # 12.5 % of 333.33, and of 50.00, Joe's half of 100.01 of which the odd cent is Ted's.
    (found,) = dues(session, TODAY, joe)
    assert [(line.client, line.open) for line in found.lines] == [(ana.id, 4_167), (both.id, 625)]
    refund_payment(session, paid, 33_333, TODAY, NOW, reviewer(session), "sorry")
    assert due(session, joe) == 625


def test_what_is_settled_is_not_due_again_and_a_refund_stands_against_the_next(session: Session) -> None:
    joe, ann = partner(session, "Joe Smith"), reviewer(session)
    ana, ben = sent(session, joe), sent(session, joe)
    percent(session, joe)
    paid = pays(session, ana, 10_000)
    with pytest.raises(CannotSettle, match="changed"):
        settle(session, joe, 999, Did.APPROVED)
    reward = settle_due(session, joe, "USD", 1_000, Did.APPROVED, TODAY, LATER, ann)
    assert due(session, joe) == 0
    with pytest.raises(CannotSettle, match="nothing is due"):
        settle(session, joe, 0, Did.APPROVED)
    set_limit(session, "USD", 999, NOW, ann)
    with pytest.raises(OverLimit):
        pay_reward(session, reward, TODAY, LATER, ann)
    step = pay_reward(session, reward, TODAY, LATER, ann, over_because="Agreed in May")
    assert given_in_year(session, joe, "USD", 2026) == 1_000
    with pytest.raises(CannotSettle, match="paid"):
        pay_reward(session, reward, TODAY, LATER, ann)
    assert step.entry is not None
    with pytest.raises(BadEntry, match="undo the payment"):
        take_back_entry(session, step.entry, LATER, ann)
    refund_payment(session, paid, 4_000, DAY, NOW, ann, "sorry")
    assert due(session, joe) == -400
    pays(session, ben, 7_000)
    assert due(session, joe) == 300
    undo_step(session, step, LATER, ann)
    assert given_in_year(session, joe, "USD", 2026) == 0
    assert due(session, joe) == 300
    with pytest.raises(CannotSettle, match="since"):
        undo_step(session, step, LATER, ann)
    undo_step(session, reward.steps[0], LATER, ann)
    assert due(session, joe) == 1_300


def test_what_was_declined_is_not_proposed_again_but_more_is(session: Session) -> None:
    joe = partner(session, "Joe Smith")
    ana = sent(session, joe)
    percent(session, joe)
    paid = pays(session, ana, 10_000)
    settle(session, joe, 1_000, Did.DECLINED)
    assert due(session, joe) == 0
    pays(session, ana, 5_000)
    assert due(session, joe) == 500
    # What was never paid cannot be asked back.
    refund_payment(session, paid, 10_000, DAY, NOW, reviewer(session), "sorry")
    assert due(session, joe) == 0


def test_a_sum_for_each_client_is_due_once_by_share_and_not_where_all_came_back(session: Session) -> None:
    joe, ted = partner(session, "Joe Smith"), partner(session, "Ted Kostas")
    ana, both, gone = sent(session, joe), sent(session, joe, ted), sent(session, joe)
    per_client(session, joe, 5_001)
    for client in (ana, ana, both):
        pays(session, client, 100)
    pays(session, gone, 100)
    pays(session, gone, -100)
    assert due(session, joe) == 5_001 + 2_501


def test_one_rule_holds_at_a_time_and_ends_can_be_taken_back(session: Session) -> None:
    joe, ann = partner(session, "Joe Smith"), reviewer(session)
    ana = sent(session, joe)
    first = percent(session, joe)
    with pytest.raises(RuleRefused, match="another rule"):
        per_client(session, joe, 100)
    end = end_rule(session, first, date(2026, 2, 28), LATER, ann)
    add_rule(session, joe, Basis.FLAT, date(2026, 3, 1), NOW, ann, amount=2_000, currency="USD", every=Every.MONTH)
    pays(session, ana, 1_000, date(2026, 2, 1))
    pays(session, ana, 1_000, date(2026, 3, 1))
    assert due(session, joe) == 100 + 4 * 2_000
    with pytest.raises(RuleRefused, match="another rule"):
        undo_end(session, end, LATER, ann)
    session.rollback()


def test_two_rules_that_meet_in_a_merge_do_not_pay_twice_and_part_again(session: Session) -> None:
    joe, joseph, ann = partner(session, "Joe Smith"), partner(session, "Yolanda Fitz"), reviewer(session)
    ana, both = sent(session, joseph), sent(session, joe, joseph)
    percent(session, joseph, 2_000)
    percent(session, joe, 1_000)
    pays(session, ana, 10_000)
    pays(session, both, 10_000)
    assert (due(session, joe), due(session, joseph)) == (500, 3_000)
    reward = settle_due(session, joseph, "USD", 3_000, Did.APPROVED, TODAY, LATER, ann)
    pay_reward(session, reward, TODAY, LATER, ann)
    session.commit()
    before = everything(session)
    merge = merge_sources(session, joe, joseph, ann, LATER)
    # By the older rule 20 % of all of it, less what was paid: the other half of the client whom both sent.
    assert due(session, joe) == 4_000 - 3_000
    assert dues(session, TODAY, joseph) == []
    undo_merge(session, merge, LATER)
    assert everything(session) == before
    assert (due(session, joe), due(session, joseph)) == (500, 0)


def is_a(session: Session, profession: Profession) -> User:
    the_firm(session).profession_kind = profession
    return add_user(session, "olga@firm.example", UserRole.OWNER, "a long password", "Olga")


@pytest.mark.parametrize(
    ("profession", "refused"),
    [
        (Profession.LAW, {Basis.PERCENT}),
        (Profession.HEALTH, {Basis.PERCENT, Basis.PER_CLIENT}),
        (Profession.TRADE, set()),
    ],
)
def test_a_profession_has_only_the_rules_that_it_may_have(
    session: Session, profession: Profession, refused: set[Basis]
) -> None:
    owner = is_a(session, profession)
    joes = {basis: partner(session, f"Joe {basis.value}") for basis in Basis}

    def add(basis: Basis) -> RewardRule:
        percentage, flat = basis is Basis.PERCENT, basis is Basis.FLAT
        return add_rule(
            session,
            joes[basis],
            basis,
            BEGIN,
            NOW,
            owner,
            counts=None if flat else PaymentKind.RECEIVED,
            percent=100 if percentage else None,
            amount=None if percentage else 100,
            currency=None if percentage else "USD",
            every=Every.YEAR if flat else None,
        )

    if profession is not Profession.TRADE:
        for basis in Basis:
            with pytest.raises(RuleRefused, match=r"refused|nothing is reckoned|off for your profession"):
                add(basis)
        switch(session, Switch.FIXED_REWARDS, True, "Counsel agreed to a fixed one.", owner, NOW)
    for basis in Basis:
        if basis in refused:
            with pytest.raises(RuleRefused, match=r"refused|nothing is reckoned"):
                add(basis)
        else:
            add(basis)


def test_rules_of_another_time_earn_nothing_once_the_profession_forbids_them(session: Session) -> None:
    joe = partner(session, "Joe Smith")
    ana = sent(session, joe)
    percent(session, joe)
    pays(session, ana, 10_000)
    assert due(session, joe) == 1_000
    owner = is_a(session, Profession.HEALTH)
    assert dues(session, TODAY) == []
    switch(session, Switch.FIXED_REWARDS, True, "Because", owner, NOW)
    assert dues(session, TODAY) == []
    found: list[Due] = dues(session, TODAY, joe)
    assert found == []
