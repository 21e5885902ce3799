"""An answer that is nothing but a search: a trade and a town, or a trade nearby."""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.findings.kinds import kinds_in
from attribution.words.reading import read
from tests.attribution.people_of_quincy import quincy


@pytest.mark.parametrize(
    "answer",
    [
        "roofer quincy",
        "Electrician Braintree",
        "gutter and roof repair weymouth",
        "emergency electrician milton ma",
        "best slip and fall lawyer everett",
        "quincy tenant lawyer eviction help",
        "physio wigan late appointments",
        "bail hearing lawyer massachusetts",
        "abogada de inmigración cerca de mí",
        "plombier pas cher près de chez moi",
        "optician open saturday 02169",
        "quincy roofer 5 star",
        "top rated electrician braintree",
        "landlord tax return help quincy",
        "speech therapy milton evening parking",
        "optician open sunday afternoon",
        "osteopaths open on bank holidays",
        "glazier available tonight",
        "optician accepting new nhs patients",
        "chiropractor medicaid quincy",
    ],
)
def test_the_whole_answer_is_the_search_and_nobody_is_asked_about(answer: str) -> None:
    result = attribute(answer, quincy())
    assert (result.keyword, result.decision) == (answer, "auto")
    assert [credit.source.name for credit in result.introduced_by()] == ["Search engine"]


@pytest.mark.parametrize(
    "answer",
    [
        "mi hermana vive cerca de mi",
        "the roofer in quincy",
        "my electrician, quincy",
        "roofer Hanlon quincy",
        "roofer quincy gina",
        "electrician",
        "quincy choir",
        "priest quincy",
        "barber quincy",
        "dentist quincy",
        "Dr. Levin quincy",
        "roofer quincy said so",
        "roofer quincy told me",
        "joe mahoney plumber weymouth",
        "mahoney plumbing weymouth",
        "the optician is open on sundays",
        "my optician, open sundays",
        "roofer quincy, first class lad",
        "roofer quincy, you came recommended by my sister",
    ],
)
def test_words_that_may_mean_somebody_are_no_search(answer: str) -> None:
    assert attribute(answer, quincy()).keyword is None


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("emergency electrician quincy, first one that answered", "emergency electrician quincy"),
        ("roofer braintree - top of the list", "roofer braintree"),
        ("Slip and fall lawyer Everett. You came up second", "Slip and fall lawyer Everett"),
    ],
)
def test_what_came_up_may_be_told_behind_it(answer: str, phrase: str) -> None:
    assert attribute(answer, quincy()).keyword == phrase


def test_a_firm_is_not_meant_whose_name_says_more_than_the_trade_and_the_town() -> None:
    centre = Entry("51", "Greater Braintree Community Law", entity=Entity.BUSINESS, occupation="legal aid")
    law = Entry("52", "Milton Law LLP", entity=Entity.BUSINESS, occupation="law firm", city="Milton")
    directory = Directory([centre, law, Entry("53", "Ada Quill", occupation="florist", city="Braintree")])
    assert attribute("family lawyer braintree", directory).keyword == "family lawyer braintree"
    assert attribute("lawyer milton", directory).keyword is None


def test_family_in_the_name_of_a_trade_is_nobody_of_the_family() -> None:
    assert kinds_in(read("our family lawyer")) == []
    assert kinds_in(read("our family, and a lawyer")) != []
