"""A page that was not the client's first cannot say who they are: whoever knows a name and a phone can send one."""

from sqlalchemy.orm import Session

from records.answers.recording import record_submission
from tests.records.firm_of_tests import filled, told

NAME, PHONE = "Jane Doe", "+1 617 555 0142"


def test_a_strangers_correction_does_not_give_a_client_another_address(session: Session) -> None:
    client = told(session, "google", name=NAME, email="jane@mail.example", phone=PHONE).client
    for email in ("", "stranger@mail.example"):
        sent = record_submission(session, filled(session, identity="theirs", name=NAME, email=email, phone=PHONE))
        session.commit()
    assert (sent.client, sent.email) == (client, "stranger@mail.example")
    assert (client.name, client.email, client.email_key) == (NAME, "jane@mail.example", "jane@mail.example")


def test_the_first_page_of_a_client_is_corrected_as_before(session: Session) -> None:
    client = told(session, "google", identity="own", name=NAME, email="jane@mial.example", phone=PHONE).client
    record_submission(session, filled(session, identity="own", name=NAME, email="jane@mail.example", phone=PHONE))
    session.commit()
    assert client.email == "jane@mail.example"
