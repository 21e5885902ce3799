"""Where next to nothing is said, more likelihood is asked for; and whom very many may be called proves nothing."""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.who.misheard import of_the_first_name

ROVERS = Entry("rovers", "Kelvindale Rovers", entity=Entity.BUSINESS, occupation="football club", city="Otterby")
GARETH = Entry("gareth", "Gareth Quillfeather", entity=Entity.PERSON, occupation="joiner", city="Otterby")


@pytest.mark.parametrize("answer", ["quillfether", "I heard at Kelvindale"])
def test_a_misspelt_name_alone_and_one_word_of_a_firm_are_asked_about(answer: str) -> None:
    assert attribute(answer, Directory([ROVERS, GARETH])).decision == "review"


@pytest.mark.parametrize(("of_the_name", "meant"), [(1, ["susan"]), (80, [])])
def test_somebody_of_the_first_name_may_be_meant_where_few_have_it(of_the_name: int, meant: list[str]) -> None:
    others = (f"Susan Zq{'abcdefghij'[k // 10]}{'klmnopqrst'[k % 10]}v" for k in range(of_the_name - 1))
    entries = [
        Entry("suzanne", "Suzanne Harrowgate", entity=Entity.PERSON),
        Entry("susan", "Susan Harrowgarth", entity=Entity.PERSON),
        *(Entry(name, name, entity=Entity.PERSON) for name in others),
    ]
    directory = Directory(entries)
    found = of_the_first_name("susan", "harrowgate", directory.card("suzanne"), directory)
    assert [card.id for card in found] == meant
