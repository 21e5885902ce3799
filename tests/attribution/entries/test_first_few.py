"""The first few entries of a word are those by id, whatever came and went."""

from hypothesis import given
from hypothesis import strategies as some

from attribution.entries.first_few import FirstFew

steps = some.lists(some.integers(10, 39).map(str), max_size=120)


@given(steps)
def test_they_are_the_first_by_id_after_every_change(steps: list[str]) -> None:
    by_word: dict[str, set[str]] = {"smith": set()}
    first = FirstFew(by_word)
    for id in steps:
        ids = by_word["smith"]
        if id in ids:
            ids.discard(id)
            first.discard("smith", id)
        else:
            ids.add(id)
            first.add("smith", id)
        assert first.of("smith") == sorted(ids)[:8]


@given(steps, steps)
def test_they_need_not_be_asked_for_in_between(before: list[str], after: list[str]) -> None:
    by_word: dict[str, set[str]] = {"smith": set()}
    first = FirstFew(by_word)
    for id in dict.fromkeys(before):
        by_word["smith"].add(id)
        first.add("smith", id)
    for id in dict.fromkeys(after):
        if id in by_word["smith"]:
            by_word["smith"].discard(id)
            first.discard("smith", id)
    assert first.of("smith") == sorted(by_word["smith"])[:8]
