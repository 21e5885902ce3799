"""What is held back, a place at a time, with everything that a person needs to say what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from records.answers.submissions import Submission
from records.forming.forms import FormVersion
from records.spam.ending import kept_until
from records.spam.held import HELD, HeldStep, HeldSubmission, Place
from reports.clients.own_answers import told_of


@dataclass(frozen=True, slots=True)
class Held:
    """One submission that is held back, in words. ``told`` are the questions of its form with what was written."""

    held: HeldSubmission
    form: str
    told: Sequence[tuple[str, str]]

    @property
    def name(self) -> str:
        """The name that was given; that of the client once it was let in."""
        if self.held.submission:
            return self.held.submission.client.name
        return str(self.held.sent.get("name") or "").strip() or "Erased"

    @property
    def contact(self) -> str:
        """How the sender can be reached, as it was typed."""
        given = (str(self.held.sent.get(each) or "").strip() for each in ("email", "phone"))
        return ", ".join(each for each in given if each)

    @property
    def words(self) -> str:
        """What was written, in one line; of one that was let in, what brought them."""
        if self.held.submission:
            return self.held.submission.said
        return " · ".join(" ".join(words.split()) for _, words in self.told)

    @property
    def until(self) -> datetime | None:
        """When what was sent is erased, while it is held back."""
        return kept_until(self.held) if self.held.place in HELD else None


def held_in(session: Session, place: Place, page: int, size: int) -> list[Held]:
    """What is in a place, the newest first."""
    those = select(HeldSubmission).where(HeldSubmission.place == place)
    newest = those.order_by(HeldSubmission.received_at.desc(), HeldSubmission.id.desc())
    paged = newest.limit(size).offset((page - 1) * size).options(*_WITH)
    return [in_words(each) for each in session.scalars(paged)]


def counts_of_places(session: Session) -> dict[Place, int]:
    """How many are in each place; every place is there."""
    by_place = select(HeldSubmission.place, func.count()).group_by(HeldSubmission.place)
    found = dict(session.execute(by_place).tuples().all())
    return {place: found.get(place, 0) for place in Place}


_WITH = (
    joinedload(HeldSubmission.form_version).joinedload(FormVersion.form),
    joinedload(HeldSubmission.submission).joinedload(Submission.client),
    selectinload(HeldSubmission.steps).joinedload(HeldStep.user),
)


def in_words(held: HeldSubmission) -> Held:
    """One of them."""
    version = held.form_version
    return Held(held, version.form.name if version else "", _told(held.sent, version))


def _told(sent: dict[str, Any], version: FormVersion | None) -> list[tuple[str, str]]:
    choice = version.choice(str(sent.get("choice"))) if version and sent.get("choice") else None
    asked = [
        ("Company", sent.get("company")),
        ("What they need", sent.get("need")),
        ("What brought them", choice["label"] if choice else sent.get("choice")),
        ("In their own words", sent.get("answer")),
        ("Searched for", sent.get("searched")),
    ]
    asked += [(each.label, each.words) for each in told_of(sent.get("own_answers") or {}, version)]
    return [(question, str(words)) for question, words in asked if words]
