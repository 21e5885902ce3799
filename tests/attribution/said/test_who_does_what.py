"""Who is said to have done what: the one who gave, told or wrote down what is ours stands where the source stands."""

import pytest

from attribution import Directory, Entity, Entry
from attribution.said.acting import KIN
from attribution.sources.seen import Seen
from attribution.sources.weighing import findings_in

PEOPLE = Directory(
    [
        Entry("nell", "Nell Whitlock", entity=Entity.PERSON),
        Entry("hana", "Hana Moskowitz", entity=Entity.PERSON),
        Entry("gym", "Larkfield Nursery", entity=Entity.BUSINESS),
    ]
)


def facts(answer: str, id: str) -> set[str]:
    """What is seen of one of the people."""
    seen = Seen()
    findings_in(answer, PEOPLE, seen)
    return next(set(facts) for named, facts in seen.names if named.best.card.id == id)


@pytest.mark.parametrize(
    ("answer", "id", "said"),
    [
        ("Nell Whitlock gave me your card", "nell", "act=give&contact"),
        ("Nell Whitlock and Hana Moskowitz both told me to call you", "nell", "act towards us"),
        ("Nell Whitlock and Hana Moskowitz both told me to call you", "hana", "act towards us"),
        ("Nell Whitlock did the sale and the whole street came. She texted me your number", "nell", "act ours&later"),
        ("I was moaning to Nell Whitlock and she wrote down this place", "nell", "act=give&here"),
        ("Nell Whitlock never gave me your number", "nell", "act=give&contact&denied"),
        ("Nell Whitlock moved away, my sister gave me your number", "nell", f"ours by {KIN}&none"),
        ("I called Nell Whitlock and then Hana Moskowitz told me about you", "nell", "ours by other&none"),
        ("we used Nell Whitlock for years", "nell", "client did=use"),
        ("Nell Whitlock and your google reviews", "nell", "nothing but sources&medium"),
        ("Nell Whitlock, Hana Moskowitz", "hana", "nothing but sources&name"),
        ("Nell Whitlock told me but it was your billboard", "nell", "another decided=medium"),
    ],
)
def test_what_somebody_did_is_seen(answer: str, id: str, said: str) -> None:
    assert said in facts(answer, id), sorted(f for f in facts(answer, id) if "act" in f or "ours" in f)


def test_what_another_did_is_not_theirs() -> None:
    for answer in (
        "Nell Whitlock is my landlord and I found your number myself",
        "I sit beside Nell Whitlock, my cousin gave me your card",
    ):
        assert not any(fact.startswith("act ours") for fact in facts(answer, "nell")), answer
