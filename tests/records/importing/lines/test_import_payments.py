"""Payments from a file: each counted once, however often the file comes."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from records.clients import Client, Stage, change_stage
from records.firm import the_firm
from records.money.payments import Payment, PaymentKind, record_payment
from tests.records.firm_of_tests import reviewer, told
from tests.records.import_files import NOW, counts, only_reason, taken_in

HEADER = "ref,client,amount,currency,on,kind"
ROW = 'R1,C1,"1,250.50",EUR,2026-03-04,billed'


@pytest.fixture
def ann(session: Session) -> Client:
    client = told(session, "", name="Ann Lee", email="ann@lee.example").client
    client.ref = "C1"
    session.flush()
    return client


def payments(session: Session) -> list[Payment]:
    return list(session.scalars(select(Payment).order_by(Payment.id)))


def stage_of(session: Session, client: Client) -> str:
    return session.scalars(select(Client.stage).where(Client.id == client.id)).one().value


def test_every_column_of_a_row_is_kept(session: Session, tmp_path: Path, ann: Client) -> None:
    assert counts(taken_in(session, tmp_path, "payments", HEADER, ROW)) == (1, 0, 0, 0)
    (payment,) = payments(session)
    assert (payment.client, payment.ref, payment.amount, payment.currency) == (ann, "R1", 125050, "EUR")
    assert (payment.paid_on, payment.kind, payment.import_id) == (date(2026, 3, 4), PaymentKind.BILLED, 1)


def test_a_blank_currency_is_the_firms_and_a_blank_kind_is_received(
    session: Session, tmp_path: Path, ann: Client
) -> None:
    the_firm(session).currency = "KWD"
    taken_in(session, tmp_path, "payments", "client,amount,on", "C1,0.250,2026-03-04")
    (payment,) = payments(session)
    assert (payment.amount, payment.currency, payment.kind) == (250, "KWD", PaymentKind.RECEIVED)


@pytest.mark.parametrize("named", ["C1", "Ann@Lee.example", "ann lee"])
def test_a_client_is_named_by_ref_e_mail_or_name(session: Session, tmp_path: Path, ann: Client, named: str) -> None:
    taken_in(session, tmp_path, "payments", "client,amount,on", f"{named},5,2026-03-04")
    assert payments(session)[0].client is ann


def test_a_name_that_fits_two_is_refused(session: Session, tmp_path: Path, ann: Client) -> None:
    told(session, "", name="Ann Lee", email="other@lee.example")
    outcome = taken_in(session, tmp_path, "payments", "client,amount,on", "Ann Lee,5,2026-03-04", "C1,5,2026-03-04")
    assert counts(outcome) == (1, 0, 0, 1)
    assert "fits 2 clients: Ann Lee (C1), Ann Lee (other@lee.example)" in only_reason(outcome)


@pytest.mark.parametrize(("one", "other"), [("王璐", "王琦"), ("Ken 渡辺", "Ken 友達")])
def test_two_names_of_which_no_table_has_each_letter_are_two(
    session: Session, tmp_path: Path, one: str, other: str
) -> None:
    for number, name in enumerate((one, other)):
        told(session, "", name=name, email=f"{number}@lee.example")
    outcome = taken_in(session, tmp_path, "payments", "client,amount,on", f"{other},5,2026-03-04")
    assert counts(outcome) == (1, 0, 0, 0)
    assert payments(session)[0].client.name == other


def test_the_same_file_twice_changes_nothing(session: Session, tmp_path: Path, ann: Client) -> None:
    lines = [HEADER, ROW, ",C1,5,USD,2026-03-04,", ",C1,5,USD,2026-03-04,", ",C1,-5,USD,2026-03-04,"]
    assert counts(taken_in(session, tmp_path, "payments", *lines)) == (4, 0, 0, 0)
    assert counts(taken_in(session, tmp_path, "payments", *lines)) == (0, 0, 4, 0)
    # A third equal payment is a new one.
    assert counts(taken_in(session, tmp_path, "payments", *lines, lines[2])) == (1, 0, 4, 0)
    assert [payment.nth for payment in payments(session)] == [1, 1, 2, 1, 3]


def test_a_payment_entered_by_hand_is_not_entered_again(session: Session, tmp_path: Path, ann: Client) -> None:
    record_payment(session, ann, 500, "USD", date(2026, 3, 4), PaymentKind.RECEIVED, NOW, user=reviewer(session))
    assert counts(taken_in(session, tmp_path, "payments", HEADER, ",C1,5,USD,2026-03-04,")) == (0, 0, 1, 0)


def test_a_row_with_a_known_ref_changes_that_payment(session: Session, tmp_path: Path, ann: Client) -> None:
    taken_in(session, tmp_path, "payments", HEADER, ROW)
    outcome = taken_in(session, tmp_path, "payments", HEADER, "R1,C1,-3,EUR,2026-03-05,billed")
    assert counts(outcome) == (0, 1, 0, 0)
    (payment,) = payments(session)
    assert (payment.amount, payment.paid_on) == (-300, date(2026, 3, 5))


def test_a_ref_repeated_in_the_file_is_refused(session: Session, tmp_path: Path, ann: Client) -> None:
    for _ in range(2):
        outcome = taken_in(session, tmp_path, "payments", HEADER, ROW, ROW)
        assert "line 2 has the ref 'R1' already" in only_reason(outcome)


def test_the_first_positive_payment_makes_a_client_won(session: Session, tmp_path: Path, ann: Client) -> None:
    taken_in(session, tmp_path, "payments", HEADER, "R0,C1,-5,USD,2026-03-04,")
    assert stage_of(session, ann) == "enquiry"
    taken_in(session, tmp_path, "payments", HEADER, ROW)
    assert stage_of(session, ann) == "won"


def test_a_payment_does_not_override_a_stage_that_a_person_set(session: Session, tmp_path: Path, ann: Client) -> None:
    change_stage(session, ann, Stage.LOST, NOW, reviewer(session))
    taken_in(session, tmp_path, "payments", HEADER, ROW)
    assert stage_of(session, ann) == "lost"


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("client", "C9", "there is no client with the ref, e-mail or name 'C9'"),
        ("client", "", "is blank"),
        ("amount", "free", "'free' is not an amount; write it like 1250.00"),
        ("amount", "0.234", "has more decimals than EUR"),
        ("amount", "0", "a payment of nothing changes nothing"),
        ("amount", "-0.00", "a payment of nothing changes nothing"),
        ("amount", "$5", "'$5' is not in EUR; correct the currency, or take the $ away"),
        ("amount", "", "is blank"),
        ("currency", "Euro", "'Euro' is not a currency"),
        ("currency", "XYZ", "'XYZ' is not a currency"),
        ("on", "31/31/2026", "is not in the calendar"),
        ("on", "soon", "'soon' is not a day; write it like 2026-04-03"),
        ("kind", "gift", "it can be billed, received"),
    ],
)
def test_a_bad_cell_refuses_its_row_and_names_its_column(
    session: Session, tmp_path: Path, ann: Client, column: str, cell: str, says: str
) -> None:
    values = dict(zip(HEADER.split(","), ["R1", "C1", "1250.50", "EUR", "2026-03-04", "billed"], strict=True))
    bad = ",".join((values | {column: cell}).values())
    outcome = taken_in(session, tmp_path, "payments", HEADER, bad, "R2,C1,5,USD,2026-03-04,")
    assert counts(outcome) == (1, 0, 0, 1)
    assert (outcome.problems[0].line, outcome.problems[0].column) == (2, column)
    assert says in only_reason(outcome)
