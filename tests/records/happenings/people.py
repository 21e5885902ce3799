"""What happens to clients and their answers."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from attribution import Visit
from records.answers.recording import record_submission
from records.answers.rematching import rematch
from records.answers.submissions import Submission
from records.clients import Client, Stage, change_stage
from records.joining.apart import take_apart
from records.joining.join import join_clients
from records.joining.rows import ClientJoin
from records.reviews.choosing import newest_review
from records.reviews.reviewing import review_answer, reviews_of
from records.reviews.teaching import alias_offered, confirm_alias
from records.reviews.undoing import undo_review
from records.sources import Source
from records.spam.held import HeldSubmission
from records.spam.verdicts import mark_spam, not_spam, undo_verdict
from tests.records.firm_of_tests import NOW, filled, reviewer
from tests.records.happenings.chosen import day, may_be_refused, some

ANSWERS = (
    "Joe Smithson",
    "Nisha Patel and Ted Kostas",
    "joe smithsn i think",
    "google",
    "Yolanda Fitz, Nisha Patel and Joe Smithson",
    "",
    "my neighbour",
    "big steve told me",
)
VISITS = (
    None,
    Visit(referrer="https://www.google.com/"),
    Visit("https://firm.example/?utm_source=google&utm_medium=cpc&utm_term=tax+help", ""),
    Visit("https://firm.example/", "https://www.facebook.com/"),
)
SEARCHES = ("", "tax help", "help with taxes", "divorce lawyer quincy")


def new(session: Session, one: int, other: int, folder: Path) -> None:
    """Somebody fills in the form."""
    at = NOW + timedelta(days=other % 400, hours=one % 24)
    answer, visit, searched = ANSWERS[one % 8], VISITS[other % 4], SEARCHES[one % 4]
    record_submission(session, filled(session, answer=answer, received_at=at, visit=visit, searched=searched))


def told_again(session: Session, one: int, other: int, folder: Path) -> None:
    """A client fills in the form once more."""
    client = some(session, Client, one)
    if client:
        answer = ANSWERS[other % len(ANSWERS)]
        record_submission(session, filled(session, name=client.name, email=client.email, answer=answer))


def joined(session: Session, one: int, other: int, folder: Path) -> None:
    """Two clients were one person."""
    first, second = some(session, Client, one), some(session, Client, other)
    if first and second:
        with may_be_refused(session):
            join_clients(session, first, second, reviewer(session), NOW)


def taken_apart(session: Session, one: int, other: int, folder: Path) -> None:
    """They were not."""
    join = some(session, ClientJoin, one)
    if join:
        with may_be_refused(session):
            take_apart(session, join, NOW, reviewer(session))


def changed(session: Session, one: int, other: int, folder: Path) -> None:
    """A client came on another day, and to another office."""
    client = some(session, Client, one)
    if client:
        client.came_on, client.office_id = day(other), 1 + other % 2


def stage(session: Session, one: int, other: int, folder: Path) -> None:
    """Somebody, or the program, changes a stage."""
    client = some(session, Client, one)
    if client:
        change_stage(session, client, list(Stage)[other % len(Stage)], NOW, reviewer(session) if one % 2 else None)


def reviewed(session: Session, one: int, other: int, folder: Path) -> None:
    """Somebody decides, perhaps again: none, one or several sources, which then share the client."""
    submission = some(session, Submission, one)
    if submission:
        sources = [some(session, Source, other + place * 3) for place in range(other % 4)]
        review_answer(session, submission, reviewer(session), sources, NOW + timedelta(seconds=other))


def taught(session: Session, one: int, other: int, folder: Path) -> None:
    """What somebody decided is remembered, and decides the answers that are alike."""
    submission = some(session, Submission, one)
    review = newest_review(session, submission) if submission else None
    if submission and review and review.parts:
        meant = review.parts[0].source
        offered = alias_offered(session, submission, meant)
        if offered:
            confirm_alias(session, review, meant, offered.words, NOW + timedelta(seconds=other))


def undone(session: Session, one: int, other: int, folder: Path) -> None:
    """The last decision about an answer is taken back, with what it taught."""
    submission = some(session, Submission, one)
    reviews = reviews_of(session, submission) if submission else []
    if reviews:
        undo_review(session, reviews[0], NOW)


def rematched(session: Session, one: int, other: int, folder: Path) -> None:
    """The machine decides again."""
    submission = some(session, Submission, one)
    if submission:
        rematch(session, [submission.id], NOW)


def marked_as_spam(session: Session, one: int, other: int, folder: Path) -> None:
    """Somebody says that an answer is spam, as far as nothing rests on it."""
    submission = some(session, Submission, one)
    if submission:
        with may_be_refused(session):
            mark_spam(session, [submission], reviewer(session), NOW + timedelta(seconds=other))


def no_spam_after_all(session: Session, one: int, other: int, folder: Path) -> None:
    """What was said to be spam is let in again, or what was let in is taken back."""
    held = some(session, HeldSubmission, one)
    if held:
        with may_be_refused(session):
            say = not_spam if other % 2 else undo_verdict
            say(session, held, reviewer(session), NOW + timedelta(seconds=other))
