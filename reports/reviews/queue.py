"""The answers that wait for a person, and one of them in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from attribution import Credit, Result
from records.answers.credits import Decision, Review
from records.answers.judgements import thaw
from records.answers.settling import counting_submission
from records.answers.submissions import Submission, Touch
from records.clients import Client
from records.reviews.rejecting import turned_down
from records.reviews.reviewing import clients_named, reviews_of
from records.sources import Rejection
from records.sources.merged import result_meant
from reports.reviews.queue_money import money_of_groups
from reports.reviews.queue_order import Waiting
from reports.reviews.taught import Taught, suspended_here


@dataclass(frozen=True, slots=True)
class Answer:
    """One submission with everything that a person needs to decide about it.

    ``named`` are clients whose whole name stands in the answer; ``reviews`` begin with the one in force.
    ``turned_down`` are the suggestions, by the id of their source, of whose words staff have said that they do not mean
    it; ``suspended`` are the aliases with words of the answer that a review contradicted. ``others`` is what the same
    client has sent besides, the newest first, and ``counting`` the number of the one by which they count.
    """

    submission: Submission
    result: Result | None
    is_open: bool
    touches: Sequence[Touch]
    named: Sequence[Client]
    reviews: Sequence[Review]
    turned_down: Mapping[str, Rejection]
    suspended: Sequence[Taught]
    others: Sequence[Submission]
    counting: int | None

    @property
    def review(self) -> Review | None:
        """The review in force, if a person has decided."""
        return self.reviews[0] if self.reviews else None

    @property
    def sure(self) -> Sequence[Credit]:
        """What the machine is sure of beside an open part."""
        return self.result.introduced_by() if self.result and self.is_open else ()

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The parts of the words that a credit or, while it is open, a proposal rests on."""
        if self.review:
            return [(p.span_start, p.span_end) for p in self.review.parts if p.span_start is not None and p.span_end]
        if self.result is None:
            return []
        resting = [*self.result.introduced_by(), *(self.result.suggestions if self.is_open else ())]
        return [credit.span for credit in resting if credit.span]


def open_count(session: Session) -> int:
    """How many answers wait."""
    return session.scalar(select(func.count()).select_from(Decision).where(Decision.is_open)) or 0


def answers_numbered(session: Session, numbers: Sequence[int]) -> dict[int, Submission]:
    """These answers with their clients, by their numbers."""
    those = select(Submission).where(Submission.id.in_(numbers)).options(joinedload(Submission.client))
    return {each.id: each for each in session.scalars(those)}


@dataclass(frozen=True, slots=True)
class Line:
    """A group of the queue as a list shows it: the answer that came first, how many say the same, and what was paid."""

    number: int
    answers: int
    name: str
    said: str
    form_version_id: int | None
    language: str
    money: Mapping[str, int]


def lines_of(session: Session, groups: Sequence[Waiting]) -> list[Line]:
    """The lines of these groups, in their order."""
    said = (Submission.answer, Submission.searched, Submission.choice_label)
    columns = (Submission.id, Client.name, *said, Submission.form_version_id, Submission.language)
    those = select(*columns).join(Client, Client.id == Submission.client_id)
    those = those.where(Submission.id.in_([each.number for each in groups]))
    told = {row.id: row for row in session.connection().execute(those)} if groups else {}
    money = money_of_groups(session, [(each.words, each.candidates) for each in groups if each.money is None])
    return [
        Line(
            each.number,
            each.answers,
            (row := told[each.number]).name,
            row.answer or row.searched or row.choice_label,
            row.form_version_id,
            row.language,
            money.get((each.words, each.candidates), {}) if each.money is None else each.money,
        )
        for each in groups
    ]


def answer_in_full(session: Session, submission: Submission) -> Answer:
    """A submission with its judgement, its visit, the clients it may name and the reviews so far."""
    decision = session.get(Decision, submission.id)
    result = result_meant(session, thaw(decision.result)) if decision else None
    return Answer(
        submission,
        result,
        bool(decision and decision.is_open),
        submission.touches,
        clients_named(session, submission),
        reviews_of(session, submission),
        turned_down(session, result, submission.answer) if result else {},
        suspended_here(session, submission.answer),
        others := _sent_besides(session, submission),
        counting_submission(session, submission.client_id) if others else submission.id,
    )


def _sent_besides(session: Session, submission: Submission, most: int = 10) -> list[Submission]:
    besides = select(Submission).where(Submission.client_id == submission.client_id, Submission.id != submission.id)
    return list(session.scalars(besides.order_by(Submission.received_at.desc(), Submission.id.desc()).limit(most)))
