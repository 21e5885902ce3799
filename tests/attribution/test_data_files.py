"""The data files keep their shape: every kind, channel and word is one that the code can read."""

import re

import pytest

from attribution import Channel, Kind, is_built_in
from attribution.evidence import sentence
from attribution.searches import templates
from attribution.searches.proposing import compiled
from attribution.tables import DATA, fitted_numbers, table, words
from attribution.web.mediums import known_way
from attribution.web.parameters import codec_called
from attribution.web.places import FILES, Place, place_called, places
from attribution.web.spelling import squashed
from attribution.words.media import all_media, medium_called
from attribution.words.text import fold
from attribution.words.trades import trades_of

ROLES = {name: set(table(name)["en"]) for name in ("cues", "kinds")}


def test_media_have_known_kinds_and_names_of_their_own() -> None:
    names = [medium.name for medium in all_media()]
    assert len(set(names)) == len(names)
    for row in table("media")["media"]:
        assert set(row) <= {
            "name", "kind", "channel", "says", "says_carefully", "starts", "hosts", "query", "rule", "optional",
            "never_bare", "lists",
        }  # fmt: skip
        Kind(row["kind"])
        Channel(row.get("channel", "Website"))


def test_no_spelling_means_two_media() -> None:
    for medium in all_media():
        for spelling in (*medium.says, *medium.says_carefully):
            known = medium_called(fold(spelling))
            assert known is not None
            assert known.name == medium.name, spelling


@pytest.mark.parametrize("part", sorted(table("plans")))
def test_a_part_of_who_lists_firms_has_known_keys_and_names_of_its_own(part: str) -> None:
    known = table("plans")[part]
    assert set(known) <= {"kind", "lists", "never_bare", "names", "careful"}
    assert {"lists", "names"} <= set(known)
    Kind(known.get("kind", "website"))
    assert len(known["names"]) > 10
    assert set(known.get("careful", ())) <= set(known["names"])
    for name, says in known["names"].items():
        careful = known.get("careful", {}).get(name, ["with care"])
        assert careful, f"{name}: nothing needs care"
        plain = {fold(spelling) for spelling in says}
        assert len(plain) == len(says), f"{name} is spelt one way twice"
        assert plain.isdisjoint(map(fold, careful)), f"{name} is both plain and careful"
        assert all(len(fold(spelling)) > 1 for spelling in (name, *says, *careful)), name


def test_several_hundred_list_firms_and_no_two_become_one_source() -> None:
    ids = [medium.source.id for medium in all_media()]
    assert sum(len(part["names"]) for part in table("plans").values()) > 800
    assert len(set(ids)) == len(ids)


def test_what_is_said_beside_who_lists_firms_is_folded() -> None:
    for key, listed in table("mentions")["plans"].items():
        assert all(word == fold(word) and " " not in word for word in listed), key
        assert len(set(listed)) == len(listed), key


def test_hosts_are_hosts() -> None:
    for medium in all_media():
        for host in medium.hosts:
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.([a-z]+|\*)", host), host


PATTERN = re.compile(r"=?[a-z0-9-]+(\.[a-z0-9-]+)*(\.[a-z0-9-]+|\.\*)(/[a-z0-9._/-]+)?(\?[a-z]+=[a-z0-9]+)?")
WEB_KEYS = {"name", "kind", "channel", "hosts", "query", "charsets", "path", "paid"}
# What a visit shows differs from what an answer means: the one is a page, the other a word. Each with its reason.
OTHER_KIND_IN_ANSWERS = {
    "Nextdoor": "a visit is one from its local listings, an answer names a network of neighbours",
    "GitHub": "a visit is one from a network, answers of surveys name it as a website",
    "Hacker News": "as GitHub",
    "Lobsters": "as GitHub",
    "Stack Overflow": "as GitHub",
}


@pytest.mark.parametrize("name", FILES)
def test_a_table_of_the_web_has_known_keys_kinds_channels_and_patterns(name: str) -> None:
    document = table(f"web/{name}")
    assert set(document) <= {"kind", "channel", "paid", "place", "plain", "q", "labels"}
    for row in document.get("place", ()):
        assert set(row) <= WEB_KEYS, row
        assert row["hosts"] or name == "mail"
        re.compile(row.get("path", ""))
        assert all(codec_called(charset) for charset in row.get("charsets", ())), row
        assert all(parameter == parameter.lower() for parameter in row.get("query", ())), row
    for pattern, place in places()[name]:
        assert PATTERN.fullmatch(pattern), pattern
        assert Channel(place.channel)
        assert Kind(place.kind)
    for pattern in table("web/gateways")["hosts"]:
        assert PATTERN.fullmatch(pattern), pattern


@pytest.mark.parametrize("name", FILES)
def test_no_two_places_of_a_table_claim_one_host(name: str) -> None:
    claimed: dict[str, Place] = {}
    for pattern, place in places()[name]:
        assert claimed.setdefault(pattern, place).name == place.name, pattern


