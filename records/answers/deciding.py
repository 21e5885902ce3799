"""The machine's decision about a submission, kept beside the client's words."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Channel, Choice, Directory, Kind, Lists, Result, Source, Visit, attribute, classify
from records.answers.credits import Decision
from records.answers.erasures import is_unreadable
from records.answers.grouping import find_group
from records.answers.judgements import freeze, thaw
from records.answers.settling import settle
from records.answers.submissions import Submission
from records.firm import directory_version
from records.forming.forms import ChoiceDefinition
from records.sources import Source as SourceRow
from records.sources.directory import directory_of
from records.sources.merged import source_meant
from records.sources.referrer_lists import referrer_lists, tables_version
from records.sources.retiring import asking_about_retired


def decide(session: Session, submission: Submission, at: datetime, directory: Directory | None = None) -> Decision:
    """Judge a submission (again), keep the judgement and settle the credits of its client.

    ``directory`` is for work over many answers, in which each website met for the first time would otherwise
    have the directory built anew.
    """
    result = judge(session, submission, directory or directory_of(session))
    version = directory_version(session)
    decision = session.get(Decision, submission.id)
    if decision is None:
        decision = Decision(submission=submission)
        session.add(decision)
    decision.decision = result.decision
    decision.result = freeze(result)
    decision.is_open = False
    decision.at = at
    decision.directory_version = version
    decision.tables_version = tables_version()
    session.flush()
    if not decision.words_key:
        find_group(session, submission, decision)
        session.flush()
    settle(session, submission.client, at)
    return decision


def judge(session: Session, submission: Submission, directory: Directory) -> Result:
    """What attribution says of a submission with this directory; nothing is kept.

    Of words that were erased it is what was decided while they could be read.
    """
    if is_unreadable(session, submission):
        return thaw(session.get_one(Decision, submission.id).result)
    lists = referrer_lists()
    result = attribute(
        submission.answer,
        directory,
        choice=choice_of(session, submission),
        searched=submission.searched,
        visit=telling_visit(submission, directory, lists),
        lists=lists,
        referral=_referral_of(session, submission),
    )
    return asking_about_retired(session, result, submission.received_at)


def telling_visit(submission: Submission, directory: Directory, lists: Lists | None) -> Visit | None:
    """The visit that the decision rests on: the last one, or the first where the last says nothing of a source.

    Somebody who comes back by typing the firm's address was still led there by whatever led them there first.
    """
    visits = {touch.which: Visit(touch.landing_url, touch.referrer) for touch in submission.touches}
    last, first = visits.get("last"), visits.get("first")
    if last is None or first is None:
        return last or first
    told = classify(last, directory, lists)
    is_told = told.source is not None or told.channel not in {Channel.DIRECT, Channel.UNASSIGNED}
    return last if is_told else first


def _referral_of(session: Session, submission: Submission) -> Source | None:
    """The partner whose link led to the form, unless they are credited no more."""
    link = submission.referral_link
    partner = source_meant(session, link.partner) if link else None
    return Source(str(partner.id), partner.name, partner.kind) if partner and not partner.retired_at else None


def choice_of(session: Session, submission: Submission) -> Choice | None:
    """The choice that was ticked, with the source or kind behind it in the version that the client saw."""
    version = submission.form_version
    definition = version.choice(submission.choice) if version else None
    if definition is None:
        return None
    kind = definition.get("kind")
    return Choice(definition["label"], Kind(kind) if kind else None, _source_of(session, definition))


def _source_of(session: Session, definition: ChoiceDefinition) -> Source | None:
    number = definition.get("source_id")
    row = session.scalars(select(SourceRow).where(SourceRow.id == number)).unique().first() if number else None
    row = source_meant(session, row) if row else None
    return Source(str(row.id), row.name, row.kind) if row else None
