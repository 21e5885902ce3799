"""Strangers by where the client meets them, neighbours of the firm, and places where the firm itself had a stand."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from tests.attribution.people_of_quincy import ENTRIES, quincy

PLACES = Directory(
    [
        *ENTRIES,
        Entry("71", "Dobson High School", Kind.PARTNER, Entity.BUSINESS, occupation="school"),
        Entry("74", "Consulate Legal Fair", Kind.PARTNER, Entity.BUSINESS, occupation="advice"),
        Entry("72", "Weavers Library", Kind.PARTNER, Entity.BUSINESS, occupation="library"),
    ]
)


@pytest.mark.parametrize(
    "answer",
    [
        "girl in my boat at rowing",
        "lass I share a desk with",
        "lady two seats along at the bingo",
        "couple on the next caravan pitch",
        "old boy on the next allotment",
        "the fella who sits behind me at the match",
        "the lady I stand next to in choir, she'd rather I not say",
        "lady I walk the dog with, she asked me not to say",
        "the Tuesday coffee guys at Rosauers, take your pick",
        "at the Leslieville farmers market a fellow with too many peppers, I never got his name",
        "live over the road, can hear the dogs",
        "got on the wrong bus and ended up outside your office",
        "you're at the end of our street",
        "rabbit",
        "cat",
    ],
)
def test_nobody_is_asked_about_whom_no_one_could_find(answer: str) -> None:
    people = Directory([*ENTRIES, Entry("63", "Catherine Mather", Kind.PARTNER, Entity.PERSON, occupation="baker")])
    assert attribute(answer, people).decision != "review"


@pytest.mark.parametrize(
    "answer",
    [
        "girl in my office, Bronagh",
        "live next door to Bernadette who told me",
        "larry, dont know his last name",
        "Cat",
        "radio. And my neighbour Colin said too",
        "billboard at the roundabout. Also my mate Gavin but he says that about everybody",
    ],
)
def test_a_name_is_asked_about(answer: str) -> None:
    people = Directory([*ENTRIES, Entry("64", "Catherine Larry", Kind.PARTNER, Entity.PERSON, occupation="baker")])
    assert attribute(answer, people).decision == "review"


@pytest.mark.parametrize(
    "answer",
    [
        "Driffield Show, your lad had a cutaway boiler on a table",
        "Great North Dog Walk, yous were giving out bandanas",
        "breakfast do at the Kingsmills about auto enrolment",
        "Hull Fair, you had a gazebo",
        "the job day at Dobson High School, you had a table with candy",
        "your talk at Weavers Library",
        "You lot had the stall at Weavers Library next to the ice cream",
    ],
)
def test_where_the_firm_had_a_stand_is_an_event(answer: str) -> None:
    result = attribute(answer, PLACES)
    assert result.decision == "auto"
    assert [credit.source.kind for credit in result.introduced_by()] == [Kind.EVENT]


@pytest.mark.parametrize(
    "answer",
    [
        "First I saw the poster at Weavers Library, then your stall at the gala",
        "they told me about you at Weavers Library, you had a stall there",
    ],
)
def test_a_place_that_led_to_the_firm_by_itself_stays_a_source(answer: str) -> None:
    result = attribute(answer, PLACES)
    told = {credit.source.id for credit in (*result.introduced_by(), *result.suggestions)}
    assert "72" in told


def test_a_fair_of_somebodys_is_asked_about() -> None:
    result = attribute("your booth at the Consulate Legal Fair", PLACES)
    assert [credit.source.id for credit in result.suggestions] == ["74"]


def test_a_name_beside_nothing_else_is_no_second_source() -> None:
    assert attribute("my mother in law and my wife", quincy()).decision == "auto"


def test_what_somebody_does_who_sent_the_client_elsewhere_is_no_second_person() -> None:
    told = "Meera Patel who is my accountant told me try some place on Elm Street. They never called back."
    result = attribute(f"{told} So I found you in the Justia directory.", quincy())
    assert result.decision == "auto"
    assert [credit.source.name for credit in result.introduced_by()] == ["Justia"]
