"""When the time is over for which a form keeps words, they go, and every number stays."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskCliRunner
from sqlalchemy import Text, cast, func, select, text
from sqlalchemy.orm import Session

from attribution import Visit
from commands.jobs.retention import end_retention
from records.answers.credits import Credit
from records.answers.erasures import Erasure, WordsEnded
from records.answers.recording import new_client, record_answer
from records.answers.rematching import rematch
from records.answers.submissions import Submission, Touch
from records.clients import Client, Stage, change_stage
from records.db import db
from records.erasing.retention import answers_over, end_of_retention, overdue
from records.firm import first_office
from records.forming.forms import Form, FormVersion, published_version
from records.money.payments import PaymentKind, record_payment
from records.sources import Source
from records.spam.held import HeldSubmission, Place
from records.spam.holding import hold
from reports.counting.questions import Question
from reports.counting.rankings import rank
from tests.records.firm_of_tests import NOW, credited, filled, partner, reviewer, told

VISIT = {"visit": Visit("https://firm.example/?q=florp", "https://www.google.com/"), "visited_at": NOW}
DAYS = 30
LATER = NOW + timedelta(days=10)


def version(session: Session, slug: str, days: int | None) -> FormVersion:
    """A published form that keeps words for so many days."""
    asked = published_version(session, "new-client")
    assert asked
    form = Form(slug=slug, name=slug, language="en", office_id=first_office(session).id)
    session.add(form)
    definition: dict[str, Any] = asked.definition | {"retention_days": days}
    made = FormVersion(form=form, number=1, published_at=NOW, definition=definition)
    session.add(made)
    session.commit()
    return made


def words_left(session: Session, word: str) -> list[str]:
    """The tables in which a word stands yet."""
    session.flush()
    found = []
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if session.scalar(select(func.count()).select_from(table).where(cast(column, Text).contains(word))):
                found.append(f"{table.name}.{column.name}")
    return found


def clients_of_every_sort(session: Session) -> dict[str, Client]:
    """Clients of forms that keep words for long, shortly or for good, and what is known of each besides."""
    short, long, ever = (version(session, slug, days) for slug, days in (("s", DAYS), ("l", 400), ("e", None)))
    partner(session, "Nisha Patel")
    ann = reviewer(session)

    alone = told(session, "Nisha Patel florp", version=short, name="Zeb Quix", **VISIT).client
    open_one = told(session, "somebody florp", version=short, name="Zoe Quix").client
    record_payment(session, alone, 5_000, "USD", NOW.date(), PaymentKind.RECEIVED, NOW)
    again = told(session, "Nisha Patel florp", version=short, **VISIT).client
    told(session, "google", version=short, name=again.name, email=again.email, received_at=LATER)
    both = told(session, "Nisha Patel florp", version=short, **VISIT)
    told(session, "her again", version=long, name=both.name, email=both.email)
    payer = told(session, "Nisha Patel florp", version=short).client
    record_payment(session, payer, 7_000, "USD", LATER.date(), PaymentKind.RECEIVED, LATER)
    staged = told(session, "Nisha Patel florp", version=short).client
    change_stage(session, staged, Stage.QUALIFIED, LATER, ann)
    kept = told(session, "Nisha Patel kept", version=ever).client
    known = new_client(session, "Imported Person", NOW, email="imp@mail.example", door="phone")
    record_answer(
        session,
        known,
        filled(
            session, answer="Nisha Patel florp", version=short, name=known.name, received_at=NOW + timedelta(minutes=5)
        ),
    )
    hold(session, filled(session, answer="florp", version=short), 12, [], NOW)
    session.commit()
    names = ("alone", "open", "again", "both", "payer", "staged", "kept", "known")
    return dict(zip(names, (alone, open_one, again, both.client, payer, staged, kept, known), strict=True))


def test_words_go_when_their_time_is_over(session: Session, runner: FlaskCliRunner) -> None:
    found = clients_of_every_sort(session)
    both = session.scalars(select(Submission).where(Submission.client_id == found["both"].id)).all()[0]
    nisha = session.scalars(select(Source).where(Source.name == "Nisha Patel")).unique().one()
    before = rank(session, Question("USD"))
    assert end_retention(session, NOW + timedelta(days=DAYS - 1)) is None
    today = NOW + timedelta(days=DAYS + 2)
    assert overdue(session, today) >= 3
    assert end_retention(session, today) == (
        "words over their form's time erased: 2 clients, 2 answers of clients who stay, 1 held-back submissions"
    )
    gone = set(session.scalars(select(Erasure.client_id)))
    assert gone == {found["alone"].id, found["open"].id}
    assert session.get_one(Client, found["alone"].id).name == "Erased client"
    # Of who is known by more than this form, the answer goes and the client stays.
    answers = set(session.scalars(select(WordsEnded.submission_id)))
    assert both.id in answers and len(answers) == 2
    session.refresh(both)
    assert (both.answer, both.name, both.email, both.touches) == ("", "", "", [])
    assert both.client.name.startswith("Client Number") and both.choice == "other"
    assert session.get_one(Client, found["known"].id).email == "imp@mail.example"
    # Who has sent it again, paid, or was spoken of since, keeps what they wrote from then on.
    left = session.scalars(select(Submission).where(Submission.answer.contains("florp"))).all()
    assert {each.client_id for each in left} == {found[name].id for name in ("again", "payer", "staged")}
    assert session.scalars(select(HeldSubmission.place)).all() == [Place.ENDED]
    # No number has moved, but what waited for a person cannot be known any more; also when all is decided again.
    rematch(session, [*session.scalars(select(Submission.id))], today)
    session.commit()
    after = rank(session, Question("USD"))
    assert [(row.name, row.figures) for row in after.rows] == [(row.name, row.figures) for row in before.rows]
    assert after.total == before.total
    assert credited(session, both.client) == credited(session, found["kept"]) == [nisha.name]
    # Once their own time is over, nothing is left of the word anywhere.
    assert overdue(session, today) == 0
    end_retention(session, LATER + timedelta(days=DAYS + 2))
    assert words_left(session, "florp") == []
    assert session.get_one(Client, found["kept"].id).name != "Erased client"
    assert (session.scalar(select(func.count(Credit.id)).where(Credit.source_id == nisha.id)) or 0) >= 6
    assert session.scalar(select(func.count(Touch.id))) == 0
    end_retention(session, NOW + timedelta(days=401))
    assert session.get_one(Client, both.client_id).name == "Erased client"
    session.commit()
    assert "the words of answers" in runner.invoke(args=["doctor"]).output


def test_who_is_heard_of_since_is_not_asked_for_each_night_nor_overlooked(session: Session) -> None:
    short, today = version(session, "s", DAYS), NOW + timedelta(days=DAYS + 2)
    payer, staged, again, late = (told(session, "florp", version=short).client for _ in range(4))
    record_payment(session, payer, 7_000, "USD", LATER.date(), PaymentKind.RECEIVED, LATER)
    change_stage(session, staged, Stage.QUALIFIED, LATER, reviewer(session))
    told(session, "florp", version=short, name=again.name, email=again.email, received_at=LATER)
    session.commit()
    (batch,) = answers_over(session, today)
    assert [each.client_id for each in batch] == [late.id], "the others are left out by the database"
    session.commit()
    if session.get_bind().dialect.name == "postgresql":
        # SQLite's writers queue up; here a payment may be written down at this very moment.
        with Session(db.engine) as writes:
            record_payment(
                writes, writes.get_one(Client, late.id), 100, "USD", today.date(), PaymentKind.RECEIVED, today
            )
            # Waiting for that would be a failure of this test, and no reason for it to stand still.
            session.execute(text("SET LOCAL lock_timeout = '5s'"))
            assert end_of_retention(session, batch, today) == (0, 0)
            session.commit()
            writes.commit()
        assert end_retention(session, today) is None
    else:
        assert end_of_retention(session, batch, today) == (1, 0)
