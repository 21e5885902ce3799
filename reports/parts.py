"""What a part of a ranking is called: the name behind the id in an address."""

from sqlalchemy.orm import Session

from attribution import Channel, slug
from records.keywords import Keyword
from records.sources import Source
from reports.counted import PARTS
from reports.questions import Of, Question

# What the databases keep as a number of a row.
_LARGEST = 2**31 - 1


def part_named(session: Session, question: Question, part: str) -> str | None:
    """The name of a row of the question's ranking; the part itself if it is not a row; None if there is no such."""
    if part in PARTS:
        return part
    if question.of is Of.CHANNELS:
        return next((str(channel) for channel in Channel if slug(channel) == part), None)
    number, _, kind = part.partition("-")
    if not number.isdecimal() or len(number) > 10 or int(number) > _LARGEST:
        return None
    if question.of is Of.KEYWORDS:
        keyword = session.get(Keyword, int(number)) if kind in {"known", "told"} else None
        return keyword.phrase if keyword else None
    source = session.get(Source, int(number)) if not kind else None
    return source.name if source else None