def test_a_source_that_answers_and_visits_know_is_of_one_kind() -> None:
    other = {m.name for m in all_media() if (p := place_called(m.name)) is not None and p.kind is not m.kind}
    assert other == set(OTHER_KIND_IN_ANSWERS)


def test_a_name_has_one_kind_in_all_tables_of_the_web() -> None:
    kinds: dict[str, set[Kind]] = {}
    for rows in places().values():
        for _, place in rows:
            kinds.setdefault(place.name, set()).add(place.kind)
    assert {name for name, found in kinds.items() if len(found) > 1} == {"Mail.ru"}, "its search and its mail"


def test_a_place_that_visits_know_is_no_name_for_answers() -> None:
    # Else "Alice told me" would find the assistant of that name, once somebody has come from there.
    assert is_built_in("Alice", Kind.AI_ASSISTANT)
    assert not is_built_in("Alice", Kind.PARTNER)
    assert all(not place.source.id.isdigit() for rows in places().values() for _, place in rows)


def test_tags_apps_and_identifiers_name_places_that_exist() -> None:
    tags, apps = table("web/tags"), table("web/apps")
    named = [*tags["sources"], *tags["paid_sources"], *tags["networks"].values(), *apps["android"].values()]
    named += [*apps["ios"].values(), *(row["name"] for row in tags["clicks"].values() if row["name"])]
    assert [name for name in named if place_called(name) is None] == []
    ids = (*apps["android"], *apps["ios"], *table("web/gateways")["apps"], *tags["clicks"])
    assert all(id == id.lower() for id in ids)
    assert [word for words in tags["words"] for word in [words] if known_way(word) is None] == []


def test_no_spelling_of_a_tag_means_two_things() -> None:
    tags = table("web/tags")
    for groups in (
        [(name, tags["sources"][name]) for name in tags["sources"]]
        + [(f"{name}, paid", tags["paid_sources"][name]) for name in tags["paid_sources"]],
        [(f"{n} {way['channel']}", way["says"]) for n, way in enumerate(tags["way"])],
    ):
        meant: dict[str, str] = {}
        for name, spellings in groups:
            for spelling in spellings:
                assert meant.setdefault(squashed(spelling), name) == name, spelling
    for way in tags["way"]:
        Channel(way["channel"])
    for row in tags["clicks"].values():
        Channel(row.get("channel", "Website"))
    assert all(name == name.lower() for names in tags["parts"].values() for name in names)


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
    weights = fitted_numbers("phrase_weights")
    parts = {
        "begin": templates.EDGE_TEMPLATES,
        "end": templates.EDGE_TEMPLATES,
        "inside": templates.INSIDE_TEMPLATES,
        "gap": templates.GAP_TEMPLATES,
        "span": templates.SPAN_TEMPLATES,
    }
    assert set(weights) == {*parts, "none"}
    for part, known in parts.items():
        assert {clue.partition("=")[0] for clue in weights[part]} <= set(known)


def test_titles_degrees_and_implications_lead_to_trades() -> None:
    trades = table("trades")
    known = {*trades["trades"], *trades["further_trades"]}
    assert {*trades["deeds"], *trades["wares"], *trades["shop_wares"], *trades["implies"]} <= known
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
    assert set(weights["doubtful"]) - {"rivals", "told_apart"} <= set(weights["order"])


@pytest.mark.parametrize("name", ["evidence", "asking"])
def test_fitted_weights_are_plain_numbers(name: str) -> None:
    fitted = table(name)
    assert set(fitted) == {"bias", "weights"}
    assert all(isinstance(weight, float) and abs(weight) < 5 for weight in fitted["weights"].values())


def test_the_network_has_its_numbers_in_the_shape_that_is_read() -> None:
    assert (DATA / "sentence.json").stat().st_size < 1_500_000
    kept = fitted_numbers("sentence")
    assert set(kept) == {"unit", "slope", "bias", "base", "weights", "patterns", "words"}
    assert {*sentence.MARKS} <= set(kept["words"])
    channels, sizes = len(kept["base"]), {len(vector) for vector in kept["words"].values()}
    assert len(sizes) == 1
    assert len(kept["patterns"]) == sentence.WIDTH * sizes.pop()
    assert len(kept["weights"]) == len(sentence.STRETCHES)
    assert all(len(row) == channels for row in (*kept["weights"], *kept["patterns"]))
    assert kept["unit"] > 0
    assert kept["slope"] > 0


def test_no_words_can_fill_a_slot_of_the_network() -> None:
    kept = fitted_numbers("sentence")
    largest = max(abs(number) for vector in kept["words"].values() for number in vector)
    for base, channel in zip(kept["base"], zip(*kept["patterns"], strict=True), strict=True):
        assert abs(base) + largest * sum(map(abs, channel)) < sentence.ZERO
