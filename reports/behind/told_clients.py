"""The clients behind a part with their words, the span that the credit rests on, and their money so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.answers.credits import Credit
from records.answers.submissions import Submission
from records.clients import Client
from records.money.payments import Payment
from reports.batches import batched
from reports.behind import ClientBehind, clients_behind, every_client_behind
from reports.counting.counted import counted, counted_payments, in_part
from reports.counting.questions import Count, Measure, Question


@dataclass(frozen=True, slots=True)
class ToldClient:
    """A client who counts. ``spans`` are half open, in code points of ``words``; ``money`` is in minor units."""

    counted: ClientBehind
    words: str
    spans: Sequence[tuple[int, int]]
    money: int


@dataclass(frozen=True, slots=True)
class ToldClients:
    """One page of them, the newest first, and how many there are in all."""

    entries: Sequence[ToldClient]
    in_all: int


def told_clients(session: Session, question: Question, part: str, page: int = 1, size: int = 25) -> ToldClients:
    """The clients of a part who came in the period; their money is all so far, of the question's kind and currency."""
    behind = clients_behind(session, question, part, Measure.CLIENTS, page, size)
    entries = [entry for entry in behind.entries if isinstance(entry, ClientBehind)]
    return ToldClients(_told(session, question, part, entries), behind.entries_in_all)


def every_told_client(session: Session, question: Question, part: str) -> Iterator[ToldClient]:
    """All of them in the same order, read a few hundred at a time."""
    for some in batched(every_client_behind(session, question, part, Measure.CLIENTS)):
        yield from _told(session, question, part, some)


def _told(session: Session, question: Question, part: str, entries: Sequence[ClientBehind]) -> list[ToldClient]:
    numbers = [entry.client.id for entry in entries]
    told: dict[int, tuple[str, list[tuple[int, int]]]] = {}
    resting = (
        counted(question, Credit.client_id, Submission, Credit.span_start, Credit.span_end)
        .join(Submission, Submission.id == Credit.submission_id)
        .where(Client.id.in_(numbers), in_part(question, part))
        .order_by(Credit.client_id, Credit.position)
    )
    for number, submission, start, end in session.execute(resting):
        words, spans = told.setdefault(number, (submission.said, []))
        if start is not None and end is not None and words == submission.answer:
            spans.append((start, end))
    money = money_so_far(session, question, numbers)
    return [ToldClient(entry, *told.get(entry.client.id, ("", [])), money.get(entry.client.id, 0)) for entry in entries]


def money_so_far(session: Session, question: Question, numbers: Sequence[int]) -> dict[int, int]:
    """All money of each of these clients of the question's kind and currency, in minor units."""
    of_any_day = replace(question, start=None, end=None, count=Count.PERIOD, only=(), office=None)
    paid = (
        select(Payment.client_id, func.sum(Payment.amount))
        .join(Client, Payment.client_id == Client.id)
        .where(Payment.client_id.in_(numbers), counted_payments(of_any_day))
        .group_by(Payment.client_id)
    )
    return {client: int(amount) for client, amount in session.execute(paid)}
