"""Who is nearest by a little only is asked about, and whoever is named by a role is not taken for a firm."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation)


def _business(id: str, name: str, occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation)


DIRECTORY = Directory(
    [
        _person("robert", "Robert Thurnham", "", "accountant"),
        _person("beth", "Beth Thurnham", "", "plumber"),
        _person("margaret", "Margaret Oxlade", "", "nurse"),
        _person("piers", "Piers Oxlade", "", "gardener"),
        _person("adam", "Adam Rushall", "First Door Mortgages", "mortgage broker"),
        _person("adams", "Julian Adams", "Adams Cover", "insurance broker"),
        _person("curtains", "Wendy Tupp", "Tupp Curtains & Blinds", "curtain maker"),
        _business("pub", "The Tupp", "pub"),
        _person("physician", "Rona Quarrie", "Quarrie Sports Medicine", "sports physician"),
        _business("practice", "Quarrie Sports Medicine", "sports medicine"),
        _person("mortgage", "Brent Alderley", "Alderley Mortgage", "mortgage broker"),
        _person("loans", "Keisha Alderley", "Fennimore Credit Union", "loan officer"),
        _business("students", "University of Wexcombe Graduate Students' Association", "students' association"),
        _business("rooms", "University of Wexcombe Accommodation Office", "university accommodation"),
        _business("snow", "Snow's Snow Removal", "snow removal"),
        _person("crystal", "Crystal Snow", "Snow's Snow Removal", "snow plow contractor"),
        _person("ahmed", "Ahmed Mohamed", "", "community worker"),
        _business("tennis", "Tennis at the Lakes", "tennis club"),
        _person("mohammed", "Mohammed Ahmed", "", "butcher"),
    ]
)


def _credited(answer: str) -> set[str]:
    credits = attribute(answer, DIRECTORY).introduced_by()
    return {credit.source.id for credit in credits if credit.source.kind is Kind.PARTNER}


@pytest.mark.parametrize("answer", ["B. Thurnham", "P. Oxlade told me"])
def test_an_initial_may_be_that_of_a_short_form_of_a_name_that_another_form_outgrows(answer: str) -> None:
    """B is Robert too, whom they call Bob, although "Roberto" is longer; P is Margaret, whom they call Peggy."""
    assert _credited(answer) == set()


def test_half_a_name_as_it_is_written_is_not_nearer_than_the_trade_itself() -> None:
    assert "adam" not in _credited("Adam the insurance man")
    assert "adams" not in _credited("Adams the mortgage broker")
    assert _credited("Adam the mortgage broker") == {"adam"}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Tupp the curtain maker", "curtains"),
        ("Quarrie the sports physician", "physician"),
        ("Alderley the mortgage broker", "mortgage"),
    ],
)
def test_somebody_named_by_the_role_is_known_by_the_firm_that_bears_the_name(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("through University of Wexcombe Graduate Students' Associatino", "students"),
        ("snow's snow removal sent me over", "snow"),
        ("Amhed Mohamed", "ahmed"),
        ("I play tennis at the Lakes, coach there told me", "tennis"),
    ],
)
def test_a_whole_name_comes_before_part_of_another_and_one_turned_round(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


_PLAIN = Directory(
    [
        _person("dentist", "Sam Orchard", "Family Dental", "dentist"),
        _person("lawyer", "Lena Fosse", "Legal Services", "lawyer"),
        _person("manager", "Joan Partridge", "Property Management", "manager"),
        _person("joy", "Joy Spring", "", "nutritionist"),
        _person("rabbi", "Rabbi Morris Adelstein", "", "rabbi"),
        _person("frith", "Danielle Frith", "Frith Weddings", "wedding planner"),
    ]
)


def _told(answer: str) -> set[str]:
    credits = attribute(answer, _PLAIN).introduced_by()
    return {credit.source.id for credit in credits if credit.source.kind is Kind.PARTNER}


@pytest.mark.parametrize(
    "answer",
    [
        "Sam knows a good family dental place and told me about you",
        "a friend Sam said you were the best family dental office",
        "Lena told me you do legal services for free",
        "Joan said you are good at property management",
    ],
)
def test_words_that_every_firm_of_a_trade_may_have_name_none_unless_they_stand_as_a_name(answer: str) -> None:
    assert _told(answer) == set()


@pytest.mark.parametrize(
    ("answer", "id"),
    [("Sam at family dental", "dentist"), ("Lena from Legal Services", "lawyer"), ("Rabbi Adelstien", "rabbi")],
)
def test_a_firm_of_such_words_is_known_where_it_stands_as_a_name_and_a_name_by_ear(answer: str, id: str) -> None:
    assert _told(answer) == {id}


@pytest.mark.parametrize(
    "answer", ["the spirng brought joy and my friend brought your number", "firth's, the funeral people"]
)
def test_letters_that_changed_places_are_a_slip_and_not_heard(answer: str) -> None:
    assert _told(answer) == set()


def test_the_next_table_is_not_where_the_firm_is() -> None:
    assert attribute("it was the lad on the next table knew you", _PLAIN).introduced_by() == ()
    assert [c.rule for c in attribute("my gym is next to you", _PLAIN).introduced_by()] == ["walk_by"]
