"""Search totals are spread by clicks over clients without a search; nothing is lost, and nobody is credited."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attribution import WHOLE, Result, Role
from records.answers.credits import Credit
from records.db import db
from records.importing import read_file, take_in
from reports.counting.questions import Count, Measure, Of, Question
from reports.counting.rankings import Figures
from reports.keywords.estimates import Estimates, by_weight, estimates, name_rows
from tests.admin.small_firm import GOOGLE, clicked, client, credit, partner, pays
from tests.records.import_files import NOW

ASKED = Question("USD", of=Of.KEYWORDS, role=Role.ARRIVED_THROUGH)


def exported(session: Session, folder: Path, starts: str, ends: str, **clicks: int) -> None:
    file = folder / "Queries.csv"
    rows = "".join(f"{query.replace('_', ' ')},{number},{number * 10}\n" for query, number in clicks.items())
    file.write_text(f"Top queries,Clicks,Impressions\n{rows}")
    take_in(session, read_file(file, "keywords", {}, {"from": starts, "to": ends}), NOW)


def searching(session: Session, name: str, came: date, amount: int = 0, **known: str) -> None:
    """Somebody who came through Google, with or without a search that is known."""
    judged = Result("auto", (credit(GOOGLE), clicked(GOOGLE)), **known)  # type: ignore[arg-type]  # two words of a result
    found = client(session, name, judged, "google", came=came)
    if amount:
        pays(session, found, amount, on=came)


def firm(session: Session) -> None:
    """Three clients of March without a search, one of April, one whose search is known, and one of a partner."""
    for number, amount in enumerate((10_000, 5_001, 0)):
        searching(session, f"March {number}", date(2026, 3, 10 + number), amount)
    searching(session, "April", date(2026, 4, 2), 700)
    searching(session, "Known", date(2026, 3, 12), 99_000, keyword="will lawyer", keyword_kind="known")
    joe = partner(session, "Joe Smith")
    pays(session, client(session, "Pat", Result("auto", (credit(joe),)), "Joe Smith"), 50_000)


def shown(session: Session, found: Estimates) -> dict[str, tuple[int, int, int]]:
    name_rows(session, found.rows)
    return {row.phrase: (row.clicks, row.figures.clients, row.figures.revenue) for row in found.rows}


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()


def test_clients_and_money_are_spread_by_clicks(session: Session, tmp_path: Path) -> None:
    firm(session)
    exported(session, tmp_path, "2026-03-01", "2026-03-31", divorce_lawyer=2, probate_help=1, never_clicked=0)
    found = estimates(session, ASKED)
    assert shown(session, found) == {
        "divorce lawyer": (2, 2 * WHOLE, 10_001),
        "probate help": (1, WHOLE, 5_000),
        "never clicked": (0, 0, 0),
    }
    assert found.total == Figures(3 * WHOLE, 2 * WHOLE, 15_001)
    assert found.apart == Figures(WHOLE, WHOLE, 700)


def test_spellings_of_one_keyword_are_one_estimate(session: Session, tmp_path: Path) -> None:
    firm(session)
    exported(session, tmp_path, "2026-03-01", "2026-03-31", divorce_lawyer=1, lawyers_divorce=2)
    (row,) = estimates(session, ASKED).rows
    assert (row.clicks, row.figures.clients) == (3, 3 * WHOLE)


def test_overlapping_exports_count_nobody_twice(session: Session, tmp_path: Path) -> None:
    firm(session)
    exported(session, tmp_path, "2026-03-01", "2026-04-30", whole_spring=5)
    exported(session, tmp_path, "2026-03-01", "2026-03-31", only_march=1)
    found = estimates(session, ASKED)
    assert shown(session, found) == {"only march": (1, 3 * WHOLE, 15_001), "whole spring": (5, WHOLE, 700)}
    assert found.apart == Figures()


def test_only_the_days_asked_for_are_spread(session: Session, tmp_path: Path) -> None:
    firm(session)
    exported(session, tmp_path, "2026-03-01", "2026-04-30", divorce_lawyer=5)
    asked = Question("USD", of=Of.KEYWORDS, role=Role.ARRIVED_THROUGH, start=date(2026, 3, 11), end=date(2026, 3, 11))
    assert estimates(session, asked).total == Figures(WHOLE, WHOLE, 5_001)
    before = Question("USD", of=Of.KEYWORDS, role=Role.ARRIVED_THROUGH, end=date(2026, 2, 1))
    assert not estimates(session, before)


def test_an_export_without_clicks_spreads_nobody(session: Session, tmp_path: Path) -> None:
    firm(session)
    exported(session, tmp_path, "2026-03-01", "2026-04-30", divorce_lawyer=0)
    found = estimates(session, ASKED)
    assert (found.total, found.apart.clients) == (Figures(), 4 * WHOLE)


def test_money_is_counted_as_the_question_says(session: Session, tmp_path: Path) -> None:
    firm(session)
    exported(session, tmp_path, "2026-03-01", "2026-03-31", divorce_lawyer=1)
    refunded = client(session, "Refunded", Result("auto", (credit(GOOGLE), clicked(GOOGLE))), "google")
    pays(session, refunded, -20_000, on=date(2026, 6, 1))
    cohort = Question(
        "USD", of=Of.KEYWORDS, role=Role.ARRIVED_THROUGH, start=date(2026, 3, 1), end=date(2026, 3, 31),
        count=Count.COHORT,
    )  # fmt: skip
    assert estimates(session, cohort).total.revenue == 15_001 - 20_000
    in_march = Question("USD", of=Of.KEYWORDS, role=Role.ARRIVED_THROUGH, start=cohort.start, end=cohort.end)
    assert estimates(session, in_march).total.revenue == 15_001


def test_an_estimate_is_written_to_nobody(session: Session, tmp_path: Path) -> None:
    firm(session)
    exported(session, tmp_path, "2026-03-01", "2026-03-31", divorce_lawyer=1)
    estimates(session, ASKED)
    assert session.scalars(select(Credit.keyword_kind).where(Credit.keyword_id.is_not(None)).distinct()).all() == [
        "known"
    ]
    assert session.scalar(select(func.count()).select_from(Credit).where(Credit.keyword_id.is_not(None))) == 1


@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=50).filter(any),
)
def test_the_parts_always_add_up_and_follow_the_weights(amount: int, weights: list[int]) -> None:
    parts = by_weight(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - amount * weight) < sum(weights)
        assert weight or not part


def test_exports_have_three_kinds_and_never_add_them_up(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    options = ["rank", "--of", "keywords", "--by", "clients"]
    with app.app_context():
        firm(db.session())
        searching(db.session(), "Told", date(2026, 3, 13), keyword="probate help", keyword_kind="told")
        db.session.commit()
    assert "estimated" not in json.loads(runner.invoke(args=[*options, "--format", "json"]).stdout)
    with app.app_context():
        exported(db.session(), tmp_path, "2026-03-01", "2026-03-31", will_lawyer=2, probate_help=1)
        db.session.commit()
    found = json.loads(runner.invoke(args=[*options, "--format", "json"]).stdout)
    assert [(row["name"], row["kind"], row["clients"]) for row in found["rows"]] == [
        ("will lawyer", "known", 1),
        ("probate help", "told", 1),
    ]
    parts = [*found["rows"], found["elsewhere"], found["unknown"], found["in_review"]]
    assert [sum(part[m] for part in parts) for m in Measure] == [found["total"][m] for m in Measure]
    assert [(row["name"], row["kind"], row["clients"]) for row in found["estimated"]["rows"]] == [
        ("will lawyer", "estimated", 2),
        ("probate help", "estimated", 1),
    ]
    assert sum(row["revenue"] for row in found["estimated"]["rows"]) == found["estimated"]["total"]["revenue"]
    lines = list(csv.DictReader(io.StringIO(runner.invoke(args=[*options, "--format", "csv"]).stdout)))
    assert [line["id"] for line in lines[:2]] == [row["id"] for row in found["rows"]]
    assert [line["kind"] for line in lines if line["id"] == "total" or "estimated" in line["id"]] == [
        "",
        "estimated",
        "estimated",
    ]
    assert runner.invoke(args=[*options, "--format", "xlsx", "-o", str(tmp_path / "out.xlsx")]).exit_code == 0
    book = CalamineWorkbook.from_path(tmp_path / "out.xlsx")
    assert book.sheet_names == ["Cover", "Ranking", "Estimated"]
    assert [row[:4] for row in book.get_sheet_by_name("Estimated").to_python()[1:3]] == [
        [row["id"], row["name"], "estimated", row["clients"]] for row in found["estimated"]["rows"]
    ]
    table = runner.invoke(args=options).stdout
    assert table.index("Total") < table.index("estimated") < table.index("Nobody is credited with an estimate")
