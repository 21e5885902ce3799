"""A mark may give the name of the medium that its words mean."""

from pathlib import Path

from attribution import Entity
from attribution.words.media import FIRM_WEBSITE, medium_called
from attribution.words.text import fold
from bench import marked_answers
from bench.marked_answers import read_marked

MARKED = Path(marked_answers.__file__).parent / "marked"


def test_a_name_after_the_letter_is_read_and_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text("? [C:Radio ad|Wave 102] or [X|bing], ask [S|Ada Quill]\n", "utf-8")
    (marked,) = read_marked(file)
    assert marked.text == "Wave 102 or bing, ask Ada Quill"
    assert marked.marks == (("C", 0, 8), ("X", 12, 16), ("S", 22, 31))
    assert marked.called == ("Radio ad", "", "")
    assert [(entry.name, entry.entity) for entry in marked.entries()] == [("Ada Quill", Entity.PERSON)]


def test_every_name_in_the_marked_answers_is_a_medium() -> None:
    for path in MARKED.glob("*.txt"):
        for marked in read_marked(path):
            for name in filter(None, marked.called):
                medium = medium_called(fold(name))
                known = medium.source.name if medium else FIRM_WEBSITE.name
                assert known == name, marked.id
