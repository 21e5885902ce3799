"""A name that stands there as an entry has it, where others have one that is nearly so or could be short for it."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", aliases: tuple[str, ...] = ()) -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, aliases=aliases)


DIRECTORY = Directory(
    [
        _person("daniela", "Daniela Ferrazzo", "", "past client"),
        _person("daniel", "Daniel Ferrazzo", "Ferrazzo Paving", "paving contractor"),
        _person("theodora", "Theodora Quillfeather", "", "past client", ("Teddy",)),
        _person("ted", "Ted Quillfeather", "Quillfeather Blinds", "blinds installer"),
        _person("senior", "Walter Oxenbridge Sr.", "Oxenbridge Gutters", "gutter installer"),
        _person("junior", "Walter Oxenbridge Jr.", "Oxenbridge Gutters", "gutter installer", ("Wally Oxenbridge",)),
        _person("gaz", "Gaz Thornbury", "Spokes of Oadby", "bike mechanic"),
        _person("gareth", "Gareth Pellow", "Oadby Triathletes", "cycling coach"),
        _person("bob", "Bob Hathersedge", "Hathersedge Plumbing", "plumber"),
        _person("robert", "Robert Ollerenshaw", "Ollerenshaw Plumbing", "plumber"),
        _person("kieran", "Kieran O'Dalaigh", "O'Dalaigh Groundworks", "groundworker"),
        _person("francis", "Francis Wetherill", "", "vet"),
        _person("frances", "Frances Wetherill", "", "nurse"),
        _person("denis", "Denis Aldersey", "Oadby Physio", "physiotherapist"),
        _person("denise", "Denise Pocklington", "Oadby Physio", "physiotherapist"),
        _person("nadia", "Nadia Petrakova", "", "past client"),
        _person("natalia", "Natalia Sorokina", "", "past client"),
        Entry("hcc", "Hinckwell Cycling Club", entity=Entity.BUSINESS, occupation="cycling club", aliases=("HKC",)),
        Entry("cricket", "Highwold Kilburn Cricket", entity=Entity.BUSINESS, occupation="cricket club"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Daniela Ferrazzo told me to ring you", "daniela"),
        ("Daniel Ferrazzo told me to ring you", "daniel"),
        ("Teddy Quillfeather told me to ring you", "theodora"),
        ("Wally Oxenbridge told me to ring you", "junior"),
        ("Kieran O Dalaigh told me to ring you", "kieran"),
        ("HKC told me to ring you", "hcc"),
    ],
)
def test_what_stands_there_letter_for_letter_is_meant(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    [
        "Dan Ferrazzo or Dani, one of the Ferrazzos",
        "Walter Oxenbridge told me to ring you",
        "Bob the plumber told me to ring you",
        "Gaz the bike mechanic told me to ring you",
        "Frances Wetherill told me to ring you",
        "Denis the physio told me to ring you",
        "Nadia o Natalia me lo dijo",
        "Daniela or Daniel Ferrazzo told me to ring you",
    ],
)
def test_where_two_fit_alike_it_is_a_question(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "review"
    assert not result.introduced_by()
