"""Whom the demo firm has thanked, what it gave them, what waits, and one rule by which a partner is due a fee."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from commands.demo.founding import Founded
from commands.demo.stories import ZONE
from records.clients import Client
from records.money.payments import PaymentKind
from records.relations.fees.due import dues, settle_due
from records.relations.fees.ledger import Given, give
from records.relations.fees.limits import set_limit
from records.relations.fees.reward_rules import Basis, add_rule
from records.relations.fees.rewards import Did, pay_reward
from records.relations.thanking.drafts import write_draft
from records.relations.thanking.thanks import How, thank
from records.relations.thanking.thanks_start import begin_thanks
from records.sources import Source
from reports.relations.thanking.unthanked import unthanked

_QUIET = "Steve Okafor"
"""The partner whom nobody sees: he is owed most thanks, so his mail is drafted and nobody has sent it."""
_LIMIT = 25_000
_SINCE = timedelta(days=280)


def thank_partners(session: Session, founded: Founded, today: date) -> None:
    """Thank some partners and leave others waiting; the same day gives the same rows."""
    maya, tom = founded.staff
    began = _at(today - _SINCE)
    set_limit(session, "USD", _LIMIT, began, maya)
    begin_thanks(session, today - _SINCE, began, maya)
    waiting: dict[int, list[int]] = {}
    for each in unthanked(session):
        waiting.setdefault(each.partner.id, []).append(each.client.id)
    for source in founded.partners.values():
        if source.partner is not None and source.id in waiting:
            source.partner.email = f"{source.name_key.replace(' ', '.')}@mail.example"
    quiet = next(source for source in founded.partners.values() if source.name == _QUIET)
    others = [each for each in founded.partners.values() if each.id in waiting and each is not quiet]
    busy = sorted(others, key=lambda each: (-len(waiting[each.id]), each.id))
    if len(busy) < 3:
        return
    ways = [(How.CALL, None, "Rang and told them how glad we are"), (How.GIFT, 4_800, "A basket from the mill")]
    ways.append((How.CARD, None, "A card by hand"))
    for turn, (source, (how, worth, words)) in enumerate(zip(busy, ways, strict=False)):
        day = today - timedelta(days=35 * (turn + 1))
        old = [each.client for each in unthanked(session, source) if each.came_on < day]
        said = (session, source, how, day, _at(day), (maya, tom)[turn % 2])
        thank(*said, clients=old, worth=worth, currency="USD", words=words)
    first_of_year = max(date(today.year, 1, 1), today - timedelta(days=10))
    tickets = (busy[1], Given.GIFT, 16_500, "USD", first_of_year, _at(first_of_year), tom)
    give(session, *tickets, words="Two tickets to the opera")
    _agree_on_a_fee(session, founded, busy[2], today)
    if quiet.id in waiting:
        about = [session.get_one(Client, each.client.id) for each in unthanked(session, quiet)]
        write_draft(session, quiet, about, _at(today - timedelta(days=1)), maya)


def _agree_on_a_fee(session: Session, founded: Founded, partner: Source, today: date) -> None:
    """Five in a hundred of what is received, of which what was due two months ago is paid."""
    maya, _ = founded.staff
    begins, paid_on = today - timedelta(days=365), today - timedelta(days=60)
    add_rule(
        session,
        partner,
        Basis.PERCENT,
        begins,
        _at(begins),
        maya,
        counts=PaymentKind.RECEIVED,
        percent=500,
        words="Agreed over lunch; the clients are told.",
    )
    for due in dues(session, paid_on, partner):
        if due.open > 0:
            reward = settle_due(session, partner, due.currency, due.open, Did.APPROVED, paid_on, _at(paid_on), maya)
            pay_reward(session, reward, paid_on, _at(paid_on), maya, over_because="As agreed in writing last year.")


def _at(day: date) -> datetime:
    return datetime.combine(day, time(15), ZONE)
