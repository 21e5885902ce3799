"""Answers with some words in what the client wrote: what brought them, what they searched for, and what they need."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from records.answers.submissions import Submission
from records.clients import Client
from reports.finding.groups import Group, first_numbers
from reports.finding.words_around import Around, words_around
from reports.typed_words import Typed, has_all


@dataclass(frozen=True, slots=True)
class AnswerHit:
    """The words around the hit, whose they are and when they came; ``what`` says what they were an answer to, "" where
    it is what brought the client."""

    number: int
    client: str
    at: datetime
    what: str
    around: Around
    form_version_id: int | None
    language: str


def answers_hit(session: Session, typed: Typed, shown: int) -> Group[AnswerHit]:
    """The answers with each of these words, those first that have them beside one another, and of these the newest."""
    words = Submission.words_key
    fit = case(
        (words.contains(f" {typed.key} ", autoescape=True), 0),
        (words.contains(f" {typed.key}", autoescape=True), 1),
        else_=2,
    )
    those = select(Submission.id).where(has_all(typed.keys, words))
    best = those.order_by(fit, Submission.received_at.desc(), Submission.id.desc())
    numbers, count, is_more = first_numbers(session, best, shown)
    if not numbers:
        return Group()
    full = select(Submission, Client.name).join(Client, Client.id == Submission.client_id)
    found = {each.id: (each, name) for each, name in session.execute(full.where(Submission.id.in_(numbers)))}
    return Group([_hit(*found[number], typed) for number in numbers], count, is_more)


def _hit(submission: Submission, client: str, typed: Typed) -> AnswerHit:
    texts = (("", submission.answer), ("searched for", submission.searched), ("about what they need", submission.need))
    around = [(what, words_around(text, typed.keys)) for what, text in texts]
    what, best = max(around, key=lambda each: each[1].hits)
    return AnswerHit(
        submission.id, client, submission.received_at, what, best, submission.form_version_id, submission.language
    )
