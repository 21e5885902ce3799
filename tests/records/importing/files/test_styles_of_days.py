"""Days as the world writes them: read exactly, or asked, and never wrong."""

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from records.importing.files.styles import Days, day
from records.importing.files.styles.days import day_readings

LATEST = date(2027, 11, 25)
LOCALES = """
    en en_GB en_CA en_ZA de de_CH fr fr_CA es it pt nl da sv nb fi is pl cs sk sl hr sr bg ro hu et lv lt el tr ru uk
    ca eu sw id ms vi hi bn mr ta ur he ja ko zh ar af sq ga cy az ka
    """.split()  # noqa: SIM905 - so many words are easier to read as words
DAYS = st.dates(date(1970, 1, 1), LATEST)
LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    "cell",
    ["2026-12-31", "2026/12/31", "2026.12.31", "20261231", "31.12.2026", "31/12/2026", "31-12-2026", "12/31/2026",
     "12/31/26", "Dec 31 2026", "Dec 31, 2026", "December 31st, 2026", "31 Dec 2026", "31-Dec-26", "31 déc. 2026",
     "31 DÉCEMBRE 2026", "31. Dezember 2026", "31 de diciembre de 2026", "31 dicembre 2026", "31 grudnia 2026",
     "31 декабря 2026 г.", "31.12.2026 г.",
     "2026年12月31日", "2026. 12. 31.", "2026년 12월 31일", "٣١/١٢/٢٠٢٦", "46387",
     "46387.75", "2026-12-31T23:59:59Z", "2026-12-31 23:59:59.123+02:00", "2026-12-31 23:59:59 +0000",
     "12/31/2026 5:00 PM", "31.12.2026, 14:05", "Thu, 31 Dec 2026 12:00:00 +0000", "Thursday, December 31, 2026"],
)  # fmt: skip
def test_every_style_is_read_and_a_time_never_moves_the_day(cell: str) -> None:
    assert day(cell) == LAST


@pytest.mark.parametrize(
    ("cell", "readings"),
    [
        ("01/02/2026", {Days.DAY_FIRST: date(2026, 2, 1), Days.MONTH_FIRST: date(2026, 1, 2)}),
        ("1.2.2026", {Days.DAY_FIRST: date(2026, 2, 1), Days.MONTH_FIRST: date(2026, 1, 2)}),
        (
            "03/04/05",
            {Days.DAY_FIRST: date(2005, 4, 3), Days.MONTH_FIRST: date(2005, 3, 4), Days.YEAR_FIRST: date(2003, 4, 5)},
        ),
        ("15/12/24", {Days.DAY_FIRST: date(2024, 12, 15), Days.YEAR_FIRST: date(2015, 12, 24)}),
    ],
)
def test_what_has_several_readings_is_read_only_with_a_style(cell: str, readings: dict[Days, date]) -> None:
    with pytest.raises(ValueError, match="say which comes first"):
        day(cell)
    assert day_readings(cell, LATEST) == readings
    for style, meant in readings.items():
        assert day(cell, style) == meant


def test_a_day_in_five_years_time_is_no_reading_but_where_it_is_the_only_one() -> None:
    assert day_readings("31/12/26", LATEST) == {Days.DAY_FIRST: LAST}
    assert day("31/12/2031") == date(2031, 12, 31)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("32/12/2026", "not in the calendar"),
        ("30/02/2026", "not in the calendar"),
        ("2026-02-30", "not in the calendar"),
        ("Feb 30 2026", "not in the calendar"),
        ("2569-01-01", "the year of"),
        ("listopad 3 2026", "is not a day"),
        ("5 May", "is not a day"),
        ("12/2026", "is not a day"),
        ("soon", "is not a day"),
        ("", "is not a day"),
        ("99999999", "not in the calendar"),
        ("123", "is not a day"),
        ("1²/1/2026", "number that is no digit"),
    ],
)
def test_what_is_no_day_is_refused(cell: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        day(cell)


def test_a_style_refuses_the_days_of_another() -> None:
    with pytest.raises(ValueError, match="is not a day month first"):
        day("31/12/2026", Days.MONTH_FIRST)
    assert day("2026-12-31", Days.MONTH_FIRST) == LAST


@settings(max_examples=1000)
@given(locale=st.sampled_from(LOCALES), style=st.sampled_from(["short", "medium", "long", "full"]), meant=DAYS)
def test_what_a_locale_writes_is_read_back_or_asked_or_refused_and_never_wrong(
    locale: str, style: str, meant: date
) -> None:
    written = str(format_date(meant, style, locale=Locale.parse(locale)))
    readings = day_readings(written, LATEST)
    if readings is not None:
        assert meant in readings.values() or _lost_its_century(written, meant), (written, readings)
        return
    try:
        found = day(written)
    except ValueError:
        return
    assert found == meant, written


def _lost_its_century(written: str, meant: date) -> bool:
    """Two digits of a year say 1970 as 2070 or the other way; what is written does not know better."""
    return str(meant.year) not in written


def test_most_locales_are_understood() -> None:
    """That nothing is wrong would also be true of a reader that refuses everything."""
    understood = [
        (locale, style)
        for locale in LOCALES
        for style in ("medium", "long")
        if _is_read(str(format_date(LAST, style, locale=Locale.parse(locale))))
    ]
    assert len(understood) >= 0.8 * 2 * len(LOCALES)


def _is_read(written: str) -> bool:
    try:
        return day(written) == LAST
    except ValueError:
        return False


@given(st.text(max_size=24))
def test_no_text_breaks_the_reader(cell: str) -> None:
    try:
        found = day(cell)
    except ValueError:
        return
    assert 1900 <= found.year <= 2200
