"""The end of a form's retention: what clients wrote goes after as many days as the form that they saw says.

``retention_days`` of a form's version counts from the last time that its client was heard of: the last form they sent
by the same form, the last payment, the last stage that a person gave them. When it is over for all forms of a client
who came by forms alone, the person is erased. Where a client is known by something else as well, by another form that
keeps longer, by a file or by staff, the words, name, contacts and visits of this answer go and the client stays.
What is held back goes by the same days, counted from when it was sent.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from records.answers.erasures import Erasure, WordsEnded
from records.answers.submissions import Submission
from records.clients import Client, StageChange
from records.erasing.answers import forget_answers
from records.erasing.person import erase
from records.forming.forms import FormVersion
from records.joining.rows import joins_of
from records.money.payments import Payment
from records.spam.ending import end
from records.spam.held import HELD, HeldSubmission
from records.totals import follow

_AT_ONCE = 100


def retention_of(version: FormVersion | None) -> timedelta | None:
    """For how long a version of a form keeps words; None for as long as nobody erases them."""
    days = version.definition.get("retention_days") if version else None
    return timedelta(days=days) if isinstance(days, int) and not isinstance(days, bool) and days > 0 else None


def answers_over(session: Session, now: datetime) -> Iterator[Sequence[Submission]]:
    """The answers whose own time is over and whose words are there, in batches; some may still be kept by activity.

    Most of who is heard of since is left out here, by the database: else each night would ask for every client anew.
    """
    for version in session.scalars(select(FormVersion).order_by(FormVersion.id)).all():
        kept_for = retention_of(version)
        after = 0
        while kept_for:
            those = select(Submission).where(
                Submission.form_version_id == version.id,
                Submission.received_at <= now - kept_for,
                Submission.id > after,
                ~exists().where(Erasure.client_id == Submission.client_id),
                ~exists().where(WordsEnded.submission_id == Submission.id),
                ~_heard_of_since(version, now - kept_for),
            )
            found = session.scalars(those.order_by(Submission.id).limit(_AT_ONCE)).all()
            if not found:
                break
            after = found[-1].id
            yield found


def _heard_of_since(version: FormVersion, since: datetime) -> ColumnElement[bool]:
    """Whether a client has surely paid, got a stage from a person, or sent the same form again since then."""
    later, versions = aliased(Submission), select(FormVersion.id).where(FormVersion.form_id == version.form_id)
    return or_(
        exists().where(Payment.client_id == Submission.client_id, Payment.paid_on > since.date()),
        exists().where(
            StageChange.client_id == Submission.client_id, StageChange.user_id.is_not(None), StageChange.at > since
        ),
        exists().where(
            later.client_id == Submission.client_id,
            later.form_version_id.in_(versions),
            later.received_at > since,
        ),
    )


def end_of_retention(session: Session, answers: Iterable[Submission], now: datetime) -> tuple[int, int]:
    """Erase what is over of these answers. Returns how many people went, and how many answers of people who stay."""
    people = ended = 0
    for client_id in dict.fromkeys(each.client_id for each in answers):
        # Nobody must hold a client and then wait for who is alone with what counts.
        follow(session, ())
        # Whoever writes down a payment or a stage in this moment is not overlooked: the night after is early enough.
        this_one = select(Client).where(Client.id == client_id).with_for_update(skip_locked=True)
        client = session.scalars(this_one.execution_options(populate_existing=True)).first()
        if client is None:
            continue
        told = _told(session, client_id)
        over = _over(session, client, told, now)
        if over and len(over) == len(told) and _came_by_forms(session, client, told):
            erase(session, client, now)
            people += 1
            continue
        left = [each for each in over if session.get(WordsEnded, each.id) is None]
        if left:
            forget_answers(session, client, left, now)
            ended += len(left)
    return people, ended


def end_held_of_retention(session: Session, now: datetime) -> int:
    """Erase what is held back of forms whose days are over. Returns how many."""
    held = session.scalars(select(HeldSubmission).where(HeldSubmission.place.in_(HELD)).order_by(HeldSubmission.id))
    kept = [(each, retention_of(each.form_version)) for each in held.all()]
    over = [each for each, kept_for in kept if kept_for and each.received_at <= now - kept_for]
    for each in over:
        end(session, each, now)
    return len(over)


def overdue(session: Session, now: datetime) -> int:
    """How many answers are kept longer than their form says, for whoever looks whether the job runs."""
    late = 0
    for batch in answers_over(session, now):
        for client_id in dict.fromkeys(each.client_id for each in batch):
            over = _over(session, session.get_one(Client, client_id), _told(session, client_id), now)
            late += len(set(over) & set(batch))
    return late


def _told(session: Session, client_id: int) -> Sequence[Submission]:
    return session.scalars(select(Submission).where(Submission.client_id == client_id)).all()


def _over(session: Session, client: Client, told: Sequence[Submission], now: datetime) -> list[Submission]:
    """Those of a client's answers whose words are to go."""
    last = _last_activity(session, client)
    over = []
    for each in told:
        kept_for = retention_of(each.form_version)
        by_form = [s.received_at for s in told if _form_of(s) == _form_of(each)]
        if kept_for and max([*by_form, *last]) <= now - kept_for:
            over.append(each)
    return over


def _form_of(submission: Submission) -> int | None:
    return submission.form_version.form_id if submission.form_version else None


def _last_activity(session: Session, client: Client) -> list[datetime]:
    """When a client last paid, and when a person last gave them a stage."""
    paid = session.scalar(select(func.max(Payment.paid_on)).where(Payment.client_id == client.id))
    staged = select(func.max(StageChange.at))
    staged = staged.where(StageChange.client_id == client.id, StageChange.user_id.is_not(None))
    # A day is over everywhere when it is over for those who are furthest behind.
    days = [datetime.combine(paid, time(23, 59), UTC) + timedelta(hours=12)] if paid else []
    moved = session.scalar(staged)
    return [*days, moved] if moved else days


def _came_by_forms(session: Session, client: Client, told: Sequence[Submission]) -> bool:
    """Whether nothing but their forms has made a client known, and whoever was joined with them."""
    by_files = [(client.import_id, client.ref), *((each.import_id, each.ref) for each in joins_of(session, client))]
    return set(by_files) == {(None, None)} and any(s.received_at == client.created_at for s in told)
