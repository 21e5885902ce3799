"""Part of a firm's name: when it is that firm, and when other words or other people are meant."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


def _firm(id: str, name: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _firm("wickby", "Wickby Building Inspections", "building inspection"),
        _firm("start", "Second Start", "divorce support group"),
        _firm("sale", "Sale & Purchase Property Corner", "estate agency"),
        _firm("hula", "Halau Na Lehua", "hula school"),
        _firm("iron", "Iron Hornet Gym", "gym"),
        _firm("busy", "Busy Hornet Fitness", "gym"),
        _firm("northland", "BNI Northland Referrals", "networking group"),
        _firm("county", "BNI Otter County Movers", "networking group"),
        _firm("church", "St. Wystan Parish", "church"),
        _person("nun", "Sister Philippa Oyelade", "St. Wystan Academy", "principal"),
        _firm("realty", "Van Meer Realty", "real estate"),
        _person("meer", "Skip Van Meer", "Van Meer Realty", "realtor"),
        _firm("eyes", "Sharpley Opticians", "opticians"),
        _person("nikhil", "Nikhil Sharpley", "Sharpley Opticians", "optician"),
        _person("preeti", "Preeti Sharpley", "Sharpley Opticians", "optician"),
        _firm("medical", "Western Dales Medical", "medical centre"),
        _person("hart", "Dr Susan Hartwick", "Western Dales Medical", "GP"),
        _person("weer", "Dr Kapila Weerarat", "Western Dales Medical", "GP"),
        _person("gloria", "Gloria Estrellas", "Estrellas Immigration", "immigration attorney"),
        _person("marisol", "Marisol Quintero", "Estrellas Immigration", "paralegal"),
        _person("lena", "Lena Trotwood", "Trotwood Tiling", "tiler"),
        _firm("psychiatry", "Larkmont Avenue Psychiatry", "psychiatry"),
        _firm("pets", "Larkmont Avenue Pet Hospital", "vet clinic"),
        _firm("kitchens", "Grey Country Kitchens", "kitchen showroom"),
        _firm("insurance", "Keogan Insurance Agency, LLC", "insurance"),
        _person("francis", "Francis Keogan", "Keogan Insurance Agency", "insurance agent"),
        _firm("moving", "Doyling Brothers Moving", "moving company"),
        _person("sean", "Sean Doyling", "Doyling Brothers Moving", "mover"),
        _firm("phoenix", "Phoenix Taekwondo", "martial arts school"),
        _firm("bank", "Riverbeck Bank", "bank"),
        _firm("plumbing", "Ritchfield Plumbing & Heating", "plumbing"),
        _firm("rovers", "Kelvindale Rovers", "football club"),
        _firm("pub", "The Otterby Arms", "pub"),
        _firm("daisy", "Daisy", "florist"),
        _firm("breeze", "Breeze", "coffee shop"),
        _firm("rotary", "Rotary Club of Otterby", "service club"),
        _person("case", "Dustin Case", "Case Insurance", "insurance agent"),
        _firm("chemist", "Peakham Pharmacy", "pharmacy"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {c.source.id for c in attribute(answer, DIRECTORY).introduced_by() if c.source.kind is Kind.PARTNER}


@pytest.mark.parametrize(
    ("answer", "first"),
    [
        ("Mickby the builder", "wickby"),
        ("a lad in a Kelvindale shirt told me", "rovers"),
        ("Daisy", "daisy"),
        ("breeze", "breeze"),
        ("Hornet gym", "iron"),
        ("BNI referral", "northland"),
        ("St Wystan", "church"),
        ("Van Meer", "realty"),
        ("sharpley the optician", "nikhil"),
        ("the doctor at western dales", "medical"),
        ("Estrellas Immigration", "gloria"),
        ("larkmont ave... vet or the psychiatrist I go to both", "psychiatry"),
        ("Grey Country Scaffolding", "kitchens"),
        ("Ritchfield Plumbing Supply", "plumbing"),
    ],
)
def test_it_is_a_question(answer: str, first: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert not _credited(answer)
    assert result.decision == "review"
    assert [s.source.id for s in result.suggestions][:1] == [first]


@pytest.mark.parametrize(
    "answer",
    [
        "na",
        "N.A.",
        "property sale",
        "second divorce, same lawyer",
        "custody case",
        "came in to ask for directions to Peakham Pharmacy and saw what you do",
        "saw your van at the Peakham Pharmacy",
        "there's a fella drinks in the Otterby Arms of a Friday, does decorating, and you got him his money back",
        "a woman in the queue at Peakham Pharmacy",
    ],
)
def test_it_is_no_name(answer: str) -> None:
    assert not _credited(answer)


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("keogan insurance, my agent there was out and the girl on the phone gave me your name", "insurance"),
        ("Doyling Brothers, the movers", "moving"),
        ("sharpley's, the opticians in town", "eyes"),
        ("one of the doctors at western dales", "medical"),
        ("Keogan insurance agent", "francis"),
        ("trotwood tiling", "lena"),
        ("case insurance", "case"),
        ("Phoenix. the taekwondo one", "phoenix"),
        ("my banker at riverbeck", "bank"),
        ("Iron Hornet", "iron"),
        ("Rotary Club in Otterby had you speak", "rotary"),
        ("Peakham Chemist", "chemist"),
        ("a Kelvindale member gave me your name", "rovers"),
        ("Ritchfield Plumbing", "plumbing"),
        ("your lads gave a talk at Kelvindale Rovers and they told us about you", "rovers"),
        ("your card at the Peakham Pharmacy", "chemist"),
        ("my brother in law drinks in the Otterby Arms and they had your card behind the bar", "pub"),
        ("Breeze", "breeze"),
        ("Daisy the florist", "daisy"),
        ("breeze coffee", "breeze"),
        ("in line at Peakham Pharmacy the pharmacist gave me your card", "chemist"),
        ("St Wystan bulletin, back page", "church"),
    ],
)
def test_it_is_the_firm(answer: str, id: str) -> None:
    assert _credited(answer) == {id}
