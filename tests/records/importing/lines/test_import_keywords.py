"""Exports of search consoles become search totals, whatever their language, shape and engine."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it carries no types
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from records.answers.credits import Credit
from records.importing import BadCall, Outcome, read_file, take_in
from records.imports import Import, ImportProblem
from records.keywords import Keyword
from records.keywords.search_totals import SearchTotal, forget_totals
from tests.records.import_files import NOW, counts, only_reason

MARCH = {"from": "2026-03-01", "to": "2026-03-31"}
GOOGLE = (
    "Top queries,Clicks,Impressions,CTR,Position\ndivorce lawyer quincy,12,340,3.53%,4.21\nprobate,3,90,3.33%,8.1\n"
)
BING = '"Keyword","Impressions","Clicks","CTR","Avg. Position"\n"divorce lawyer quincy","80","4","5.00%","3.5"\n'
PAGES = "Top pages,Clicks,Impressions,CTR,Position\nhttps://firm.example/,15,430,3.49%,5\n"
CHART = "Date,Clicks,Impressions,CTR,Position\n2026-03-01,15,430,3.49%,5\n"
COUNTRIES = "Country,Clicks,Impressions,CTR,Position\nUnited States,15,430,3.49%,5\n"
FILTERS = "Filter,Value\nSearch type,Web\n"


def taken(session: Session, file: Path, **options: object) -> Outcome:
    defaults = {**MARCH, **options.pop("defaults", {})}  # type: ignore[dict-item]  # a test's own words
    mapping: dict[str, str] = options.pop("mapping", {})  # type: ignore[assignment]
    return take_in(session, read_file(file, "keywords", mapping, defaults), NOW, **options)  # type: ignore[arg-type]


def from_text(session: Session, folder: Path, content: str, **options: object) -> Outcome:
    file = folder / "Queries.csv"
    file.write_text(content, encoding="utf-8")
    return taken(session, file, **options)


def zipped(folder: Path, **tables: str) -> Path:
    file = folder / "export.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in tables.items():
            archive.writestr(f"{name.replace('_', ' ')}.csv", content)
    return file


def kept(session: Session) -> list[tuple[object, ...]]:
    columns = (SearchTotal.query, SearchTotal.clicks, SearchTotal.impressions, SearchTotal.ctr, SearchTotal.position)
    return [tuple(row) for row in session.execute(select(*columns).order_by(SearchTotal.id))]


THE_ROWS = [("divorce lawyer quincy", 12, 340, 35_300, 4_210), ("probate", 3, 90, 33_300, 8_100)]


def test_an_export_of_google_is_kept_with_its_period(session: Session, tmp_path: Path) -> None:
    assert counts(from_text(session, tmp_path, GOOGLE)) == (2, 0, 0, 0)
    assert kept(session) == THE_ROWS
    total = session.scalars(select(SearchTotal)).first()
    assert total
    assert (total.engine, total.starts_on, total.ends_on) == ("Google", date(2026, 3, 1), date(2026, 3, 31))
    assert total.keyword.phrase == "divorce lawyer quincy"
    assert total.brought_by
    assert total.brought_by.filename == "Queries.csv"


def test_an_export_of_bing_has_impressions_first(session: Session, tmp_path: Path) -> None:
    from_text(session, tmp_path, BING)
    assert kept(session) == [("divorce lawyer quincy", 4, 80, 50_000, 3_500)]
    assert session.scalars(select(SearchTotal.engine)).all() == ["Bing"]


def test_two_engines_in_one_period_are_two_totals_of_one_keyword(session: Session, tmp_path: Path) -> None:
    from_text(session, tmp_path, GOOGLE)
    assert counts(from_text(session, tmp_path, BING)) == (1, 0, 0, 0)
    assert session.scalar(select(func.count()).select_from(Keyword)) == 2


def test_the_same_file_again_changes_nothing(session: Session, tmp_path: Path) -> None:
    from_text(session, tmp_path, GOOGLE)
    assert counts(from_text(session, tmp_path, GOOGLE.replace("probate", " Probate"))) == (0, 0, 2, 0)
    assert session.scalar(select(func.count()).select_from(Import)) == 1


def test_newer_figures_of_a_period_replace_the_older_and_another_period_stands_beside(
    session: Session, tmp_path: Path
) -> None:
    from_text(session, tmp_path, GOOGLE)
    assert counts(from_text(session, tmp_path, GOOGLE.replace("probate,3", "probate,0"))) == (0, 1, 1, 0)
    assert kept(session)[1][1] == 0
    april = {"from": "2026-04-01", "to": "2026-04-30"}
    assert counts(from_text(session, tmp_path, GOOGLE, defaults=april)) == (2, 0, 0, 0)


@pytest.mark.parametrize(
    "header",
    [
        "Häufigste Suchanfragen;Klicks;Impressionen;CTR;Position",
        "Requêtes les plus fréquentes;Clics;Impressions;CTR;Position",
        "上位のクエリ;クリック数;表示回数;CTR;掲載順位",
        "Популярные запросы;Клики;Показы;CTR;Позиция",
    ],
)
def test_translated_headers_are_recognised_by_their_place(session: Session, tmp_path: Path, header: str) -> None:
    rows = "divorce lawyer quincy;12;340;3,53 %;4,21\nprobate;3;90;3,33\u00a0%;8,1\n"
    assert counts(from_text(session, tmp_path, f"{header}\n{rows}")) == (2, 0, 0, 0)
    assert kept(session) == THE_ROWS


def test_a_translated_export_of_bing_is_known_by_the_larger_figure(session: Session, tmp_path: Path) -> None:
    from_text(session, tmp_path, "Schlüsselwort,Eindrücke,Klicks,CTR,Pos.\nscheidung,80,4,5%,3\nanwalt,7,7,100%,1\n")
    assert [row[1:3] for row in kept(session)] == [(4, 80), (7, 7)]
    assert set(session.scalars(select(SearchTotal.engine))) == {"Bing"}


def test_the_zip_is_read_as_it_comes(session: Session, tmp_path: Path) -> None:
    file = zipped(tmp_path, Chart=CHART, Pages=PAGES, Countries=COUNTRIES, Queries=GOOGLE, Filters=FILTERS)
    outcome = taken(session, file)
    assert counts(outcome) == (2, 0, 0, 0)
    assert outcome.notices == ["The queries were read from 'Queries.csv', one of 5 files."]
    assert kept(session) == THE_ROWS


def test_the_table_of_queries_in_a_translated_zip_is_known_by_its_cells(session: Session, tmp_path: Path) -> None:
    queries = GOOGLE.replace("Top queries,Clicks", "Suchanfragen,Klicks")
    others = {"Seiten": PAGES.replace("Top", "Beste"), "Diagramm": CHART.replace("Date", "Datum")}
    file = zipped(tmp_path, **others, Suchanfragen=queries, Filter=FILTERS)
    assert counts(taken(session, file)) == (2, 0, 0, 0)
    assert kept(session) == THE_ROWS


def test_a_workbook_is_read_from_the_sheet_with_the_queries(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(file) as book:
        percent = book.add_format({"num_format": "0.00%"})
        chart = book.add_worksheet("Chart")
        chart.write_row(0, 0, ["Date", "Clicks", "Impressions", "CTR", "Position"])
        chart.write_row(1, 0, ["2026-03-01", 15, 430, 0.0349, 5])
        sheet = book.add_worksheet("Queries")
        sheet.write_row(0, 0, ["Top queries", "Clicks", "Impressions", "CTR", "Position"])
        for number, row in enumerate(THE_ROWS, start=1):
            sheet.write_row(number, 0, row[:3])
            sheet.write_number(number, 3, row[3] / 1_000_000, percent)
            sheet.write_number(number, 4, row[4] / 1000)
    assert counts(taken(session, file)) == (2, 0, 0, 0)
    assert kept(session) == THE_ROWS


def test_bad_rows_are_told_by_line_and_the_good_ones_kept(session: Session, tmp_path: Path) -> None:
    rows = "good,1,2,50%,1\nbad,many,2,,\n?,1,2,,\nworse,5,2,,\nneg,-1,2,,\ngood,1,2,,\nlast,1,2,350%,x\n"
    outcome = from_text(session, tmp_path, "query,clicks,impressions,ctr,position\n" + rows)
    assert counts(outcome) == (1, 0, 0, 6)
    assert [(each.line, each.column) for each in outcome.problems] == [
        (3, "clicks"),
        (4, "query"),
        (5, "clicks"),
        (6, "clicks"),
        (7, "query"),
        (8, "ctr"),
        (8, "position"),
    ]
    kept_with_it = session.scalars(select(ImportProblem).order_by(ImportProblem.id)).all()
    assert [(each.line, each.reason) for each in kept_with_it] == [(p.line, p.reason) for p in outcome.problems]


def test_strict_takes_nothing_and_a_dry_run_changes_nothing(session: Session, tmp_path: Path) -> None:
    assert counts(from_text(session, tmp_path, GOOGLE + "x,y,z,,\n", strict=True)) == (0, 0, 0, 1)
    assert counts(from_text(session, tmp_path, GOOGLE, dry_run=True)) == (2, 0, 0, 0)
    assert kept(session) == []
    assert session.scalar(select(func.count()).select_from(Keyword)) == 0


def test_a_rate_that_is_missing_is_computed_and_one_that_cannot_be_is_left_out(
    session: Session, tmp_path: Path
) -> None:
    from_text(session, tmp_path, "query,clicks,impressions\na lawyer,1,3\nb lawyer,2,\n")
    assert [row[1:] for row in kept(session)] == [(1, 3, 333_333, None), (2, None, None, None)]


def test_thousands_and_decimals_of_many_countries(session: Session, tmp_path: Path) -> None:
    rows = ["1,250;1.250,5", "1.250;12,5", "1 250;1,250.5", "1\u202f250;3", "1'250;-", "12.0;1"]
    from_text(session, tmp_path, "query;clicks;position\n" + "\n".join(f"q{n};{r}" for n, r in enumerate(rows)))
    assert [(row[1], row[4]) for row in kept(session)] == [
        (1250, 1_250_500),
        (1250, 12_500),
        (1250, 1_250_500),
        (1250, 3_000),
        (1250, None),
        (12, 1_000),
    ]


def test_a_period_is_asked_for_and_may_stand_in_columns(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "Queries.csv"
    file.write_text(GOOGLE, encoding="utf-8")
    with pytest.raises(BadCall, match=r"no column 'from' and none 'to'.*--default from=VALUE"):
        read_file(file, "keywords", {}, {})
    with pytest.raises(BadCall, match=r"ends \(2026-03-01\) before it begins"):
        read_file(file, "keywords", {}, {"from": "2026-03-31", "to": "2026-03-01"})
    with pytest.raises(BadCall, match="--default from: '03/04/2026' is not a day"):
        read_file(file, "keywords", {}, {"from": "03/04/2026", "to": "2026-03-01"})
    file.write_text("query,clicks,from,to\nx,1,2026-03-01,2026-03-02\ny,1,2026-03-09,2026-03-02\n")
    outcome = take_in(session, read_file(file, "keywords", {}, {}), NOW)
    assert counts(outcome) == (1, 0, 0, 1)
    assert "before it begins" in only_reason(outcome)


def test_a_comparison_of_two_periods_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "Queries.csv"
    header = "Top queries," + ",".join(f"{w} {n}" for n in ("Clicks", "Impressions", "CTR", "Position") for w in "ab")
    file.write_text(f"{header}\nx,1,2,3,4,5%,6%,7,8\n")
    with pytest.raises(BadCall, match="two periods are compared; export one period without"):
        read_file(file, "keywords", {}, MARCH)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("Queries.csv", "w") as opened:
        for _ in range(60):
            opened.write(b"x" * 1024 * 1024)
    assert file.stat().st_size < 200_000
    with pytest.raises(BadCall, match="60 MB unpacked, more than 50 MB"):
        read_file(file, "keywords", {}, MARCH)


def test_a_table_of_absurdly_many_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="more than 200,000 rows"):
        read_file(zipped(tmp_path, Queries="query,clicks\n" + "a,1\n" * 200_001), "keywords", {}, MARCH)


def test_an_archive_that_understates_its_size_gives_no_more_than_it_said(tmp_path: Path) -> None:
    file = zipped(tmp_path, Queries=GOOGLE + "x" * 100_000)
    content = file.read_bytes()
    true_size = len(GOOGLE + "x" * 100_000).to_bytes(4, "little")
    assert content.count(true_size) == 2
    file.write_bytes(content.replace(true_size, (300).to_bytes(4, "little")))
    with pytest.raises(BadCall, match="damaged"):
        read_file(file, "keywords", {}, MARCH)


def test_archives_without_queries_say_so(tmp_path: Path) -> None:
    with pytest.raises(BadCall, match="none of its tables has queries with their clicks; there are 'Chart"):
        read_file(zipped(tmp_path, Chart=CHART, Pages=PAGES), "keywords", {}, MARCH)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(BadCall, match="no CSV file"):
        read_file(tmp_path / "other.zip", "keywords", {}, MARCH)
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(101):
            archive.writestr(f"{number}.csv", "")
    with pytest.raises(BadCall, match="101 files, more than 100"):
        read_file(tmp_path / "many.zip", "keywords", {}, MARCH)


def test_totals_never_reach_a_client_and_can_be_forgotten(session: Session, tmp_path: Path) -> None:
    from_text(session, tmp_path, GOOGLE)
    from_text(session, tmp_path, BING)
    assert session.scalar(select(func.count()).select_from(Credit)) == 0
    assert forget_totals(session, "Google", date(2026, 3, 1), date(2026, 3, 31)) == 2
    assert kept(session) == [("divorce lawyer quincy", 4, 80, 50_000, 3_500)]
