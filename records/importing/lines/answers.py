"""The answers that a file of clients carries: each becomes a submission, a changed one a correction beside it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from attribution import Directory
from records.answers.deciding import decide
from records.answers.submissions import IMPORTED, Submission, Touch
from records.clients import Client
from records.importing.lines.planning import found_by

DOOR = IMPORTED


@dataclass(frozen=True, slots=True)
class Told:
    """What a client told according to a row, and who asked."""

    answer: str = ""
    searched: str = ""
    landing_url: str = ""
    referrer: str = ""
    asked_by: str = ""

    @classmethod
    def of(cls, submission: Submission | None) -> "Told":
        """What a kept submission says."""
        if submission is None:
            return cls()
        touch = submission.touches[-1] if submission.touches else None
        return cls(
            answer=submission.answer,
            searched=submission.searched,
            landing_url=touch.landing_url if touch else "",
            referrer=touch.referrer if touch else "",
            asked_by=submission.own_answers.get("asked_by", ""),
        )

    @property
    def usable(self) -> bool:
        """Whether there is anything to keep; who asked is not an answer by itself."""
        return any((self.answer, self.searched, self.landing_url, self.referrer))

    def completed_by(self, earlier: "Told") -> "Told":
        """The same with what was told earlier in the place of blank cells."""
        return Told(*(getattr(self, each.name) or getattr(earlier, each.name) for each in fields(self)))


def identity_of(number: int) -> str:
    """The identity that all answers of the client of a number from files share."""
    return f"{DOOR}-{number}"


def answers_from_files(session: Session, identities: Iterable[str]) -> dict[str, list[Submission]]:
    """What earlier files told of clients, by identity, the oldest first."""
    told: dict[str, list[Submission]] = {}
    kept = select(Submission).options(selectinload(Submission.touches)).order_by(Submission.id)
    for (submission,) in found_by(session, kept, Submission.identity, identities):
        told.setdefault(submission.identity, []).append(submission)
    return told


def keep_answer(
    session: Session,
    client: Client,
    told: Told,
    earlier: list[Submission],
    received_at: datetime,
    at: datetime,
    directory: Directory,
    identity: str,
) -> Submission:
    """Keep what a row tells beside what earlier ones told, and decide what brought the client."""
    told = told.completed_by(Told.of(earlier[-1] if earlier else None))
    # A file may go back to words that it had before, so how many came earlier is a part of what is told apart.
    content = json.dumps([*astuple(told), len(earlier)])
    submission = Submission(
        identity=identity,
        digest=hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest(),
        corrects_id=earlier[0].id if earlier else None,
        client=client,
        door=DOOR,
        received_at=received_at,
        name=client.name,
        email=client.email,
        phone=client.phone,
        need="",
        choice="",
        choice_label="",
        answer=told.answer,
        searched=told.searched,
        may_tell=False,
        order_shown=[],
        own_answers={"asked_by": told.asked_by} if told.asked_by else {},
    )
    if told.landing_url or told.referrer:
        # A file says where the visit came from, not when it was.
        submission.touches.append(Touch(which="last", landing_url=told.landing_url, referrer=told.referrer, at=None))
    session.add(submission)
    session.flush()
    decide(session, submission, at, directory)
    return submission
