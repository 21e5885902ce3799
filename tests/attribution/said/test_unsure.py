"""Words that sound unsure: which of them leave a source open, and which are about something else."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("nora", "Nora Heskwith", "Heskwith Dental", "dentist"),
        _person("piers", "Piers Tolvaney", "Tolvaney Windows", "window fitter"),
        _person("jude", "Judith Amberley", "", "past client"),
        _person("thuy", "Thuy Dao", "Pho Lantern", "cook"),
        _person("aroha", "Aroha Tepania", "Te Whare Kowhai", "social worker"),
        Entry("removers", "Strettle Removals", entity=Entity.BUSINESS, occupation="movers", city="Otterby"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Piers Tolvaney was fitting the bay window and said he'd had one of them letters, and to ring you", "piers"),
        ("Nora Heskwith filled two of my teeth and one of them still hurt, so she sent me to you", "nora"),
        ("Strettle Removals. One of them saw the cracks when he carried the piano out and rang you", "removers"),
        ("Nora Heskwith, my dentist, gave it maybe a year and gave me your card", "nora"),
        ("Nora Heskwith, whom I have seen maybe twice, gave me your card", "nora"),
        ("Piers Tolvaney couldn't do it either, but he gave me your number", "piers"),
        ("Nora Heskwith my dentist looked at it and said Judith, you need a lawyer", "nora"),
        ("Thuy Dao n\u1ea5u ph\u1edf \u1edf Pho Lantern", "thuy"),
        ("Aroha o Te Whare Kowhai", "aroha"),
        ("Nora Heskwith wants the plan sorted before the checkup or whatever it is called now", "nora"),
        ("Nora Heskwith said to get it sorted or else", "nora"),
        ("Piers Tolvaney said use these people, they are not his own fitters", "piers"),
    ],
)
def test_the_client_is_sure(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    [
        "Nora Heskwith and Piers Tolvaney both know you and one of them told me",
        "Nora Heskwith, Piers Tolvaney, one of them",
        "Nora Heskwith, Piers Tolvaney, one of them anyway",
        "maybe Nora Heskwith",
        "maybe a dentist, Nora Heskwith",
        "either Nora Heskwith or Piers Tolvaney",
        "Nora o Piers",
        "Nora Heskwith or whatever she is called",
        "Piers Tolvaney told me to use his own fitters or whatever they are",
    ],
)
def test_the_client_is_not_sure(answer: str) -> None:
    assert _credited(answer) == set()


def test_who_is_named_by_another_is_left_open() -> None:
    assert "nora" not in _credited("Nora Heskwith said Piers Tolvaney")
