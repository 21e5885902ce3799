"""Names in other scripts: clients write the name of somebody in the directory as their own language has it.

The answers in ``other_scripts/`` were written before the tables were, except those told at length.
"""

import tomllib
from pathlib import Path

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from attribution.entries.spelt import words_spelt
from attribution.names.other_scripts import in_latin_letters
from attribution.tables import table
from attribution.words.letters import plainly_written, script_of, ways_of
from attribution.words.reading import read
from bench.answers import read_partners

HERE = Path(__file__).parent / "other_scripts"


@pytest.fixture(scope="module")
def directory() -> Directory:
    return read_partners(HERE / "partners.csv")


def found() -> list[tuple[str, str, str]]:
    scripts = tomllib.loads((HERE / "found.toml").read_text("utf-8"))
    return [(script, id, answer) for script, rows in scripts.items() for id, answer in rows]


def strangers() -> list[tuple[str, str]]:
    scripts = tomllib.loads((HERE / "strangers.toml").read_text("utf-8"))
    return [(script, answer) for script, answers in scripts.items() for answer in answers]


def credited(answer: str, directory: Directory) -> list[str]:
    sources = [credit.source for credit in attribute(answer, directory).introduced_by()]
    return [source.id or source.name for source in sources if source.kind is Kind.PARTNER]


@pytest.mark.parametrize(("script", "id", "answer"), found())
def test_a_name_is_found_in_the_script_of_its_bearers(script: str, id: str, answer: str, directory: Directory) -> None:
    assert credited(answer, directory) == [id], script


@pytest.mark.parametrize(("script", "answer"), strangers())
def test_who_shares_a_part_of_a_name_is_not_credited(script: str, answer: str, directory: Directory) -> None:
    assert credited(answer, directory) == [], script


MIXED = tomllib.loads((HERE / "mixed.toml").read_text("utf-8"))
ORDER = {
    "korean": ("{last}{first}", "{first} {last}", "{trade} {last}{first}"),
    "japanese": ("{last}{first}さん", "{last} {first}", "{trade}の{last}{first}さん"),
    "chinese": ("{last}{first}", "{trade}{last}{first}"),
}


@pytest.mark.parametrize("script", MIXED)
def test_the_first_name_of_one_with_the_surname_of_another_is_nobodys(script: str, directory: Directory) -> None:
    people = MIXED[script]
    wrong = [
        (answer, named)
        for first, _, trade in people
        for other, last, _ in people
        if other != first
        for order in ORDER.get(script, ("{first} {last}", "{trade} {first} {last}"))
        if (named := credited(answer := order.format(first=first, last=last, trade=trade), directory))
    ]
    assert not wrong


def test_several_spellings_of_one_name_are_a_question() -> None:
    people = [Entry(str(number), f"{name} Aziz", entity=Entity.PERSON) for number, name in enumerate(SPELLINGS)]
    decision = attribute("محمد عزيز", Directory(people))
    assert decision.introduced_by() == ()
    assert len(decision.suggestions) > 1
    assert credited("محمد عزيز", Directory(people[:1])) == ["0"]


SPELLINGS = ("Mohammed", "Muhammad", "Mohamed")


def test_who_is_added_later_is_found() -> None:
    directory = Directory([Entry("1", "Min Park", entity=Entity.PERSON), Entry("2", "Jun Lee", entity=Entity.PERSON)])
    assert credited("김민준", directory) == []
    directory.add(Entry("3", "Min-jun Kim", entity=Entity.PERSON))
    assert credited("김민준", directory) == ["3"]
    directory.add(Entry("3", "Min-jun Kim", entity=Entity.PERSON, aliases=("Steve",)))
    assert credited("김민준", directory) == ["3"]
    directory.remove("3")
    assert credited("김민준", directory) == []


@pytest.mark.parametrize("answer", ["Nour told me", "my friend Renée sent me", "Zażółć gęślą jaźń, Joe Ferrante"])
def test_an_answer_in_latin_letters_is_read_as_it_is(answer: str, directory: Directory) -> None:
    reading = read(answer)
    assert in_latin_letters(reading, directory) is reading
    assert not (reading.spelt or reading.unspelt)


def test_every_word_keeps_its_place_in_the_answer(directory: Directory) -> None:
    answer = "치과의사 다니엘 윤, 教会の伊藤はるこさん und خالد المنصوري"
    reading = in_latin_letters(read(answer), directory)
    assert reading.quote(1, 3) == "다니엘 윤"
    assert [reading.quote(place, place + 1) for place in reading.spelt][-2:] == ["خالد", "المنصوري"]


def test_initials_of_a_firm_are_spelt_by_nobody() -> None:
    directory = Directory([Entry("1", "Trumpington Meadows Residents", entity=Entity.BUSINESS)])
    assert words_spelt("תמר", directory) == ()
    assert credited("תמר", directory) == []


def test_a_long_word_of_one_letter_is_walked_in_bounds(directory: Directory) -> None:
    assert credited("ا" * 3_000 + " " + "あ" * 3_000, directory) == []


@pytest.mark.parametrize(
    "script",
    [
        *(
            "arabic",
            "armenian",
            "burmese",
            "cyrillic",
            "ethiopic",
            "georgian",
            "greek",
            "han",
            "hangul",
            "hebrew",
            "india",
        ),
        *("khmer", "lao", "sinhala", "tamil", "thai"),
    ],
)
def test_letters_are_spelt_in_plain_latin_ones(script: str) -> None:
    ways, longest = ways_of(script)
    assert longest < 10
    assert all(
        way == "" or (way.isascii() and way.isalpha() and way.islower()) for each in ways.values() for way in each
    )


def test_a_word_has_one_meaning_and_one_script() -> None:
    meanings: dict[str, str] = {}
    for english, words in table("meanings")["meanings"].items():
        for word in words.split():
            plain = plainly_written(word)
            assert script_of(word), word
            assert meanings.setdefault(plain, english) == english, word
            assert len({script_of(letter) for letter in word if letter.isalpha()}) == 1, word
