"""An answer that is nothing but a search: a trade and a town, or a trade nearby."""

import pytest

from attribution import attribute
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
    ],
)
def test_words_that_may_mean_somebody_are_no_search(answer: str) -> None:
    assert attribute(answer, quincy()).keyword is None
