"""Families of answers that tell of more than one source, or of a partner who is not the source."""

from bench.directories.asking import Asking, bare
from bench.directories.labels import Labelled
from bench.directories.rows import Row


def several(asking: Asking) -> Labelled | None:
    """Two partners, or a partner and something else; the words say which decided."""
    frame = asking.frame("several")
    rows = [asking.certain_person()]
    if "{name2}" in frame["text"]:
        rows.append(asking.certain_person())
        if rows[0].id == rows[1].id:
            return None
    websites = tuple(frame.get("websites", ()))
    optional = bool(frame.get("optional"))
    return Labelled(
        "",
        "several",
        asking.typed(asking.filled(frame["text"], _slots(rows))),
        tuple(row.id for row in rows),
        rows[max(0, frame["decisive"] - 1)].id,
        auto_ok=True,
        also_ok=_firms(rows),
        websites=() if optional else websites,
        websites_optional=websites if optional else (),
    )


def chain(asking: Asking) -> Labelled | None:
    """Several people between the partner and the client: credited is the one who named us, or who began it unnamed."""
    return _one_of_two(asking, "chain", credited=0)


def negation(asking: Asking) -> Labelled | None:
    """A partner who was not the source, and what was."""
    return _one_of_two(asking, "negation", credited=1)


def mention(asking: Asking) -> Labelled | None:
    """A partner who is only mentioned: a complaint, a former provider, a landmark."""
    frame = asking.frame("mention")
    firm = asking.certain_firm() if "{firm}" in frame["text"] else None
    if firm is None and "{firm}" in frame["text"]:
        return None
    slots = {"firm": bare(firm.name)} if firm else _slots([asking.certain_person()])
    return Labelled(
        "",
        "mention only",
        asking.typed(asking.filled(frame["text"], slots)),
        auto_ok=True,
        websites=tuple(frame.get("websites", ())),
        kind=frame["kind"],
    )


def _one_of_two(asking: Asking, family: str, credited: int) -> Labelled | None:
    """One of two partners is credited; where the frame has only the other, what the frame says is."""
    frame = asking.frame(family)
    rows = [asking.certain_person(), asking.certain_person()]
    if rows[0].surname == rows[1].surname:
        return None
    answer = asking.typed(asking.filled(frame["text"], _slots(rows)))
    if credited == 0 or "{name2}" in frame["text"]:
        row = rows[credited]
        return Labelled("", family, answer, (row.id,), row.id, auto_ok=True, also_ok=_firms([row]))
    return Labelled("", family, answer, auto_ok=True, websites=tuple(frame.get("websites", ())), kind=frame["kind"])


def _slots(rows: list[Row]) -> dict[str, str]:
    return {f"name{number or ''}": f"{row.given} {row.surname}" for number, row in zip((0, 2), rows, strict=False)}


def _firms(rows: list[Row]) -> tuple[str, ...]:
    return tuple(sorted({row.firm_id for row in rows if row.firm_id}))
