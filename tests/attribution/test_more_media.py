"""Media in the words of other places and tongues, and papers that are named and nothing else."""

import pytest

from attribution import Directory, attribute

TOLD = (
    ("saw your bus", "Transit ad"),
    ("anuncio en el autobus", "Transit ad"),
    ("vi su troca", "Truck"),
    ("letrero en la yarda del vecino", "Yard sign"),
    ("un letrero bien grandote en la 410", "Billboard"),
    ("lo vi en la tele", "TV ad"),
    ("me llego un volante", "Flyer"),
    ("anuncio en el periodico", "Newspaper ad"),
    ("bristol post", "Newspaper ad"),
    ("in the Salem Gazette", "Newspaper ad"),
    ("express news ad", "Newspaper ad"),
    ("porch.com", "Porch.com"),
    ("home adviser", "HomeAdvisor"),
    ("Physio First website", "Physio First"),
    ("csp find a physio", "CSP"),
    ("three best rated", "ThreeBestRated"),
    ("kleinanzeigen", "Kleinanzeigen"),
    ("le bon coin", "Leboncoin"),
)


@pytest.mark.parametrize(("answer", "medium"), TOLD)
def test_a_medium_is_known_by_what_people_call_it(answer: str, medium: str) -> None:
    result = attribute(answer, Directory())
    assert [credit.source.name for credit in result.introduced_by()] == [medium], answer


@pytest.mark.parametrize("answer", ["I live by the post office", "my husband drives a bus", "we get the bus there"])
def test_a_bus_or_a_post_that_is_only_mentioned_is_none(answer: str) -> None:
    names = {credit.source.name for credit in attribute(answer, Directory()).introduced_by()}
    assert not names & {"Newspaper ad", "Transit ad"}, answer
