"""Counting the rows of a month by the rules of every ranking, so that each number has its list and they add up.

The rules are those of ``reports.counting.counted`` and ``reports.counting.rankings``; a test holds the two to the same
figures.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from attribution import WHOLE, Channel, Role, slug
from records.answers.credits import Standing
from records.money.splitting import split
from reports.closed.months import HeldClient, HeldCredit, HeldPayment, Month
from reports.counting.counted import kinds_ranked
from reports.counting.questions import Count, CreditRule, Of, Question
from reports.counting.rankings import Figures, Ranking, Row, place_of

_APART = {
    Standing.CONFLICT: "conflict",
    Standing.IN_REVIEW: "in_review",
    Standing.UNKNOWN: "unknown",
    Standing.CREDITED: "elsewhere",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What one client, or one payment of theirs, counts for one part. Conflicts have a part of their own here."""

    client: HeldClient
    payment: HeldPayment | None
    part: str
    figures: Figures


def counted(month: Month, question: Question) -> Iterator[Counted]:
    """Everything that counts in the month by the question's rule; its days are those of the month."""
    passing = {number for number in month.clients if _passes(month, question, number)}
    for number in passing:
        client = month.clients[number]
        if month.holds(client.came_on):
            for credit in _parts(month, question.role, question.credit, number):
                share = WHOLE if question.credit is CreditRule.FIRST else credit.share
                figures = Figures(clients=share, won=share if client.won else 0)
                yield Counted(client, None, part_of(month, credit, question.of), figures)
    for payment in month.payments:
        if payment.client in passing and _is_asked(month, question, payment):
            yield from _of_payment(month, question, payment)


def closed_ranking(month: Month, question: Question) -> Ranking:
    """The ranking of the month, in the same order and with the same parts as that of ``reports.counting.rankings``."""
    return ranking_of(month, question, ((each.part, each.figures) for each in counted(month, question)))


def ranking_of(month: Month, question: Question, parts: Iterable[tuple[str, Figures]]) -> Ranking:
    """The ranking that comes of what counts for each part."""
    ranking, rows = Ranking(question), dict[str, Row]()
    for part, figures in parts:
        ranking.total.add(figures)
        if part == "conflict":
            ranking.conflict.add(figures)
            ranking.in_review.add(figures)
        elif part in _APART.values():
            getattr(ranking, part).add(figures)
        else:
            row = rows.get(part)
            if row is None:
                row = rows[part] = Row(part, *name_of(month, question.of, part), Figures())
            row.figures.add(figures)
    shown = [row for row in rows.values() if any((row.figures.clients, row.figures.won, row.figures.revenue))]
    ranking.rows = sorted(shown, key=lambda row: place_of(row, question.by))
    total = ranking.total.of(question.by)
    for place, row in enumerate(ranking.rows, start=1):
        row.rank = place
        row.share = row.figures.of(question.by) / total if total > 0 else None
    return ranking


def is_behind(part: str, wanted: str) -> bool:
    """Whether what counts for a part is behind the number of a wanted one."""
    return wanted in {"total", part} or (wanted == "in_review" and part == "conflict")


def part_of(month: Month, credit: HeldCredit, of: Of) -> str:
    """The part of a ranking that a credit counts for."""
    if of is Of.KEYWORDS:
        return f"{credit.keyword}-{credit.keyword_kind}" if credit.phrase is not None else _APART[credit.standing]
    if credit.standing is not Standing.CREDITED:
        return _APART[credit.standing]
    if of is Of.CHANNELS:
        return slug(credit.channel)
    if credit.source is None or month.sources[credit.source][1] not in kinds_ranked(of):
        return "elsewhere"
    return str(credit.source)


def name_of(month: Month, of: Of, part: str) -> tuple[str, str]:
    """The name and kind of a row as they stand in the month's report."""
    if of is Of.KEYWORDS:
        number, _, kind = part.partition("-")
        return month.phrases[int(number)], kind
    if of is Of.CHANNELS:
        return str(next(channel for channel in Channel if slug(channel) == part)), "channel"
    name, kind_of_source = month.sources[int(part)]
    return name, kind_of_source.value


def _parts(month: Month, role: Role, rule: CreditRule, client: int) -> Sequence[HeldCredit]:
    parts = month.credits.get((client, role), [])
    return [part for part in parts if part.position == 0] if rule is CreditRule.FIRST else parts


def _passes(month: Month, question: Question, client: int) -> bool:
    if question.office is not None and month.clients[client].office != question.office:
        return False
    return all(
        any(
            is_behind(part_of(month, credit, only.of), only.part)
            for credit in _parts(month, only.role, question.credit, client)
        )
        for only in question.only
    )


def _is_asked(month: Month, question: Question, payment: HeldPayment) -> bool:
    if (payment.kind, payment.currency) != (question.money, question.currency):
        return False
    day = payment.paid_on if question.count is Count.PERIOD else month.clients[payment.client].came_on
    return month.holds(day)


def _of_payment(month: Month, question: Question, payment: HeldPayment) -> Iterator[Counted]:
    parts = _parts(month, question.role, question.credit, payment.client)
    if len(parts) == 1:
        part = part_of(month, parts[0], question.of)
        yield Counted(month.clients[payment.client], payment, part, Figures(revenue=payment.amount))
        return
    shares = [WHOLE] if question.credit is CreditRule.FIRST else [credit.share for credit in parts]
    for credit, amount in zip(parts, split(payment.amount, shares), strict=False):
        yield Counted(
            month.clients[payment.client], payment, part_of(month, credit, question.of), Figures(revenue=amount)
        )
