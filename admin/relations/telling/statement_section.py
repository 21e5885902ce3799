"""The part of a partner's page about their statement: the link in force, and what they have said by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from admin.drilling.drill import Drill
from records.relations.telling.statement_links import StatementLink, statement_link_of
from records.relations.telling.statement_words import StatementWord, words_said
from records.relations.telling.statements_on import statements_are_on
from records.sources import Partner


@dataclass(frozen=True, slots=True)
class StatementPart:
    """What the section shows. ``new`` are the words that nobody of the staff has seen yet."""

    is_on: bool
    link: StatementLink | None
    words: Sequence[StatementWord]

    @property
    def new(self) -> int:
        """How many of the words nobody has seen yet."""
        return sum(each.seen_at is None for each in self.words)


def statement_part(session: Session, partner: Partner, _page: Drill) -> StatementPart:
    """Read the section of a partner."""
    link = statement_link_of(session, partner, datetime.now(UTC))
    return StatementPart(statements_are_on(session), link, words_said(session, partner.source))
