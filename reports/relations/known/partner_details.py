"""What is known of partners beside their figures, read at once for the rows that are shown or written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, lazyload

from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.known.hourly_costs import cost_of_time, hourly_cost
from records.relations.known.tags import tags_of
from records.relations.thanking.thanks import Thanks, stands
from records.sources import Alias, Partner, Source
from reports.batches import batched
from reports.costs import Return, costs_of
from reports.relations.expected.estimate import Estimate
from reports.relations.give_and_take.balance import Balance, Side, balances
from reports.relations.give_and_take.family import Reach, family, with_branches
from reports.relations.give_and_take.quality import Quality, qualities
from reports.relations.known.partner_list import Listed
from reports.relations.known.time_spent import Effort, TimeSpent, Touched, time_spent
from reports.relations.suggested.deserving import estimates_of_all
from reports.relations.thanking.waiting_sums import waiting_sums


@dataclass(frozen=True, slots=True)
class Detail:
    """One partner of the list in full. Money is in minor units of the list's currency."""

    listed: Listed
    source: Source
    partner: Partner
    effort: Effort
    tags: Sequence[str] = ()
    aliases: Sequence[str] = ()
    outcomes: dict[Outcome, int] = field(default_factory=dict)
    thanked: tuple[int, date | None] = (0, None)
    waiting: int = 0
    balance: Balance | None = None
    quality: Quality | None = None
    business: str = ""
    reach: Reach | None = None
    estimate: Estimate | None = None

    @property
    def back(self) -> Return:
        """What was spent beside what came back."""
        figures = self.listed.figures
        return self.effort.beside(figures.clients, figures.won, figures.revenue)


@dataclass(frozen=True, slots=True)
class Sums:
    """What is summed for all partners at once: costs by source, what an hour costs, who waits for thanks, balances and
    how good the clients are.
    """

    costs: dict[int, int]
    an_hour: int | None
    waiting: dict[int, int]
    balances: dict[int, Balance]
    qualities: dict[int, Quality]
    reaches: dict[int, Reach]
    estimates: dict[int, Estimate]


def all_sums(session: Session, currency: str, today: date, *, in_full: bool) -> Sums:
    """The sums of all partners, over all time until today; the rest than costs only if in full."""
    waiting = {number: each.referrals for number, each in waiting_sums(session, currency).items()} if in_full else {}
    every = {each.source.id: each for each in balances(session, currency)} if in_full else {}
    good: dict[int, Quality] = {}
    for some in batched(every.values()):
        good |= qualities(session, {each.source.id: each.received for each in some}, currency, None, None, today)
    costs = costs_of(session, None, None, currency, today)
    reaches = _reaches(session, every) if in_full else {}
    estimates = estimates_of_all(session, today) if in_full else {}
    return Sums(costs, hourly_cost(session, currency), waiting, every, good, reaches, estimates)


def _reaches(session: Session, every: dict[int, Balance]) -> dict[int, Reach]:
    """By partner everybody who came through them, at whatever hand: their own clients where these sent nobody."""
    found = {number: Reach(own.referrals, own.won, own.money) for number, own in _received(every)}
    for number in sorted(with_branches(session) & set(every)):
        tree = family(session, every[number].source, every[number].currency)
        found[number] = Reach(tree.clients, tree.won, tree.money)
    return found


def _received(every: dict[int, Balance]) -> Iterator[tuple[int, Side]]:
    return ((number, balance.received) for number, balance in every.items())


def details(session: Session, sums: Sums, listed: Iterable[Listed], *, in_full: bool) -> Iterator[Detail]:
    """The partners in the order of the list, some hundreds at a time; spellings, outcomes and thanks if in full."""
    for some in batched(listed):
        yield from _some(session, sums, some, in_full=in_full)


def _some(session: Session, sums: Sums, listed: Sequence[Listed], *, in_full: bool) -> Iterator[Detail]:
    numbers = [each.number for each in listed]
    rows = (
        select(Partner)
        .where(Partner.source_id.in_(numbers))
        .options(joinedload(Partner.source).options(lazyload(Source.partner)), joinedload(Partner.owner))
    )
    partners = {each.source_id: each for each in session.scalars(rows).unique()}
    tags, times = tags_of(session, numbers), time_spent(session, Touched(), numbers)
    aliases = _aliases(session, numbers) if in_full else {}
    outcomes = _outcomes(session, numbers) if in_full else {}
    thanked = _thanked(session, numbers) if in_full else {}
    houses = {each.organisation_id for each in partners.values() if each.organisation_id} if in_full else set()
    named = select(Source.id, Source.name).where(Source.id.in_(sorted(houses)))
    businesses = dict(session.execute(named).tuples().all()) if houses else {}
    for each in listed:
        number, time = each.number, times.get(each.number, TimeSpent())
        time_cost = None if sums.an_hour is None else cost_of_time(time.minutes, sums.an_hour)
        yield Detail(
            listed=each,
            source=partners[number].source,
            partner=partners[number],
            effort=Effort(time, time_cost, sums.costs.get(number, 0)),
            tags=tags.get(number, []),
            aliases=aliases.get(number, []),
            outcomes=outcomes.get(number, {}),
            thanked=thanked.get(number, (0, None)),
            waiting=sums.waiting.get(number, 0),
            balance=sums.balances.get(number),
            quality=sums.qualities.get(number),
            business=businesses.get(partners[number].organisation_id or 0, ""),
            reach=sums.reaches.get(number),
            estimate=sums.estimates.get(number),
        )


def _aliases(session: Session, numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    spelled = select(Alias.source_id, Alias.name).where(Alias.source_id.in_(numbers)).order_by(Alias.id)
    for number, name in session.execute(spelled).tuples():
        found.setdefault(number, []).append(name)
    return found


def _outcomes(session: Session, numbers: Sequence[int]) -> dict[int, dict[Outcome, int]]:
    found: dict[int, dict[Outcome, int]] = {}
    given = select(ReferralGiven.partner_id, ReferralGiven.outcome, func.count())
    grouped = given.where(ReferralGiven.partner_id.in_(numbers)).group_by(
        ReferralGiven.partner_id, ReferralGiven.outcome
    )
    for number, outcome, count in session.execute(grouped).tuples():
        found.setdefault(number, {})[outcome] = count
    return found


def _thanked(session: Session, numbers: Sequence[int]) -> dict[int, tuple[int, date | None]]:
    sums = select(Thanks.partner_id, func.count(), func.max(Thanks.thanked_on)).where(stands())
    grouped = sums.where(Thanks.partner_id.in_(numbers)).group_by(Thanks.partner_id)
    return {number: (count, last) for number, count, last in session.execute(grouped).tuples()}
