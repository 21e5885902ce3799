"""The fields that a kind of file can have, and how its header's columns are found for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from records.importing.trouble import BadCall, BadHeader


@dataclass(frozen=True, slots=True)
class Field:
    """One field: whether every row needs it, and how many characters of it can be kept.

    ``exact`` fields are the client's own words and stay as they were typed, spaces around them included.
    """

    name: str
    required: bool = False
    most: int = 200
    exact: bool = False


class Missing(BadHeader):
    """The header has no columns for these fields, which every row needs."""

    def __init__(self, names: Sequence[str], said: str, plainly: str) -> None:
        super().__init__(said, plainly)
        self.names = names


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands: its place in a row, the header's own word for it, and what a blank cell means.

    ``width`` is how many columns there are in all.
    """

    places: Mapping[str, int]
    headers: Mapping[str, str]
    defaults: Mapping[str, str]
    unused: Sequence[str]
    width: int = 0


def find_columns(
    fields: Sequence[Field], header: Sequence[str], mapping: Mapping[str, str], defaults: Mapping[str, str]
) -> Columns:
    """The columns of a header by field; case, spaces and underscores make no difference.

    ``mapping`` names columns by field, ``defaults`` what stands in for a blank cell or a missing column.
    Raises BadCall for an unknown field, a column that is not there or is there twice, and a required one missing;
    of the last two those that no mapping names are a BadHeader.
    """
    known = {field.name: field for field in fields}
    for name in (*mapping, *defaults):
        if name not in known:
            raise BadCall(f"there is no field {name!r}; the fields are {', '.join(known)}")
    places = {name: _place(mapping[name], header) for name in mapping}
    for name in known.keys() - mapping.keys():
        fitting = [place for place, title in enumerate(header) if folded(title) == folded(name)]
        if len(fitting) > 1:
            twice = f"the header has {len(fitting)} columns {name!r}; rename one"
            raise BadHeader(f"{twice}, or choose with --map {name}=…", twice)
        if fitting:
            places[name] = fitting[0]
    missing = [name for name, field in known.items() if field.required and name not in places and name not in defaults]
    if missing:
        lacks = (
            f"the header has no column {' and none '.join(repr(name) for name in missing)}; "
            f"it has {', '.join(repr(title) for title in header if title) or 'none at all'}"
        )
        raise Missing(
            missing,
            f"{lacks}. Name the column with --map {missing[0]}=COLUMN, or give one value for all rows with --default "
            f"{missing[0]}=VALUE",
            f"{lacks}. Give the column that is meant the name {missing[0]!r}",
        )
    used = set(places.values())
    return Columns(
        places=places,
        headers={name: header[place] for name, place in places.items()},
        defaults=dict(defaults),
        unused=[title for place, title in enumerate(header) if title and place not in used],
        width=len(header),
    )


def _place(column: str, header: Sequence[str]) -> int:
    fitting = [place for place, title in enumerate(header) if title == column]
    fitting = fitting or [place for place, title in enumerate(header) if folded(title) == folded(column)]
    if len(fitting) != 1:
        there = "there twice" if fitting else "not there"
        raise BadCall(f"the column {column!r} is {there}; the header has {', '.join(repr(title) for title in header)}")
    return fitting[0]


def folded(title: str) -> str:
    """A title without what makes no difference."""
    return "".join(character for character in title.casefold() if character not in " _-\u00a0*")
