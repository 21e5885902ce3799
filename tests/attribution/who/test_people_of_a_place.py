"""A business that is named by its people, its desk or its magazine, whoever it was there."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _firm(id: str, name: str, occupation: str, city: str = "Otterby") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _firm("hope", "Hope House Recovery", "recovery program"),
        _firm("orchard", "The Orchard", "tea room", "Strettle"),
        _firm("wren", "Wren", "midwifery practice"),
        _firm("bar", "Bar Association of Otterby", "bar association"),
        _firm("clinic", "Strettle Family Medicine", "medical practice", "Strettle"),
        _firm("letter", "Hallowby Parish Magazine", "parish magazine"),
        _firm("yoga", "Otter River Yoga", "yoga studio"),
        Entry("nora", "Nora Heskwith", entity=Entity.PERSON, organisation="Heskwith Dental", occupation="dentist"),
        Entry(
            "lee", "Leander Begley", entity=Entity.PERSON, organisation="Otter City Runners", occupation="running coach"
        ),
        _firm("club", "Otter City Runners", "running club"),
        Entry("union", "Davy Coultart", entity=Entity.PERSON, occupation="branch secretary"),
    ]
)  # fmt: skip


def _credited(answer: str) -> set[str]:
    named = attribute(answer, DIRECTORY).introduced_by()
    return {credit.source.name for credit in named if credit.source.kind is Kind.PARTNER}


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("the people at hope house", "Hope House Recovery"),
        ("the orchard tea room", "The Orchard"),
        ("One of the midwives at Wren", "Wren"),
        ("one of the midwives at Wren, not sure which one was on call", "Wren"),
        ("Otter River Yoga, can't remember which teacher", "Otter River Yoga"),
        ("someone at Otter River Yoga, not sure who", "Otter River Yoga"),
        ("bar association of otterby lawyer line", "Bar Association of Otterby"),
        ("Bar Association of Otterby referral service", "Bar Association of Otterby"),
        ("strettle family medicine referral line", "Strettle Family Medicine"),
        ("Strettle Family Medicine hospital newsletter", "Strettle Family Medicine"),
        ("saw you in the Hallowby parish magazine", "Hallowby Parish Magazine"),
        ("Hallowby Parish Magazine", "Hallowby Parish Magazine"),
        (
            "My running group, Otter City Runners, has a rule that nobody talks about being hurt, because then you get "
            "the lecture. I got the lecture. Leander gave me your card in the parking lot",
            "Leander Begley",
        ),
        (
            "Otter City Runners has you on the back of the programme. Mile seven tore my calf, mile eight I read it, "
            "and so I phoned. Leander the coach was no help, he offered me a banana",
            "Otter City Runners",
        ),
        ("Davy Coultart at the union, members get a free half hour", "Davy Coultart"),
    ],
)
def test_the_business_is_meant(answer: str, name: str) -> None:
    assert _credited(answer) == {name}


@pytest.mark.parametrize(
    "answer",
    [
        "we hope the house will be ready",
        "the people at hope house prices go up",
        "we picked apples in the orchard and had tea",
        "maybe someone at Otter River Yoga, not sure who",
        "Otter River Yoga or Wren, not sure which one",
        "Otter River Yoga, not sure it was them",
        "Otter River Yoga, not sure which website",
        "one of the midwives at Wren was useless",
        "strettle family medicine bakery",
    ],
)
def test_nobody_is_credited(answer: str) -> None:
    assert _credited(answer) == set()
