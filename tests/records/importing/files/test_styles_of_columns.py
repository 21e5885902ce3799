"""A whole column decides its style: a row that is possible in one way only, else a question, never a guess."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from records.importing import BadCall, Days, Manner, Numbers, Unclear
from records.importing.files.styles import Asked
from records.importing.lines.kinds import read_file

TODAY = date(2026, 11, 25)
KINDS = st.sampled_from(["en_US", "en_GB", "de", "fr", "pt_BR", "sv", "nl", "ru", "en_IN", "de_CH"])


def cells(folder: Path, *rows: str, manner: Manner | None = None) -> list[tuple[str, str, str]]:
    """Amount, currency and day of each row of a file, as they are after reading; refused ones as their reasons."""
    file = folder / "file.csv"
    file.write_text("\n".join(["client;amount;on", *(f"Ann;{row}" for row in rows)]) + "\n", encoding="utf-8")
    sheet = read_file(file, "payments", {}, {}, manner or Manner(today=TODAY))
    found = []
    for line in sheet.lines:
        reasons = " / ".join(problem.reason for problem in line.problems)
        found.append((reasons or line["amount"], line["currency"], line["on"]))
    return found


def test_one_row_decides_for_all(tmp_path: Path) -> None:
    rows = cells(tmp_path, "1.234;01/02/2026", "12,50;13/02/2026")
    assert rows == [("1234", "", "2026-02-01"), ("12.50", "", "2026-02-13")]
    rows = cells(tmp_path, "1.234;01/02/2026", "12.50;02/13/2026")
    assert rows == [("1.234", "", "2026-01-02"), ("12.50", "", "2026-02-13")]


def test_without_such_a_row_it_is_asked_with_what_each_answer_means(tmp_path: Path) -> None:
    with pytest.raises(Unclear) as raised:
        cells(tmp_path, "5;2026-01-01", "1.234;01/02/2026", "2.345;03/04/2026")
    numbers, dates = raised.value.asks
    assert (dates.what, dates.column, dates.line, dates.cell) == (Asked.DATES, "on", 3, "01/02/2026")
    assert dates.readings == ((Days.DAY_FIRST, "2026-02-01"), (Days.MONTH_FIRST, "2026-01-02"))
    assert (numbers.what, numbers.line) == (Asked.NUMBERS, 3)
    assert numbers.readings == ((Numbers.POINT, "1.234"), (Numbers.COMMA, "1234"))
    assert "--dates day-first|month-first" in str(raised.value)
    assert "--numbers point|comma" in str(raised.value)


def test_an_answer_is_taken_for_the_whole_file(tmp_path: Path) -> None:
    manner = Manner(Days.MONTH_FIRST, Numbers.COMMA, today=TODAY)
    rows = cells(tmp_path, "1.234;01/02/2026", "12.50;13/02/2026", manner=manner)
    assert rows[0] == ("1234", "", "2026-01-02")
    assert "is not an amount with a decimal comma" in rows[1][0]
    assert "is not a day month first" in rows[1][0]


def test_a_column_in_several_styles_is_refused_with_the_lines_that_prove_it(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match=r"'31/12/2026' in line 2 and '12/31/2026' in line 4 cannot be of one"):
        cells(tmp_path, "5;31/12/2026", "5;2026-01-01", "5;12/31/2026")
    with pytest.raises(BadCall, match=r"'1\.234,56' in line 2 and '1,234\.56' in line 3 cannot be of one"):
        cells(tmp_path, "1.234,56;2026-01-01", "1,234.56;2026-01-01")


def test_a_few_strays_among_clear_days_are_refused_by_themselves(tmp_path: Path) -> None:
    clear = ["5;2026-01-01", "6;2026-01-02", "7;2026-01-03", "8;2026-01-04"]
    rows = cells(tmp_path, *clear, "9;03/04/2026", "10;31/12/2026")
    assert [row[2] for row in rows[:4]] == ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"]
    assert "'03/04/2026' can be 2026-03-04 or 2026-04-03; write the year first" in rows[4][0]
    assert rows[5] == ("10", "", "2026-12-31")


def test_what_means_the_same_in_every_style_is_not_asked(tmp_path: Path) -> None:
    rows = cells(tmp_path, "5;02/02/2026", "1 250;2026-03-01", "CHF 12.-;31. März 2026", "7;46022")
    assert [row[2] for row in rows] == ["2026-02-02", "2026-03-01", "2026-03-31", "2025-12-31"]
    assert rows[2][:2] == ("12", "CHF")


def test_what_is_no_amount_or_day_refuses_its_row_only(tmp_path: Path) -> None:
    rows = cells(tmp_path, "free;2026-01-01", "5;soon", "12,50;2026-01-01")
    assert "'free' is not an amount" in rows[0][0]
    assert "'soon' is not a day" in rows[1][0]
    assert rows[2] == ("12.50", "", "2026-01-01")


@pytest.mark.parametrize(
    ("cell", "usual", "currency"),
    [("12,50 €", "USD", "EUR"), ("$5", "USD", ""), ("$5", "CAD", ""), ("kr 5", "SEK", ""), ("£5", None, "GBP")],
)
def test_the_sign_of_an_amount_says_its_currency(tmp_path: Path, cell: str, usual: str | None, currency: str) -> None:
    (row,) = cells(tmp_path, f"{cell};2026-01-01", manner=Manner(currency=usual, today=TODAY))
    assert row[1] == (currency or usual)


@pytest.mark.parametrize(("cell", "usual"), [("$5", "EUR"), ("kr 5", "USD"), ("¥5", None)])
def test_a_sign_of_several_currencies_is_not_guessed(tmp_path: Path, cell: str, usual: str | None) -> None:
    (row,) = cells(tmp_path, f"{cell};2026-01-01", manner=Manner(currency=usual, today=TODAY))
    assert "say the currency in a column of its own" in row[0]


@given(
    locale=KINDS,
    paid=st.lists(st.tuples(st.dates(date(2000, 1, 1), TODAY), st.integers(1, 10**9)), min_size=1, max_size=12),
)
def test_a_column_of_one_locale_is_read_back_or_asked_and_never_wrong(
    tmp_path_factory: pytest.TempPathFactory, locale: str, paid: list[tuple[date, int]]
) -> None:
    of = Locale.parse(locale)
    rows = [
        f"{format_currency(Decimal(minor) / 100, 'EUR', locale=of)};{format_date(day, 'short', of)}"
        for day, minor in paid
    ]
    try:
        found = cells(tmp_path_factory.mktemp("files"), *rows)
    except Unclear as asked:
        assert asked.asks
        return
    meant = [(Decimal(minor) / 100, "EUR", day.isoformat()) for day, minor in paid]
    assert [(Decimal(amount), currency, day) for amount, currency, day in found] == meant
