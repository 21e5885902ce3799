"""Partners of a file who look like somebody that is there: of one name, and no organisation says that they are two."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind, fold
from records.importing.files.sheet import Line
from records.importing.going_in.staging_lines import Question
from records.importing.lines.planning import Grouped, found_by
from records.sources import Alias, Partner, Source


def likely_partners(session: Session, lines: Sequence[Line]) -> dict[int, Question]:
    """By their lines the new partners who may be somebody in use, and who that would be.

    An organisation that only one of the two has tells nothing; two ids of the firm's own numbering tell two people.
    """
    names = sorted({fold(line["name"]) for line in lines} - {""})
    living = select(Source).join(Partner, Partner.source_id == Source.id)
    living = living.where(Source.kind == Kind.PARTNER, Source.retired_at.is_(None)).order_by(Source.id)
    called = Grouped()
    for (source,) in found_by(session, living, Source.name_key, names):
        called.add(source.name_key, source)
    spelled = living.join(Alias, Alias.source_id == Source.id).add_columns(Alias.name_key)
    for source, name in found_by(session, spelled, Alias.name_key, names):
        if source not in called.get(name):
            called.add(name, source)
    asked = {line.number: _question(line, called.get(fold(line["name"]))) for line in lines}
    return {number: question for number, question in asked.items() if question}


def _question(line: Line, named: Iterable[Source]) -> Question | None:
    alike = [source for source in named if source.partner and not _are_two(line, source.partner)]
    if not alike:
        return None
    candidates: list[dict[str, Any]] = [{"id": source.id, "why": "has this name"} for source in alike]
    shown = " and ".join(_with_particulars(source) for source in alike)
    return Question(line["name"], f"{shown} {'is' if len(alike) == 1 else 'are'} there already", candidates)


def _are_two(line: Line, partner: Partner) -> bool:
    if line["id"] and partner.ref:
        return True
    one, other = fold(line["organisation"]), fold(partner.organisation)
    return bool(one and other and one != other)


def _with_particulars(source: Source) -> str:
    partner = source.partner
    known = [partner.occupation, partner.organisation, partner.city] if partner else []
    about = ", ".join(word for word in known if word)
    return f"{source.name} ({about})" if about else source.name
