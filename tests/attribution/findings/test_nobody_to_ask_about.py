"""Answers that name nobody whom a person could find are not asked about, and those that leave a name open are."""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.names.roles import roles_in, unknown_names
from attribution.words.reading import read
from tests.attribution.people_of_quincy import ENTRIES, quincy


@pytest.mark.parametrize(
    "answer",
    [
        "a neighbour who'd sooner stay out of it",
        "my aunt, she wouldn't want thanking",
        "my brother. you'd like him",
    ],
)
def test_a_shortened_word_is_no_name(answer: str) -> None:
    assert unknown_names(read(answer), set(), quincy()) == []
    assert attribute(answer, quincy()).decision == "auto"


@pytest.mark.parametrize(
    "answer", ["see my email", "already told your receptionist", "as discussed on the phone", "mind yer ain business"]
)
def test_what_was_told_elsewhere_tells_nothing(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "none"


@pytest.mark.parametrize("thing", ["my water heater", "our radiator", "the kitchen floor"])
def test_a_thing_is_nobody_by_the_trade(thing: str) -> None:
    assert roles_in(read(thing), set()) == []


@pytest.mark.parametrize(
    "answer",
    [
        "toothache",
        "my knees",
        "blocked drains",
        "The storm, mainly",
        "my cat brought me",
        "we need a will",
        "boiler has died",
    ],
)
def test_what_somebody_came_for_is_no_source(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "none"


@pytest.mark.parametrize("answer", ["will", "the tooth lady", "my drain man", "Rain", "the guy with the boiler"])
def test_a_word_of_troubles_beside_somebody_is_asked_about(answer: str) -> None:
    named = [*ENTRIES, Entry("61", "Will Rain", entity=Entity.PERSON, occupation="glazier")]
    assert attribute(answer, Directory(named)).decision == "review"


@pytest.mark.parametrize(
    "answer",
    [
        "a dude at the climbing gym, never caught a name",
        "some woman on the tram",
        "somebody in my knitting group",
        "one of the fellas on site, he has the same van",
        "half our street",
        "I sing with somebody who works there",
        "person i swim with",
        "Church folks",
        "my oma",
    ],
)
def test_somebody_unnamed_is_word_of_mouth(answer: str) -> None:
    result = attribute(answer, quincy())
    assert [credit.source.name for credit in result.introduced_by()] == ["Word of mouth"]
    assert result.decision == "auto"


@pytest.mark.parametrize(
    "answer",
    [
        "the tall woman from the pilates class",
        "a chap called Bartolo at the harbour",
        "bloke named Sid, drives a van",
        "a lady at the credit union",
    ],
)
def test_somebody_with_a_name_or_a_place_is_asked_about(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "review"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("already a yoga client, trying the needles", "Existing client"),
        ("came here for my elbow in college, now it's the other one", "Existing client"),
        ("Returning after three years abroad", "Existing client"),
        ("existing landlord", "Existing client"),
        ("free lunchbox giveaway at the harbour", "Event"),
        ("the vaccination day by the castle", "Event"),
        ("free brake check day in the car park", "Event"),
    ],
)
def test_who_was_here_before_and_where_the_firm_was_met(answer: str, name: str) -> None:
    result = attribute(answer, quincy())
    assert [credit.source.name for credit in result.introduced_by()] == [name]


def test_who_denied_that_help_was_needed_or_is_only_next_door_sent_nobody() -> None:
    said = attribute("Dr Vance told me I didn't need a lawyer. found you on google", quincy())
    assert [credit.source.name for credit in said.introduced_by()] == ["Google"]
    assert said.decision == "auto"
    assert attribute("y'all are upstairs from my hairdresser and I look at the door", quincy()).decision != "review"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("my niece in Wexcombe", "Word of mouth"),
        ("old client, moved back from Wexcombe", "Existing client"),
        ("advert in the EKP", "Advertisement"),
        ("just looked online for somebody who takes EKP", "Search engine"),
        ("ਭਰਾ ਨੇ ਦੱਸਿਆ", "Word of mouth"),
        ("girl from mothers group", "Word of mouth"),
        ("I was just passing", "Walk-by"),
        ("seen the lights on", "Walk-by"),
        ("noticed the brass plate walking the cat", "Walk-by"),
        ("the enormous plastic molar out front", "Walk-by"),
        ("we eat at the noodle place downstairs", "Walk-by"),
        ("z internetu", "Search engine"),
    ],
)
def test_a_place_a_paper_or_an_insurer_is_no_name(answer: str, name: str) -> None:
    result = attribute(answer, quincy())
    assert [credit.source.name for credit in result.introduced_by()] == [name]
    assert result.decision == "auto"


def test_a_name_after_from_is_still_asked_about() -> None:
    assert attribute("got it from Wexcombe", quincy()).decision == "review"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("the lady next to me at the DMV. I was having kind of a morning", "Word of mouth"),
        ("the lady across the alley", "Word of mouth"),
        ("woman at puppy yoga", "Word of mouth"),
        ("bloke in the queue at the tip", "Word of mouth"),
        ("some guy ahead of us in the line", "Word of mouth"),
        ("a friend who I won't name", "Word of mouth"),
        ("already registered, second dog", "Existing client"),
        ("third baby with you", "Existing client"),
    ],
)
def test_a_stranger_or_who_is_not_to_be_named_is_not_asked_about(answer: str, name: str) -> None:
    result = attribute(answer, quincy())
    assert result.decision != "review"
    assert [credit.source.name for credit in result.introduced_by()] in ([name], [])


@pytest.mark.parametrize(
    "answer",
    [
        "lady in the pet shop",
        "the girl at the yoga studio",
        "lad who cuts my hair",
        "my lawyer. Not telling you which",
    ],
)
def test_who_may_be_found_is_asked_about(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "review"


def test_a_wrong_number_is_no_source() -> None:
    assert attribute("wrong number, sorry", quincy()).decision == "none"


def test_an_event_before_which_something_has_to_be_is_no_source() -> None:
    assert attribute("the doc said I would break a hip before the county fair", quincy()).credits == ()
    assert [c.source.name for c in attribute("saw you at the county fair", quincy()).credits] == ["Event"]
