"""What partners are due by their rules: what they have earned, less what was approved, paid or declined before.

Only a proposal: nothing is owed by it until a person approves. Where the firm's profession does not allow a rule any
more, it earns nothing. What was declined is not proposed again, unless more comes; what a refund takes back of
something that was approved or paid stands against what is due next.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, true
from sqlalchemy.orm import Session, selectinload

from attribution import Role
from records.answers.credits import Credit, Standing
from records.db import locked_by_name
from records.money.payment_changes import PaymentChange
from records.money.payments import Payment, payments_that_count
from records.money.splitting import split
from records.relations.fees.earned import Paid, Place, earned
from records.relations.fees.reward_rules import RewardRule, refusals
from records.relations.fees.rewards import CannotSettle, Did, Reward, keep_reward
from records.sources import Source
from records.staff.users import User


@dataclass(frozen=True, slots=True)
class DueLine:
    """Of one client, or None: what was earned so far, settled before, declined before, and what is open now."""

    client: int | None
    earned: int
    settled: int
    declined: int

    @property
    def open(self) -> int:
        """What is proposed; below nothing where more was settled than is earned by now."""
        rest = self.earned - self.settled
        return rest - min(self.declined, max(rest, 0))


@dataclass(frozen=True, slots=True)
class Due:
    """What a partner is due in one currency, in minor units, line by line."""

    partner: Source
    currency: str
    lines: Sequence[DueLine]

    @property
    def open(self) -> int:
        """The proposal; below nothing if it stands against what is due next."""
        return sum(line.open for line in self.lines)

    @property
    def earned(self) -> int:
        """Everything that was earned so far."""
        return sum(line.earned for line in self.lines)


def dues(session: Session, until: date, partner: Source | None = None) -> list[Due]:
    """What every partner is due up to a day, by name and currency; of one partner if it is given.

    Nothing where a partner has neither a rule that counts nor anything that was settled.
    """
    rules = _rules(session, partner)
    done = _settled(session, partner)
    numbers = {*rules, *done}
    those = select(Source).where(Source.id.in_(numbers)).order_by(Source.name_key, Source.id)
    partners = [partner] if partner is not None else session.scalars(those).unique().all()
    paid, shares = _paid(session, set(rules))
    found = []
    for each in partners:
        sums = earned(rules.get(each.id, ()), paid[each.id], shares[each.id], until)
        settled, declined = done.get(each.id, ({}, {}))
        by_currency: dict[str, list[DueLine]] = defaultdict(list)
        for place in sorted({*sums, *settled, *declined}, key=lambda place: (place[0] or 0, place[1])):
            client, currency = place
            line = DueLine(client, sums.get(place, 0), settled.get(place, 0), declined.get(place, 0))
            by_currency[currency].append(line)
        found += [Due(each, currency, lines) for currency, lines in sorted(by_currency.items())]
    return found


def settle_due(
    session: Session, partner: Source, currency: str, seen: int, did: Did, until: date, at: datetime, user: User
) -> Reward:
    """Approve or decline what is due in a currency, which must still be what was ``seen``.

    Approved is the whole proposal, with what stands against it; declined is what was proposed for each client, and
    what stands against it stands on. Raises CannotSettle if the figures have changed, or there is nothing to settle.
    """
    locked_by_name(session, f"rewards of {partner.id}")
    due = next((each for each in dues(session, until, partner) if each.currency == currency), None)
    if due is None or due.open != seen:
        raise CannotSettle("what is due has changed since you looked; look again")
    if due.open <= 0 or did is Did.PAID:
        raise CannotSettle("nothing is due")
    lines = {line.client: line.open for line in due.lines if line.open}
    if did is Did.DECLINED:
        lines = {client: amount for client, amount in lines.items() if amount > 0}
    return keep_reward(session, partner, currency, lines, did, until, at, user)


def _rules(session: Session, partner: Source | None) -> dict[int, list[RewardRule]]:
    """The rules that count, by partner."""
    allowed = {basis for basis, why in refusals(session).items() if why is None}
    those = select(RewardRule).options(selectinload(RewardRule.ends)).order_by(RewardRule.id)
    if partner is not None:
        those = those.where(RewardRule.partner_id == partner.id)
    found: dict[int, list[RewardRule]] = defaultdict(list)
    for rule in session.scalars(those):
        if rule.basis in allowed:
            found[rule.partner_id].append(rule)
    return found


def _settled(session: Session, partner: Source | None) -> dict[int, tuple[dict[Place, int], dict[Place, int]]]:
    """By partner what was approved or paid, and what was declined, by client and currency."""
    those = select(Reward).options(selectinload(Reward.lines), selectinload(Reward.steps))
    those = those.where(Reward.partner_id == partner.id if partner is not None else true())
    found: dict[int, tuple[dict[Place, int], dict[Place, int]]] = {}
    for reward in session.scalars(those.order_by(Reward.id)):
        if reward.newest is None:
            continue
        settled, declined = found.setdefault(reward.partner_id, (defaultdict(int), defaultdict(int)))
        into = declined if reward.newest.did is Did.DECLINED else settled
        for line in reward.lines:
            into[line.client_id, reward.currency] += line.amount
    return found


def _paid(session: Session, partners: set[int]) -> tuple[dict[int, list[Paid]], dict[int, dict[int, int]]]:
    """By partner the payments of the clients whom they sent, and their shares of these clients."""
    theirs = select(Credit.client_id).where(
        Credit.source_id.in_(partners), Credit.role == Role.INTRODUCED_BY, Credit.standing == Standing.CREDITED
    )
    credits = (
        select(Credit.client_id, Credit.source_id, Credit.standing, Credit.share)
        .where(Credit.role == Role.INTRODUCED_BY, Credit.client_id.in_(theirs))
        .order_by(Credit.client_id, Credit.position)
    )
    parts: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
    shares: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for client, source, standing, share in session.execute(credits):
        counts = source in partners and standing is Standing.CREDITED
        parts[client].append((source if counts else None, share))
        if counts:
            shares[source][client] += share
    given_back = _given_back(session)
    payments = select(
        Payment.id, Payment.client_id, Payment.kind, Payment.currency, Payment.paid_on, Payment.amount
    ).where(Payment.client_id.in_(theirs), payments_that_count())
    paid: dict[int, list[Paid]] = defaultdict(list)
    for number, client, kind, currency, on, amount in session.execute(payments.order_by(Payment.id)):
        of_partner: dict[int, int] = defaultdict(int)
        pieces = split(amount, [share for _, share in parts[client]])
        for (source, _), part in zip(parts[client], pieces, strict=True):
            if source is not None:
                of_partner[source] += part
        for source, part in of_partner.items():
            paid[source].append(Paid(client, kind, currency, on, amount, part, given_back.get(number)))
    return paid, shares


def _given_back(session: Session) -> dict[int, date]:
    """For each refund made by hand, the day of the payment that it gives back."""
    made = (
        select(PaymentChange.made_id, Payment.paid_on)
        .join(Payment, Payment.id == PaymentChange.payment_id)
        .where(PaymentChange.made_id.is_not(None), PaymentChange.undone_at.is_(None))
    )
    return dict(session.execute(made).tuples().all())  # type: ignore[arg-type]  # None is left out above
