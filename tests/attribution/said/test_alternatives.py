"""An "or", an "I think" and a question mark: which leave open who it was, and which are about something else."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("nora", "Nora Heskwith", "Heskwith Dental", "dentist"),
        _person("piers", "Piers Tolvaney", "Tolvaney Windows", "window fitter"),
        _person("tamas", "Jorge Quiralez", "Tierra Realty", "realtor"),
        _person("nyree", "Ngairie Whelandry", "Whelandry Pharmacy", "pharmacist"),
        _person("mo", "Maureen Tanzeley", "", "past client"),
        _person("bettina", "Bettina Quonsby", "", "florist"),
        _person("coach", "Brian Greenslaw", "Greenslaw Coaches", "coach operator"),
        _person("ivy", "Ivy Wraggerty", "", "past client"),
        _person("closer", "Craig Nygaardson", "Lakes Title", "closer"),
        _person("haldane", "Greta Halversby", "", "counselor"),
        _person("haldon", "Greg Halversbee", "", "counselor"),
        _person("betsy", "Betsy Armistoke", "", "past client"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Jorge Quiralez or Quirales, the realtor, when we were closing", "tamas"),
        ("Nyrie or Ngairie Whelandry, however it's spelt, the chemist", "nyree"),
        ("Maureen Tanzeley, or Mo as she'd have it", "mo"),
        ("Bettina the florist?? she knows everyone", "bettina"),
        ("Brian Greenslaw the coach driver, or owner I should say", "coach"),
        ("It was his mother in the end, or aunt, Ivy Wraggerty", "ivy"),
        ("the closer at Lakes Title had your cards. Craig I believe", "closer"),
        ("Nora Heskwith, my dentist I think", "nora"),
        ("the lady at Lakes Title, I think it was, Craig the closer", "closer"),
        ("Nora Heskwith mentioned you once or twice", "nora"),
        ("Believe it or not, Nora Heskwith", "nora"),
        ("Nora Heskwith, through the book club at Temple Or Shalom", "nora"),
        ("Nora Heskwith told all the parents mouthguards or nobody plays", "nora"),
        ("Nora Heskwith LCSW or whatever the letters are", "nora"),
        ("Not sure if it counts but Nora Heskwith told me", "nora"),
        ("Not sure it matters, Nora Heskwith", "nora"),
        ("dunno if it counts, Nora Heskwith", "nora"),
        ("Nora Heskwith sat me down and said Miss Betsy, you need these people", "nora"),
        ("Nora Heskwith said Betsy, for heaven's sake ring them", "nora"),
        ("Nora Heskwith. My wife says Piers Tolvaney", "nora"),
        (
            "Piers Tolvaney and two others came, one of them told her lies. It was Nora Heskwith who rang you",
            "nora",
        ),
        ("Nora Heskwith took me to one side and said Miss Olwen before you sign go see these people", "nora"),
        ("Facebook I think, or it might have been Nora Heskwith, yeah put Nora", "nora"),
        ("Nora Heskwith or Piers Tolvaney. No it was Piers", "piers"),
        ("Nora Heskwith, or was it Piers Tolvaney? yes, Piers", "piers"),
        ("Nora Heskwith-something, my dentist", "nora"),
        ("my boss's sister in law, Nora Heskwith", "nora"),
        ("Nora Heskwith, mi dentista creo yo", "nora"),
    ],
)
def test_what_is_open_is_not_who_it_was(answer: str, id: str) -> None:
    assert id in _credited(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Halversby or Halversbee, the counselor",
        "Quiralez or Tolvaney, the realtor",
        "Nora Heskwith, or her receptionist",
        "Nora Heskwith, my dentist, or maybe the hygienist",
        "Nora Heskwith or Piers Tolvaney",
        "Nora Heskwith I think",
        "I think it was Nora Heskwith",
        "not sure if Nora Heskwith told me",
        "not sure if it counts as Nora Heskwith or Piers Tolvaney",
        "Nora Heskwith or whatever she is called",
        "Nora Heskwith said Piers Tolvaney, the window man",
        "Nora Heskwith told me to see Piers Tolvaney",
        "Nora Heskwith or Piers Tolvaney. Piers?",
        "Nora Heskwith? Piers Tolvaney?",
        "Nora or I think Piers",
        "is it Nora Heskwith the dentist",
        "Nora Heskwith-something",
        "sister in law of my boss, Nora Heskwith",
        "Nora Heskwith, no sé si es la misma",
        "creo que Nora Heskwith",
        "vielleicht Nora Heskwith",
        "peut-être Nora Heskwith",
        "forse Nora Heskwith",
        "może Nora Heskwith, nie wiem czy",
    ],
)
def test_who_it_was_is_open(answer: str) -> None:
    assert _credited(answer) == set()


def test_a_name_that_a_no_follows_is_taken_back() -> None:
    assert _credited("Nora Heskwith the dentist? no, Piers Tolvaney") == {"piers"}
