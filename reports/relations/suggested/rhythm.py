"""A partner's own rhythm: how long they usually take from one client to the next, and when a silence is one.

If clients come by chance at a steady rate, the gaps between them are exponential. After n gaps that add up to S days, a
next gap of more than x days has the probability (S / (S + x)) ** n when the rate is known from these gaps alone (the
predictive distribution of an exponential, Lawless, Statistical Models and Methods for Lifetime Data, 2nd edition 2003,
4.1; a Pareto of the second kind). A silence is one where that is at most one in twenty, and longer than any gap of
before, because some partners send in bursts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

ONE_IN = 20
FEWEST = 3
"""So many clients must have come before there is a rhythm."""
SHORTEST, LONGEST = timedelta(days=30), timedelta(days=730)
"""A shorter silence is none, and after a longer one nobody is quiet: it is long over."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Clients came ``usual`` days apart on average, at most ``longest`` days, and the last one on ``last``."""

    usual: float
    longest: int
    last: date
    silence: int
    is_quiet: bool


def rhythm(days: Sequence[date], today: date) -> Rhythm | None:
    """The rhythm of clients who came on these days, in order; None if they are too few, or came all on one day."""
    if len(days) < FEWEST or days[0] == days[-1]:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    whole, silence = sum(gaps), (today - days[-1]).days
    is_quiet = silence > max(gaps) and may_be_quiet(days[0], days[-1], len(days), today)
    return Rhythm(whole / len(gaps), max(gaps), days[-1], silence, is_quiet)


def may_be_quiet(first: date, last: date, clients: int, today: date) -> bool:
    """Whether so many clients from a first to a last day leave a silence, unless one of their gaps was as long."""
    if clients < FEWEST or first == last or not SHORTEST <= today - last <= LONGEST:
        return False
    whole, silence = (last - first).days, (today - last).days
    return ONE_IN * (whole / (whole + silence)) ** (clients - 1) <= 1
