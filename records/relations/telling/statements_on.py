"""Whether the firm shows statements to partners at all: as is usual in its profession, or as an owner has switched."""

from sqlalchemy.orm import Session

from records.firm.professions import Switch, is_on


def statements_are_on(session: Session) -> bool:
    """Whether links to statements open anything."""
    return is_on(session, Switch.STATEMENTS)
