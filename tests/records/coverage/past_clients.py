"""Past clients of a file, for the tests of mailings: each can be asked, or cannot for one reason."""

from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from records.answers.recording import new_client
from records.clients import Client
from records.coverage.campaigns import Campaign, Choice, draft_campaign
from records.coverage.permissions import allow_import
from records.firm import the_firm
from records.imports import Import, ImportState
from records.mail import GivenUp, Mail, send_later
from records.mail.opt_outs import opt_out
from tests.records.firm_of_tests import NOW, reviewer

CAME = date(2024, 5, 6)
BASE, KEY = "https://firm.example", "only for tests"


def brought(session: Session, *names: str, filename: str = "past.csv", emails: tuple[str, ...] = ()) -> Import:
    """An import that has brought clients of these names."""
    counts = dict.fromkeys(("added", "changed", "unchanged", "refused"), 0)
    record = Import(kind="clients", filename=filename, digest="", at=NOW, state=ImportState.FINISHED, **counts)
    session.add(record)
    session.flush()
    given = emails or tuple(f"{name.lower().replace(' ', '.')}@mail.example" for name in names)
    for number, (name, email) in enumerate(zip(names, given, strict=True)):
        client = new_client(session, name, NOW, email=email, door="import", import_id=record.id)
        client.came_on = CAME - timedelta(days=number)
    session.flush()
    return record


def allowed(session: Session, record: Import) -> None:
    """Somebody says that one may write to them; the firm has a postal address."""
    the_firm(session).postal_address = "1 Main Street\nQuincy"
    allow_import(session, record, "were clients of ours in the last two years", NOW, reviewer(session))


def drafted(session: Session, record: Import, per_day: int = 50, **choice: object) -> Campaign:
    """A draft of a mailing to those whom an import has brought."""
    chosen = Choice(import_id=record.id, **choice)  # type: ignore[arg-type]
    return draft_campaign(session, "Past clients", chosen, per_day, NOW, reviewer(session))


def refuse(session: Session, email: str) -> None:
    """A mail to this address was refused by its server."""
    mail = send_later(session, "note", email, "Hello", "Words.", NOW - timedelta(days=1))
    mail.due_at, mail.given_up_at, mail.given_up_because = None, NOW, GivenUp.ADDRESS_REFUSED
    session.flush()


def went_out(session: Session, at: datetime) -> None:
    """Every mail that waits has been sent."""
    session.execute(update(Mail).where(Mail.due_at.is_not(None)).values(sent_at=at, due_at=None))


def no_more(session: Session, email: str) -> None:
    opt_out(session, email, NOW)


def of(session: Session, name: str) -> Client:
    return session.query(Client).filter_by(name=name).one()
