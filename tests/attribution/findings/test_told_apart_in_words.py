"""A question between two of one name says which of them is which."""

from attribution import Directory, Entity, Entry, attribute


def helen(number: str, occupation: str = "", city: str = "") -> Entry:
    """One of the name."""
    return Entry(number, "Helen Marsh", entity=Entity.PERSON, occupation=occupation, city=city)


def test_the_reason_tells_two_of_one_name_apart() -> None:
    two = Directory([helen("1", occupation="mediator", city="Quincy"), helen("2"), Entry("3", "Joe Smith")])
    decision = attribute("Helen Marsh", two)
    assert decision.decision == "review"
    first, second = (each.reason for each in decision.suggestions)
    assert first.startswith("“Helen Marsh” is the name of Helen Marsh (mediator, Quincy). Not sure: ")
    assert "Not sure: Helen Marsh (of whom no more is known) would fit as well" in first
    assert "Not sure: Helen Marsh (mediator, Quincy) would fit as well" in second


def test_of_other_names_a_name_is_enough() -> None:
    decision = attribute("Joe", Directory([Entry("1", "Joe Smith", city="Quincy"), Entry("2", "Joe Hill")]))
    assert all("(" not in each.reason for each in decision.suggestions)
    assert "would fit as well" in decision.suggestions[0].reason
