"""The kept totals of clients, people and money, by which figures stay fast however many clients there are.

They are sums per day, month and year and of all days together (``rows``). Whatever a session writes to clients, their
stages, credits and payments, and to referrals given and what was reported of them, is followed by itself, and the
difference is written when the transaction commits (``following``). Work that writes past the session, or too much to
be followed, names the days that it touched, and they are summed up anew (``rebuilding``). ``checking`` compares them
with the rows.
"""

from records.totals.checking import Difference, differences
from records.totals.following import NotFollowed, apart, follow, has_unwritten, write_difference
from records.totals.looking_up import look_up, looking_up
from records.totals.meanwhile import begin_to_look, end_looking, is_looked_for
from records.totals.rebuilding import alone, behind, catch_up, put_off, put_off_days_of, put_off_everything, rebuild_all
from records.totals.recounting import people_counts
from records.totals.rows import (
    CLIENT_TOTALS,
    EVERY_CHANNEL,
    EVERY_OFFICE,
    GIVEN_TOTALS,
    MONEY_TOTALS,
    PEOPLE_TOTALS,
    ClientTotal,
    Dated,
    DayBehind,
    GivenTotal,
    MoneyTotal,
    PeopleTotal,
    Place,
    Span,
)

__all__ = [
    "CLIENT_TOTALS",
    "EVERY_CHANNEL",
    "EVERY_OFFICE",
    "GIVEN_TOTALS",
    "MONEY_TOTALS",
    "PEOPLE_TOTALS",
    "ClientTotal",
    "Dated",
    "DayBehind",
    "Difference",
    "GivenTotal",
    "MoneyTotal",
    "NotFollowed",
    "PeopleTotal",
    "Place",
    "Span",
    "alone",
    "apart",
    "begin_to_look",
    "behind",
    "catch_up",
    "differences",
    "end_looking",
    "follow",
    "has_unwritten",
    "is_looked_for",
    "look_up",
    "looking_up",
    "people_counts",
    "put_off",
    "put_off_days_of",
    "put_off_everything",
    "rebuild_all",
    "write_difference",
]
