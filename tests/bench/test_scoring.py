"""What is counted of guesses."""

from pathlib import Path

import pytest

from attribution import Entry
from bench.directories import Labelled
from bench.directories.__main__ import main as write_files
from bench.peers.listed import Listed
from bench.peers.trigrams import Trigrams
from bench.scoring import Guess, calibration, coverage_at, verdict


def label(*partners: str, also: tuple[str, ...] = ()) -> Labelled:
    return Labelled("A1", "exact", "words", partners, partners[0] if partners else None, bool(partners), also_ok=also)


def test_a_guess_is_right_wrong_or_neither() -> None:
    labelled = label("1", also=("2",))
    guesses = [Guess("1", 0.9), Guess("3", 0.9), Guess("2", 0.9), Guess(None, 0.0)]
    assert [verdict(labelled, guess) for guess in guesses] == [True, False, None, None]


def test_coverage_stops_before_the_guess_that_costs_the_precision() -> None:
    labels = [label("1")] * 4
    guesses = [Guess("1", 0.9), Guess("1", 0.8), Guess("2", 0.7), Guess("1", 0.6)]
    assert coverage_at(0.99, labels, guesses) == (0.5, 0.8)
    assert coverage_at(0.75, labels, guesses) == (0.75, 0.6)


def test_guesses_of_equal_confidence_are_decided_together() -> None:
    assert coverage_at(0.99, [label("1"), label("1")], [Guess("1", 0.9), Guess("2", 0.9)])[0] == 0.0


def test_a_guess_at_an_answer_without_partner_is_wrong_and_no_part_of_coverage() -> None:
    assert coverage_at(0.99, [label("1"), label()], [Guess("1", 0.8), Guess("1", 0.9)])[0] == 0.0
    assert coverage_at(0.99, [label("1"), label()], [Guess("1", 0.9), Guess("1", 0.8)])[0] == 1.0


def test_calibration_counts_what_came_true_in_each_range() -> None:
    (found,) = calibration([label("1"), label("1")], [Guess("1", 0.96), Guess("2", 0.96)])
    assert (found.low, found.count, found.right) == (0.95, 2, 1)
    assert found.promised == pytest.approx(1.92)


def test_a_peer_says_which_row_is_nearest_and_how_near_the_next_is() -> None:
    entries = [Entry("1", "Kenneth Haywood", organisation="Silver Brook Bakery"), Entry("2", "Olga Marinak")]
    near = Trigrams(Listed(entries)).nearest(["my friend ken haywood", "??"])
    assert [each.id for each in near] == ["1", None]
    assert near[0].score > near[0].next_score


def test_a_directory_and_its_answers_are_written_as_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["directories", str(tmp_path), "--size", "60", "--answers", "20"])
    write_files()
    assert len((tmp_path / "fit_partners.csv").read_text(encoding="utf-8").splitlines()) == 61
    assert len((tmp_path / "fit_answers.jsonl").read_text(encoding="utf-8").splitlines()) == 20
