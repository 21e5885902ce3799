"""Who deserves the firm's time, and why: rules over plain facts, each of which anybody can check by hand.

A partner is on the list once, with the strongest of what is suggested. The rules of some professions leave out what
would tie a favour to referrals (``suggested_in``).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from records.firm import Profession
from records.relations.known.suggestion_answers import Suggests
from records.sources import Relation
from reports.relations.suggested.facts import Came, Facts, Gave
from reports.relations.suggested.rhythm import Rhythm, rhythm

OWED = 2
"""The firm is in debt where it has won so many clients more from a partner than they have from it."""
NEW = timedelta(days=90)
"""So long a partner's first client is news."""
HALF_YEAR, YEAR = timedelta(days=182), timedelta(days=365)
RISEN, ENOUGH = 2, 3
"""A partner is rising who sent at least ENOUGH clients in half a year, and RISEN more than in the half before."""
GIVEN = 4
"""So many referrals given with no client won say something."""

Key = tuple[float | int | str, ...]


class Placed(NamedTuple):
    """A partner with what is suggested about them and how strongly, as far as the list's order asks for it."""

    suggests: Suggests
    key: Key
    name_key: str
    partner: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that is worth doing about a partner.

    ``came`` and ``gave`` are the records that the sentence counts; ``before`` are further clients that it compares them
    with. ``referrals`` and ``newest`` say what it was about, for an answer to it. ``others`` are the weaker ones.
    """

    suggests: Suggests
    facts: Facts
    came: Sequence[Came] = ()
    before: Sequence[Came] = ()
    gave: Sequence[Gave] = ()
    rhythm: Rhythm | None = None
    others: Sequence[Suggests] = ()

    @property
    def money(self) -> int:
        """What the clients it counts have brought, in minor units of the firm's currency."""
        return sum(each.money for each in self.came)

    @property
    def since(self) -> date:
        """The day on which the first client it counts came."""
        return min(each.on for each in self.came)

    @property
    def referrals(self) -> int:
        """How many referrals it is about: those given where the firm sends, else those received."""
        return len(self.facts.gave if self.suggests is Suggests.RETHINK else self.facts.came)

    @property
    def newest(self) -> int:
        """The largest number of one of them."""
        if self.suggests is Suggests.RETHINK:
            return max((each.referral for each in self.facts.gave), default=0)
        return max((each.client for each in self.facts.came), default=0)


@dataclass(frozen=True, slots=True)
class Usual:
    """What all partners' clients come to, beside which one partner's stand."""

    came: int
    won: int


def suggested_in(profession: Profession, partners_are_suggested: bool) -> frozenset[Suggests]:
    """What may be suggested in a profession.

    For health nothing is reckoned from the number or the value of referrals, so that only what has not been
    acknowledged is left. Giving back and thinking again about giving weigh referrals against each other, so that they
    need what suggesting a partner needs.
    """
    if profession is Profession.HEALTH:
        return frozenset({Suggests.THANK, Suggests.WELCOME})
    weighed = {Suggests.GIVE_BACK, Suggests.RETHINK}
    return frozenset(Suggests) if partners_are_suggested else frozenset(Suggests) - weighed


def is_rising(facts: Facts, today: date) -> bool:
    """Whether a partner sends more than before; only then does it matter what is usual."""
    recent, before = _half_years(facts, today)
    return is_rising_by(len(recent), len(before))


def is_rising_by(recent: int, before: int) -> bool:
    """The same of how many clients came in the last half year and in the one before."""
    return recent >= ENOUGH and recent - before >= RISEN


def is_good(won: int, came: int, everybody: Usual) -> bool:
    """Whether at least as large a part of a partner's clients is won as of everybody's."""
    return won > 0 and won * everybody.came >= everybody.won * came


def gives_back(won: int, won_by_them: int, came: int, gave: int, relation: Relation) -> bool:
    """Whether the firm is in debt. Who only sends, by agreement, is not owed anything."""
    return won - won_by_them >= OWED and came > gave and relation is not Relation.SOURCE_ONLY


def rethinks(won: int, last_given: date, today: date) -> bool:
    """Whether nothing comes back from one who was given enough, and lately."""
    return not won and today - last_given <= YEAR


def possible(facts: Facts, today: date, everybody: Usual) -> list[Suggestion]:
    """Everything that could be suggested about a partner, the strongest first.

    Welcome is first because it is also the first thanks. A thank-you for clients who brought nothing comes last.
    """
    thanks = _thank(facts)
    first = [_welcome(facts, today), thanks if thanks and thanks.money > 0 else None]
    then = [_rescue(facts, today), _give_back(facts), _rethink(facts, today), _nurture(facts, today, everybody)]
    last = [thanks if thanks and thanks.money <= 0 else None]
    return [each for each in (*first, *then, *last) if each is not None]


