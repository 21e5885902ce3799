"""Keywords: search phrases, kept once in their folded form."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from attribution import fold_keyword
from records.db import Base, key


class Keyword(Base):
    """A search phrase as it was first written, found by its folded form."""

    __tablename__ = "keywords"

    id: Mapped[key]
    phrase: Mapped[str]
    phrase_key: Mapped[str] = mapped_column(unique=True)


def keyword_called(session: Session, phrase: str) -> Keyword | None:
    """The keyword of a phrase, made if it is new; None if nothing is left of the phrase when folded."""
    folded = fold_keyword(phrase)[:300]
    if not folded:
        return None
    found = session.scalars(select(Keyword).where(Keyword.phrase_key == folded)).first()
    if found is None:
        found = Keyword(phrase=phrase.strip(), phrase_key=folded)
        session.add(found)
        session.flush()
    return found
