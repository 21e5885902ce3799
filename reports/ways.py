"""How else the clients behind a part came: what those who said one thing clicked, and what those who clicked said."""

from dataclasses import replace

from sqlalchemy.orm import Session

from attribution import Role
from reports.questions import Measure, Of, Only, Question
from reports.rankings import Ranking, rank

WAYS = {
    Role.INTRODUCED_BY: ((Of.CHANNELS, Role.ARRIVED_THROUGH), (Of.WEBSITES, Role.ARRIVED_THROUGH)),
    Role.ARRIVED_THROUGH: ((Of.SOURCES, Role.INTRODUCED_BY),),
}
"""What is asked of the clients of each role besides what they searched for."""


def ways(session: Session, question: Question, part: str) -> list[Ranking]:
    """The clients of a part by what the other role shows of them, and by what they searched for.

    Whole clients count, also where the part has only a share of them.
    """
    if part == "total":
        return []
    here = Only(question.role, question.of, part)
    asked = [*WAYS[question.role], *([] if question.of is Of.KEYWORDS else [(Of.KEYWORDS, Role.ARRIVED_THROUGH)])]
    if question.of is Of.CHANNELS and question.role is Role.ARRIVED_THROUGH:
        asked.insert(0, (Of.WEBSITES, Role.ARRIVED_THROUGH))
    if question.of is Of.KEYWORDS:
        asked.append((Of.WEBSITES, Role.ARRIVED_THROUGH))
    only = question.only if here in question.only else (*question.only, here)
    return [rank(session, replace(question, of=of, role=role, by=Measure.CLIENTS, only=only)) for of, role in asked]
