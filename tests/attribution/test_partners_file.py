"""A partners file becomes a directory without any database."""

from pathlib import Path

import pytest

from attribution.entries.partners_file import BadFile, read_partners

HEADER = "id,name,kind,organisation,occupation,city,aliases,website\n"


def entries(path: Path, text: str) -> tuple[list[str], list[str]]:
    """The ids that were read, and what was refused."""
    file = path / "partners.csv"
    file.write_text(text, "utf-8")
    refused: list[str] = []
    return [entry.id for entry in read_partners(file, refused.append)], refused


def test_a_blank_id_is_the_number_of_the_line(tmp_path: Path) -> None:
    text = HEADER + '7,"Ann\nBell",person,,,,,\n,Bob Cole,,,,,,\n'
    assert entries(tmp_path, text) == (["7", "4"], [])


def test_a_repeated_id_a_bad_kind_and_a_missing_name_are_refused_with_their_lines(tmp_path: Path) -> None:
    ids, refused = entries(tmp_path, HEADER + "1,Ann,,,,,,\n1,Bob,,,,,,\n2,Cy,robot,,,,,\n3,,person,,,,,\n")
    assert ids == ["1"]
    assert [line.split(":")[0] for line in refused] == ["line 3", "line 4", "line 5"]


def test_aliases_are_parted_and_other_columns_left_out(tmp_path: Path) -> None:
    file = tmp_path / "partners.csv"
    file.write_text("Name,aliases,shoe size\nAnn Bell,Annie; A.B. ;,44\n", "utf-8-sig")
    (entry,) = read_partners(file, print)
    assert entry.aliases == ("Annie", "A.B.")


@pytest.mark.parametrize("content", [b"who,what\n1,2\n", b"", b"name\n\xff\xfe\n"])
def test_what_is_no_partners_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "partners.csv"
    file.write_bytes(content)
    with pytest.raises(BadFile, match=r"partners\.csv"):
        list(read_partners(file, print))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be opened"):
        list(read_partners(tmp_path / "none.csv", print))
