"""Two people of one surname in one answer, each with their own words, and firms whose town is told after them."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


def _firm(id: str, name: str, occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _person("kieran", "Kieran Lynskey", "", "past client"),
        _person("brian", "Brian Lynskey", "Lynskey Electric", "electrician"),
        _person("jenna", "Jenna Kowalik", "Top Paw Training", "dog trainer"),
        _person("dave", "Dave Kowalik", "Kowalik Kennels", "kennels"),
        _person("leah", "Leah Adlermann", "", "past client", "Salford"),
        _person("shimon", "Rabbi Shimon Adlermann", "Ohel Shalom Synagogue", "rabbi", "Salford"),
        _person("steven", "Steven Prewitt", "Prewitt Home Inspections", "home inspector"),
        _person("jasmine", "Jasmine Prewitt", "Paws on Ponce", "dog groomer"),
        _person("sione", "Sione Fifitake", "Logan City Auto", "mechanic"),
        _person("mele", "Mele Fifitake", "Pacific Families Network", "support worker"),
        _person("rowan", "Rowan Smythe", "Bay Palms Management", "property manager"),
        _person("smith", "Rowan Smith", "Dockside Bakery", "baker"),
        _person("dean", "Dean Bakewell", "Bakewell & Daughters Butchers", "butcher"),
        _person("beth", "Bethany Brandtner", "Old Mill Pilates", "pilates teacher"),
        _person("cora", "Cora Lindgreen", "Old Mill Pilates", "receptionist"),
        _firm("pilates", "Old Mill Pilates", "pilates studio"),
        _firm("butchers", "Bakewell & Daughters Butchers", "butchers"),
        _firm("chamber", "Oadby Chamber of Trade", "business association", "Oadby"),
        _firm("repair", "Bury Care & Repair", "charity", "Bury"),
        _firm("vets", "Oadby Vets", "veterinary", "Oadby"),
        _firm("hospital", "Lansdown Animal Hospital", "veterinary", "Oadby"),
        _firm("rowing", "Oadby Rowing Club", "rowing club", "Oadby"),
        _person("annis", "Annis Youngman", "Youngman Martins LLP", "lawyer"),
        _person("annika", "Annis Bakerley", "", "past client"),
        _person("martins", "Martins Youngman", "", "past client"),
    ]
)


def _partners(answer: str) -> set[str]:
    """The ids of the partners that are credited without a person."""
    return {c.source.id for c in attribute(answer, DIRECTORY).introduced_by() if c.source.kind is Kind.PARTNER}


def _offered(answer: str) -> set[str]:
    """The ids of all who are credited or suggested."""
    result = attribute(answer, DIRECTORY)
    return {c.source.id for c in (*result.credits, *result.suggestions)}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        # The surname of one is no firm of the other.
        ("Kieran Lynskey sent me, you did his case. Brian Lynskey is just my electrician", "kieran"),
        ("jenna kowalik the trainer told me to ring you. dave at the kennels said somebody else", "jenna"),
        # Where a whole name stands, half of another with a firm or a word near it is not meant.
        ("leah adlermann in salford told me, we're both at Ohel Shalom", "leah"),
        ("Steve Prewitt the inspector said call you, on his list you were first", "steven"),
        # What is left of a name beside somebody else's of the same surname.
        ("Sione Fifitake does my brakes but it was his cousin Mele who said come here", "mele"),
    ],
)
def test_each_is_found_by_their_own_words(answer: str, id: str) -> None:
    assert id in _offered(answer)


def test_a_first_name_with_its_firm_stays_beside_a_whole_name() -> None:
    """Rowan of Bay Palms may be written "Smith": that is at most a question, and never the baker alone."""
    assert "rowan" in _offered("rowan smith from bay palms, manages our rental")
    assert _partners("rowan smith from bay palms, manages our rental") != {"smith"}


def test_a_firm_of_more_words_before_its_trade_is_the_firm() -> None:
    assert _partners("Bakewell & Daughters, the butcher's") == {"butchers"}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Chamber of Trade here in Oadby", "chamber"),
        ("Care and Repair in Bury gave mum your number", "repair"),
    ],
)
def test_the_town_of_a_firms_name_may_follow_it(answer: str, id: str) -> None:
    assert _partners(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    ["my vet in Oadby recommended you", "my book club in Oadby recommended you"],
)
def test_a_trade_and_a_town_are_no_name_of_a_firm(answer: str) -> None:
    assert _partners(answer) == set()


@pytest.mark.parametrize(
    "answer",
    ["Annis recommended you; Martins Youngman is my dentist", "Youngman sent me, Martins Youngman"],
)
def test_somebody_elses_name_is_no_firm_beside_a_first_name(answer: str) -> None:
    assert "annis" not in _partners(answer)


def test_the_firm_of_a_colleague_supports_a_name() -> None:
    result = attribute("Bethany Brandtner, old mill pilates", DIRECTORY)
    assert [(c.source.id, "named too" in c.reason) for c in result.introduced_by()] == [("beth", True)]
