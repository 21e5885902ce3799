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
