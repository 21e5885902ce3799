"""Signs of currencies and the currencies that each can mean.

From the currency symbols of Unicode CLDR 47 (cldr.unicode.org) and ISO 4217: a sign that several countries use for
their own money means any of them, and only the currency beside it or the firm's own says which.
"""

from babel.numbers import is_currency

_DOLLARS = "AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD USD XCD"
_PESOS = "ARS CLP COP CUP DOP MXN UYU"
_OF_SIGNS = {
    "$": f"{_DOLLARS} {_PESOS}",
    "€": "EUR", "£": "GBP", "¥": "JPY CNY", "₹": "INR", "₪": "ILS", "₩": "KRW", "₫": "VND", "₱": "PHP", "฿": "THB",
    "₽": "RUB", "₦": "NGN", "₴": "UAH", "₺": "TRY", "₸": "KZT", "₼": "AZN", "₾": "GEL", "৳": "BDT", "؋": "AFN",
    "US$": "USD", "$US": "USD", "A$": "AUD", "AU$": "AUD", "$AU": "AUD", "CA$": "CAD", "$CA": "CAD",
    "C$": "CAD NIO", "NZ$": "NZD", "$NZ": "NZD", "HK$": "HKD", "$HK": "HKD", "NT$": "TWD", "S$": "SGD",
    "SG$": "SGD", "$SG": "SGD", "R$": "BRL", "MX$": "MXN", "$MX": "MXN", "EC$": "XCD", "RD$": "DOP", "JP¥": "JPY",
    "CN¥": "CNY", "¥CN": "CNY", "UK£": "GBP", "GB£": "GBP", "£GB": "GBP", "GH₵": "GHS",
    "kr": "DKK ISK NOK SEK", "kr.": "DKK ISK NOK SEK", "Kr": "DKK ISK NOK SEK", "Kr.": "DKK ISK NOK SEK",
    "Fr.": "CHF", "SFr.": "CHF", "Fr": "CHF", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "лв.": "BGN", "лв": "BGN",
    "KM": "BAM", "R": "ZAR", "RM": "MYR", "Rp": "IDR", "Rs": "INR LKR MUR NPR PKR SCR",
    "Rs.": "INR LKR MUR NPR PKR SCR", "FCFA": "XAF XOF", "F CFA": "XAF XOF", "FCFP": "XPF", "CFPF": "XPF",
    "円": "JPY", "元": "CNY", "원": "KRW",
    "د.إ.": "AED", "ر.س.": "SAR", "د.ك.": "KWD", "ر.ق.": "QAR", "د.ب.": "BHD", "ر.ع.": "OMR", "د.أ.": "JOD",
    "ج.م.": "EGP", "د.م.": "MAD", "د.ت.": "TND", "د.ج.": "DZD", "د.ع.": "IQD", "د.ل.": "LYD", "ل.ل.": "LBP",
}  # fmt: skip
_CODES = {sign: frozenset(codes.split()) for sign, codes in _OF_SIGNS.items()}
_LONGEST_FIRST = sorted(_CODES, key=len, reverse=True)
_SIGNS = tuple(_LONGEST_FIRST)


def without_sign(text: str) -> tuple[str, str]:
    """A text without the currency at its beginning or its end, and that sign or code; the text and nothing if none."""
    if text.startswith(_SIGNS):
        sign = next(each for each in _LONGEST_FIRST if text.startswith(each))
        if not (sign[-1].isalpha() and text[len(sign) : len(sign) + 1].isalpha()):
            return text[len(sign) :].strip(), sign
    if text.endswith(_SIGNS):
        sign = next(each for each in _LONGEST_FIRST if text.endswith(each))
        if not (sign[0].isalpha() and text[: -len(sign)][-1:].isalpha()):
            return text[: -len(sign)].strip(), sign
    for code, before, rest in ((text[:3], text[3:4], text[3:]), (text[-3:], text[:-3][-1:], text[:-3])):
        if code.isascii() and code.isalpha() and not before.isalpha() and is_currency(code.upper()):
            return rest.strip(), code
    return text, ""


def meant_by(sign: str) -> frozenset[str]:
    """The currencies that a sign can mean; a code means itself."""
    return _CODES.get(sign) or frozenset({sign.upper()})
