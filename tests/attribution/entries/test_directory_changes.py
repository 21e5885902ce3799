"""A directory that was changed entry by entry decides as one that was made of the same entries at once."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from attribution import Directory, Entity, Entry, Kind, Supposed, attribute

GIVEN = ("Joe", "Joseph", "Maria", "Kim", "Steve", "Okafor")
SURNAMES = ("Ferrante", "Santos", "Kim", "Millar", "Miller", "Okafor")
FIRMS = ("", "Summit Dental", "Ferrante Realty", "Kim & Sons", "Harbor View Title LLC")
CITIES = ("", "Quincy", "Boston")
ALIASES = ((), ("Big Stevo",), ("Joey Ferr", "Summit"), ("Mimi",))
ANSWERS = (
    "joe",
    "Joe Ferrante sent me",
    "kim",
    "maria santos from quincy",
    "big stevo",
    "steve miler",
    "Summit dental",
    "my dentist",
    "harborview title",
    "okafor told my sister about you",
    "joe at ferrante realty",
    "mimi",
)

entries = some.builds(
    lambda id, first, last, firm, city, aliases, confirmed, rejected: Entry(
        id,
        f"{first} {last}",
        entity=Entity.PERSON,
        organisation=firm,
        occupation="dentist" if "Dental" in firm else "",
        city=city,
        aliases=aliases,
        confirmed=confirmed,
        rejected=rejected,
        website=f"{last.lower()}.example" if city else "",
    ),
    some.sampled_from("123456"),
    some.sampled_from(GIVEN),
    some.sampled_from(SURNAMES),
    some.sampled_from(FIRMS),
    some.sampled_from(CITIES),
    some.sampled_from(ALIASES),
    some.sampled_from(ALIASES),
    some.sampled_from(((), ("Kim",), ("joe ferrante",))),
) | some.builds(
    lambda id, firm: Entry(id, firm, entity=Entity.BUSINESS), some.sampled_from("1234"), some.sampled_from(FIRMS[1:])
)
changes = some.lists(entries | some.sampled_from("123456"), max_size=25)


def changed(directory: Directory, steps: list[Entry | str]) -> dict[str, Entry]:
    """Make the changes in a directory one by one. Returns the entries that it ends up with."""
    left: dict[str, Entry] = {entry.id: entry for entry in directory}
    for step in steps:
        if isinstance(step, str):
            directory.change({step: None})
            left.pop(step, None)
        else:
            directory.change({step.id: step})
            left[step.id] = step
    return left


@given(changes)
@settings(max_examples=60, deadline=None)
def test_it_decides_as_one_that_is_made_at_once(steps: list[Entry | str]) -> None:
    directory = Directory()
    made = Directory(changed(directory, steps).values())
    assert {entry.id for entry in directory} == {entry.id for entry in made}
    for answer in ANSWERS:
        assert attribute(answer, directory) == attribute(answer, made), answer


@given(changes, changes)
@settings(max_examples=60, deadline=None)
def test_what_is_supposed_decides_so_and_leaves_no_trace(there: list[Entry | str], steps: list[Entry | str]) -> None:
    directory = Directory()
    before = changed(directory, there)
    wanted = {step if isinstance(step, str) else step.id: None if isinstance(step, str) else step for step in steps}
    after = {id: entry for id, entry in (before | wanted).items() if entry}
    supposed, made = Supposed(directory, wanted), Directory(after.values())
    assert len(supposed) == len(made)
    for answer in ANSWERS:
        assert attribute(answer, supposed) == attribute(answer, made), answer
    again = Directory(before.values())
    assert {entry.id: entry for entry in directory} == before
    for answer in ANSWERS:
        assert attribute(answer, directory) == attribute(answer, again), answer


def test_what_is_supposed_is_put_back_even_after_a_failure() -> None:
    directory = Directory([Entry("1", "Joe Ferrante")])
    supposed = Supposed(directory, {"1": None, "2": Entry("2", "Nisha Patel")})
    with pytest.raises(ZeroDivisionError), supposed.in_use():
        assert directory.get("2")
        raise ZeroDivisionError
    assert [entry.name for entry in directory] == ["Joe Ferrante"]


def test_one_supposition_may_rest_on_another() -> None:
    directory = Directory([Entry("1", "Joe Ferrante")])
    twice = Supposed(Supposed(directory, {"2": Entry("2", "Nisha Patel")}), {"3": Entry("3", "Ted Kostas")})
    assert [entry.name for entry in twice] == ["Joe Ferrante", "Nisha Patel", "Ted Kostas"]
    assert len(directory) == 1
    assert twice.called("Yelp", Kind.LOCAL_LISTING) is None


@pytest.fixture
def busy_switching() -> Iterator[None]:
    """Threads take turns as often as they can, so that one that is not held still would be seen half changed."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("busy_switching")
def test_readers_never_see_half_of_a_change() -> None:
    """The one Joe is always exchanged for the other: a reader finds exactly one, never none and never two."""
    one, other = Entry("1", "Joe Ferrante", website="joe.example"), Entry("2", "Joe Ferrante", website="joe.example")
    directory = Directory([one])
    assert attribute("Joe Ferrante", directory).decision == "auto"
    problems: list[object] = []
    times = [0, 0, 0]
    done = False

    def read(reader: int) -> None:
        while not done:
            found = attribute("Joe Ferrante", directory)
            if found.decision != "auto" or directory.partner_at("joe.example") is None or len(list(directory)) != 1:
                problems.append(found)
            times[reader] += 1

    with running([Thread(target=read, args=(reader,)) for reader in range(3)]):
        while min(times) < 60 and not problems:
            directory.change({"1": None, "2": other})
            with Supposed(directory, {"2": None}).in_use() as nobody:
                assert len(nobody) == 0
            directory.change({"2": None, "1": one})
        done = True
    assert not problems


@contextmanager
def running(threads: list[Thread]) -> Iterator[None]:
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join()
