"""What was typed or said to a machine, without the command, what the client then did, and with all that was asked."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory([Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "seamstress", "Tarn")])


def _keyword(answer: str) -> str | None:
    return attribute(answer, DIRECTORY).keyword


@pytest.mark.parametrize(
    ("answer", "keyword"),
    [
        ("search curtain alteration cost", "curtain alteration cost"),
        ("searching physio for runners sheffield", "physio for runners sheffield"),
        ("lookd up plumer near me", "plumer near me"),
        ("hey siri find me a locksmith", "locksmith"),
    ],
)
def test_the_command_is_no_part_of_it(answer: str, keyword: str) -> None:
    assert _keyword(answer) == keyword


@pytest.mark.parametrize(
    ("answer", "keyword"),
    [
        ("I googled why is my sink gurgling and fell down a hole", "why is my sink gurgling"),
        ("googled is my wisdom tooth infected and panicked", "is my wisdom tooth infected"),
        ("googled what is a rubber boot on a tooth and lost track of time", "what is a rubber boot on a tooth"),
        ("googled how to get out of a timeshare and next thing I'm here", "how to get out of a timeshare"),
        ("googled slip and fell lawyer", "slip and fell lawyer"),
        ("googled lost and found cats in derby", "lost and found cats in derby"),
        ("googled how to fix and paint a fence", "how to fix and paint a fence"),
    ],
)
def test_what_the_client_then_did_is_none_either(answer: str, keyword: str) -> None:
    assert _keyword(answer) == keyword


@pytest.mark.parametrize(
    ("answer", "keyword"),
    [
        ("typed can i get a divorce if i cant find her bc", "can i get a divorce if i cant find her bc"),
        ("googled eviction notice 10 day bc", "eviction notice 10 day bc"),
        ("googled dentist bc my tooth broke", "dentist"),
        ("bing search: common law separation house in her name", "common law separation house in her name"),
        ("googled pension advice at 60 and found you", "pension advice at 60"),
        ("googled physio at 7 am", "physio"),
    ],
)
def test_it_goes_on_to_its_end(answer: str, keyword: str) -> None:
    assert _keyword(answer) == keyword


def test_a_question_that_the_client_wrote_is_found_in_a_long_story() -> None:
    told = (
        "My daughter held her tablet in front of me and said just ask it like you would ask a person. So I wrote who "
        "pays the dentist when you break a tooth at 70 and I expected nothing, but it had your faces and a number"
    )
    assert _keyword(told) == "who pays the dentist when you break a tooth at 70"


@pytest.mark.parametrize(
    "answer",
    ["I wrote who I wanted on the form", "wrote how i felt on a card", "Orla Finnbar wrote where to take the dentist"],
)
def test_what_was_written_elsewhere_is_no_search(answer: str) -> None:
    assert _keyword(answer) is None


def test_a_search_may_be_the_last_sentence() -> None:
    assert _keyword("bing, cause my work laptop won't let me change it. boiler installer 43551") == (
        "boiler installer 43551"
    )
    assert _keyword("bing, cause my work laptop won't let me change it. the dentist was great") is None


@pytest.mark.parametrize("answer", ["ChatGPT reckons you lot are the plumbers", "gemini rates you as dentists"])
def test_what_an_assistant_holds_of_the_firm_is_no_search(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.keyword is None
    assert [credit.source.kind for credit in result.introduced_by()] == [Kind.AI_ASSISTANT]


@pytest.mark.parametrize(
    "answer",
    [
        "adhd testing therapist adults boise no waitlist",
        "vat return accountant help n ireland protocol",
        "boiler repair same day",
        "dui lawyer payment plan",
        "fixed fee conveyancing solicitor derby",
    ],
)
def test_a_search_may_be_all_of_an_answer(answer: str) -> None:
    assert _keyword(answer) == answer


@pytest.mark.parametrize("answer", ["tax help please", "the roofer had no waiting list", "you do same day repairs"])
def test_what_is_wanted_or_liked_is_none(answer: str) -> None:
    assert _keyword(answer) is None


def test_a_browser_that_is_also_a_word_is_one_after_into() -> None:
    told = attribute("who hems curtains near me, that's what I typed into brave", DIRECTORY)
    assert [credit.source.name for credit in told.introduced_by()] == ["Brave Search"]
    assert not attribute("Orla Finnbar says I'm brave", DIRECTORY).introduced_by()[1:]
