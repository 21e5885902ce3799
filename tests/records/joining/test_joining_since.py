"""Clients who were joined are taken apart after drafts, spam and whatever else came and went in the meantime.

On SQLite what has come may have the number of what has gone.
"""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.answers.submissions import Submission
from records.clients import Client
from records.joining.apart import take_apart
from records.joining.rows import ClientJoin
from records.relations.thanking.drafts import ThanksDraft, drop_draft, write_draft
from records.sources import Source
from records.spam.ending import held_of_client
from records.spam.verdicts import mark_spam, not_spam
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, reviewer, told
from tests.records.joining.test_joining import APART, JOINED, firm, join

__all__ = ["firm"]
LATER = JOINED + timedelta(hours=1)


def draft(session: Session, *numbers: int, partner: str = "Joe Smith", hours: int = 0) -> ThanksDraft:
    source = session.scalars(select(Source).where(Source.name == partner, Source.kind == Kind.PARTNER)).unique().one()
    if source.partner:
        source.partner.email = "partner@firm.example"
    clients = [session.get_one(Client, number) for number in numbers]
    made = write_draft(session, source, clients, NOW + timedelta(hours=hours), reviewer(session))
    session.commit()
    return made


def about(session: Session, one: ThanksDraft) -> list[int]:
    session.expire_all()
    return [each.client_id for each in one.about]


def apart(session: Session, join: ClientJoin) -> None:
    take_apart(session, join, APART, reviewer(session))
    session.commit()


def test_a_draft_about_both_is_about_both_again(firm: Session) -> None:
    both = draft(firm, 1, 2)
    before = everything(firm)
    made = join(firm)
    assert about(firm, both) == [1]
    apart(firm, made)
    assert everything(firm) == before


def test_a_draft_that_was_dropped_meanwhile_is_about_nobody(firm: Session) -> None:
    both = draft(firm, 1, 2)
    made = join(firm)
    drop_draft(firm, both)
    firm.commit()
    apart(firm, made)
    assert firm.scalars(select(ThanksDraft)).all() == []


def test_another_draft_names_nobody_of_one_that_was_dropped(firm: Session) -> None:
    both, of_gone = draft(firm, 1, 2), draft(firm, 2)
    made = join(firm)
    firm.expire_all()
    for each in (both, of_gone):
        drop_draft(firm, each)
    firm.commit()
    new = [draft(firm, 3, partner="Nisha Patel", hours=25), draft(firm, 1, hours=25)]
    apart(firm, made)
    assert [about(firm, each) for each in new] == [[3], [1]]


def test_another_answer_is_not_taken_for_one_that_was_spam(firm: Session) -> None:
    spam = told(firm, "Nisha Patel said", name="Ana Adams-Brown", email="ana@work.example")
    assert spam.client_id == 2
    made = join(firm)
    mark_spam(firm, [spam], reviewer(firm), LATER)
    firm.commit()
    since = told(firm, "a friend", name="Ana Adams", email="ana@mail.example")
    firm.commit()
    apart(firm, made)
    assert since.client_id == 1


def test_what_was_marked_as_spam_meanwhile_comes_back_to_whose_it_was(firm: Session) -> None:
    made = join(firm)
    (held,) = mark_spam(firm, [firm.get_one(Submission, 2)], reviewer(firm), LATER)
    firm.commit()
    apart(firm, made)
    ana, again = firm.get_one(Client, 1), firm.get_one(Client, 2)
    assert (held_of_client(firm, ana, []), held_of_client(firm, again, [])) == ([], [held])
    assert not_spam(firm, held, reviewer(firm), APART).client is again


def test_somebody_with_the_contact_of_a_joined_client_comes_back_from_spam(firm: Session) -> None:
    spam = told(firm, "Joe Smith", name="Peter Quint", email="ana@work.example")
    assert spam.client.same_contact_as_id == 2
    (held,) = mark_spam(firm, [spam], reviewer(firm), NOW + timedelta(hours=3))
    firm.commit()
    join(firm)
    assert not_spam(firm, held, reviewer(firm), LATER).client.same_contact_as_id == 1


def test_somebody_whose_contact_is_on_a_joined_client_since_points_to_who_stayed(firm: Session) -> None:
    ida = told(firm, "Joe Smith", name="Ida Moss", email="ida@mail.example").client
    peter = told(firm, "Joe Smith", name="Peter Quint", email="ida@mail.example").client
    assert peter.same_contact_as_id == ida.id
    firm.commit()
    zoe, gone = 3, peter.id
    first = join(firm, 1, gone)
    join(firm, zoe, ida.id)
    apart(firm, first)
    assert firm.get_one(Client, gone).same_contact_as_id == zoe
