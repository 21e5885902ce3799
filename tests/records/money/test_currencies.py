"""Typed amounts become whole minor units, or are refused with what to do."""

import pytest

from records.money.currencies import BadAmount, currency_called, minor_digits, minor_units, plain_amount


@pytest.mark.parametrize(
    ("typed", "currency", "units"),
    [
        ("1250", "USD", 125000),
        ("1,250.50", "USD", 125050),
        ("-30", "USD", -3000),
        ("$99.9", "USD", 9990),
        ("\u221212.00", "EUR", -1200),
        ("-$30", "USD", -3000),
        ("$-30", "CAD", -3000),
        ("$5", "AUD", 500),
        ("£5", "GBP", 500),
        ("€1,250.50", "EUR", 125050),
        ("¥500", "JPY", 500),
        ("¥5", "CNY", 500),
        ("500", "JPY", 500),
        ("1.234", "KWD", 1234),
        (".5", "USD", 50),
        ("1,000,000", "JPY", 1_000_000),
    ],
)
def test_an_amount_becomes_minor_units(typed: str, currency: str, units: int) -> None:
    assert minor_units(typed, currency) == units


@pytest.mark.parametrize(
    ("typed", "currency"),
    [("", "USD"), ("abc", "USD"), ("1.234", "USD"), ("10.5", "JPY"), ("1,25", "USD"), ("1e9", "USD"),
     ("9" * 40, "USD"), ("9" * 1_000_000, "USD"), ("NaN", "USD"), ("12,34.5", "USD"), ("٣", "USD")],
)  # fmt: skip
def test_what_is_no_amount_of_the_currency_is_refused(typed: str, currency: str) -> None:
    with pytest.raises(BadAmount):
        minor_units(typed, currency)


@pytest.mark.parametrize(
    ("typed", "currency"),
    [("$5", "EUR"), ("£5", "USD"), ("€5", "USD"), ("¥5", "USD"), ("-€5", "GBP"), ("$5", "CHF"), ("£5", "EGP")],
)
def test_the_sign_of_another_currency_is_refused_with_what_to_do(typed: str, currency: str) -> None:
    with pytest.raises(BadAmount, match=f"is not in {currency}; correct the currency, or take the . away"):
        minor_units(typed, currency)


@pytest.mark.parametrize("typed", ["$$5", "-$-5", "$", "$ € 5"])
def test_more_than_one_sign_is_no_amount(typed: str) -> None:
    with pytest.raises(BadAmount, match="is not an amount"):
        minor_units(typed, "USD")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(125050, "USD", "1250.50"), (-5, "USD", "-0.05"), (500, "JPY", "500"), (1, "KWD", "0.001"), (0, "USD", "0.00")],
)
def test_a_plain_amount_reads_back_as_the_same_units(amount: int, currency: str, text: str) -> None:
    assert plain_amount(amount, currency) == text
    assert minor_units(text, currency) == amount


def test_digits_are_those_of_iso_4217() -> None:
    assert [minor_digits(code) for code in ("USD", "JPY", "KWD", "IQD", "CLF")] == [2, 0, 3, 3, 4]


@pytest.mark.parametrize("code", ["US", "dollars", "U$D", "ÄÖÜ"])
def test_what_is_no_currency_is_refused(code: str) -> None:
    with pytest.raises(BadAmount):
        currency_called(code)
