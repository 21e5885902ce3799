"""Exports of other programs: recognised by their header, with what counts of them and what does not."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from records.importing import BadCall, Manner, Numbers, Sheet, Unclear, Unreadable
from records.importing.files.exports import EXPORTS, recognised
from records.importing.files.exports.known import FIELDS, folded
from records.importing.files.reading_rows import rows_of
from records.importing.lines.kinds import read_file

EXAMPLES = Path(__file__).parents[4] / "docs" / "examples" / "exports"
NEW_YORK = Manner(currency="USD", zone=ZoneInfo("America/New_York"))
DOCS = Path(__file__).parents[4] / "docs" / "exports.md"

Row = tuple[int, str, str, str, str, str, str]


def rows(sheet: Sheet) -> list[Row]:
    fields = ("ref", "client", "amount", "currency", "on", "kind")
    return [(line.number, *(line[name] for name in fields)) for line in sheet.lines]  # type: ignore[misc]  # six of them


def read(name: str) -> tuple[list[Row], list[str]]:
    sheet = read_file(EXAMPLES / f"{name}.csv", "payments", {}, {}, NEW_YORK)
    found = rows(sheet)
    return found, sheet.notices


def changed(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """An example with some of its words changed."""
    text = (EXAMPLES / f"{name}.csv").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_each_is_recognised_and_documented_with_its_sources(export: object) -> None:
    known = next(each for each in EXPORTS if each is export)
    found = recognised(list(rows_of(EXAMPLES / f"{known.id}.csv", [])))
    assert found
    assert found[0] is known
    assert known.fields.keys() <= FIELDS
    assert known.sources
    assert {source.whose for source in known.sources} <= {"vendor", "seen"}
    page = DOCS.read_text("utf-8")
    for source in known.sources:
        assert source.address in page, source.address
    for title in known.columns:
        assert f"`{title}`" in page, title


def test_stripe_counts_what_succeeded_with_refunds_of_their_own_on_the_firms_day() -> None:
    found, notices = read("stripe-payments")
    assert found == [
        (2, "ch_made_up_1", "ana@adams.example", "1250.00", "USD", "2026-03-04", "received"),
        (3, "ch_made_up_2", "ben@brown.example", "480.00", "USD", "2026-03-09", "received"),
        (3, "ch_made_up_2 refunded", "ben@brown.example", "-120.00", "USD", "2026-03-20", "received"),
        (5, "ch_made_up_4", "ana@adams.example", "90.00", "EUR", "2026-03-12", "received"),
        (5, "ch_made_up_4 refunded", "ana@adams.example", "-90.00", "EUR", "2026-03-13", "received"),
    ]
    assert notices[-2:] == [
        "Recognised as an export of Stripe: payments.",
        "Left out: 1 row with the status Failed (line 4).",
    ]


def test_stripes_balance_report_says_the_same_with_each_refund_by_its_own_number(tmp_path: Path) -> None:
    found, notices = read("stripe-balance")
    assert found == [
        (2, "ch_made_up_1", "ana@adams.example", "1250.00", "USD", "2026-03-04", "received"),
        (3, "ch_made_up_2", "ben@brown.example", "480.00", "USD", "2026-03-09", "received"),
        (4, "ch_made_up_4", "ana@adams.example", "90.00", "EUR", "2026-03-12", "received"),
        (5, "ch_made_up_4 refund re_made_up_1", "ana@adams.example", "-90.00", "EUR", "2026-03-13", "received"),
        (7, "ch_made_up_2 refund re_made_up_2", "ben@brown.example", "-120.00", "USD", "2026-03-20", "received"),
    ]
    assert notices[-2:] == [
        "Left out: 1 row of the type dispute (line 8).",
        "Left out: 1 row of the type fee (line 6).",
    ]
    # A refund without a client is of the client of its charge, and one without a charge is of nobody.
    anonymous = "ben@brown.example,Ben Brown,ch_made_up_2,pi_made_up_2,\ntxn_made_up_7"
    no_charge = "ana@adams.example,Ana Adams,ch_made_up_4,pi_made_up_4,\ntxn_made_up_5"
    file = changed(
        tmp_path,
        "stripe-balance",
        (f"cus_made_up_2,{anonymous}", anonymous.replace("ben@brown.example,Ben Brown", ",,")),
        (no_charge, no_charge.replace("ch_made_up_4", "")),
    )
    sheet = read_file(file, "payments", {}, {}, NEW_YORK)
    assert rows(sheet)[-1][1:4] == ("ch_made_up_2 refund re_made_up_2", "ch_made_up_2", "-120.00")
    assert "Left out: 1 row of the type refund that do not say of which payment (line 5)." in sheet.notices
    for lacking, said in (
        ("source_id,", "without the column source_id; download it from Stripe once more with all columns"),
        ("customer_facing_amount,customer_facing_currency,", "columns customer_facing_amount and customer_facing_"),
    ):
        with pytest.raises(Unreadable, match=said):
            read_file(changed(tmp_path, "stripe-balance", (lacking, "")), "payments", {}, {}, NEW_YORK)


def test_an_instant_of_stripe_becomes_the_day_that_it_was_in_the_firm(tmp_path: Path) -> None:
    file = changed(tmp_path, "stripe-payments", ("2026-03-04 14:02:11", "2026-03-04 01:30:00"))
    assert rows(read_file(file, "payments", {}, {}, NEW_YORK))[0][5] == "2026-03-03"


def test_square_takes_what_the_customer_paid_and_ignores_fees() -> None:
    found, _ = read("square-transactions")
    assert [(row[1], row[2], row[3], row[6]) for row in found] == [
        ("Square payment PAmadeup1", "Ana Adams", "1250.00", "received"),
        ("Square payment PAmadeup2", "Ben Brown", "480.00", "received"),
        ("Square refund PAmadeup3", "Ben Brown", "-120.00", "received"),
    ]
    assert {row[4] for row in found} == {"USD"}


def test_quickbooks_is_read_below_its_titles_by_customer_and_type() -> None:
    found, notices = read("quickbooks-transactions")
    assert found == [
        (7, "QuickBooks Online invoice 1001", "Ana Adams", "1250.00", "", "2026-03-04", "billed"),
        (8, "", "Ana Adams", "1250.00", "", "2026-03-17", "received"),
        (11, "QuickBooks Online sales receipt 1002 billed", "Ben Brown", "480.00", "", "2026-03-09", "billed"),
        (11, "QuickBooks Online sales receipt 1002 received", "Ben Brown", "480.00", "", "2026-03-09", "received"),
        (12, "QuickBooks Online refund 1003 billed", "Ben Brown", "-120.00", "", "2026-03-20", "billed"),
        (12, "QuickBooks Online refund 1003 received", "Ben Brown", "-120.00", "", "2026-03-20", "received"),
    ]
    assert "Left out: 1 row of the type Estimate (line 13)." in notices
    assert "Left out: 3 rows of totals (line 9, 14, 15)." in notices


def test_the_lines_of_one_invoice_are_one_payment_exactly(tmp_path: Path) -> None:
    more = ',03/04/2026,Invoice,1001,Y,Discount,Accounts Receivable (A/R),"-0.10"\n,03/17/2026,Payment'
    file = changed(tmp_path, "quickbooks-transactions", (",03/17/2026,Payment", more))
    assert rows(read_file(file, "payments", {}, {}, NEW_YORK))[0][3] == "1249.90"
    found, _ = read("freshbooks-invoices")
    assert [(row[0], row[1], row[3]) for row in found] == [
        (2, "FreshBooks 0000001", "1250.00"),
        (4, "FreshBooks 0000002", "480.00"),
    ]


def test_lines_of_an_invoice_are_added_in_the_style_of_their_column(tmp_path: Path) -> None:
    file = changed(
        tmp_path,
        "freshbooks-invoices",
        ("1000.00,USD", '"1.000",USD'),
        ("250.00,USD", '"250,5",USD'),
        ("480.00,USD", "480,USD"),
    )
    assert rows(read_file(file, "payments", {}, {}, NEW_YORK))[0][3] == "1250.5"
    unclear = changed(
        tmp_path,
        "freshbooks-invoices",
        ("1000.00,USD", '"1.000",USD'),
        ("250.00,USD", "250,USD"),
        ("480.00,USD", "480,USD"),
        ("300.00,USD", "300,USD"),
    )
    with pytest.raises(Unclear):
        read_file(unclear, "payments", {}, {}, NEW_YORK)
    said = Manner(numbers=Numbers.COMMA)
    assert rows(read_file(unclear, "payments", {}, {}, said))[0][3] == "1250"


def test_an_invoice_with_a_line_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = changed(tmp_path, "freshbooks-invoices", ("250.00,USD", "some,USD"))
    sheet = read_file(file, "payments", {}, {}, NEW_YORK)
    (bad,) = [problem for line in sheet.lines for problem in line.problems]
    assert (bad.line, bad.column) == (2, "Line Total")
    assert "'1000.00 + some' is not an amount" in bad.reason


def test_xero_takes_the_total_of_an_invoice_once_and_credit_notes_back() -> None:
    found, notices = read("xero-invoices")
    assert found == [
        (2, "Xero sales invoice INV-0001", "ana@adams.example", "1250.00", "GBP", "2026-03-04", "billed"),
        (4, "Xero sales invoice INV-0002", "ben@brown.example", "480.00", "GBP", "2026-03-19", "billed"),
        (5, "Xero sales credit note CN-0001", "ben@brown.example", "-120.00", "GBP", "2026-03-20", "billed"),
    ]
    assert "Left out: 1 row with the status Draft (line 6)." in notices
    # The report of the same invoices, line by line, says the same under the same references.
    detail, notices = read("xero-invoice-detail")
    assert [(row[1], row[2], row[3], row[5], row[6]) for row in detail] == [
        ("Xero sales invoice INV-0001", "Ana Adams", "1250.00", "2026-03-04", "billed"),
        ("Xero sales invoice INV-0002", "Ben Brown", "480.00", "2026-03-19", "billed"),
        ("Xero sales credit note CN-0001", "Ben Brown", "-120.00", "2026-03-20", "billed"),
    ]
    assert "Left out: 1 row with the status Voided (line 13)." in notices
    money, notices = read("xero-account-transactions")
    assert [(row[2], row[3], row[5], row[6]) for row in money] == [
        ("Ana Adams", "1250.00", "2026-03-17", "received"),
        ("Ben Brown", "-120.00", "2026-03-20", "received"),
    ]
    assert "Left out: 1 row of the type Spend Money (line 9)." in notices


@pytest.mark.parametrize(
    ("name", "amounts", "kind"),
    [
        ("freshbooks-payments", ["1250.00", "480.00"], "received"),
        ("clio-payments", ["1250.00", "480.00", "-120.00"], "received"),
        ("clio-bills", ["1250.00", "480.00"], "billed"),
    ],
)
def test_the_others(name: str, amounts: list[str], kind: str) -> None:
    found, notices = read(name)
    assert [row[3] for row in found] == amounts
    assert {row[6] for row in found} == {kind}
    assert any("of totals" in notice for notice in notices)


def test_a_mapping_outranks_what_is_recognised() -> None:
    mapping = {"client": "Customer Description", "amount": "Amount", "on": "Created date (UTC)"}
    sheet = read_file(EXAMPLES / "stripe-payments.csv", "payments", mapping, {}, NEW_YORK)
    assert sheet.export == ""
    assert len(rows(sheet)) == 4


def test_titles_above_the_header_of_an_unknown_report_are_passed_over(tmp_path: Path) -> None:
    file, titles = tmp_path / "report.csv", 'Payments Collected,,\nAdams & Example,,\n"March 2026",,\n,,\n'
    table = "Payer,Paid on,Sum\nAna Adams,2026-03-17,1250.00\n"
    mapping = {"client": "Payer", "amount": "Sum", "on": "Paid on"}
    for above, line in ((titles, 6), (titles.replace(",,", ""), 6), ("", 2)):
        file.write_text(above + table, encoding="utf-8")
        sheet = read_file(file, "payments", mapping, {}, NEW_YORK)
        assert [(row[0], row[2:4], row[5]) for row in rows(sheet)] == [
            (line, ("Ana Adams", "1250.00"), "2026-03-17")
        ], above
        assert sheet.header == ["Payer", "Paid on", "Sum"]
    # A row that has a figure is no header, and one title is the header of what it is.
    for text in ("Payments\nAna Adams,2026-03-17,1250.00\n", "client\nAna Adams\n"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(BadCall, match=f"it has '{text.split(chr(10))[0]}'"):
            read_file(file, "payments", {}, {}, NEW_YORK)


def test_our_own_header_is_nobodys_export(tmp_path: Path) -> None:
    assert recognised([(1, ["ref", "client", "amount", "currency", "on", "kind"])]) is None
    assert recognised([(1, ["id", "name", "Amount", "Status"])]) is None


def test_a_bad_row_of_an_export_is_named_with_the_title_of_its_column(tmp_path: Path) -> None:
    file = changed(tmp_path, "stripe-payments", ("1250.00,0.00,usd", "lots,0.00,usd"))
    sheet = read_file(file, "payments", {}, {}, NEW_YORK)
    (bad,) = [problem for line in sheet.lines for problem in line.problems]
    assert (bad.line, bad.column) == (2, "Amount")


def test_days_of_an_export_in_two_styles_are_refused(tmp_path: Path) -> None:
    file = changed(tmp_path, "clio-bills", ("03/04/2026,04/03", "17/04/2026,04/03"))
    with pytest.raises(BadCall, match="the days of the column 'Issue date' are in several styles"):
        read_file(file, "payments", {}, {}, NEW_YORK)


def test_titles_are_compared_without_case_and_marks_but_a_number_sign() -> None:
    assert folded("Invoice #") != folded("Invoice")
    assert folded(" TRANSACTION_type ") == folded("Transaction type")
