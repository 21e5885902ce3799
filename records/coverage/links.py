"""A client's personal link, ``/ask/<token>``: one question to one client, without an account.

It stays good, so that what was answered can be corrected, until the client is erased.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.answers.erasures import erasure_of
from records.answers.recording import Filled, record_answer
from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base, instant, key, locked_by_name
from records.forming.forms import Form, published_forms
from records.joining.rows import ClientJoin
from records.signed_numbers import new_number, number_in, token_of_number
from records.staff.users import User

DOOR = "link"
"""The door of an answer that came by a personal link."""
USE, STOP = "ask", "stop mail"


class AskLink(Base):
    """The link of one client. ``number`` is the random part of its token, without the signature."""

    __tablename__ = "ask_links"

    id: Mapped[key]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[instant]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    client: Mapped[Client] = relationship()
    made_by: Mapped[User | None] = relationship()

    @property
    def identity(self) -> str:
        """By what the answers of this link are known to be of one page: a changed one corrects the one before."""
        return f"ask {self.number}"


def ask_link_of(session: Session, client: Client) -> AskLink | None:
    """The client's link, if there is one."""
    return session.scalars(select(AskLink).where(AskLink.client_id == client.id)).first()


def make_ask_link(session: Session, client: Client, at: datetime, user: User | None) -> AskLink:
    """The client's link, made if there is none."""
    locked_by_name(session, f"ask link of {client.id}")
    link = ask_link_of(session, client)
    if link is None:
        link = AskLink(client=client, number=new_number(), made_at=at, made_by_id=user.id if user else None)
        session.add(link)
        session.flush()
    return link


def ask_token(link: AskLink, app_key: str) -> str:
    """The part of the link's address that opens the question."""
    return token_of_number(link.number, USE, app_key)


def link_asked_by(session: Session, token: str, app_key: str) -> AskLink | None:
    """The link of a token; None if it was not made here, or its client was erased."""
    number = number_in(token, USE, app_key)
    link = link_numbered(session, number) if number else None
    return link if link and erasure_of(session, link.client_id) is None else None


def link_numbered(session: Session, number: str) -> AskLink | None:
    """The link of this number: that of the one who stayed, where two clients who had one each were joined."""
    link = session.scalars(select(AskLink).where(AskLink.number == number)).first()
    if link is not None:
        return link
    join = session.scalars(select(ClientJoin).where(ClientJoin.ask_number == number)).first()
    return ask_link_of(session, join.keep) if join else None


def form_for(session: Session, client: Client) -> Form | None:
    """The form whose question the client is asked: the first of their office, else the first of all.

    A link was promised, so where every form is closed the question of a closed one is asked.
    """
    forms = published_forms(session)
    forms = [form for form in forms if form.closed_at is None] or forms
    return next((form for form in forms if form.office_id == client.office_id), forms[0] if forms else None)


def answer_by_link(session: Session, link: AskLink, filled: Filled) -> Submission:
    """Keep what a client answered by their link, beside what they said before."""
    return record_answer(session, link.client, filled)


def answers_by_link(session: Session, link: AskLink) -> list[Submission]:
    """What came by a link, the newest first."""
    came = select(Submission).where(Submission.client_id == link.client_id, Submission.identity == link.identity)
    return list(session.scalars(came.order_by(Submission.id.desc())))
