"""What clients allow to be told of them to whoever sent them: what the form took, and what they said to staff since.

The tick of the form ("You may tell the person who recommended you that I came") covers the name and that they came.
What became of them is covered by a second consent only, which staff write down with when and how it was given. The
latest word counts, and a word that a client may be told of no more ends both.

Anybody can send the public form with another's name and address, a partner who would know whether somebody came as
well. So only the page by which a client came is surely theirs; the tick of another page can take back, and give again
what they had given themselves, and no more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, exists, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, joinedload, mapped_column, relationship

from records.answers.erasures import Erasure
from records.answers.submissions import IMPORTED, Submission
from records.clients import Client
from records.db import Base, instant, key
from records.staff.users import User

_AT_ONCE = 500
_PUBLIC = "web"
"""The door at which nobody knows who stands there; all others are staff's, or opened by a client's own link."""


class Covers(StrEnum):
    """What a consent is about."""

    NAME = "name"
    """The client's name, and that they came."""
    OUTCOME = "outcome"
    """What became of them: whether they are a client of the firm, and for how much money."""


class Consent(Base):
    """A client's word, given to staff: that something may be told (``is_given``), or that it may not any more.

    ``how`` is how they said it, such as "on the phone" or "by letter".
    """

    __tablename__ = "consents"

    id: Mapped[key]
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    covers: Mapped[Covers]
    is_given: Mapped[bool]
    how: Mapped[str]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))

    client: Mapped[Client] = relationship()
    user: Mapped[User] = relationship()


def note_consent(
    session: Session, client: Client, covers: Covers, is_given: bool, how: str, at: datetime, user: User
) -> Consent:
    """Keep what a client has said to staff. Leave to tell the outcome is leave to tell the name as well."""
    consent = Consent(client=client, covers=covers, is_given=is_given, how=how.strip(), at=at, user=user)
    session.add(consent)
    session.flush()
    return consent


def may_be_named(session: Session, client: Client) -> bool:
    """Whether a partner may be told the client's name and that they came."""
    return bool(named(session, [client.id]))


def named(session: Session, clients: Iterable[int]) -> set[int]:
    """Those of these clients, by their numbers, whose latest word lets a partner be told that they came."""
    return {client for client, word in words_of(session, clients).items() if word.name}


def outcome_may_be_shown(session: Session, client: Client) -> bool:
    """Whether a partner may be told what became of the client."""
    return bool(with_outcome(session, [client.id]))


def with_outcome(session: Session, clients: Iterable[int]) -> set[int]:
    """Those of these clients, by their numbers, whose outcome a partner may be told. All of them are named too."""
    return {client for client, word in words_of(session, clients).items() if word.outcome}


def consents_of(session: Session, client: Client) -> Sequence[Consent]:
    """What a client has said to staff, the newest first."""
    of_client = select(Consent).where(Consent.client_id == client.id).options(joinedload(Consent.user))
    return session.scalars(of_client.order_by(Consent.at.desc(), Consent.id.desc())).all()


@dataclass(slots=True)
class Word:
    """What the words of one client come to, taken in one after the other as they were said.

    ``name`` and ``outcome`` say what may be told now, ``ever_named`` and ``ever_outcome`` what might be told at some
    time: somebody may remember it. ``is_theirs`` says that the last word that was surely theirs gave their name.
    """

    name: bool = False
    outcome: bool = False
    ever_named: bool = False
    ever_outcome: bool = False
    is_theirs: bool = False

    def take(self, covers: Covers, is_given: bool, is_sure: bool) -> None:
        """Take in one more word. One that may be somebody else's gives nothing that they had not given themselves."""
        if is_given and not is_sure and not self.is_theirs:
            return
        if covers is Covers.OUTCOME:
            self.outcome = is_given
            self.name = self.name or is_given
        else:
            self.name = is_given
            # Whoever may not be named can have no outcome either, and a later tick does not bring it back.
            self.outcome = self.outcome and is_given
        self.is_theirs = self.name if is_sure else self.is_theirs
        self.ever_named = self.ever_named or self.name
        self.ever_outcome = self.ever_outcome or self.outcome


def words_of(session: Session, clients: Iterable[int]) -> dict[int, Word]:
    """What the words of each of these clients come to, by their numbers.

    Who has said nothing is left out, and so is who was erased: what they had allowed is gone with the rest.
    """
    numbers = sorted(set(clients))
    found: dict[int, Word] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        said: list[tuple[datetime, int, int, Covers, bool, bool]] = []
        # A file tells what somebody answered; that it says nothing of a consent is no word of the client's.
        own = aliased(Submission)
        by_own_page = exists().where(
            own.client_id == Submission.client_id,
            own.identity == Submission.identity,
            own.received_at == Client.created_at,
        )
        is_sure = or_(Submission.door != _PUBLIC, by_own_page)
        forms = select(
            Submission.received_at, Submission.id, Submission.client_id, Submission.may_tell, is_sure
        ).join_from(Submission, Client, Client.id == Submission.client_id)
        forms = forms.where(Submission.client_id.in_(some), Submission.door != IMPORTED)
        said += [
            (at, number, client, Covers.NAME, tick, bool(sure))
            for at, number, client, tick, sure in session.execute(forms)
        ]
        rows = select(Consent.at, Consent.id, Consent.client_id, Consent.covers, Consent.is_given)
        rows = rows.where(Consent.client_id.in_(some))
        said += [(*row, True) for row in session.execute(rows).tuples()]
        # Of two words of one instant, the one that forbids counts.
        gone = set(session.scalars(select(Erasure.client_id).where(Erasure.client_id.in_(some))))
        said = [one for one in said if one[2] not in gone]
        for _, _, client, covers, is_given, sure in sorted(said, key=lambda one: (one[0], not one[4], one[1])):
            found.setdefault(client, Word()).take(covers, is_given, sure)
    return found
