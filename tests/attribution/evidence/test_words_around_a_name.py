"""A name is judged by the run of words in which it stands, too."""

from random import Random

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.evidence.sentence import BEGIN, END, FAR, MARKS, NAME, Around, Network, by_both, known_as
from attribution.sources.seen import Seen
from attribution.sources.weighing import findings_in
from tests.attribution.people_of_quincy import ENTRIES

PEOPLE = [
    Entry("nell", "Nell Whitlock", entity=Entity.PERSON),
    Entry("hana", "Hana Moskowitz", entity=Entity.PERSON),
    Entry("gym", "Larkfield Nursery", entity=Entity.BUSINESS),
]


def around(answer: str, id: str, entries: list[Entry] = PEOPLE) -> Around:
    """What stands around one of the people."""
    seen = Seen()
    findings_in(answer, Directory(entries), seen)
    places = (k for k, (named, _) in enumerate(seen.names) if named.best.card.id == id)
    return seen.around[next(places)]


def test_names_and_media_are_marks_and_so_are_pauses() -> None:
    answer = "Was that google, no! Nell Whitlock, of Larkfield Nursery, gave me your card. Hana Moskowitz too?"
    line = "(begin) was that (medium) , no ! (name) , of (business) , gave me your card . (person) too ? (end)"
    assert around(answer, "nell") == tuple(line.split())


def test_a_word_is_seen_as_its_class() -> None:
    line = "(begin) our (trade) (given) at no (number) said (name) (end)"
    assert around("our plumber Tracy at no 12 said Nell Whitlock", "nell") == tuple(line.split())


@pytest.mark.parametrize("answer", ["Nell Whitlock", "Nell Whitlock and Hana Moskowitz", "nell whitlock & google"])
def test_an_answer_of_nothing_but_sources_is_judged_by_facts_alone(answer: str) -> None:
    assert around(answer, "nell") == ()


def test_where_others_fit_as_well_the_words_are_not_asked() -> None:
    twins = [*PEOPLE, Entry("other", "Nell Whitlock", entity=Entity.PERSON)]
    assert around("Nell Whitlock told me to call you", "nell") != ()
    seen = Seen()
    findings_in("Nell Whitlock told me to call you", Directory(twins), seen)
    assert seen.around == [()]


def test_so_many_words_are_looked_at_and_no_more() -> None:
    story = "and then we drove home again "
    found = around(f"{story * 12} Nell Whitlock told me about you {story * 12}", "nell")
    assert len(found) == 2 * FAR + 1
    assert found[FAR] == NAME
    assert not {BEGIN, END} & set(found)


def test_a_word_that_is_not_known_is_known_by_its_sense_or_as_a_rare_one() -> None:
    known = {*MARKS, "sense tell", "you"}
    assert known_as("you", known) == "you"
    assert known_as("hollered", known) == "sense tell"
    assert known_as("quokka", known) == "(rare)"
    assert known_as("(trade)", known) == "(rare)"


def test_sums_over_marks_of_any_length_are_bounded_and_whole() -> None:
    weights = [[2, 1]] * 10
    words = {mark: [k, -k] for k, mark in enumerate(MARKS)}
    patterns = [[1, -3], [2, 1]] * 5
    network = Network(
        {"unit": 1, "slope": 1.0, "bias": 0.0, "base": [1, 0], "weights": weights, "patterns": patterns, "words": words}
    )
    assert network.said((NAME,)) == 0
    assert network.said((BEGIN, NAME)) == network.said((BEGIN, NAME))
    assert 0.0 < network.probability(1e9, (END,) * FAR + (NAME,) + (END,) * FAR) < 1.0
    assert 0.0 < network.probability(-1e9, (NAME,)) < 1.0


def test_the_order_of_the_directory_does_not_matter() -> None:
    answer = "Joe Ferrante was full up so his wife passed me on to Meera Patel, and she swears by you"
    entries = list(ENTRIES)
    results = []
    for seed in range(3):
        Random(seed).shuffle(entries)  # noqa: S311 - an order, no secret
        results.append(attribute(answer, Directory(entries)))
    assert results[0] == results[1] == results[2]


def test_the_probability_is_one_whatever_the_facts_say() -> None:
    run = (BEGIN, "we", "called", NAME, "about", "it", END)
    chances = [by_both(chance, run) for chance in (1e-13, 0.2, 0.5, 0.8, 1 - 1e-13)]
    assert chances == sorted(chances)
    assert all(0.0 < chance < 1.0 for chance in chances)


def test_where_a_word_stands_makes_a_difference() -> None:
    sent, going = "Nell Whitlock sent me to you", "I was sent to Nell Whitlock by you"
    assert by_both(0.5, around(sent, "nell")) > by_both(0.5, around(going, "nell")) + 0.03
