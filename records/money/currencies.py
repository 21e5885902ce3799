"""Currencies and amounts: how many digits a currency's minor unit has, and how typed amounts become integers."""

import re
from decimal import Decimal, InvalidOperation, Overflow

from babel.numbers import get_currency_name, is_currency

# ISO 4217, table A.1: the exceptions from two digits (as of amendment 177).
_DIGITS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}
# Within what both databases keep as a whole number, with room for sums.
_LARGEST = 10**15
_SHORT = 13
"""Characters of an amount that is far from too large."""
_SIGN = re.compile(r"([+-]?)([$€£¥])(.*)", re.DOTALL)
_SIGNS = {"£": {"GBP"}, "€": {"EUR"}, "¥": {"JPY", "CNY"}}
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


class BadAmount(ValueError):
    """An amount that cannot be understood; the message says why and what would do."""


def minor_digits(currency: str) -> int:
    """How many decimal digits the minor unit of a currency has: 2 for USD, 0 for JPY, 3 for KWD."""
    return _DIGITS.get(currency, 2)


def currency_called(code: str) -> str:
    """A currency's code in capitals. Raises BadAmount if it is none of ISO 4217's, present or former."""
    folded = code.strip().upper()
    if not is_currency(folded):
        raise BadAmount(f"{code[:40]!r} is not a currency; give its three letters, such as USD")
    return folded


def minor_units(text: str, currency: str) -> int:
    """A typed amount such as ``1,250.00`` or ``-30`` in minor units of its currency.

    Raises BadAmount if it is not a number, has another currency's sign, has more decimals than the currency, or is
    too large.
    """
    digits = minor_digits(currency)
    whole, point, part = text.partition(".")
    if (
        text.isascii()
        and whole.isdecimal()
        and len(text) < _SHORT
        and len(part) <= digits
        and part.isdecimal() == bool(point)
    ):
        # What nearly every amount is, without the long way.
        return int(whole + part.ljust(digits, "0"))
    typed = text.strip().replace("\u2212", "-")
    if signed := _SIGN.fullmatch(typed):
        minus, sign, number = signed.groups()
        if not _is_written_with(currency, sign):
            raise BadAmount(f"{text[:40]!r} is not in {currency}; correct the currency, or take the {sign} away")
        typed = minus + number
    if not (_PLAIN.fullmatch(typed) or _GROUPED.fullmatch(typed)):
        raise BadAmount(f"{text[:40]!r} is not an amount; write it like 1250.00")
    try:
        exact = Decimal(typed.replace(",", "")).scaleb(digits)
    except InvalidOperation as problem:
        raise BadAmount(f"{text[:40]!r} is not an amount; write it like 1250.00") from problem
    except Overflow as problem:
        raise BadAmount(f"{text[:40]!r} is larger than any payment can be") from problem
    if exact != exact.to_integral_value():
        raise BadAmount(f"{text[:40]!r} has more decimals than {currency} has ({digits})")
    if abs(exact) > _LARGEST:
        raise BadAmount(f"{text[:40]!r} is larger than any payment can be")
    return int(exact)


def _is_written_with(currency: str, sign: str) -> bool:
    if sign == "$":
        return "Dollar" in get_currency_name(currency, locale="en")
    return currency in _SIGNS[sign]


def plain_amount(amount: int, currency: str) -> str:
    """Minor units as a plain decimal number for files: 125000 USD is ``1250.00``."""
    digits = minor_digits(currency)
    sign = "-" if amount < 0 else ""
    whole, part = divmod(abs(amount), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}" if digits else f"{sign}{whole}"
