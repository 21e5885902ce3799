"""Words of which staff have said that they do not mean an entry leave at most a question."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def person(id: str, name: str, **more: tuple[str, ...]) -> Entry:
    return Entry(id, name, entity=Entity.PERSON, **more)  # type: ignore[arg-type]  # only phrases are given


@pytest.mark.parametrize("answer", ["Joe Smithson sent me", "JOE  SMITHSON", "joe smithson, I think"])
def test_what_would_be_certain_is_a_question(answer: str) -> None:
    result = attribute(answer, Directory([person("1", "Joe Smithson", rejected=("joe smithson",))]))
    assert (result.decision, result.credits) == ("review", ())
    assert [each.source.id for each in result.suggestions] == ["1"]


def test_other_words_for_the_same_entry_stay_certain() -> None:
    directory = Directory([person("1", "Joe Smithson", rejected=("Joe Smithson",))])
    assert attribute("Joseph Smithson sent me", directory).decision == "auto"


def test_a_confirmed_alias_of_the_same_words_decides_nothing() -> None:
    directory = Directory([person("1", "Stephen Millar", confirmed=("Big Stevo",), rejected=("big stevo",))])
    assert attribute("Big Stevo", directory).decision == "review"


def test_the_others_who_fit_come_before_it_and_are_not_made_certain() -> None:
    entries = [person("1", "Maria Santos"), person("2", "Maria Santos")]
    assert [each.source.id for each in attribute("Maria Santos", Directory(entries)).suggestions] == ["1", "2"]
    turned_down = [person("1", "Maria Santos", rejected=("Maria Santos",)), entries[1]]
    for order in (turned_down, turned_down[::-1]):
        result = attribute("Maria Santos", Directory(order))
        assert result.decision == "review"
        assert [each.source.id for each in result.suggestions] == ["2", "1"]


def test_where_all_are_turned_down_it_is_still_a_question_of_them() -> None:
    both = [person(id, "Maria Santos", rejected=("Maria Santos",)) for id in "12"]
    result = attribute("Maria Santos", Directory(both))
    assert result.decision == "review"
    assert {each.source.id for each in result.suggestions} == {"1", "2"}
