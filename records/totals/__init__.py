"""The kept totals of clients and money, by which rankings stay fast however many clients there are.

They are sums per day, month and year (``rows``). Whatever a session writes to clients, credits and payments is
followed by itself, and the difference is written when the transaction commits (``following``). Work that writes past
the session, or too much to be followed, names the days that it touched, and they are summed up anew (``rebuilding``).
``checking`` compares them with the rows.
"""

from records.totals.checking import Difference, differences
from records.totals.following import NotFollowed, apart, has_unwritten, recounted
from records.totals.rebuilding import behind, catch_up, put_off, put_off_everything, rebuild_all, rebuild_days
from records.totals.rows import CLIENT_TOTALS, MONEY_TOTALS, ClientTotal, Dated, DayBehind, MoneyTotal, Place, Span

__all__ = [
    "CLIENT_TOTALS",
    "MONEY_TOTALS",
    "ClientTotal",
    "Dated",
    "DayBehind",
    "Difference",
    "MoneyTotal",
    "NotFollowed",
    "Place",
    "Span",
    "apart",
    "behind",
    "catch_up",
    "differences",
    "has_unwritten",
    "put_off",
    "put_off_everything",
    "rebuild_all",
    "rebuild_days",
    "recounted",
]
