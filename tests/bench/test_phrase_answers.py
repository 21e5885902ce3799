"""The answers that the weights of search phrases are fitted on."""

import re
from pathlib import Path

from attribution.words.text import fold_keyword
from bench.phrase_answers import Told, marked, varied

MARKED = Path(__file__).resolve().parents[2] / "bench" / "marked"


def test_every_line_is_marked_as_the_readme_says() -> None:
    for path in sorted(MARKED.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            assert line[:2] in {". ", "? ", "# "}, f"{path.name}:{number}"
            rest = re.sub(r"\[([SDMUCXKFREN])(:[^\[\]|]+)?\|[^\[\]|]+\]", "", line[2:])
            assert not set(rest) & set("[]|"), f"{path.name}:{number}: {rest}"


def test_marks_are_taken_off_and_the_first_search_is_the_phrase(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(". [C|Google]\\n[K|Roof, slate] then [K|roof]\n? [S|Ann] googled\n", "utf-8")
    searched, none = marked(tmp_path)
    assert (searched.answer, searched.phrase) == ("Google\nRoof, slate then roof", "roof slate")
    assert searched.answer[slice(*searched.place)] == "Roof, slate"
    assert (none.answer, none.phrase) == ("Ann googled", "")


def test_a_varied_answer_belongs_to_the_files_of_all_its_parts() -> None:
    told = [
        Told(frozenset({"a"}), "googled slate roof repair", "slate roof repair", (8, 25)),
        Told(frozenset({"b"}), "typed damp proofing quote", "damp proofing quote", (6, 25)),
        Told(frozenset({"c"}), "my sister", ""),
    ]
    made = varied(told, 20)
    for each in made:
        assert fold_keyword(each.answer[slice(*each.place)]) == each.phrase or not each.phrase
        for file, words in (("a", ("googled", "slate")), ("b", ("typed", "damp")), ("c", ("sister",))):
            assert file in each.files or not any(word in each.answer.lower() for word in words)
    assert any(each.files >= {"a", "b"} for each in made)


def test_the_same_seed_makes_the_same_answers() -> None:
    told = [*marked(MARKED)][:300]
    assert varied(told, 1) == varied(told, 1)
