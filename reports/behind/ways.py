"""How else the clients behind a part came: what those who said one thing clicked, and what those who clicked said."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import true
from sqlalchemy.orm import Session

from attribution import Role
from records.answers.credits import Credit
from reports.counting.counted import group_columns
from reports.counting.part_sums import client_sums, money_sums
from reports.counting.questions import Measure, Of, Only, Question
from reports.counting.rankings import Figures, Groups, Ranking, ranked

WAYS = {
    Role.INTRODUCED_BY: ((Of.CHANNELS, Role.ARRIVED_THROUGH), (Of.WEBSITES, Role.ARRIVED_THROUGH)),
    Role.ARRIVED_THROUGH: ((Of.SOURCES, Role.INTRODUCED_BY),),
}
"""What is asked of the clients of each role besides what they searched for."""
_COLUMNS = (Credit.standing, Credit.channel, Credit.source_id, Credit.keyword_id, Credit.keyword_kind)
"""All that rankings group by."""
_NAMES = [column.key for column in _COLUMNS]


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
    questions = [replace(question, of=of, role=role, by=Measure.CLIENTS, only=only) for of, role in asked]
    by_role = {each.role: each for each in questions}
    sums = {role: _sums(session, each) for role, each in by_role.items()}
    return [ranked(session, each, _groups(each, sums[each.role])) for each in questions]


def _sums(session: Session, question: Question) -> Groups:
    """The figures by all columns of ``_COLUMNS``: one look at the rows for all rankings of a role."""
    found: Groups = defaultdict(Figures, client_sums(session, question, true(), *_COLUMNS))
    for group, amount in money_sums(session, question, true(), *_COLUMNS).items():
        found[group].revenue += amount
    return found


def _groups(question: Question, sums: Groups) -> Iterator[tuple[tuple[Any, ...], Figures]]:
    """The same by the columns that a ranking groups by."""
    wanted = [_NAMES.index(column.key) for column in group_columns(question)]
    for group, figures in sums.items():
        yield tuple(group[place] for place in wanted), figures
