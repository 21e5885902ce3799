"""Who should get this one: partners of the fitting occupation and place, those with the best outcomes first.

How well it went with a partner is the part of their decided referrals that were won, which leans to the firm's average
while there are few: ``(won + k * average) / (decided + k)`` with k = 4. It is the mean of a beta distribution with the
firm's average as its prior, worth four referrals; adding four observations to a small count is what Agresti and Coull
recommend (The American Statistician 52, 1998, 119-126). The firm's average is itself ``(won + 1) / (decided + 2)``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import Role, fold
from records.answers.credits import Credit, Standing
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Partner, Relation, Source
from reports.batches import batched
from reports.relations.given.needs import called, close, serving, words_of

WORTH = 4
"""So many referrals the firm's average counts for."""
DECIDED = (Outcome.WON, Outcome.LOST, Outcome.UNQUALIFIED)


@dataclass(frozen=True, slots=True)
class Suited:
    """A partner who fits: why, and how it went before.

    ``is_general`` says that their occupation is a broader one than the need asks for. ``sent_before`` is how many were
    sent to them for the same. ``in_place`` is None where no place was asked for. ``chance`` is the part of the decided
    referrals that were won, leaning to the average. ``by_balance`` says that only the balance puts them before or
    after another of the same chance.
    """

    source: Source
    is_general: bool
    sent_before: int
    in_place: bool | None
    won: int
    decided: int
    given: int
    received: int
    chance: Fraction
    by_balance: bool = False


@dataclass(frozen=True, slots=True)
class Suiting:
    """The partners who fit, the best first, the firm's average, and how many were left out as sources only."""

    suited: Sequence[Suited]
    average: Fraction
    sources_only: int


def suitable(session: Session, need: str, city: str = "", most: int = 5) -> Suiting:
    """The partners whom somebody with this need could be sent to; those of the city stand before all others.

    Of the same chance, whoever has sent more than they were given comes first: the balance breaks ties and does
    nothing else.
    """
    won, decided = _outcomes(session)
    average = Fraction(sum(won.values()) + 1, sum(decided.values()) + 2)
    fitting, left_out = _fitting(session, need)
    numbers = [source.id for source, _, _ in fitting]
    given, received = _given(session, numbers), _received(session, numbers)
    place = fold(city)
    found = [
        Suited(
            source,
            is_general,
            before,
            (fold(source.partner.city) == place if source.partner else False) if place else None,
            won.get(source.id, 0),
            decided.get(source.id, 0),
            given.get(source.id, 0),
            received.get(source.id, 0),
            (won.get(source.id, 0) + WORTH * average) / (decided.get(source.id, 0) + WORTH),
        )
        for source, is_general, before in fitting
    ]
    found.sort(key=_place)
    return Suiting([_told(each, found) for each in found[:most]], average, left_out)


def _place(one: Suited) -> tuple[bool, bool, Fraction, int, str, int]:
    return (*_before_balance(one), one.given - one.received, one.source.name_key, one.source.id)


def _before_balance(one: Suited) -> tuple[bool, bool, Fraction]:
    return one.in_place is False, one.is_general, -one.chance


def _told(one: Suited, found: Sequence[Suited]) -> Suited:
    """Whether only the balance tells it from another of the same chance."""
    owed = one.given - one.received
    by_balance = any(
        _before_balance(each) == _before_balance(one) and each.given - each.received != owed for each in found
    )
    return replace(one, by_balance=by_balance)


def _fitting(session: Session, need: str) -> tuple[list[tuple[Source, bool, int]], int]:
    """The partners in use who serve the need: by occupation, or because people were sent to them for it before."""
    said = words_of(need)
    if not said:
        return [], 0
    exactly, broader = serving(need)
    before = _sent_before(session, said)
    found, left_out = [], 0
    those = select(Source).join(Partner, Partner.source_id == Source.id).where(Source.retired_at.is_(None))
    for source in session.scalars(those).unique():
        partner = source.partner
        if partner is None:
            continue
        words = partner.occupation or partner.organisation
        known = called(words)
        fits = bool(known & exactly) or source.id in before or _named(partner.occupation, said)
        if not fits and not known & broader:
            continue
        if partner.relation is Relation.SOURCE_ONLY:
            left_out += 1
        else:
            found.append((source, not fits, before.get(source.id, 0)))
    return found, left_out


def _named(occupation: str, said: Sequence[str]) -> bool:
    """Whether the need names the occupation itself: one that the table does not have."""
    return (
        bool(occupation)
        and not called(occupation)
        and any(close(word, each) for word in words_of(occupation) for each in said)
    )


def _sent_before(session: Session, said: Sequence[str]) -> dict[int, int]:
    """Per partner how many were sent to them for the same: all words of what they needed are in the need."""
    purposes = select(ReferralGiven.partner_id, ReferralGiven.purpose, func.count()).where(ReferralGiven.purpose != "")
    found: dict[int, int] = {}
    same: dict[str, bool] = {}
    for number, purpose, times in session.execute(
        purposes.group_by(ReferralGiven.partner_id, ReferralGiven.purpose)
    ).tuples():
        if purpose not in same:
            words = words_of(purpose)
            same[purpose] = bool(words) and all(any(close(word, each) for each in said) for word in words)
        if same[purpose]:
            found[number] = found.get(number, 0) + times
    return found


def _outcomes(session: Session) -> tuple[dict[int, int], dict[int, int]]:
    """Per partner how many of the referrals given were won, and of how many it is decided."""
    counted = (
        select(ReferralGiven.partner_id, ReferralGiven.outcome, func.count())
        .where(ReferralGiven.outcome.in_(DECIDED))
        .group_by(ReferralGiven.partner_id, ReferralGiven.outcome)
    )
    won: dict[int, int] = {}
    decided: dict[int, int] = {}
    for number, outcome, times in session.execute(counted).tuples():
        decided[number] = decided.get(number, 0) + times
        if outcome is Outcome.WON:
            won[number] = times
    return won, decided


def _given(session: Session, numbers: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in batched(numbers):
        counted = select(ReferralGiven.partner_id, func.count()).where(ReferralGiven.partner_id.in_(some))
        found |= dict(session.execute(counted.group_by(ReferralGiven.partner_id)).tuples().all())
    return found


def _received(session: Session, numbers: Iterable[int]) -> dict[int, int]:
    """Per partner how many clients name them: each is a whole referral."""
    found: dict[int, int] = {}
    for some in batched(numbers):
        counted = select(Credit.source_id, func.count(Credit.client_id.distinct())).where(
            Credit.source_id.in_(some), Credit.role == Role.INTRODUCED_BY, Credit.standing == Standing.CREDITED
        )
        for number, times in session.execute(counted.group_by(Credit.source_id)).tuples():
            if number is not None:
                found[number] = times
    return found
