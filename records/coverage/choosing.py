"""Which clients a mailing to past clients could ask, and which not, each for one reason."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, exists, select, true
from sqlalchemy.orm import Session

from records.answers.erasures import Erasure
from records.clients import Client
from records.coverage.askings import Asking, How, is_answered, is_asked, stands
from records.coverage.campaigns import Campaign, CampaignMember, Choice, Standing, State
from records.coverage.mailing import WhyNot
from records.coverage.permissions import is_allowed
from records.mail import BadMail, GivenUp, Mail, mail_address
from records.mail.mail_queue import address_was_refused
from records.mail.opt_outs import who_wants_none

_PLAIN = re.compile(
    r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?:com|org|net|edu|example|[a-z]{2})"
)
"""Addresses that need no closer look, which takes fifty times as long."""
_LONGEST_PLAIN = 60


@dataclass(slots=True)
class Chosen:
    """The numbers of the clients who can be asked, and of the others by why not; the newest first."""

    can: list[int] = field(default_factory=list)
    cannot: dict[WhyNot, list[int]] = field(default_factory=dict)

    @property
    def in_all(self) -> int:
        """How many fit the choice."""
        return len(self.can) + sum(len(numbers) for numbers in self.cannot.values())


def choose(session: Session, choice: Choice) -> Chosen:
    """Look at every client who fits; who was erased is nobody any more."""
    rows = session.execute(
        select(Client.id, Client.email, is_answered(), _is_asked(choice), _waits_elsewhere(), is_allowed())
        .where(fits(choice))
        .order_by(Client.came_on.desc(), Client.id.desc())
    ).all()
    addresses = {row[1]: _address(row[1]) for row in rows if row[1].strip()}
    opted_out = who_wants_none(session, (each for each in addresses.values() if each))
    refused = _refused(session)
    chosen, taken = Chosen(), _asked_at(session)
    for number, email, answered, asked, elsewhere, allowed in rows:
        address = addresses.get(email, "")
        why = _why_not(email, address, answered=answered, asked=asked, elsewhere=elsewhere)
        if why is None and address in opted_out:
            why = WhyNot.OPTED_OUT
        elif why is None and address in refused:
            why = WhyNot.REFUSED
        elif why is None and not allowed:
            why = WhyNot.NOT_ALLOWED
        elif why is None and address.lower() in taken:
            why = WhyNot.SAME_ADDRESS
        if why is None:
            taken.add(address.lower())
            chosen.can.append(number)
        else:
            chosen.cannot.setdefault(why, []).append(number)
    # In the order in which the reasons are listed, so that a page has them at their places.
    chosen.cannot = {why: chosen.cannot[why] for why in WhyNot if why in chosen.cannot}
    return chosen


def fits(choice: Choice) -> ColumnElement[bool]:
    """The clients whom a choice means, whether they can be asked or not."""
    return and_(
        Client.import_id == choice.import_id if choice.import_id else true(),
        Client.came_on >= choice.start if choice.start else true(),
        Client.came_on <= choice.end if choice.end else true(),
        Client.office_id == choice.office_id if choice.office_id else true(),
        ~exists().where(Erasure.client_id == Client.id).correlate(Client),
    )


def _why_not(email: str, address: str, *, answered: bool, asked: bool, elsewhere: bool) -> WhyNot | None:
    if answered:
        return WhyNot.ANSWERED
    if asked:
        return WhyNot.ASKED
    if elsewhere:
        return WhyNot.ELSEWHERE
    if not email.strip():
        return WhyNot.NO_ADDRESS
    return None if address else WhyNot.BAD_ADDRESS


def _is_asked(choice: Choice) -> ColumnElement[bool]:
    if choice.only_unasked:
        return is_asked()
    mails = (How.MAIL, How.REMINDER)
    return exists().where(Asking.client_id == Client.id, Asking.how.in_(mails), stands()).correlate(Client)


def _waits_elsewhere() -> ColumnElement[bool]:
    waits = and_(CampaignMember.client_id == Client.id, CampaignMember.standing == Standing.WAITING)
    under_way = Campaign.state.in_((State.RUNNING, State.STOPPED))
    return exists().where(waits, Campaign.id == CampaignMember.campaign_id, under_way).correlate(Client)


def _address(email: str) -> str:
    """The address as mail is sent to it; empty if it is none."""
    if len(email) <= _LONGEST_PLAIN and _PLAIN.fullmatch(email):
        return email
    try:
        return mail_address(email)
    except BadMail:
        return ""


def _refused(session: Session) -> set[str]:
    """The addresses that count as refused."""
    ever = select(Mail.to).where(Mail.given_up_because == GivenUp.ADDRESS_REFUSED, Mail.to != "").distinct()
    return {address for address in session.scalars(ever).all() if address_was_refused(session, address)}


def _asked_at(session: Session) -> set[str]:
    """The addresses at which somebody was asked by mail, or will be: whoever reads them is not asked again."""
    return {address.lower() for address in session.scalars(select(Mail.to).join(Asking).where(stands()).distinct())}


def imports_without_basis(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    """How many of these clients each import has brought, by its number; clients of no import stand under 0."""
    found: dict[int, int] = {}
    for some in _in_parts(numbers):
        for number in session.scalars(select(Client.import_id).where(Client.id.in_(some))):
            found[number or 0] = found.get(number or 0, 0) + 1
    return found


def _in_parts(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


_AT_ONCE = 500
