"""Whether the firm shows statements to partners at all."""

from sqlalchemy.orm import Session

from records.firm import the_firm

_HEALTH = ("health", "clinic", "medic", "dental", "dentist", "physician", "therap")


def statements_are_on(session: Session) -> bool:
    """Whether links to statements open anything; in health they do not."""
    profession = the_firm(session).profession.lower()
    return not any(word in profession for word in _HEALTH)
