"""What a person can choose for an answer, and the choice becoming a review."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from attribution import WHOLE, Credit, Entity, Kind
from records.answers.credits import Review
from records.answers.settling import source_of
from records.answers.submissions import Submission
from records.clients import Client
from records.reviews.loops import refuse_loop
from records.reviews.reviewing import review_answer, reviews_of, source_of_client
from records.sources import Source, add_partner, add_source, source_called
from records.staff.users import User


@dataclass(frozen=True, slots=True)
class Proposed:
    """The source of one of the machine's own proposals; made if it is not in the directory yet."""

    credit: Credit


@dataclass(frozen=True, slots=True)
class Known:
    """A source of the directory."""

    source: Source


@dataclass(frozen=True, slots=True)
class FromClient:
    """An existing client, who is a source from now on."""

    client: Client


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A source that nobody has named before; the particulars after the kind are those of a partner.

    ``another`` says that it is to be a further one although one of its name is there.
    """

    name: str
    kind: Kind = Kind.PARTNER
    entity: Entity = Entity.PERSON
    organisation: str = ""
    occupation: str = ""
    city: str = ""
    another: bool = False


One = Proposed | Known | FromClient | New


@dataclass(frozen=True, slots=True)
class Part:
    """One of several sources, with its part of the client in millionths."""

    chosen: One
    share: int


@dataclass(frozen=True, slots=True)
class Several:
    """Several sources, the decisive one first; their parts add up to the whole of what is open."""

    parts: tuple[Part, ...]


Chosen = One | Several | None
"""None says that the answer cannot be known."""


class ReviewedMeanwhile(Exception):
    """Somebody decided about the answer after the page was made; ``review`` is their decision."""

    def __init__(self, review: Review) -> None:
        super().__init__(f"{review.user.name} has decided about this answer meanwhile")
        self.review = review


def choose(
    session: Session,
    submission: Submission,
    user: User,
    chosen: Chosen,
    at: datetime,
    seen: int | None,
    *,
    learns: bool = True,
) -> Review:
    """Review an answer with what a person chose. ``seen`` is the newest review that they had before them.

    ``learns`` is False where another answer with the same words has taught already. The same choice of the same person
    sent again is the review that is there already. Raises ReviewedMeanwhile if the newest review is another one than
    was seen, and WouldBeALoop if the client was the one to bring whom they are said to have come through.
    """
    newest = newest_review(session, submission)
    if newest and newest.id != seen:
        if newest.user_id == user.id and _same(newest, chosen):
            return newest
        raise ReviewedMeanwhile(newest)
    parts = chosen.parts if isinstance(chosen, Several) else [Part(chosen, WHOLE)] if chosen else []
    for part in parts:
        if isinstance(part.chosen, FromClient):
            refuse_loop(session, submission.client, None, part.chosen.client)
    with _noticing_new_sources(session) as new:
        sources = [_source(session, part.chosen, at) for part in parts]
    for source in sources:
        refuse_loop(session, submission.client, source)
    shares = [part.share for part in parts] if isinstance(chosen, Several) else None
    made = [source for source in sources if source in new]
    return review_answer(session, submission, user, sources, at, made=made, shares=shares, learns=learns)


@contextmanager
def _noticing_new_sources(session: Session) -> Iterator[list[object]]:
    """Which sources come to be inside: they go again if the review is undone."""
    new: list[object] = []

    def notice(session: Session, _context: object) -> None:
        new.extend(row for row in session.new if isinstance(row, Source))

    event.listen(session, "after_flush", notice)
    try:
        yield new
    finally:
        event.remove(session, "after_flush", notice)


def newest_review(session: Session, submission: Submission) -> Review | None:
    """The review in force. Until the transaction ends nobody else can add one (SQLite's writers queue up anyway)."""
    session.execute(select(Submission.id).where(Submission.id == submission.id).with_for_update())
    return next(iter(reviews_of(session, submission)), None)


def _same(review: Review, chosen: Chosen) -> bool:
    """Whether a review says what was chosen; of a new source only the name can tell."""
    if chosen is None or not review.parts:
        return chosen is None and not review.parts
    if isinstance(chosen, Several):
        named = list(zip(review.parts, chosen.parts, strict=False))
        return len(named) == len(chosen.parts) and all(_is(own.source, part.chosen) for own, part in named)
    return _is(review.parts[0].source, chosen)


def _is(decisive: Source, chosen: One) -> bool:
    if isinstance(chosen, Proposed):
        proposed = chosen.credit.source
        return str(decisive.id) == proposed.id or (decisive.name, decisive.kind) == (proposed.name, proposed.kind)
    if isinstance(chosen, Known):
        return decisive is chosen.source
    if isinstance(chosen, FromClient):
        return decisive.client_id == chosen.client.id
    return decisive.name == chosen.name.strip() and decisive.kind is chosen.kind


def _source(session: Session, chosen: One, at: datetime) -> Source:
    if isinstance(chosen, Proposed):
        return source_of(session, chosen.credit, at)
    if isinstance(chosen, Known):
        return chosen.source
    if isinstance(chosen, FromClient):
        return source_of_client(session, chosen.client, at)
    if chosen.kind is Kind.PARTNER:
        return add_partner(
            session,
            chosen.name,
            at,
            entity=chosen.entity,
            organisation=chosen.organisation,
            occupation=chosen.occupation,
            city=chosen.city,
        )
    known = None if chosen.another else source_called(session, chosen.name, chosen.kind)
    return known or add_source(session, chosen.name, chosen.kind, at)
