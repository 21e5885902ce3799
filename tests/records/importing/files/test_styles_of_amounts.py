"""Amounts as the world writes them: read exactly, or asked, and never wrong."""

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from records.importing.files.styles import Numbers, number
from records.importing.files.styles.amounts import number_readings
from records.importing.files.styles.signs import meant_by
from records.money.currencies import minor_digits

LOCALES = [
    "en", "en_IN", "en_ZA", "de", "de_CH", "de_AT", "fr", "fr_CH", "fr_CA", "es", "es_MX", "it", "it_CH", "pt",
    "pt_PT", "nl", "da", "sv", "nb", "fi", "is", "pl", "cs", "sk", "hu", "ro", "bg", "el", "tr", "ru", "uk", "he",
    "ar", "ar_EG", "fa", "hi", "mr", "bn", "ta", "ur", "th", "vi", "id", "ja", "ko", "zh", "et", "lv", "lt", "sl",
    "hr", "sr", "ca", "eu", "sw", "am", "my", "km", "ne", "dz",
]  # fmt: skip
CENTS = st.integers(-(10**11), 10**11)


@pytest.mark.parametrize(
    ("cell", "value", "sign"),
    [
        ("1.234,56", "1234.56", ""),
        ("1\u202f234,56", "1234.56", ""),
        ("1'234.56", "1234.56", ""),
        ("1’234.56", "1234.56", ""),
        ("1 234 567,8", "1234567.8", ""),
        ("(12.00)", "-12.00", ""),
        ("($12.50)", "-12.50", "$"),
        ("$(12.50)", "-12.50", "$"),
        ("12.00-", "-12.00", ""),
        ("-$12", "-12", "$"),
        ("$-12", "-12", "$"),
        ("−5", "-5", ""),
        ("+5", "5", ""),
        ("CHF 12.-", "12", "CHF"),
        ("CHF 12.–", "12", "CHF"),
        ("12,-", "12", ""),
        ("12,50 €", "12.50", "€"),
        ("12,50€", "12.50", "€"),
        ("EUR12", "12", "EUR"),
        ("100 kr", "100", "kr"),
        ("Fr. 12.50", "12.50", "Fr."),
        ("1,23,456.78", "123456.78", ""),
        ("1,00,000", "100000", ""),
        ("١٬٢٣٤٫٥٦", "1234.56", ""),
        ("۱۲۳", "123", ""),
        ("１２３４．５０", "1234.50", ""),
        ("0.123", "0.123", ""),
        ("0,5", "0.5", ""),
        (".5", "0.5", ""),
        ("1,234,567", "1234567", ""),
        ("007", "7", ""),
    ],
)
def test_every_style_is_read(cell: str, value: str, sign: str) -> None:
    assert number(cell) == (Decimal(value), sign)


@pytest.mark.parametrize(
    ("cell", "point", "comma"),
    [("1.234", "1.234", "1234"), ("1,234", "1234", "1.234"), ("-12.345", "-12.345", "-12345")],
)
def test_what_has_two_readings_is_read_only_with_a_style(cell: str, point: str, comma: str) -> None:
    with pytest.raises(ValueError, match="say which mark stands before the cents"):
        number(cell)
    assert number(cell, Numbers.POINT)[0] == Decimal(point)
    assert number(cell, Numbers.COMMA)[0] == Decimal(comma)


@pytest.mark.parametrize(
    "cell",
    ["", "-", "free", "1e5", "12²", "½", "Ⅻ", "-12-", "(-12)", "12 34", "1,2,3", "1,23.4,5", "€", "12.00 CR", "€ 5 €",
     "1.234,56.7", "12.345.6", "0,123,456", "5%", "1234 567", "NaN", "infinity", "1__0", "٣٫٤٫٥", "XYZ 5"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"write it like 1250\.00"):
        number(cell)


def test_a_style_refuses_the_amounts_of_the_other() -> None:
    with pytest.raises(ValueError, match="is not an amount with a decimal comma"):
        number("12.50", Numbers.COMMA)
    with pytest.raises(ValueError, match="is not an amount with a decimal point"):
        number("1.234,56", Numbers.POINT)


@settings(max_examples=1000)
@given(locale=st.sampled_from(LOCALES), cents=CENTS)
def test_what_a_locale_writes_is_read_back_or_asked(locale: str, cents: int) -> None:
    exact = Decimal(cents).scaleb(-2)
    written = str(format_decimal(exact, locale=Locale.parse(locale), decimal_quantization=False))
    readings = number_readings(written)
    if readings is None or len(set(readings.values())) == 1:
        assert number(written)[0] == exact
    else:
        # It is asked; one of the two readings is right, and without an answer none is taken.
        assert exact.copy_abs() in readings.values()
        with pytest.raises(ValueError, match="say which mark"):
            number(written)


@settings(max_examples=1000)
@given(
    locale=st.sampled_from(LOCALES),
    cents=CENTS,
    currency=st.sampled_from(["USD", "EUR", "GBP", "CHF", "JPY", "INR", "SEK", "KWD", "AUD", "CAD", "BRL"]),
)
def test_money_of_a_locale_is_read_back_or_asked_or_refused_and_never_wrong(
    locale: str, cents: int, currency: str
) -> None:
    exact = Decimal(cents).scaleb(-minor_digits(currency))
    written = str(format_currency(exact, currency, locale=Locale.parse(locale)))
    readings = number_readings(written)
    if readings is not None and len(set(readings.values())) > 1:
        assert exact.copy_abs() in readings.values()
        return
    try:
        found, sign = number(written)
    except ValueError:
        # The name of a currency in a script that the table of signs does not have.
        assert any(character.isalpha() for character in written)
        return
    assert (found, currency in meant_by(sign)) == (exact, True), written


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(cell: str) -> None:
    try:
        found, _ = number(cell)
    except ValueError:
        return
    assert found.is_finite()
