"""The directory in memory: the order of its entries never matters, and one entry comes and goes at once."""

from random import Random

from attribution import Directory, Entity, Entry, attribute, result_to_json
from tests.attribution.people_of_quincy import ENTRIES, quincy

ANSWERS = ("joe", "dr kim", "maria santos", "summit", "my dentist", "ferrante", "joe at ferrante realty", "kim dental")


def test_the_order_of_the_entries_never_matters() -> None:
    turned = list(ENTRIES)
    for seed in range(5):
        Random(seed).shuffle(turned)  # noqa: S311 - an order, no secret
        other = Directory(turned, own_hosts=["firm.example"])
        for answer in ANSWERS:
            assert result_to_json("1", attribute(answer, other)) == result_to_json("1", attribute(answer, quincy()))


def test_what_was_added_and_removed_leaves_no_trace() -> None:
    directory = quincy()
    before = [attribute(answer, directory) for answer in ANSWERS]
    directory.add(Entry("x", "Joe Kim", organisation="Summit", city="Dedham", aliases=("Maria",), website="x.example"))
    assert attribute("joe kim", directory).decision == "auto"
    directory.remove("x")
    assert [attribute(answer, directory) for answer in ANSWERS] == before
    assert directory.get("x") is None


def test_an_entry_with_the_same_id_is_replaced() -> None:
    directory = quincy()
    directory.add(Entry("1", "Zebulon Quill"))
    assert len(directory) == len(ENTRIES)
    assert attribute("Joe Ferrante", directory).decision == "review"
    assert attribute("Zebulon Quill", directory).decision == "auto"


def test_removing_what_is_not_there_does_nothing() -> None:
    Directory().remove("nobody")


def test_an_empty_directory_decides_what_needs_none() -> None:
    assert attribute("google", Directory()).decision == "auto"
    assert attribute("Joe", Directory()).decision == "review"


def test_a_second_equal_entry_makes_a_certain_one_a_question() -> None:
    directory = quincy()
    assert attribute("Meera Patel", directory).decision == "auto"
    directory.add(Entry("y", "Meera Patel", occupation="dentist"))
    assert attribute("Meera Patel", directory).decision == "review"


def test_words_with_one_beginning_follow_the_entries() -> None:
    directory = Directory([Entry("1", "Rob Ferrante"), Entry("2", "Robert Roberts"), Entry("3", "Ana Robb")])
    assert directory.words_with_beginning("rob") == ["rob", "robb", "robert", "roberts"]
    directory.add(Entry("4", "Robin Ferrante"))
    directory.remove("2")
    assert directory.words_with_beginning("rob") == ["rob", "robb", "robin"]
    assert directory.words_with_beginning("z") == []


def test_what_two_words_have_in_common_follows_the_entries() -> None:
    directory = Directory([Entry("1", "Rob Ferrante"), Entry("2", "Ana Ferrante")])
    assert directory.ids_with_both("rob", "ferrante") == {"1"}
    directory.add(Entry("3", "Rob Ferrante"))
    assert directory.ids_with_both("rob", "ferrante") == {"1", "3"}
    directory.remove("1")
    assert directory.ids_with_both("rob", "ferrante") == {"3"}


def test_of_many_with_one_surname_the_one_with_the_typed_initial_is_found() -> None:
    names = ("Alma", "Boris", "Clara", "Dario", "Edith", "Fergus", "Gideon", "Irene", "Karl", "Lorna", "Tamsin")
    directory = Directory(
        [Entry(f"p{k:02}", f"{name} Ostermere", entity=Entity.PERSON) for k, name in enumerate(names)]
    )
    result = attribute("T. Ostermere told me", directory)
    assert result.decision == "auto"
    assert [credit.source.name for credit in result.introduced_by()] == ["Tamsin Ostermere"]
    assert attribute("Ostermere told me", directory).decision == "review"
