"""What is refunded of a charge, whoever says so: one refund after the other, all in one sum, or a file's row.

The same money may be told in all these ways. They are brought together by the charge: what is refunded of it is the
largest of what was said, and a payment is made of what is missing, so that nothing counts twice in whatever order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.db import locked_by_name
from records.engine.many_values import among
from records.firm import the_firm
from records.imports import Import, ImportChange
from records.money.payments import Payment, record_payment
from records.money.told_refunds import BY_FILE, TOTAL, Refund, ToldRefund, nth_ref, single_ref

_NUMBERS = 16
"""So many numbered payments of a charge are looked for at once, and more as long as there were any."""


@dataclass(slots=True)
class Refunds:
    """What was told of one charge's refunds, and the payments that are kept of them."""

    told: list[ToldRefund] = field(default_factory=list)
    kept: list[Payment] = field(default_factory=list)

    def missing(self, session: Session) -> int:
        """How much more is refunded than the payments say; below 0 if they say more."""
        return self._in_all(session) + sum(each.amount for each in self.kept)

    @property
    def by_file(self) -> Payment | None:
        """The payment of a file that says how much is refunded in all."""
        return next((each for each in self.kept if each.ref and each.ref.endswith(BY_FILE)), None)

    def _in_all(self, session: Session) -> int:
        """The most that is said to be refunded."""
        ones = [each for each in self.told if each.said_by != TOTAL]
        sums = [sum(each.amount for each in ones if not each.failed)]
        sums += [each.amount for each in self.told if each.said_by == TOTAL]
        by_file = self.by_file
        if by_file is not None:
            # A refund of a later day than the file cannot be in its sum; one of an earlier day may be.
            until = _day_of_file(session, by_file)
            sure = [each for each in ones if each.told_on is not None and each.told_on > until and not each.failed]
            back = [each for each in ones if each.failed and (each.told_on is None or each.told_on <= until)]
            sums.append(-by_file.amount + sum(each.amount for each in sure) - sum(each.amount for each in back))
        return max(sums)


def bring_refunds(
    session: Session, charge: Payment, refund: Refund, amount: int, told_on: date, at: datetime
) -> Payment | None:
    """Bring what is refunded of a charge up to what is said of it; None if nothing is new. ``amount`` is positive.

    Money comes back only by a refund that is told to have failed.
    """
    locked_by_name(session, f"refunds of {refund.charge}")
    found = refunds_of(session, [refund.charge])[refund.charge]
    has_failed = tell(session, found.told, refund, amount, told_on)
    session.flush()
    missing = found.missing(session)
    if missing < 0:
        missing = max(missing, -amount) if has_failed else 0
    if missing == 0:
        return None
    numbers = [each.ref.rpartition(" ")[2] for each in found.kept if each.ref]
    ref = nth_ref(refund.charge, max([0, *(int(each) for each in numbers if each.isdecimal())]) + 1)
    return record_payment(
        session, charge.client, -missing, charge.currency, told_on, charge.kind, at, user=None, ref=ref
    )


def tell(
    session: Session | None,
    told: list[ToldRefund],
    refund: Refund,
    amount: int,
    told_on: date,
    import_id: int | None = None,
) -> bool:
    """Write down beside what was ``told`` of a charge what is said now; whether a refund fails for the first time.

    Without a session it is only said in the list: then none of what is in it may belong to one.
    """
    said = next((each for each in told if each.said_by == refund.said_by), None)
    if said is None:
        said = ToldRefund(
            charge=refund.charge,
            said_by=refund.said_by,
            amount=0,
            failed=False,
            told_on=told_on,
            import_id=import_id,
        )
        told.append(said)
        if session is not None:
            session.add(said)
    elif import_id is None:
        said.import_id = None
    has_failed = refund.failed and not said.failed
    if refund.said_by == TOTAL:
        # Events overtake each other, and a total only grows but for a refund that failed.
        said.amount = max(said.amount, amount)
    else:
        if has_failed:
            for each in told:
                if each.said_by == TOTAL:
                    each.amount = max(each.amount - amount, 0)
        said.amount, said.failed = amount, refund.failed or said.failed
    return has_failed


def refunds_of(session: Session, charges: Iterable[str]) -> dict[str, Refunds]:
    """What was told of the refunds of each of these charges, and the payments that are kept of them.

    The payments are looked for by their whole refs, which an index answers; what begins like them it would not.
    """
    found = {charge: Refunds() for charge in charges}
    if not found:
        return found
    for each in session.scalars(select(ToldRefund).where(among(session, ToldRefund.charge, sorted(found)))):
        found[each.charge].told.append(each)
    owners = {charge + BY_FILE: charge for charge in found}
    for charge, refunds in found.items():
        for each in refunds.told:
            for failed in (False, True):
                owners[single_ref(Refund(charge, each.said_by, failed))] = charge
    _keep(session, found, owners)
    some, first = [charge for charge, refunds in found.items() if refunds.told], 1
    while some:
        numbers = range(first, first + _NUMBERS)
        some = _keep(session, found, {nth_ref(charge, number): charge for charge in some for number in numbers})
        first += _NUMBERS
    return found


def left_of_file(session: Session, charges: Iterable[str]) -> dict[str, int]:
    """How much of each of these charges is refunded by what was told one by one or in all, not by a file's row.

    Only charges of which something was told are in it. What was given back because a refund failed is not taken off:
    a file may be older than the failure, and what it says beyond this would count again.
    """
    return {
        charge: -sum(each.amount for each in found.kept if each.amount < 0 and each is not found.by_file)
        for charge, found in refunds_of(session, set(charges)).items()
        if found.told
    }


def _keep(session: Session, found: Mapping[str, Refunds], owners: Mapping[str, str]) -> list[str]:
    """Add the payments that have one of these refs to their charges; the charges that have one."""
    kept: Sequence[Payment] = session.scalars(select(Payment).where(among(session, Payment.ref, list(owners)))).all()
    for each in kept:
        found[owners[each.ref or ""]].kept.append(each)
    return list({owners[each.ref or ""]: None for each in kept})


def _day_of_file(session: Session, payment: Payment) -> date:
    """The day, in the firm's zone, on which a file last said how much is refunded."""
    changes = (
        select(func.max(Import.at))
        .join(ImportChange, ImportChange.import_id == Import.id)
        .where(ImportChange.of == Payment.__tablename__, ImportChange.row_id == payment.id)
    )
    given = [payment.created_at, session.scalar(changes)]
    return the_firm(session).today(max(each for each in given if each is not None))
