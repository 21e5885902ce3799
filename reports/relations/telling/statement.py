"""A partner's statement: what they sent the firm, what became of it, and what the firm sent them.

The rule of what is told of a client stands in docs/statement.md. Lines are clients who allow their name now; a total
has all that may be told of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.erasures import Erasure
from records.clients import Client, Stage
from records.consents import Word, named, words_of
from records.relations.given.referrals import ReferralGiven
from records.relations.telling.statement_choices import shows_money
from records.relations.telling.statement_totals import counted_in_totals, paid_by, sent_by, totals_of
from records.sources import Source

Money = Sequence[tuple[str, int]]
"""Currencies with minor units; currencies are never added."""


@dataclass(frozen=True, slots=True)
class Line:
    """A client who may be told of by name. ``stage`` and ``money`` are there only with their second consent.

    ``client_id`` is for the staff's page and is not shown.
    """

    client_id: int
    name: str
    came_on: date
    stage: Stage | None
    money: Money


@dataclass(frozen=True, slots=True)
class Total:
    """What became of five clients or more together; ``became`` is None where it may not be told."""

    id: int
    until: date
    clients: int
    became: int | None
    money: Money


@dataclass(frozen=True, slots=True)
class Statement:
    """All that a partner may see. ``shows_money`` says that the firm has chosen to show it."""

    partner: Source
    lines: Sequence[Line]
    totals: Sequence[Total]
    given: Sequence[ReferralGiven]
    shows_money: bool


def statement_of(session: Session, partner: Source) -> Statement:
    """Read a partner's statement as it is now."""
    money = shows_money(session)
    return Statement(
        partner,
        _lines(session, partner, money),
        [
            Total(each.id, each.until, each.clients, each.became, sorted(each.money.items()) if money else ())
            for each in totals_of(session, partner)
        ],
        shown_referrals(session, partner),
        money,
    )


def shown_referrals(session: Session, partner: Source) -> Sequence[ReferralGiven]:
    """The referrals given that a partner is shown, the newest first.

    One who is a client of the firm is left out unless they may be named: whether they have gone to the partner is their
    own affair, and until then the partner need not know of them.
    """
    given = select(ReferralGiven).where(ReferralGiven.partner_id == partner.id)
    found = session.scalars(given.order_by(ReferralGiven.given_on.desc(), ReferralGiven.id.desc())).all()
    clients = {each.client_id for each in found if each.client_id is not None}
    shown = named(session, clients)
    return [each for each in found if each.client_id is None or each.client_id in shown]


def _lines(session: Session, partner: Source, money: bool) -> list[Line]:
    sent = sent_by(partner).where(Client.id.not_in(select(Erasure.client_id)))
    clients = session.scalars(sent.order_by(Client.came_on.desc(), Client.id.desc())).all()
    words, counted = words_of(session, [each.id for each in clients]), counted_in_totals(session, partner)
    # Who is in a total without a name has none here either: taken off, the others would be fewer than five.
    named = [each for each in clients if words.get(each.id, Word()).name and counted.get(each.id, True)]
    told = {each.id for each in named if words[each.id].outcome and each.id not in counted}
    paid = paid_by(session, partner, told) if money else {}
    return [
        Line(
            each.id,
            each.name,
            each.came_on,
            each.stage if each.id in told else None,
            sorted(paid.get(each.id, {}).items()),
        )
        for each in named
    ]
