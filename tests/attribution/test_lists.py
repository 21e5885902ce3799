"""Lists of referrers that a firm adds."""

from pathlib import Path

import pytest

from attribution import BadList, Visit, attribute, classify, read_lists
from tests.attribution.people_of_quincy import quincy

ENGINES = """
Finder:
  -
    urls:
      - www.finder.example
      - 'finder.{}'
    params:
      - '/s\\/([^\\/]+)/'
      - words
Google:
  -
    urls: [google.com]
    params: [mine]
"""
LANDING = "https://firm.example/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "SearchEngines.yml").write_text(ENGINES, "utf-8")
    (tmp_path / "Socials.yml").write_text("Klatsch:\n  - klatsch.example\n", "utf-8")
    return tmp_path


def test_a_listed_engine_is_known_with_its_phrase(folder: Path) -> None:
    arrival = classify(Visit(LANDING, "https://finder.example/?words=damp+proofing"), quincy(), read_lists(folder))
    assert arrival.source is not None
    assert (arrival.source.name, arrival.channel, arrival.keyword) == ("Finder", "Organic Search", "damp proofing")


def test_a_country_pattern_fits_any_ending(folder: Path) -> None:
    found = read_lists(folder).find("finder.de")
    assert found is not None
    assert found.name == "Finder"


def test_a_listed_network_is_known(folder: Path) -> None:
    result = attribute("", quincy(), visit=Visit(LANDING, "https://klatsch.example/x"), lists=read_lists(folder))
    assert result.channel == "Organic Social"


def test_ours_win_where_both_speak(folder: Path) -> None:
    arrival = classify(Visit(LANDING, "https://google.com/?q=ours&mine=theirs"), quincy(), read_lists(folder))
    assert arrival.keyword == "ours"


@pytest.mark.parametrize(
    ("text", "line"),
    [("Good:\n  - a.example\nBad: 7\n", 3), ("A:\n  - urls: 5\n", 1), ("A: [\n", 2), ("just words", 1)],
)
def test_a_bad_list_is_refused_with_its_file_and_line(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "Socials.yml").write_text(text, "utf-8")
    with pytest.raises(BadList, match=rf"Socials\.yml, line {line}:"):
        read_lists(tmp_path)


def test_a_folder_without_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadList, match="holds none of"):
        read_lists(tmp_path)


def test_a_list_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Socials.yml").write_bytes(b"A\xff:\n")
    with pytest.raises(BadList, match="UTF-8"):
        read_lists(tmp_path)
