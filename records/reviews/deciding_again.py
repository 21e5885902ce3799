"""Deciding answers again because of something that a person did, so that it can be taken back exactly."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.credits import Credit, Decision
from records.answers.deciding import decide, judge
from records.answers.judgements import thaw
from records.answers.settling import settle
from records.answers.submissions import Submission
from records.reviews.lessons import DecisionBefore
from records.sources import Alias
from records.sources.directory import directory_of


def decide_again(session: Session, submissions: Iterable[Submission], cause: str, at: datetime) -> list[Submission]:
    """Decide answers again and keep what was decided before under ``cause``; returns those of which it changed."""
    changed = []
    directory = directory_of(session)
    for submission in submissions:
        decision = session.get(Decision, submission.id)
        if decision is None or thaw(decision.result) == judge(session, submission, directory):
            continue
        session.add(
            DecisionBefore(
                cause=cause,
                submission=submission,
                decision=decision.decision,
                result=decision.result,
                at=decision.at,
                directory_version=decision.directory_version,
            )
        )
        decide(session, submission, at, directory)
        changed.append(submission)
    return changed


def put_back(session: Session, cause: str, at: datetime) -> list[Submission]:
    """Undo ``decide_again``: what it replaced comes back as it was, with its time. Returns those answers.

    Where the directory has gone on since, so that an answer would be decided otherwise than then, it is decided anew.
    """
    kept = session.scalars(select(DecisionBefore).where(DecisionBefore.cause == cause).order_by(DecisionBefore.id))
    directory = directory_of(session)
    touched = []
    for before in kept.all():
        submission = before.submission
        if judge(session, submission, directory) == thaw(before.result):
            decision = session.get_one(Decision, submission.id)
            for name in ("decision", "result", "at", "directory_version"):
                setattr(decision, name, getattr(before, name))
            session.flush()
            settle(session, submission.client, at)
        else:
            decide(session, submission, at, directory)
        touched.append(submission)
        session.delete(before)
    session.flush()
    return touched


def decide_anew(session: Session, submissions: Iterable[Submission], at: datetime) -> None:
    """Decide answers again of which nothing is kept to put back."""
    directory = directory_of(session)
    for submission in submissions:
        decide(session, submission, at, directory)


def decided_by(session: Session, alias: Alias) -> list[Submission]:
    """The answers that count for the alias's source because of it and of no person."""
    because = select(Credit.submission_id).where(Credit.alias_id == alias.id)
    return list(session.scalars(select(Submission).where(Submission.id.in_(because)).order_by(Submission.id)))
