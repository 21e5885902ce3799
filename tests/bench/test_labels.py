"""The labels of generated answers keep to the rules of labels, whatever chance draws."""

from functools import cache

import pytest

from bench.directories import FAMILIES, Labelled, Made, Row, make_answers, make_directory
from bench.directories.fits import is_a_name
from bench.directories.names import POOLS, Pool
from bench.directories.text import plain

SIZES = (220, 2_000)
CASES = [(pool, size) for pool in POOLS for size in SIZES]


@cache
def made(pool: Pool, size: int) -> tuple[Made, list[Labelled], dict[str, Row]]:
    directory = make_directory(size, seed=3, pool=pool)
    return directory, make_answers(directory, 1_500, seed=3), {row.id: row for row in directory.rows}


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def case(request: pytest.FixtureRequest) -> tuple[Made, list[Labelled], dict[str, Row]]:
    pool, size = request.param
    return made(pool, size)


def test_the_same_seed_gives_the_same_directory_and_answers() -> None:
    directory, labels, _ = made("measure", 220)
    again = make_directory(220, seed=3, pool="measure")
    assert again == directory
    assert make_answers(again, 1_500, seed=3) == labels
    assert make_directory(220, seed=4, pool="measure") != directory
    assert make_answers(again, 1_500, seed=4) != labels


def test_a_directory_has_the_size_asked_for_and_every_id_once(
    case: tuple[Made, list[Labelled], dict[str, Row]],
) -> None:
    directory, _, rows = case
    assert len(directory.rows) == len(rows) in SIZES
    assert all(row.firm_id in rows for row in directory.rows if row.firm_id)
    assert 0.4 < sum(row.person for row in directory.rows) / len(rows) < 0.8


def test_every_family_is_asked(case: tuple[Made, list[Labelled], dict[str, Row]]) -> None:
    _, labels, _ = case
    assert {label.family for label in labels} >= FAMILIES.keys() - {"shared surname", "rare first name"}


def test_every_label_is_whole(case: tuple[Made, list[Labelled], dict[str, Row]]) -> None:
    _, labels, rows = case
    for label in labels:
        assert {*label.partners, *label.candidates, *label.also_ok} <= rows.keys(), label
        assert not set(label.partners) & {*label.candidates, *label.also_ok}, label
        assert (label.decisive in label.partners) if label.partners else label.decisive is None, label
        assert label.auto_ok or not label.partners, label
        assert "{" not in label.answer, label


def test_a_full_name_of_two_rows_is_never_certain(case: tuple[Made, list[Labelled], dict[str, Row]]) -> None:
    directory, labels, rows = case
    held: dict[str, int] = {}
    for row in directory.rows:
        if row.person:
            name = plain(f"{row.given} {row.surname}")
            held[name] = held.get(name, 0) + 1
    for label in labels:
        if label.family in {"exact", "nickname", "sentence", "several", "chain", "negation"}:
            people = [rows[id] for id in label.partners if rows[id].person]
            assert all(held[plain(f"{row.given} {row.surname}")] == 1 for row in people), label


def test_a_shared_name_has_its_rows_as_candidates_and_no_partner(
    case: tuple[Made, list[Labelled], dict[str, Row]],
) -> None:
    _, labels, _ = case
    shared = [label for label in labels if label.family == "shared name"]
    assert shared
    assert all(len(label.candidates) >= 2 and not label.partners and not label.auto_ok for label in shared)


def test_roles_common_first_names_and_unknown_names_are_never_certain(
    case: tuple[Made, list[Labelled], dict[str, Row]],
) -> None:
    _, labels, _ = case
    open_ones = [label for label in labels if label.family in {"role only", "common first name", "unknown name"}]
    assert open_ones
    assert not any(label.partners or label.auto_ok for label in open_ones)


def test_an_unknown_name_is_in_no_row(case: tuple[Made, list[Labelled], dict[str, Row]]) -> None:
    directory, labels, _ = case
    names = [plain(row.name) for row in directory.rows]
    for label in labels:
        if label.family == "unknown name":
            said = plain(label.answer)
            assert not any(name in said for name in names), label


def test_a_rare_first_name_is_held_by_one_row(case: tuple[Made, list[Labelled], dict[str, Row]]) -> None:
    directory, labels, rows = case
    for label in labels:
        if label.family == "rare first name":
            given = rows[label.partners[0]].given
            assert [row.id for row in directory.rows if row.given == given] == list(label.partners), label


def test_a_misspelling_is_no_name_that_others_bear(case: tuple[Made, list[Labelled], dict[str, Row]]) -> None:
    _, labels, rows = case
    for label in labels:
        if label.family == "typo":
            row = rows[label.partners[0]]
            known = {*plain(row.name).split(), plain(row.given), plain(row.surname)}
            said = plain(label.answer).split()
            assert not {plain(row.given), plain(row.surname)} <= set(said) or not row.person, label
            if row.person and len(said) == 2:
                assert not any(is_a_name(word) for word in said if word not in known), label


def test_a_person_is_credited_and_the_firm_is_neither_required_nor_wrong(
    case: tuple[Made, list[Labelled], dict[str, Row]],
) -> None:
    _, labels, rows = case
    with_firm = [label for label in labels if len(label.partners) == 1 and rows[label.partners[0]].firm_id]
    assert with_firm
    assert all(rows[label.partners[0]].firm_id in label.also_ok for label in with_firm)


def test_only_mentioned_and_negated_partners_are_not_credited(
    case: tuple[Made, list[Labelled], dict[str, Row]],
) -> None:
    _, labels, rows = case
    for label in labels:
        if label.family == "mention only":
            assert not label.partners and label.auto_ok, label
        if label.family == "negation" and label.partners:
            credited = rows[label.partners[0]]
            assert plain(credited.surname) in plain(label.answer), label


def test_labels_are_written_with_the_fields_of_labelled_answers() -> None:
    _, labels, _ = made("fit", 220)
    fields = {"id", "answer", "partners", "decisive", "websites", "keyword", "kind", "auto_ok", "note", "candidates"}
    assert fields <= labels[0].as_json().keys()
