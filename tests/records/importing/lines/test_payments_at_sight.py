"""What is read of a payment's row at sight is what is read of it cell by cell, and of most rows it is enough."""

import csv
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.importing import Days, Manner, Numbers, read_file
from records.importing.files.sheet import Line, Sheet
from records.importing.lines.payments import PaymentRow, read_payment
from records.importing.lines.payments_at_sight import AtSight

HEADER = ["Ref", "client", "note", "amount", "currency", "on", "kind"]
REFS = ["", " R1 ", "R\x002", "Ré3", "R" * 100, "R" * 101, "r\udce9"]
CLIENTS = ["C1", " José Ångström ", "", "  ", "ann@lee.example", "c\udcff", "N" * 255]
AMOUNTS = ["12", "12.5", "12.50", "1,250.00", "1.250,00", "1.234", "1,234", "-3.00", "(4.10)", "$5", "CHF 12.-"]
AMOUNTS += ["0", "0.00", "1.2345", "٣.00", "1e3", "free", "", "9" * 20, " 7.00 "]
CURRENCIES = ["", "USD", "eur", "JPY", "KWD", "XYZ", " chf "]
DAYS = ["2026-03-04", " 2026-3-4", "04/03/2026", "31.12.2026", "2026-13-45", "46387", "3 March 2026", "", "1066-10-14"]
KINDS = ["", "received", "BILLED", "gift"]
CELLS = (REFS, CLIENTS, ["", "a note"], AMOUNTS, CURRENCIES, DAYS, KINDS)
ROWS = st.lists(st.tuples(*map(st.sampled_from, CELLS)), min_size=1, max_size=20)
DEFAULTS: tuple[dict[str, str], ...] = (
    {},
    {"currency": "EUR"},
    {"kind": "billed", "on": "2026-01-02"},
    {"amount": "5"},
    {"currency": "none"},
)
MANNERS = [Manner(days, numbers, "USD") for days in Days for numbers in Numbers]


def _read(file: Path, lacks: int, defaults: dict[str, str], manner: Manner, rows: list[list[str]]) -> Sheet:
    with file.open("w", encoding="utf-8", errors="surrogateescape", newline="") as opened:
        csv.writer(opened).writerows([*each[:lacks], *each[lacks + 1 :]] for each in [HEADER, *rows])
    return read_file(file, "payments", {}, defaults, manner)


@given(ROWS, st.sampled_from([0, 2, 4, 6]), st.sampled_from(DEFAULTS), st.sampled_from(MANNERS), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_at_sight_and_cell_by_cell_are_the_same(
    tmp_path: Path, rows: list[tuple[str, ...]], lacks: int, defaults: dict[str, str], manner: Manner, longer: bool
) -> None:
    told = [[*row, *([""] if longer else [])] for row in rows]
    told.append(["R9", "C9", "", "9.00" if manner.numbers is Numbers.POINT else "9,00", "USD", "2026-03-04", ""])
    told.append([""] * len(HEADER))
    told.append(["only", "two"])
    sheet = _read(tmp_path / "payments.csv", lacks, defaults, manner, told)
    by_cells = [(line, read_payment(line, "USD")) for line in sheet.lines]
    sheet = _read(tmp_path / "payments.csv", lacks, defaults, manner, told)
    at_sight = list(sheet.lines.or_at_sight(AtSight(sheet.lines, sheet.styles, "USD")))
    assert len(at_sight) == len(by_cells)
    for seen, (line, row) in zip(at_sight, by_cells, strict=True):
        if isinstance(seen, Line):
            again = read_payment(seen, "USD")
            assert (again, seen.problems) == (row, line.problems)
        else:
            assert seen == row
    good = "amount" not in defaults and not (lacks == 4 and defaults.get("currency") == "none")
    assert any(isinstance(seen, PaymentRow) and seen.who == "C9" for seen in at_sight) == good
