"""The data files keep their shape: every kind, channel and word is one that the code can read."""

import json
import re
from pathlib import Path

import pytest

from attribution import Channel, Kind, clues, searching
from attribution.media import all_media, medium_called
from attribution.proposing import compiled
from attribution.tables import table, words
from attribution.text import fold
from attribution.trades import trades_of

ROLES = {name: set(table(name)["en"]) for name in ("cues", "kinds")}


def test_media_have_known_kinds_and_names_of_their_own() -> None:
    names = [medium.name for medium in all_media()]
    assert len(set(names)) == len(names)
    for row in table("media")["media"]:
        assert set(row) <= {
            "name", "kind", "channel", "says", "says_carefully", "starts", "hosts", "query", "rule", "optional",
        }  # fmt: skip
        Kind(row["kind"])
        Channel(row.get("channel", "Website"))


def test_no_spelling_means_two_media() -> None:
    for medium in all_media():
        for spelling in (*medium.says, *medium.says_carefully):
            known = medium_called(fold(spelling))
            assert known is not None
            assert known.name == medium.name, spelling


def test_hosts_are_hosts() -> None:
    for medium in all_media():
        for host in medium.hosts:
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.([a-z]+|\*)", host), host


def test_clicks_and_tags_name_media_and_channels_that_exist() -> None:
    arrivals = table("arrivals")
    for rule in arrivals["click_ids"].values():
        assert medium_called(fold(rule["medium"])) is not None
    for rule in arrivals["mediums"].values():
        Channel(rule["channel"])
    for name in arrivals["sources"].values():
        assert medium_called(fold(name)) is not None


@pytest.mark.parametrize(("name", "language"), [(name, language) for name in ROLES for language in table(name)])
def test_every_language_has_only_roles_that_english_has(name: str, language: str) -> None:
    assert set(table(name)[language]) <= ROLES[name]


def test_a_role_of_cues_stands_in_one_file() -> None:
    assert not ROLES["cues"] & ROLES["kinds"]


SEARCHING = {name: rows for name, rows in table("searching").items() if "words" not in rows}


@pytest.mark.parametrize("language", sorted(SEARCHING))
def test_a_language_of_searching_has_known_keys_and_signs(language: str) -> None:
    rows = SEARCHING[language]
    assert set(rows) <= {"signs", "starts", "weak", "after", "between", "ends", "leads", "not_phrases"}
    assert rows["signs"]
    assert all(sign == sign.casefold() for sign in rows["signs"])
    assert all(len(pair) == 2 for pair in rows.get("between", ()))


@pytest.mark.parametrize("language", sorted(SEARCHING))
def test_expressions_of_searching_can_be_compiled(language: str) -> None:
    rows = SEARCHING[language]
    pairs = [pattern for pair in rows.get("between", ()) for pattern in pair]
    for pattern in (
        *rows.get("starts", ()),
        *rows.get("weak", ()),
        *rows.get("after", ()),
        *rows.get("ends", ()),
        *pairs,
    ):
        compiled(pattern)


def test_words_beside_a_phrase_are_folded() -> None:
    for name, listed in table("phrases")["classes"].items():
        for word in listed:
            assert fold(word.removesuffix("*")) == word.removesuffix("*"), f"{name}: {word}"


def test_every_weight_of_a_phrase_is_of_a_clue_that_is_looked_at() -> None:
    weights = json.loads((Path(searching.__file__).parent / "data" / "phrase_weights.json").read_text("utf-8"))
    templates = {
        "begin": clues.EDGE_TEMPLATES,
        "end": clues.EDGE_TEMPLATES,
        "inside": clues.INSIDE_TEMPLATES,
        "gap": clues.GAP_TEMPLATES,
        "span": clues.SPAN_TEMPLATES,
    }
    assert set(weights) == {*templates, "none"}
    for part, known in templates.items():
        assert {clue.partition("=")[0] for clue in weights[part]} <= set(known)


def test_titles_degrees_and_implications_lead_to_trades() -> None:
    trades = table("trades")
    known = set(trades["trades"])
    for meant in (*trades["titles"].values(), *trades["implies"].values()):
        assert set(meant) <= known
    assert set(trades["degree_trades"].values()) <= known
    assert set(trades["degree_trades"]) <= set(trades["degrees"]["letters"])


def test_a_trade_is_known_by_its_people_and_by_its_work() -> None:
    assert trades_of("accountant") & trades_of("bookkeeping") & trades_of("does our books")
    assert trades_of("dentist").isdisjoint(trades_of("plumber"))


@pytest.mark.parametrize("name", ["surnames", "first_names", "ordinary_words", "further_words"])
def test_lists_of_words_are_folded_and_without_doubles(name: str) -> None:
    listed = words(name)
    assert len(listed) > 2_000
    assert all(word == fold(word) and " " not in word for word in listed)


def test_probabilities_are_probabilities() -> None:
    weights = table("weights")
    for part in ("threshold", "doubtful", "said"):
        assert all(0 < value < 1 for value in weights[part].values())
    assert set(weights["doubtful"]) - {"rivals"} <= set(weights["order"])


@pytest.mark.parametrize("name", ["evidence", "asking"])
def test_fitted_weights_are_plain_numbers(name: str) -> None:
    fitted = table(name)
    assert set(fitted) == {"bias", "weights"}
    assert all(isinstance(weight, float) and abs(weight) < 5 for weight in fitted["weights"].values())
