"""Who is owed most: what was given to each partner against what was received, in four measures."""

from datetime import date

from sqlalchemy.orm import Session

from records.clients import Stage, change_stage
from records.money.payments import PaymentKind, record_payment
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Source
from reports.relations.give_and_take.balance import Balance, Side, balances, sentence
from tests.records.firm_of_tests import NOW, partner, reviewer, told


def give(session: Session, to: Source, outcome: Outcome = Outcome.OPEN, value: int | None = None) -> None:
    session.add(
        ReferralGiven(
            partner=to,
            who="Somebody",
            given_on=NOW.date(),
            purpose="",
            outcome=outcome,
            value=value,
            currency="USD" if value is not None else None,
            created_at=NOW,
        )
    )
    session.commit()


def firm(session: Session) -> None:
    """Joe takes, Steve gives, Nisha and Ted share one, and what Yolanda may have sent waits for review."""
    joe, steve = partner(session, "Joe Smithson"), partner(session, "Steve Okafor")
    for name in ("Nisha Patel", "Ted Kostas", "Yolanda Fitz"):
        partner(session, name)
    session.commit()
    for outcome, value in ((Outcome.OPEN, None), (Outcome.WON, 20_000), (Outcome.LOST, 999), (Outcome.CONTACTED, None)):
        give(session, joe, outcome, value)
    give(session, steve)
    for answer in ("Joe Smithson", "Joe Smithson", "Steve Okafor", "Steve Okafor", "Nisha Patel and Ted Kostas"):
        told(session, answer)
    for submission, amount in (
        (told(session, "Steve Okafor"), 10_001),
        (told(session, "Nisha Patel, Ted Kostas"), 501),
    ):
        record_payment(session, submission.client, amount, "USD", date(2026, 3, 20), PaymentKind.RECEIVED, NOW)
        record_payment(session, submission.client, 70, "EUR", date(2026, 4, 20), PaymentKind.RECEIVED, NOW)
    change_stage(session, told(session, "Steve Okafor").client, Stage.QUALIFIED, NOW, reviewer(session))
    told(session, "Yolanda Fitz or Joe Smithson")
    session.commit()


def by_name(found: list[Balance]) -> dict[str, tuple[Side, Side]]:
    return {each.source.name: (each.given, each.received) for each in found}


def test_each_partner_named_counts_a_whole_person_and_money_goes_by_share(session: Session) -> None:
    firm(session)
    assert by_name(balances(session, "USD")) == {
        "Steve Okafor": (Side(1), Side(4, 2, 1, 10_001, {"EUR": 70})),
        "Nisha Patel": (Side(), Side(2, 1, 1, 251, {"EUR": 35})),
        "Ted Kostas": (Side(), Side(2, 1, 1, 250, {"EUR": 35})),
        "Yolanda Fitz": (Side(), Side()),
        "Joe Smithson": (Side(4, 1, 1, 20_000), Side(2)),
    }


def test_whom_the_firm_owes_most_comes_first(session: Session) -> None:
    firm(session)
    found = balances(session, "USD")
    assert [each.source.name for each in found] == [
        "Steve Okafor",
        "Nisha Patel",
        "Ted Kostas",
        "Yolanda Fitz",
        "Joe Smithson",
    ]
    between = found[-1].difference
    assert (between.referrals, between.qualified, between.won, between.money) == (-2, -1, -1, -20_000)
    assert sentence(found[0]) == (
        "Steve Okafor: they sent 4, 2 qualified and 1 became a client worth $100.01 and €0.70; we sent 1."
    )


def test_a_period_has_who_came_and_what_was_paid_and_given_in_it(session: Session) -> None:
    firm(session)
    april = by_name(balances(session, "EUR", date(2026, 4, 1), date(2026, 4, 30)))
    assert april["Steve Okafor"] == (Side(), Side(money=70))
    assert april["Joe Smithson"] == (Side(), Side())
    until = by_name(balances(session, "USD", None, NOW.date()))
    assert until["Joe Smithson"] == (Side(4, 1, 1, 20_000), Side(2))
    assert until["Steve Okafor"] == (Side(1), Side(4, 2, 1))
