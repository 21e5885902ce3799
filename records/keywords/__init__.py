"""Keywords: search phrases as they were written, and which of them stand together as one keyword.

Each way to write a phrase is a row of its own, kept once in its folded form. A new one stands with those that have
the same search key (``attribution.search_key``), unless people have moved them apart; where a person has moved a
phrase it stays (``records.keywords.regrouping``).
"""

from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any
from zlib import crc32

from sqlalchemy import ColumnElement, ForeignKey, Select, exists, func, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, relationship

from attribution import fold_keyword, search_key
from records.db import Base, instant, key, locked_by_name
from records.staff.users import User

_LONGEST = 300
_AT_ONCE = 500
_LOCKS = 64


class Keyword(Base):
    """A search phrase as it was first written, found by its folded form.

    ``under_id`` is the phrase that it stands under, None for one that stands for itself. Nothing stands under a
    phrase that itself stands under another, so all phrases of one keyword are found in one step.
    """

    __tablename__ = "keywords"

    id: Mapped[key]
    phrase: Mapped[str]
    phrase_key: Mapped[str] = mapped_column(unique=True)
    search_key: Mapped[str] = mapped_column(index=True, server_default="")
    under_id: Mapped[int | None] = mapped_column(ForeignKey("keywords.id"), index=True)

    @property
    def head_id(self) -> int:
        """The number of the keyword that this phrase belongs to."""
        return self.under_id or self.id


class KeywordMove(Base):
    """A person said that phrases are another keyword than they were; ``undoes_id`` is the move that this one undoes."""

    __tablename__ = "keyword_moves"

    id: Mapped[key]
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("keyword_moves.id"), unique=True)

    user: Mapped[User] = relationship()
    parts: Mapped[list["KeywordMovePart"]] = relationship(back_populates="move", order_by="KeywordMovePart.id")


class KeywordMovePart(Base):
    """One phrase of a move, a phrase that it stood with before, and one that it stands with now; itself for none."""

    __tablename__ = "keyword_move_parts"

    id: Mapped[key]
    move_id: Mapped[int] = mapped_column(ForeignKey("keyword_moves.id"), index=True)
    keyword_id: Mapped[int] = mapped_column(ForeignKey("keywords.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("keywords.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("keywords.id"))

    move: Mapped[KeywordMove] = relationship(back_populates="parts")
    keyword: Mapped[Keyword] = relationship(foreign_keys=[keyword_id])
    stood_with: Mapped[Keyword] = relationship(foreign_keys=[from_id])
    stands_with: Mapped[Keyword] = relationship(foreign_keys=[to_id])


def head() -> ColumnElement[int]:
    """The number of the keyword that a phrase belongs to, as a column."""
    return func.coalesce(Keyword.under_id, Keyword.id)


def phrases_of(number: int) -> Select[tuple[int]]:
    """The numbers of all phrases that stand together with this one."""
    found = _named()
    first = select(func.coalesce(found.under_id, found.id)).where(found.id == number).scalar_subquery()
    return select(Keyword.id).where(or_(Keyword.id == first, Keyword.under_id == first))


@cache
def _named() -> Any:
    """A phrase beside others, made once: an alias takes longer to make than the rest of a condition."""
    return aliased(Keyword)


def is_moved() -> ColumnElement[bool]:
    """Whether a phrase stands where a person has put it, and nobody has undone that."""
    undoing = aliased(KeywordMove)
    return exists().where(
        KeywordMovePart.keyword_id == Keyword.id,
        KeywordMovePart.move_id == KeywordMove.id,
        KeywordMove.undoes_id.is_(None),
        ~exists().where(undoing.undoes_id == KeywordMove.id),
    )


def keyword_called(session: Session, phrase: str) -> Keyword | None:
    """The keyword of a phrase, made if it is new; None if nothing is left of the phrase when folded."""
    return keywords_called(session, [phrase]).get(phrase)


def keywords_called(session: Session, phrases: Iterable[str]) -> dict[str, Keyword]:
    """The keyword of each phrase, made where it is new; a phrase of which nothing is left when folded has none."""
    folded = {phrase: fold_keyword(phrase)[:_LONGEST].strip() for phrase in phrases}
    found: dict[str, Keyword] = {}
    wanted = iter(dict.fromkeys(name for name in folded.values() if name))
    written = {name: phrase for phrase, name in reversed(folded.items())}
    while some := list(islice(wanted, _AT_ONCE)):
        there = session.scalars(select(Keyword).where(Keyword.phrase_key.in_(some)))
        found |= {keyword.phrase_key: keyword for keyword in there}
        new = {name: written[name] for name in some if name not in found}
        found |= _made(session, new) if new else {}
    return {phrase: found[name] for phrase, name in folded.items() if name}


def _made(session: Session, new: dict[str, str]) -> dict[str, Keyword]:
    """New phrases by their folded form, each standing with those of the same search."""
    keys = {name: search_key(name) for name in new}
    # Two that come at the same moment and are one search must not both begin a keyword. A lock stands for many
    # searches, because a database holds only so many and a file may bring thousands.
    locked_by_name(session, *(f"searches {crc32(each.encode()) % _LOCKS}" for each in keys.values()))
    heads = _where_searches_stand(session, set(keys.values()))
    first = {searched: name for name, searched in reversed(keys.items()) if searched not in heads}
    made = {
        name: Keyword(
            phrase=" ".join(phrase.split()),
            phrase_key=name,
            search_key=keys[name],
            under_id=heads.get(keys[name]),
        )
        for name, phrase in new.items()
    }
    # Those that begin a keyword are written together, and those that stand under them together after they have
    # their numbers: one by one a long file would take minutes.
    beginning = [keyword for name, keyword in made.items() if first.get(keys[name]) == name]
    session.add_all(beginning)
    session.flush()
    heads |= {keyword.search_key: keyword.id for keyword in beginning}
    following = [keyword for name, keyword in made.items() if keys[name] in first and first[keys[name]] != name]
    for keyword in following:
        keyword.under_id = heads[keyword.search_key]
    session.add_all(made.values())
    session.flush()
    return made


def _where_searches_stand(session: Session, keys: set[str]) -> dict[str, int]:
    """The keyword that a new phrase of each search stands under; none where it begins one of its own.

    It stands with the phrases of the same search that nobody has moved. If people have moved all of them to one
    keyword it follows them; if they have moved them apart, nothing says where it belongs.
    """
    alike = (
        select(Keyword.search_key, head(), is_moved()).where(Keyword.search_key.in_(sorted(keys))).order_by(Keyword.id)
    )
    unmoved: dict[str, int] = {}
    moved: dict[str, set[int]] = {}
    for searched, number, by_a_person in session.execute(alike):
        if by_a_person:
            moved.setdefault(searched, set()).add(number)
        else:
            unmoved.setdefault(searched, number)
    together = {searched: min(numbers) for searched, numbers in moved.items() if len(numbers) == 1}
    return together | unmoved
