"""Which clients a part of a ranking has, in words that follow the word “clients”."""

from attribution import Role
from reports.counting.questions import Of, Question


def of_part(question: Question, part: str, name: object) -> str:
    """Which clients they are, to follow the word “clients”."""
    said = question.role is Role.INTRODUCED_BY
    apart = {
        "total": "",
        "unknown": " whose source is unknown" if said else " without a known web visit",
        "in_review": " in review",
        "conflict": " for whom said and clicked disagree",
        "elsewhere": {
            Of.PARTNERS: " whom no partner brought",
            Of.WEBSITES: " whom no website brought",
            Of.KEYWORDS: " without a keyword",
        }.get(question.of, " of other sources"),
    }
    if part in apart:
        return apart[part]
    if question.of is Of.KEYWORDS:
        return f" who searched for “{name}” ({part.split('-')[1]})"
    if question.of is Of.CHANNELS:
        return f" through {name}"
    return f" introduced by {name}" if said else f" who arrived through {name}"
