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
EVERYTHING = r"""
Netz:
  -
    urls:
      - www.netz.example
      - '{}.netz.example'
      - 'bilder.{}.netz.example'
    params:
      - wort
      - zweit
      - '/s\/([^\/]+)/'
    backlink: 's?wort={k}'
    charsets:
      - windows-1251
    hiddenkeyword:
      - '/^\/verborgen/'
      - '/'
  -
    urls: [zeitung.example]
    params: [query]
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


@pytest.mark.parametrize("host", ["finder.de", "www.finder.co.uk", "m.finder.com.br"])
def test_a_country_pattern_fits_any_ending(folder: Path, host: str) -> None:
    arrival = classify(Visit(LANDING, f"https://{host}/?words=damp"), quincy(), read_lists(folder))
    assert arrival.source is not None
    assert (arrival.source.name, arrival.keyword) == ("Finder", "damp")


@pytest.mark.parametrize("host", ["finder.de.evil.example", "finder.evil.de", "notfinder.de"])
def test_a_country_pattern_is_anchored(folder: Path, host: str) -> None:
    arrival = classify(Visit(LANDING, f"https://{host}/?words=damp"), quincy(), read_lists(folder))
    assert arrival.channel == "Website"


def test_every_feature_of_the_format_is_read(tmp_path: Path) -> None:
    (tmp_path / "SearchEngines.yml").write_text(EVERYTHING, "utf-8")
    (tmp_path / "AIAssistants.yml").write_text("Helfer:\n  - netz.example/helfer\n", "utf-8")
    lists = read_lists(tmp_path)

    def seen(referrer: str) -> tuple[str | None, str, str | None]:
        arrival = classify(Visit(LANDING, referrer), quincy(), lists)
        return arrival.source.name if arrival.source else None, str(arrival.channel), arrival.keyword

    assert seen("https://netz.example/finde?wort=%FE%F0%E8%F1%F2") == ("Netz", "Organic Search", "юрист")
    assert seen("https://netz.example/finde?Wort=b&Zweit=a") == ("Netz", "Organic Search", "b")
    assert seen("https://netz.example/finde?zweit=a") == ("Netz", "Organic Search", "a")
    assert seen("https://de.netz.example/s/blaue%20Tür/2") == ("Netz", "Organic Search", "blaue Tür")
    assert seen("https://bilder.fr.netz.example/?wort=x") == ("Netz", "Organic Search", "x")
    assert seen("https://netz.example/verborgen?a=1") == ("Netz", "Organic Search", None)
    assert seen("https://netz.example/") == ("Netz", "Organic Search", None)
    assert seen("https://netz.example/helfer/1") == ("Helfer", "AI Assistant", None)
    # A page of the host without a phrase is no search, as the format means it.
    assert seen("https://netz.example/nachrichten") == ("netz.example", "Website", None)
    assert seen("https://zeitung.example/") == ("zeitung.example", "Website", None)
    assert seen("https://zeitung.example/suche?query=x") == ("Netz", "Organic Search", "x")


@pytest.mark.parametrize("address", ["a" * 5_000, "s/" + "a/" * 2_000, "?" + "words=%" * 900])
def test_expressions_of_a_list_are_tried_on_a_bounded_part(folder: Path, address: str) -> None:
    classify(Visit(LANDING, f"https://finder.example/{address}"), quincy(), read_lists(folder))


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


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("A:\n  - urls: [a.example]\n    params: ['/(/']\n", "an expression that cannot be read"),
        ("A:\n  - urls: [a.example]\n    params: ['/s/']\n", "without brackets around the phrase"),
        ("A:\n  - urls: [a.example]\n    charsets: [klingon]\n", "a character set that does not exist"),
        ("A:\n  - urls: []\n", "needs hosts"),
        ("A:\n  - urls: [a.example]\n    hiddenkeyword: 7\n", "needs hosts"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_line(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "SearchEngines.yml").write_text("Good:\n  - urls: [good.example]\n" + text, "utf-8")
    with pytest.raises(BadList, match=rf"SearchEngines\.yml, line 3: .*{problem}"):
        read_lists(tmp_path)


def test_a_folder_without_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadList, match="holds none of"):
        read_lists(tmp_path)


def test_a_list_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Socials.yml").write_bytes(b"A\xff:\n")
    with pytest.raises(BadList, match="UTF-8"):
        read_lists(tmp_path)
