"""A closed month stays as it was, counts like every ranking did, and what changed since explains the difference."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage, change_stage
from records.closed.closed_months import Closure
from records.closed.closing import CannotClose, close_month, closure_of, reopen_month
from records.db import db
from records.money.payments import Payment, PaymentKind, record_payment
from records.sources import Source
from records.staff.users import User, UserRole, add_user
from reports.behind import clients_behind, payments_behind
from reports.closed.behind import Page, clients_kept, payments_kept
from reports.closed.changes import changes_since
from reports.closed.counting import closed_ranking, counted, is_behind
from reports.closed.months import month_closed, month_now
from reports.closed.summing import closed_figures
from reports.counting.questions import Count, CreditRule, Measure, Of, Only, Question
from reports.counting.rankings import Figures, Ranking, rank
from tests.admin.small_firm import full_firm

MARCH = date(2026, 3, 1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 2, 12, tzinfo=UTC)
TODAY = date(2026, 6, 1)
QUESTIONS = [
    Question(currency, of, by, MARCH, date(2026, 3, 31), money, count, credit, role)
    for currency, of, by, money, count, credit, role in product(
        ("USD", "EUR"), Of, (Measure.REVENUE, Measure.WON), PaymentKind, Count, CreditRule, Role
    )
]


def owner(session: Session) -> User:
    return add_user(session, "olga@firm.example", UserRole.OWNER, "a long password", "Olga")


def closed(app: Flask) -> int:
    """The full firm with March closed; the number of the closure."""
    full_firm(app)
    with app.app_context():
        closure = close_month(db.session(), MARCH, NOW, TODAY, owner(db.session()))
        db.session.commit()
        return closure.id


def figures(ranking: Ranking) -> object:
    return ranking.rows, ranking.elsewhere, ranking.unknown, ranking.in_review, ranking.conflict, ranking.total


def test_a_closed_month_counts_like_every_ranking_of_it(app: Flask) -> None:
    closed(app)
    with app.app_context():
        closure = db.session.query(Closure).one()
        month = month_closed(db.session(), closure)
        seen = 0
        for question in QUESTIONS:
            found = rank(db.session(), question)
            assert figures(closed_ranking(month, question)) == figures(found), question
            seen += len(found.rows)
        assert seen > 100


def test_filters_count_as_they_do_in_rankings(app: Flask) -> None:
    closed(app)
    with app.app_context():
        closure = db.session.query(Closure).one()
        month = month_closed(db.session(), closure)
        for part, credit in product(("1", "2", "in_review", "unknown"), CreditRule):
            only = (Only(Role.INTRODUCED_BY, Of.PARTNERS, part),)
            question = Question("USD", Of.SOURCES, start=MARCH, end=date(2026, 3, 31), credit=credit, only=only)
            assert figures(closed_ranking(month, question)) == figures(rank(db.session(), question)), part
            assert figures(closed_figures(db.session(), closure, question).ranking) == figures(
                rank(db.session(), question)
            )
        nowhere = Question("USD", start=MARCH, end=date(2026, 3, 31), office=2)
        assert closed_ranking(month, nowhere).total == Figures()


def test_the_lists_of_a_closed_month_are_those_of_its_numbers(app: Flask) -> None:
    closed(app)
    with app.app_context():
        closure = db.session.query(Closure).one()
        month = month_closed(db.session(), closure)
        for question in QUESTIONS[:16]:
            for part in ("total", "1", "2", "in_review", "conflict", "unknown", "elsewhere"):
                behind = [each for each in counted(month, question) if is_behind(each.part, part)]
                clients = clients_behind(db.session(), question, part, Measure.CLIENTS)
                assert sum(each.figures.clients for each in behind) == clients.sum
                assert sum(each.figures.revenue for each in behind) == payments_behind(db.session(), question, part).sum


def test_the_lists_that_the_database_makes_have_just_what_counts_row_by_row(app: Flask) -> None:
    closed(app)
    parts = ["total", "elsewhere", "unknown", "in_review", "conflict", "1", "5", "1-told", "1-known", "organic-search"]
    filters: list[tuple[Only, ...]] = [(), (Only(Role.ARRIVED_THROUGH, Of.CHANNELS, "organic-search"),)]
    filters.append(
        (Only(Role.INTRODUCED_BY, Of.SOURCES, "in_review"), Only(Role.INTRODUCED_BY, Of.KEYWORDS, "elsewhere"))
    )
    with app.app_context():
        session, closure = db.session(), db.session.query(Closure).one()
        month, seen = month_closed(session, closure), 0
        # A ranking of another measure has the same lists, and the other currency has few payments.
        asked = [each for each in QUESTIONS if each.by is Measure.REVENUE and each.currency == "USD"]
        every = [replace(question, only=only) for question, only in product(asked, filters)]
        for place, question in enumerate(every[::23]):
            for part in parts[place % 2 :: 2]:
                behind = [each for each in counted(month, question) if is_behind(each.part, part)]
                clients, payments = dict[int, int](), dict[int, int]()
                for each in behind:
                    into, number = (payments, each.payment.number) if each.payment else (clients, each.client.number)
                    into[number] = into.get(number, 0) + (
                        each.figures.revenue if each.payment else each.figures.clients
                    )
                found = clients_kept(session, closure, question, part, Measure.CLIENTS)
                assert sorted(each.share for each in found.entries) == sorted(clients.values()), (question, part)
                assert {each.number for each in found.entries} == clients.keys()
                assert (found.in_all, found.sum) == (len(clients), sum(clients.values()))
                money = payments_kept(session, closure, question, part)
                assert sorted(each.amount for each in money.entries) == sorted(payments.values()), (question, part)
                assert (money.in_all, money.sum) == (len(payments), sum(payments.values()))
                won = clients_kept(session, closure, question, part, Measure.WON)
                assert won.sum == sum(each.figures.won for each in behind)
                seen += money.in_all + won.in_all
                pages = [clients_kept(session, closure, question, part, Measure.CLIENTS, Page(n, 2)) for n in (1, 2)]
                assert [*pages[0].entries, *pages[1].entries] == list(found.entries[:4])
                page = payments_kept(session, closure, question, part, Page(2, 2))
                assert (list(page.entries), page.sum) == (list(money.entries[2:4]), money.sum)
        assert seen > 50


def joes(session: Session) -> list[Client]:
    return list(session.scalars(select(Client).order_by(Client.id)))


CHANGES = (
    "pay",
    "refund",
    "more",
    "gone",
    "moved",
    "other client",
    "won",
    "lost",
    "credit",
    "unknown",
    "erase",
    "came",
)


def change(session: Session, kind: str, number: int, user: User) -> None:
    """Change one record of the firm, as rows, so that no verb has to exist for the comparison to see it."""
    clients, payments = joes(session), list(session.scalars(select(Payment).order_by(Payment.id)))
    who, payment = clients[number % len(clients)], payments[number % len(payments)] if payments else None
    if kind in {"pay", "refund"}:
        amount = 777 if kind == "pay" else -333
        record_payment(session, who, amount, "USD", date(2026, 3, 20), PaymentKind.RECEIVED, LATER, user=user)
    elif kind in {"won", "lost"}:
        change_stage(session, who, Stage(kind), LATER, user)
    elif kind in {"credit", "unknown"}:
        for credit in session.scalars(select(Credit).where(Credit.client_id == who.id)):
            credit.standing = Standing.CREDITED if kind == "credit" else Standing.UNKNOWN
            credit.source_id = 1 if kind == "credit" else None
    elif kind == "came":
        who.came_on = date(2026, 3, 5) if who.came_on.month != 3 else date(2026, 2, 5)
    elif kind == "erase":
        session.execute(delete(Payment).where(Payment.client_id == who.id))
        session.execute(delete(Credit).where(Credit.client_id == who.id))
    elif payment and kind == "more":
        payment.amount += 99
    elif payment and kind == "moved":
        payment.paid_on = date(2026, 4, 2)
    elif payment and kind == "other client":
        payment.client_id = who.id
    elif payment and kind == "gone":
        session.delete(payment)
    session.flush()


@pytest.fixture
def firm(app: Flask) -> Flask:
    closed(app)
    return app


def test_the_differences_explain_all_that_the_present_figures_differ_by(firm: Flask) -> None:
    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 30)), max_size=6), st.sampled_from(QUESTIONS))
    def check(steps: list[tuple[str, int]], question: Question) -> None:
        with firm.app_context():
            session = db.session()
            closure = session.query(Closure).one()
            kept = closed_ranking(month_closed(session, closure), question)
            for kind, number in steps:
                change(session, kind, number, closure.user)
            assert figures(closed_ranking(month_closed(session, closure), question)) == figures(kept)
            present = rank(session, question)
            assert figures(closed_ranking(month_now(session, MARCH), question)) == figures(present)
            changes = changes_since(session, closure, question)
            difference = Figures()
            by_part: dict[str, Figures] = {}
            for each in changes:
                difference.add(each.difference)
                for part, grown in each.parts.items():
                    by_part.setdefault(part, Figures()).add(grown)
            assert _minus(present.total, kept.total) == difference
            rows = {row.id: row.figures for row in present.rows}
            were = {row.id: row.figures for row in kept.rows}
            for part in rows.keys() | were.keys():
                grown = by_part.get(part, Figures())
                assert _minus(rows.get(part, Figures()), were.get(part, Figures())) == grown
            session.rollback()

    check()


def _minus(one: Figures, other: Figures) -> Figures:
    return Figures(one.clients - other.clients, one.won - other.won, one.revenue - other.revenue)


def one_change(app: Flask, kind: str, number: int) -> tuple[str, str, str]:
    """What, who and why of the first change that a change of records is shown as."""
    with app.app_context():
        session = db.session()
        closure = session.query(Closure).one()
        change(session, kind, number, closure.user)
        session.commit()
        first = changes_since(session, closure, Question("USD", start=MARCH, end=date(2026, 3, 31)))[0]
        return first.what, first.cause.who, first.cause.why


def test_a_payment_added_later_has_who_added_it(firm: Flask) -> None:
    assert one_change(firm, "pay", 0) == ("Payment added", "Olga", "added by hand")


def test_a_stage_has_who_set_it(firm: Flask) -> None:
    assert one_change(firm, "lost", 0) == ("Client is not won any more", "Olga", "stage set to lost")


def test_what_nobody_wrote_down_says_so(firm: Flask) -> None:
    assert one_change(firm, "more", 0) == ("Amount changed", "", "not recorded")


def test_a_source_keeps_its_name_in_the_report(firm: Flask) -> None:
    with firm.app_context():
        session = db.session()
        session.get_one(Source, 1).name = "Joseph Smith"
        session.flush()
        question = Question("USD", start=MARCH, end=date(2026, 3, 31))
        month = month_closed(session, session.query(Closure).one())
        assert "Joe Smith" in [row.name for row in closed_ranking(month, question).rows]


def test_a_month_that_is_not_over_or_is_closed_cannot_be_closed(firm: Flask) -> None:
    with firm.app_context():
        session = db.session()
        user = session.query(User).filter_by(name="Olga").one()
        with pytest.raises(CannotClose, match="not over"):
            close_month(session, date(2026, 6, 1), NOW, TODAY, user)
        with pytest.raises(CannotClose, match="closed already"):
            close_month(session, MARCH, NOW, TODAY, user)
        first = closure_of(session, MARCH)
        assert first
        reopen_month(session, first, LATER, user)
        assert closure_of(session, MARCH) is None
        with pytest.raises(CannotClose, match="already"):
            reopen_month(session, first, LATER, user)
        again = close_month(session, MARCH, LATER, TODAY, user)
        assert closure_of(session, MARCH) is again