def chosen(
    facts: Iterable[Facts],
    today: date,
    everybody: Usual,
    allowed: Collection[Suggests],
    is_hidden: Callable[[Suggestion], bool],
) -> list[Suggestion]:
    """One suggestion for each partner about whom there is any, in the order in which the partners are given."""
    found = []
    for each in facts:
        left = [one for one in possible(each, today, everybody) if one.suggests in allowed and not is_hidden(one)]
        if left:
            found.append(_with_others(left[0], [one.suggests for one in left[1:]]))
    return found


def in_turns(suggestions: Iterable[Suggestion], strength: Callable[[Suggestion], Key]) -> list[Suggestion]:
    """The list: the strongest of each kind in the order of ``Suggests``, then the second of each, and so on."""
    by_partner = {one.facts.partner: one for one in suggestions}
    places = [Placed(one.suggests, strength(one), one.facts.name_key, one.facts.partner) for one in by_partner.values()]
    return [by_partner[each.partner] for each in by_turns(places)]


def by_turns(places: Iterable[Placed]) -> list[Placed]:
    """The same of places: partners with what is suggested and by what it is ordered, the smallest first."""
    by_kind: dict[Suggests, list[Placed]] = {each: [] for each in Suggests}
    for place in places:
        by_kind[place.suggests].append(place)
    turns = []
    for row, some in enumerate(by_kind.values()):
        some.sort(key=lambda place: place[1:])
        turns += [(turn, row, place) for turn, place in enumerate(some)]
    return [place for _, _, place in sorted(turns, key=lambda each: each[:2])]


def strength(one: Suggestion, expected: Callable[[Facts], int], *, by_value: bool = True) -> Key:
    """By what suggestions of one kind are ordered, the smallest first; ``expected`` is the estimate of a partner.

    Without ``by_value`` only days count: then nothing is reckoned from number or value.
    """
    match one.suggests:
        case Suggests.THANK:
            return (-one.money if by_value else 0, one.since.toordinal())
        case Suggests.GIVE_BACK:
            facts = one.facts
            return (facts.won_by_them - facts.won, -facts.money, len(facts.gave) - len(facts.came))
        case Suggests.RESCUE:
            a_year = 365 / one.rhythm.usual if one.rhythm else 0
            return (-round(expected(one.facts) * a_year),)
        case Suggests.RETHINK:
            return (-len(one.gave), -max(each.on for each in one.gave).toordinal())
        case Suggests.WELCOME:
            return (-one.since.toordinal(),)
        case Suggests.NURTURE:
            return (-expected(one.facts),)


def _thank(facts: Facts) -> Suggestion | None:
    return Suggestion(Suggests.THANK, facts, facts.waiting) if facts.waiting else None


def _welcome(facts: Facts, today: date) -> Suggestion | None:
    is_first = len(facts.came) == 1 and today - facts.came[0].on <= NEW
    return Suggestion(Suggests.WELCOME, facts, facts.came) if is_first else None


def _give_back(facts: Facts) -> Suggestion | None:
    if not gives_back(facts.won, facts.won_by_them, len(facts.came), len(facts.gave), facts.relation):
        return None
    return Suggestion(Suggests.GIVE_BACK, facts, facts.came, gave=facts.gave)


def _rescue(facts: Facts, today: date) -> Suggestion | None:
    found = rhythm([each.on for each in facts.came], today)
    return Suggestion(Suggests.RESCUE, facts, facts.came, rhythm=found) if found and found.is_quiet else None


def _rethink(facts: Facts, today: date) -> Suggestion | None:
    is_one_sided = len(facts.gave) >= GIVEN and rethinks(facts.won, facts.gave[-1].on, today)
    return Suggestion(Suggests.RETHINK, facts, facts.came, gave=facts.gave) if is_one_sided else None


def _nurture(facts: Facts, today: date, everybody: Usual) -> Suggestion | None:
    recent, before = _half_years(facts, today)
    if not is_rising_by(len(recent), len(before)) or not is_good(facts.won, len(facts.came), everybody):
        return None
    return Suggestion(Suggests.NURTURE, facts, recent, before)


def _half_years(facts: Facts, today: date) -> tuple[Sequence[Came], Sequence[Came]]:
    """The clients of the last half year, and those of the one before."""
    recent, older = today - HALF_YEAR, today - 2 * HALF_YEAR
    before = [each for each in facts.came if older < each.on <= recent]
    return [each for each in facts.came if each.on > recent], before


def _with_others(one: Suggestion, others: Sequence[Suggests]) -> Suggestion:
    return Suggestion(one.suggests, one.facts, one.came, one.before, one.gave, one.rhythm, others)
