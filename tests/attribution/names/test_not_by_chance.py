"""What looks like a short form, an initial, a title or a firm by chance: nobody is credited for it, and nobody lost."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        *(
            _person(f"adam{k}", f"Adam {name}", "", "baker", "Hull")
            for k, name in enumerate(["Rana", "Shah", "Mir", "Aziz"])
        ),
        _person("akhan", "Adam Khan", "", "vet", "Ely"),
        _person("alopez", "Adam Lopezzi", "", "florist", "Leeds"),
        _person("moira", "Moira Adams", "", "florist", "Ely"),
        _person("cornelius", "Cornelius Walshe", "", "vet"),
        _person("mary", "Mary Walshe", "", "dentist"),
        _person("nun", "Sister Ana Lopetegui", "", "nurse"),
        _person("juan", "Juan Lopetegui", "", "plumber"),
        _person("karen", "Karen Whitlow", "Harrogate Rowing Club", "coach"),
        _person("nadia", "Nadia Rahmani", "Bradford Business Centre", "manager"),
        _person("wi", "Gladys Mullarde", "Ripley Women's Institute", "secretary"),
        Entry("glaze", "Kirkstow Glazing Partners", entity=Entity.BUSINESS, occupation="glaziers"),
        Entry("bailey", "Bailey Robertson Solicitors", entity=Entity.BUSINESS, occupation="solicitors"),
        _person("ray", "Ray Castlemain", "Castlemain Roofs", "roofer"),
        Entry("grace", "Grace Dental", entity=Entity.BUSINESS, occupation="dentist"),
        Entry("green", "Bothamley Green Surgery", entity=Entity.BUSINESS, occupation="GP surgery"),
        _person("board", "Bill Board", "Board Homes", "estate agent"),
        _person("vince", "Vince Carbonari", "Carbonari Plastering", "plasterer"),
        _person("hardip", "Hardip Sandharu", "Sandharu Chemist", "pharmacist"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {c.source.id for c in attribute(answer, DIRECTORY).introduced_by() if c.source.kind is Kind.PARTNER}


@pytest.mark.parametrize(
    "answer",
    [
        "hablé con Walshe",
        "el Sr Lopetegui me recomendó",
        "Karen from HR told me",
        "Nadia at the BBC told me",
        "my Kirkstow GP told me",
        "Bailey Roberts told me",
        "Ray at Ireland Roofing",
        "Ray from HQ Roofing told me",
    ],
)
def test_nobody_is_credited(answer: str) -> None:
    assert not _credited(answer)


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("saw their van with your number on it", "Van"),
        ("saw your Bill Board", "Billboard"),
        ("Direct Mail", "Mailer"),
        ("saw it in the Post", "Newspaper ad"),
        ("Howdy, my neighbor said", "Word of mouth"),
        ("a friend called yesterday and said to ring you", "Word of mouth"),
        ("Google. I wanted it done by April or May", "Google"),
        ("your van on Bothamley", "Van"),
    ],
)
def test_the_source_is_understood(answer: str, name: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "auto"
    assert [c.source.name for c in result.introduced_by()] == [name]


def test_a_building_site_is_no_website() -> None:
    assert not attribute("saw your men on the Barratt Homes site", DIRECTORY).introduced_by()


@pytest.mark.parametrize(
    ("answer", "keyword"),
    [
        ("siri is there a plumber open near me", "is there a plumber open near me"),
        ("googled what happens if you must leave", "what happens if you must leave"),
        ("typed in how much does rewiring cost if I remember right", "how much does rewiring cost"),
    ],
)
def test_the_search_is_cut_as_it_was_typed(answer: str, keyword: str) -> None:
    assert attribute(answer, DIRECTORY).keyword == keyword


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("Mrs Adams, a florist in Ely", "moira"),
        ("Gladys of the WI", "wi"),
        ("Grace at Grace Dental told me", "grace"),
        ("Vince Carbonari told me, you weren't on Google", "vince"),
        ("I told Vince Carbonari it hurt and he told me about you", "vince"),
        ("Hardip Sandharu, teaches my son cricket, recommended you", "hardip"),
    ],
)
def test_whoever_is_meant_is_credited(answer: str, source: str) -> None:
    assert _credited(answer) == {source}
