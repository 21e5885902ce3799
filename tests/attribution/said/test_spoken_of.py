"""Of whom words speak that sound like a complaint or a denial: of the one who is named, or of something else."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("nora", "Nora Heskwith", "Heskwith Dental", "dentist"),
        _person("piers", "Piers Tolvaney", "Tolvaney Windows", "window fitter"),
        _person("joe", "Joaquim Medeirosa", "", "firefighter (past client)"),
        _person("leroy", "Leroy Gunderby", "Otterby Railway Club", "club president"),
        _person("survey", "Brian Entwisleby", "Entwisleby Surveyors", "surveyor"),
        Entry("lakes", "Lakes Title Company", entity=Entity.BUSINESS, occupation="title company", city="Otterby"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Nora Heskwith, when she fitted my crown, could hear my jaw click from the other side of the desk", "nora"),
        ("Nora Heskwith held a night in the hall with terrible biscuits. I took down your name", "nora"),
        ("My dentist Nora Heskwith when I broke my hip at the port. Said her brother had you too", "nora"),
        ("Nora Heskwith felt awful about it and rang me with your number", "nora"),
        ("Nora Heskwith heard me complain about it and wrote to you", "nora"),
        ("Piers Tolvaney tried to sell the house for us but we were too far under", "piers"),
        ("Brian Entwisleby's survey started it. The coin he stuck in the crack never came back. He says sue", "survey"),
        ("Piers Tolvaney changed my locks at two in the morning and wouldn't take any money", "piers"),
        ("my neighbor Joaquim Medeirosa, retired HFD", "joe"),
        ("Nora Heskwith did my teeth till she retired, and I still call her first", "nora"),
        ("Nora Heskwith said no more sweets, and she called you from the chair", "nora"),
        ("Nora Heskwith, it was the mould and not her fault, gave us three names", "nora"),
        ("When my father died Piers Tolvaney did the shutters and sent us here", "piers"),
        ("three offices didn't ring back. Piers Tolvaney it was who told me", "piers"),
        ("the fitter, his name is Piers Tolvaney and you mended his elbow", "piers"),
        ("wasn't sold till Piers Tolvaney said that's who he uses", "piers"),
        ("a toss up between Piers Tolvaney and your reviews. Piers really", "piers"),
        ("Nobody says no to Nora Heskwith", "nora"),
        ("Nora Heskwith in Otterby, she doesn't take files down here", "nora"),
        ("Leroy Gunderby, the president of the railway club, had you do his own trust", "leroy"),
        ("Piers Tolvaney said ring his mate, ie you", "piers"),
        ("Piers Tolvaney mentioned you, Nora Heskwith did as well", "piers"),
        ("Nora Heskwith looked at me trying to eat and said Leroy go see about them teeth", "nora"),
    ],
)
def test_nothing_is_said_against_who_is_named(answer: str, id: str) -> None:
    assert id in _credited(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Nora Heskwith doesn't take my insurance. Found you online",
        "Nora Heskwith was rude and her work was terrible",
        "Nora Heskwith was too far for us. Found you online",
        "Nora Heskwith would not return my calls. A fellow at the mart said see you about it",
        "Nora Heskwith wouldn't take me, too busy. Found you online",
        "Nora Heskwith said leave it. My sister told me about you",
        "Nora Heskwith didn't give me anybody. Found you on Google",
        "Piers Tolvaney bears no responsibility for me ringing you",
        "my name is Piers Tolvaney",
        "Piers Tolvaney told me to use his own fitters",
        "Piers Tolvaney told me about his cousin, not you",
        "a toss up between you and Piers Tolvaney",
        "don't get me started on Piers Tolvaney. Found you online",
    ],
)
def test_what_is_said_against_them_counts(answer: str) -> None:
    assert not {"nora", "piers"} & _credited(answer)
