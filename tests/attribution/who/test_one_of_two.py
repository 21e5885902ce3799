"""Two whose names are heard alike, two who may be meant, and somebody who had no part in it: a question, no credit."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _person("bhattia", "Sunil Bhattiani", "", "grocer"),
        _person("batia", "Rohini Battiani", "", "tailor"),
        _person("entwhistle", "Gareth Ottershaw", "", "farmer"),
        _person("single", "Gareth Quillfeather", "", "joiner"),
        _person("amanda", "Amanda Crowe", "Crowe Lettings", "letting agent", "Ripley"),
        _person("mandy", "Mandy Croe", "Croe Cleaning", "cleaner", "Belper"),
        _person("stephen", "Stephen Brodey", "", "roofer"),
        _person("steven", "Steven Brodie", "", "dentist"),
        _person("anne", "Anne Marie Tolland", "", "nurse"),
        _person("annmarie", "Annmarie Tolland", "", "baker"),
        _person("harpreet", "Harpreet Sandhar", "Sandhar Haulage", "haulier"),
        _person("rod", "Rod Tapier", "", "client"),
        _person("rachel", "Rachel Tapper", "", "client"),
        _person("yvaine", "Yvaine Castlebury", "", "client"),
        _person("ivaine", "Ivaine Holdcroft", "", "client"),
        _person("harp", "Harpr Golding", "", "client"),
        _person("chambers", "Leopold Chambers", "Chambers Motors", "car dealer", "Ripley"),
        _person("jo", "Jolene Wexcombe", "Wexcombe Photography", "photographer", "Ripley"),
        _person("karen", "Karen Bellwether", "Meadow Gym", "trainer", "Belper"),
        _person("marek", "Marek Dvorsky", "Dvorsky Cars", "taxi driver", "Belper"),
        _person("dean", "Dean Prestlow", "Prestlow Wealth", "financial adviser", "Ripley"),
        _person("buddy", "Buddy Farrowgate", "Farrowgate Stone", "stonemason", "Ripley"),
        _person("ada", "Ada Wintersby", "Harp House", "music teacher", "Belper"),
        _person("reyes", "Antonio Reyestal", "Meadow Gym", "trainer", "Belper"),
        Entry("rita", "Rita Meadows Veterinary", entity=Entity.BUSINESS, occupation="veterinary", city="Ripley"),
        _person("ritas", "Rita Camberley", "Camberley Hair", "hairdresser"),
        Entry("green", "Bothamley Green Surgery", entity=Entity.BUSINESS, occupation="GP surgery", city="Ripley"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {c.source.id for c in attribute(answer, DIRECTORY).introduced_by() if c.source.kind is Kind.PARTNER}


@pytest.mark.parametrize(
    "answer",
    [
        "Bhattiani",
        "Mandy Crowe",
        "steve brodey",
        "Anne Marie Tolland",
        "harpr",
        "rod tapper",
        "Yvaine",
        "leopold chalmers, has a hotel up in Ambergate",
        "Karen from the gym or the stables",
        "Jolene in Ripley or Belper, photographer",
        "Karen at the gym, I cant keep em straight",
        "señor Reyestal, el de la tienda o el del gimnasio",
        "Dean Prestlow knows me, not his doing though",
        "my broker Dean Prestlow handed me a list you weren't on",
        "I told Marek Dvorsky about you after you fixed my knee",
        "Rita at the vet",
        "somebody we met on Bothamley told me",
        "buddy from work",
        "Leopold Chambers, teaches chemistry with my sister",
        "Dean Prestlow, hes a cashier at the corner shop",
    ],
)
def test_nobody_is_credited(answer: str) -> None:
    assert not _credited(answer)


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("Quillfeather", "single"),
        ("Mandy Crowe the letting agent", "amanda"),
        ("Steve Brodey the roofer", "stephen"),
        ("Harpreet", "harpreet"),
        ("rod tapier", "rod"),
        ("Leopold Chambers", "chambers"),
        ("Leopold Chambers drives you mad but he knows who to send", "chambers"),
        ("Ada Wintersby, she teaches my daughter the harp", "ada"),
        ("Karen from the gym", "karen"),
        ("Jolene in Ripley, photographer", "jo"),
        ("Marek Dvorsky told me about you", "marek"),
        ("Dean Prestlow handed me your card", "dean"),
        ("Rita Meadows vet", "rita"),
        ("Bothamley Green Surgery", "green"),
        ("Buddy Farrowgate from work", "buddy"),
    ],
)
def test_whoever_alone_is_meant_is_credited(answer: str, source: str) -> None:
    assert _credited(answer) == {source}
