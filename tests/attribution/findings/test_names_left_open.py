"""A name that the client leaves open, or that nobody knows, is asked about, whatever else the answer tells."""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.findings.half_remembered import left_open
from attribution.words.reading import read
from tests.attribution.people_of_quincy import ENTRIES, quincy

SALTMARSH = (
    Entry("71", "Saltmarsh Cricket Club", entity=Entity.BUSINESS, occupation="sports club"),
    Entry("72", "Saltmarsh Surgery", entity=Entity.BUSINESS, occupation="doctors"),
    Entry("73", "Tracy Ledwick", entity=Entity.PERSON, occupation="carer"),
)


@pytest.mark.parametrize(
    "answer",
    [
        "there is a lady who walks past my porch, her name was Tracy or Stacy, one of those",
        "Lindsey or Linsey Moor, I sat beside her sister",
        "Hargrave or Hargreave, it was said and not written",
        "some lad on the job site, Vince or Lance, all I know is his truck",
        "Saltmarsh something, where all my friends go",
        "Salt-something in Wexcombe, a neighbour wrote it down",
        "Tracy L., can't read my own writing",
        "already told your receptionist, it was Tracy Ledwich or Ledwick",
    ],
)
def test_a_name_left_open_is_a_question(answer: str) -> None:
    assert attribute(answer, Directory([*ENTRIES, *SALTMARSH])).decision == "review"


@pytest.mark.parametrize(
    "answer",
    [
        "my sister or my cousin, they both go",
        "once or twice I walked by",
        "heard something from a friend",
        "an insurance or payroll person",
    ],
)
def test_other_words_beside_or_and_something_are_no_names(answer: str) -> None:
    assert left_open(read(answer), Directory([*ENTRIES, *SALTMARSH])) is None


@pytest.mark.parametrize(
    "answer",
    [
        "Gareth Tolpuddle, he used to sail with my husband",
        "Ximena my friend",
        "my colleague at the mill, Bartolo",
        "Mrs. Oyinlola upstairs, she has a cousin",
        "bloke called Bartolo, I was drunk",
    ],
)
def test_a_name_that_nobody_knows_is_asked_about_before_the_relation_counts(answer: str) -> None:
    result = attribute(answer, quincy())
    assert (result.decision, result.introduced_by()) == ("review", ())


def test_what_begins_the_answer_and_is_no_person_is_none() -> None:
    result = attribute("Wexcombefest, you had the massage tent", quincy())
    assert [credit.source.name for credit in result.introduced_by()] == ["Event"]


@pytest.mark.parametrize("answer", ["my ex husbands accountant", "the girl on the front desk at the dentist"])
def test_somebody_of_a_trade_is_asked_about_also_where_a_relation_or_a_desk_is_told(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "review"
