"""Totals for a partner's statement: what became of clients who may not be told of one by one.

A total is made once, of at least five clients, and never changes. Each client is in one total of a partner at most, and
whoever is in one is never shown by themselves beyond what they allowed before. So nothing can be worked out by taking
totals, or a total and lines, from each other: whatever they differ by is again five clients or more.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from attribution import WHOLE, Role
from records.answers.credits import Credit, Standing
from records.answers.erasures import Erasure
from records.clients import Client, Stage
from records.consents import Word, words_of
from records.db import Base, instant, key, locked_by_name
from records.firm import the_firm
from records.money.payments import Payment, PaymentKind, payments_that_count
from records.sources import Source

LEAST = 5
"""So many clients are behind each number that is told of clients who have not allowed more."""
_AT_ONCE = 500


class StatementTotal(Base):
    """What became of some clients of a partner, as it stood when the total was made.

    They came until ``until``, the last day of a year. ``clients`` is how many they are, ``became`` how many of them
    were clients of the firm: None where that were all or none, which would tell it of each. ``money`` is, by currency,
    what they had paid in minor units: only where five had paid in it.
    """

    __tablename__ = "statement_totals"

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    until: Mapped[date]
    clients: Mapped[int]
    became: Mapped[int | None]
    money: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[instant]

    partner: Mapped[Source] = relationship()
    members: Mapped[list["TotalMember"]] = relationship(back_populates="total", order_by="TotalMember.id")


class TotalMember(Base):
    """A client who is counted in a total; ``was_named`` says that they stood on the statement by name then."""

    __tablename__ = "statement_total_members"

    id: Mapped[key]
    total_id: Mapped[int] = mapped_column(ForeignKey("statement_totals.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    was_named: Mapped[bool]

    total: Mapped[StatementTotal] = relationship(back_populates="members")
    client: Mapped[Client] = relationship()


def make_total(session: Session, partner: Source, at: datetime) -> StatementTotal | None:
    """Make the total of all who came until the end of last year and are in none yet; None where it may not be.

    Left out are who was ever free to be told of and is not any more, and who ever let their outcome be told: the
    partner may know of them already and take them off. Clients without a name on the statement are counted only where
    they are five themselves, because the others can be taken off. Fewer than five wait for those of the next year. A
    total in which all became clients, or none did, says for ever only how many came: if it waited for one who differs,
    that one would be known when it appears.
    """
    locked_by_name(session, f"statement totals of {partner.id}")
    until = date(the_firm(session).today(at).year - 1, 12, 31)
    waiting = _not_counted_yet(session, partner, until)
    words = words_of(session, [client.id for client in waiting])
    named = [each for each in waiting if _is_named(words.get(each.id))]
    unnamed = [each for each in waiting if _was_never_named(words.get(each.id))]
    counted = named + (unnamed if len(unnamed) >= LEAST else [])
    if len(counted) < LEAST:
        return None
    became = sum(each.stage is Stage.WON for each in counted)
    tells_of_each = became in {0, len(counted)}
    total = StatementTotal(
        partner_id=partner.id,
        until=until,
        clients=len(counted),
        became=None if tells_of_each else became,
        money={} if tells_of_each else _money(session, partner, [each.id for each in counted]),
        at=at,
    )
    shown = {each.id for each in named}
    total.members = [TotalMember(client_id=each.id, was_named=each.id in shown) for each in counted]
    session.add(total)
    session.flush()
    return total


def totals_of(session: Session, partner: Source) -> Sequence[StatementTotal]:
    """The totals of a partner, the newest first."""
    theirs = select(StatementTotal).where(StatementTotal.partner_id == partner.id)
    return session.scalars(theirs.order_by(StatementTotal.until.desc(), StatementTotal.id.desc())).all()


def counted_in_totals(session: Session, partner: Source) -> dict[int, bool]:
    """The clients who are in a total of this partner, each with whether they were named then."""
    members = select(TotalMember.client_id, TotalMember.was_named).join(StatementTotal)
    found: dict[int, bool] = {}
    for client, was_named in session.execute(members.where(StatementTotal.partner_id == partner.id)).tuples():
        # One client is there twice only where two partners were merged, or clients joined, since: the stricter counts.
        found[client] = was_named and found.get(client, True)
    return found


def sent_by(partner: Source) -> Any:
    """The statement of all clients whom a partner has introduced, as far as that is credited."""
    credited = select(Credit.client_id).where(
        Credit.source_id == partner.id, Credit.role == Role.INTRODUCED_BY, Credit.standing == Standing.CREDITED
    )
    return select(Client).where(Client.id.in_(credited))


def paid_by(session: Session, partner: Source, clients: Iterable[int]) -> dict[int, dict[str, int]]:
    """What each of these clients has paid, in minor units by currency: the partner's share of it."""
    numbers = sorted(set(clients))
    found: dict[int, dict[str, int]] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rows = (
            select(Payment.client_id, Payment.currency, Payment.amount, Credit.share)
            .join(Credit, Credit.client_id == Payment.client_id)
            .where(
                Payment.client_id.in_(some),
                Payment.kind == PaymentKind.RECEIVED,
                payments_that_count(),
                Credit.source_id == partner.id,
                Credit.role == Role.INTRODUCED_BY,
                Credit.standing == Standing.CREDITED,
            )
        )
        sums: dict[tuple[int, str], int] = {}
        for client, currency, amount, share in session.execute(rows).tuples():
            sums[client, currency] = sums.get((client, currency), 0) + amount * share
        for (client, currency), millionths in sums.items():
            found.setdefault(client, {})[currency] = round(millionths / WHOLE)
    return found


def _not_counted_yet(session: Session, partner: Source, until: date) -> list[Client]:
    counted = counted_in_totals(session, partner)
    erased = select(Erasure.client_id)
    came = sent_by(partner).where(Client.came_on <= until, Client.id.not_in(erased)).order_by(Client.id)
    return [each for each in session.scalars(came) if each.id not in counted]


def _is_named(word: Word | None) -> bool:
    return word is not None and word.name and not word.ever_outcome


def _was_never_named(word: Word | None) -> bool:
    return word is None or not word.ever_named


def _money(session: Session, partner: Source, clients: Sequence[int]) -> dict[str, int]:
    sums: dict[str, list[int]] = {}
    for paid in paid_by(session, partner, clients).values():
        for currency, amount in paid.items():
            if amount > 0:
                sums.setdefault(currency, []).append(amount)
    return {currency: sum(each) for currency, each in sorted(sums.items()) if len(each) >= LEAST}
