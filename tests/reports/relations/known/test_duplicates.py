"""Partners who may be one are proposed with reasons, and those of whom somebody has said that they are two are not."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from attribution import Entity, Kind, fold, likeness
from commands.demo.tables import table
from records.relations.known.organisations import belong_to
from records.sources import Partner, Relation, Source, add_alias
from records.sources.apart import keep_apart, kept_apart, take_back_apart
from records.sources.merging import merge_sources
from reports.relations.known import duplicates
from reports.relations.known.duplicates import likely_duplicates
from tests.records.firm_of_tests import NOW, partner, reviewer

BUSINESS = {"entity": Entity.BUSINESS}
Facts = dict[str, object]


def proposed(session: Session) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(pair.one.name, pair.other.name, pair.reasons) for pair in likely_duplicates(session)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("Joe Smith", {}), ("Joseph Smith", {}), "“Joe” and “Joseph” are forms of one first name"),
        (("Joe Ferrante", {}), ("Ferrante Joe", {}), "the same words in another order"),
        (("Joe Ferrante", {}), ("Joe Ferrente", {}), "names that are spelt nearly alike"),
        (("J. Ferrante", {}), ("Joe Ferrante", {}), "the same name with an initial"),
        (("Dr. Nisha Patel", {}), ("Nisha Patel", {}), "the same name but for a title"),
        (("Hudson Tax", BUSINESS), ("Hudson Tax LLP", BUSINESS), "the same name but for “LLP”"),
        (("Hudson Valley Tax", BUSINESS), ("HVT", BUSINESS), "“HVT” are the initials of “Hudson Valley Tax”"),
        (("Quillfeather Books", BUSINESS), ("Quilfeather Books", BUSINESS), "names that are spelt nearly alike"),
        (
            ("Ann Weir", {"email": "A@weir.example"}),
            ("Bo Kerr", {"email": "a@weir.example"}),
            "the same e-mail address",
        ),
        (("Ann Weir", {"phone": "+1 617 555 0142"}), ("Bo Kerr", {"phone": "+16175550142"}), "the same phone number"),
        (
            ("Weir Roofs", BUSINESS | {"website": "https://www.weir.example/"}),
            ("Salem Gutters", BUSINESS | {"website": "weir.example"}),
            "the same website",
        ),
    ],
)
def test_a_pair_is_proposed_with_its_reason(
    session: Session, one: tuple[str, Facts], other: tuple[str, Facts], reason: str
) -> None:
    for name, facts in (one, other):
        partner(session, name, **facts)
    ((_, _, reasons),) = proposed(session)
    assert reason in reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Joe Smith", {}), ("Ann Smith", {})),
        (("John Weir", {}), ("Joan Weir", {})),
        (("Ann Weir", {"city": "Rye", "organisation": "A"}), ("Ann Weir", {"city": "Salem", "organisation": "B"})),
        (("Smith Law", BUSINESS), ("Smith Plumbing", BUSINESS)),
        # Colleagues share a switchboard and a website, and a person is not the business that they work for.
        (
            ("Ann Weir", {"organisation": "Hudson Tax", "phone": "617 555 0142", "website": "hudson.example"}),
            ("Bo Kerr", {"organisation": "Hudson Tax", "phone": "617 555 0142", "website": "hudson.example"}),
        ),
        (
            ("Hudson Tax", BUSINESS | {"email": "a@hudson.example"}),
            ("Ann Weir", {"organisation": "Hudson Tax LLP", "email": "a@hudson.example"}),
        ),
        # Below one host are many.
        (("Ann Weir", {"website": "sites.example/a"}), ("Kerr Co", BUSINESS | {"website": "sites.example/b"})),
    ],
)
def test_others_are_not(session: Session, one: tuple[str, Facts], other: tuple[str, Facts]) -> None:
    for name, facts in (one, other):
        partner(session, name, **facts)
    assert proposed(session) == []


def test_an_alias_that_is_the_others_name_is_a_reason(session: Session) -> None:
    steve = partner(session, "Steve Okafor")
    partner(session, "Quiet Steve")
    add_alias(session, steve, "Quiet Steve", NOW, None)
    assert proposed(session) == [
        ("Steve Okafor", "Quiet Steve", ("“Quiet Steve” is another spelling of Steve Okafor",))
    ]


def test_a_pair_that_is_two_stays_away_through_a_merge_until_it_is_taken_back(session: Session) -> None:
    user = reviewer(session)
    joe, joseph, third = (partner(session, name) for name in ("Joe Smith", "Joseph Smith", "Joe Smyth"))
    assert len(proposed(session)) == 3
    apart = keep_apart(session, joseph, joe, NOW, user)
    assert keep_apart(session, joe, joseph, NOW, user) is apart
    assert [(each.user.name, each.at) for each in kept_apart(session)] == [("Ann", NOW)]
    assert len(proposed(session)) == 2
    merge_sources(session, third, joe, user, NOW + timedelta(hours=1))
    assert proposed(session) == []
    take_back_apart(session, apart, NOW + timedelta(hours=2), user)
    assert len(proposed(session)) == 1


def test_somebody_who_belongs_to_a_business_is_not_proposed_as_it(session: Session) -> None:
    hudson = partner(session, "Hudson Tax", entity=Entity.BUSINESS, phone="617 555 0142")
    ann = partner(session, "Ann Weir", phone="617 555 0142")
    assert len(proposed(session)) == 1
    assert ann.partner
    belong_to(session, ann.partner, hudson)
    assert proposed(session) == []


def _surname(chance: Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).title()


def test_five_thousand_partners_are_compared_by_what_they_share(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never every one with every other: 12 million pairs would take minutes."""
    chance = Random(5)  # noqa: S311 - names have to repeat, not to be secret
    first = table("people")["first"]
    names = [f"{chance.choice(first)} {_surname(chance)}" for _ in range(5_000)]
    session.execute(
        insert(Source),
        [
            {"name": name, "name_key": fold(name), "kind": Kind.PARTNER, "website": "", "created_at": NOW}
            for name in names
        ],
    )
    beside = {"relation": Relation.GIVE_AND_TAKE, "occupation": "", "city": "", "email": "", "phone": ""}
    session.execute(
        insert(Partner),
        [
            {"source_id": number, "entity": Entity.PERSON, "organisation": f"Firm {number % 700}"} | beside
            for number in session.scalars(select(Source.id))
        ],
    )
    partner(session, "Zebedee Quixwell")
    partner(session, "Quixwell Zebedee")
    compared = 0

    def counted(name: str, other: str, person: bool) -> str | None:
        nonlocal compared
        compared += 1
        return likeness(name, other, person)

    monkeypatch.setattr(duplicates, "likeness", counted)
    found = proposed(session)
    assert ("Zebedee Quixwell", "Quixwell Zebedee", ("the same words in another order",)) in found
    assert 0 < compared < 10 * len(names)
