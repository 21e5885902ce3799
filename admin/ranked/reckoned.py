"""How an average comes out of the list behind it."""

from dataclasses import dataclass

from reports.since_coming.lifetime import per_client


@dataclass(frozen=True, slots=True)
class Average:
    """Money in minor units, by whom it is divided (in millionths of a client), what that is, and the list of them."""

    money: int
    won: int
    each: int
    href: str


def average_of(money: int, won: int, href: str) -> Average | None:
    """The average of the won clients; None if nobody is won."""
    each = per_client(money, won)
    return None if each is None else Average(money, won, each, href)
