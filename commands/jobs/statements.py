"""The job that makes the totals of statements: once a year is over, for each partner who has a link."""

from datetime import datetime

from sqlalchemy.orm import Session

from commands.counting import counted
from records.relations.telling.statement_totals import make_total
from records.relations.telling.statements_on import statements_are_on
from reports.relations.telling.statement_links import links_in_force


def make_totals(session: Session, now: datetime) -> str | None:
    """Make the totals that may be told by now. A page that is only opened makes none."""
    if not statements_are_on(session):
        return None
    made = [make_total(session, link.partner, now) for link in links_in_force(session, now)]
    number = sum(total is not None for total in made)
    return f"{counted(number, 'totals')} of statements made" if number else None
