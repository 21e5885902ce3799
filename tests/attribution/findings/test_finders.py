"""Pages and finders of somebody whom no table knows, search bars of a site, and searches that end on a network."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute

DIRECTORY = Directory(
    [
        Entry("1", "Orla Finnbar", Kind.PARTNER, Entity.PERSON, "", "seamstress"),
        Entry("2", "Mossgill Haulage", Kind.PARTNER, Entity.BUSINESS, "", "haulage"),
        Entry("3", "Quillmark", Kind.PARTNER, Entity.BUSINESS, "", "insurance"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("tvqpa find a cpa page", "tvqpa"),
        ("on the ZBDV find a doctor page", "ZBDV"),
        ("Brightwold Inform, the find your nearest thing", "Brightwold Inform"),
        ("the quarrow bar find a lawyer page", "quarrow bar"),
        ("the Loss Adjusters Society lawyer search, I think", "Loss Adjusters Society"),
        ("Furrsure's list of vets", "Furrsure"),
        ("the RZNB has a map of places on their site", "RZNB"),
        ("qllawhelp had links", "qllawhelp"),
        ("lodestone has a lawyers bit I think", "lodestone"),
        ("our benefits at work is Wellbright and you're on their portal", "Wellbright"),
    ],
)
def test_a_page_is_named_as_the_client_wrote_whose_it_is(answer: str, name: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert [(credit.source.name, credit.source.kind) for credit in result.introduced_by()] == [(name, Kind.WEBSITE)]
    assert result.decision == "auto"


@pytest.mark.parametrize(
    "answer",
    [
        "Wendy there has a list",
        "she has a list of people on her site",
        "the hospital has a list",
        "my mum has a page of names",
        "you have a page about knees",
        "I need help to find a lawyer",
        "couldn't find a doctor on the tvqpa page",
        "the ZBDV find a vet page was useless",
        "Nora Quist's list of vets",
    ],
)
def test_what_people_have_or_look_for_is_no_page(answer: str) -> None:
    credits = attribute(answer, DIRECTORY).introduced_by()
    assert not any(credit.source.kind is Kind.WEBSITE for credit in credits)


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Mossgill Haulage has a list on their site", "Mossgill Haulage"),
        ("Orla Finnbar's list of builders", "Orla Finnbar"),
        ("Quillmark find a roofer page", "Quillmark"),
    ],
)
def test_a_listed_partner_comes_before_a_page(answer: str, name: str) -> None:
    assert [credit.source.name for credit in attribute(answer, DIRECTORY).introduced_by()] == [name]


@pytest.mark.parametrize(
    ("answer", "name", "keyword"),
    [
        ("on the ZBDV find a doctor page i put 96816 pt", "ZBDV", "96816 pt"),
        (
            "typed sheepdog trainer truro into the search bar on dogs of dorset",
            "dogs of dorset",
            "sheepdog trainer truro",
        ),
        (
            "typed female therapist truro into the search bar on therapy for black girls",
            "Therapy for Black Girls",
            "female therapist truro",
        ),
        ("next door, searched roofers, saw your name a lot", "Nextdoor", "roofers"),
        ("Searched best farrier truro reddit, landed on a thread", "Reddit", "best farrier truro reddit"),
        ("put extension builder truro into the search bar on my phone", "Search engine", "extension builder truro"),
        ("searched best farrier truro, landed on your page", "Search engine", "best farrier truro"),
        ("Googled best farrier truro reddit", "Google", "best farrier truro reddit"),
    ],
)
def test_a_phrase_was_searched_on_the_site_that_is_told(answer: str, name: str, keyword: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert [credit.source.name for credit in result.introduced_by()] == [name]
    assert result.keyword == keyword


def test_nobody_is_near_the_initials_of_a_page() -> None:
    near = Directory([Entry("1", "Rezn Oakhampter", Kind.PARTNER, Entity.PERSON, "", "roofer")])
    assert [c.source.name for c in attribute("the REZNB has a map of places on their site", near).credits] == ["REZNB"]


def test_a_house_next_door_is_no_network() -> None:
    names = [credit.source.name for credit in attribute("the people next door searched for you", DIRECTORY).credits]
    assert "Nextdoor" not in names
