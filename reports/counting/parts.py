"""What a part of a ranking is called: the name behind the id in an address."""

from sqlalchemy.orm import Session

from attribution import Channel, Role, slug
from records.firm import Office
from records.keywords import Keyword
from records.sources import Source
from reports.counting.counted import PARTS, is_number
from reports.counting.keyword_names import heads_of, shown_phrases
from reports.counting.questions import Of, Only, Question

FILTERED_BY = {Role.INTRODUCED_BY: "introduced by", Role.ARRIVED_THROUGH: "arrived through"}
WITHOUT_A_ROW = {
    "elsewhere": "Other sources",
    "unknown": "Unknown",
    "in_review": "In review",
    "conflict": "Said and clicked disagree",
}


def part_named(session: Session, question: Question, part: str) -> str | None:
    """The name of a row of the question's ranking; the part itself if it is not a row; None if there is no such."""
    return part if part in PARTS else _row_named(session, question.of, part)


def filter_named(session: Session, only: Only) -> str | None:
    """What a filter keeps, in a few words such as a source's name; None if there is no such row."""
    return WITHOUT_A_ROW[only.part] if only.part in WITHOUT_A_ROW else _row_named(session, only.of, only.part)


def filters_named(session: Session, question: Question) -> list[str] | None:
    """The filters of a question in words, the office first; None if one of them names nothing there is."""
    words: list[str] = []
    if question.office is not None:
        office = session.get(Office, question.office)
        if office is None:
            return None
        words.append(f"of the office {office.name}")
    for only in question.only:
        name = filter_named(session, only)
        if name is None:
            return None
        words.append(f"{FILTERED_BY[only.role]} {name}")
    return words


def _row_named(session: Session, of: Of, part: str) -> str | None:
    if of is Of.CHANNELS:
        return next((str(channel) for channel in Channel if slug(channel) == part), None)
    number, _, rest = part.partition("-")
    if not is_number(number):
        return None
    if of is Of.KEYWORDS:
        return _keyword_named(session, int(number), *rest.partition("-")[::2])
    source = session.get(Source, int(number)) if not rest else None
    return source.name if source else None


def _keyword_named(session: Session, number: int, kind: str, spelling: str) -> str | None:
    """A keyword by its most frequent spelling, or one spelling as it was written."""
    if kind not in {"known", "told"} or (spelling and not is_number(spelling)):
        return None
    if spelling:
        keyword = session.get(Keyword, int(spelling))
        return keyword.phrase if keyword else None
    under = heads_of(session, [number]).get(number)
    return shown_phrases(session, [under])[under] if under else None
