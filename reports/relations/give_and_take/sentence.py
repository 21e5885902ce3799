"""A partner's balance as one plain sentence. Nobody's gender is known, so that every partner is “they”."""

from babel import Locale

from records.money.currencies import minor_digits
from reports.relations.give_and_take.sides import Balance, Side
from reports.written import amount_written, number_written

_ENGLISH = Locale("en")


def sentence(balance: Balance, locale: Locale = _ENGLISH, name: str = "") -> str:
    """Such as ``Joe: we sent 10, they sent 2, neither qualified.`` The side with more people comes first.

    It begins with the partner's name, or with another ``name`` that is said instead.
    """
    return f"{name or balance.source.name}: {_said(balance, locale)}"


def sentence_below_name(balance: Balance, locale: Locale = _ENGLISH) -> str:
    """The same where the partner's name stands above it already: ``We sent 10, they sent 2, neither qualified.``"""
    said = _said(balance, locale)
    return said[:1].upper() + said[1:]


def _said(balance: Balance, locale: Locale) -> str:
    given, received = balance.given, balance.received
    if given.is_nothing and received.is_nothing:
        return f"nobody sent either way {'in this time' if balance.is_dated else 'yet'}."
    ours, theirs = _ours(balance, locale), _theirs(balance, locale)
    first, second = (ours, theirs) if given.referrals > received.referrals else (theirs, ours)
    # A clause that says more than a number has commas of its own.
    return f"{first}{', ' if ',' not in first else '; '}{second}."


def _ours(balance: Balance, locale: Locale) -> str:
    side = balance.given
    if not side.referrals:
        return "we sent none"
    sent = f"we sent {number_written(side.referrals, locale)}"
    if not side.won:
        return sent
    worth = _worth(side, balance.currency, locale)
    to_them = f" worth {worth} to them" if worth else ""
    if side.referrals == 1:
        return f"{sent}, who became a client of theirs{to_them}"
    clients = "a client of theirs" if side.won == 1 else "clients of theirs"
    return f"{sent}, {_so_many(side.won, side.referrals, locale)} became {clients}{to_them}"


def _theirs(balance: Balance, locale: Locale) -> str:
    side = balance.received
    moneys = side.moneys(balance.currency)
    worth = _worth(side, balance.currency, locale)
    if not side.referrals:
        return "they sent none" + (_apart(balance, locale, "people sent before") if moneys else "")
    sent = f"they sent {number_written(side.referrals, locale)}"
    if side.won and worth and not balance.is_dated:
        return f"{sent}, {_became(side, locale)} worth {worth}"
    return f"{sent}, {_became(side, locale)}{_apart(balance, locale, 'people they sent')}"


def _became(side: Side, locale: Locale) -> str:
    """What became of the people received."""
    many, qualified, won = side.referrals, side.qualified, side.won
    if many == 1:
        return "who became a client" if won else "who qualified" if qualified else "who has not qualified"
    if not qualified:
        return "neither qualified" if many == 2 else "none qualified"
    if not won:
        none = (
            "" if qualified < many else ", but neither became a client" if many == 2 else ", but none became a client"
        )
        return f"{_so_many(qualified, many, locale)} qualified{none}"
    clients = f"{_so_many(won, many, locale)} became {'a client' if won == 1 else 'clients'}"
    return clients if won == qualified else f"{_so_many(qualified, many, locale)} qualified and {clients}"


def _so_many(some: int, many: int, locale: Locale) -> str:
    if some == many:
        return "both" if many == 2 else "all"
    return number_written(some, locale)


def _worth(side: Side, currency: str, locale: Locale) -> str:
    """The money of a side, all currencies beside each other; blank unless all of it is more than nothing."""
    moneys = side.moneys(currency)
    if not moneys or min(moneys.values()) < 0:
        return ""
    return _listed(moneys, locale)


def _apart(balance: Balance, locale: Locale, whose: str) -> str:
    """Money that is no worth of the clients just named: paid in a period by whomever, or given back."""
    moneys = balance.received.moneys(balance.currency)
    paid = {code: amount for code, amount in moneys.items() if amount > 0}
    back = {code: -amount for code, amount in moneys.items() if amount < 0}
    words = f", and {whose} paid {_listed(paid, locale)}" if paid else ""
    more = "" if paid else f" to {whose}"
    return words + (f", and {_listed(back, locale)} more was given back{more} than paid" if back else "")


def _listed(moneys: dict[str, int], locale: Locale) -> str:
    written = [_round_amount(amount, code, locale) for code, amount in moneys.items()]
    return " and ".join([", ".join(written[:-1]), written[-1]]) if len(written) > 1 else written[0]


def _round_amount(minor: int, currency: str, locale: Locale) -> str:
    """An amount without its minor digits where these are zero: ``$9,400``."""
    written, digits = amount_written(minor, currency, locale), minor_digits(currency)
    return written if not digits or minor % 10**digits else _whole(written, digits)


def _whole(written: str, digits: int) -> str:
    """An amount as it is written, less its last digits and the sign before them."""
    last = max(place for place, character in enumerate(written) if character.isdigit())
    return written[: last - digits] + written[last + 1 :]
