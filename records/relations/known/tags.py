"""Tags: the firm's own words by which partners are grouped. One word is one tag, however it is written."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from attribution import fold
from records.db import Base, instant, key, locked_by_name
from records.engine.prepared import prepared
from records.relations.known.partner_changes import note_change
from records.sources import Source
from records.staff.users import User


class Tag(Base):
    """A word, as it was first written."""

    __tablename__ = "tags"

    id: Mapped[key]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[instant]


class PartnerTag(Base):
    """A partner has a tag: since when, and who gave it."""

    __tablename__ = "partner_tags"
    __table_args__ = (UniqueConstraint("source_id", "tag_id"), Index(None, "tag_id"))

    id: Mapped[key]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"))
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    source: Mapped[Source] = relationship()
    tag: Mapped[Tag] = relationship(lazy="joined")
    user: Mapped[User | None] = relationship()


def set_tags(session: Session, source: Source, names: Iterable[str], at: datetime, user: User | None) -> None:
    """Make these the tags of a partner; one that stays keeps who gave it and when."""
    locked_by_name(session, "tags")
    has = session.scalars(select(PartnerTag).where(PartnerTag.source_id == source.id)).all()
    before = {each.tag.name_key: each for each in has}
    wanted = {fold(name): name.strip() for name in reversed(list(names)) if fold(name)}
    for each in has:
        if each.tag.name_key not in wanted:
            session.delete(each)
    for name_key in sorted(wanted.keys() - before.keys()):
        session.add(
            PartnerTag(source=source, tag=_tag(session, wanted[name_key], name_key, at), at=at, user=user),
        )
    session.flush()
    was = _together(each.tag.name for each in has)
    note_change(session, source, "tags", was, _together(tags_of(session, [source.id]).get(source.id, [])), at, user)
    session.flush()


def tags_of(session: Session, sources: Iterable[int]) -> dict[int, list[str]]:
    """The tags of each of these partners, by folded name; partners without one are left out."""
    found: dict[int, list[str]] = {}
    has = (
        select(PartnerTag.source_id, Tag.name)
        .join(Tag, Tag.id == PartnerTag.tag_id)
        .where(PartnerTag.source_id.in_(list(sources)))
        .order_by(Tag.name_key)
    )
    for number, name in session.execute(has).tuples():
        found.setdefault(number, []).append(name)
    return found


def tags_of_partner(session: Session, number: int) -> list[Tag]:
    """The tags of one partner, by folded name."""
    return list(session.scalars(*_of_partner(number)))


@prepared
def _of_partner(source: int) -> Select[tuple[Tag]]:
    has = select(Tag).join(PartnerTag, PartnerTag.tag_id == Tag.id).where(PartnerTag.source_id == source)
    return has.order_by(Tag.name_key)


def tags_in_use(session: Session) -> list[Tag]:
    """The tags that some partner has, by folded name."""
    used = select(Tag).where(Tag.id.in_(select(PartnerTag.tag_id))).order_by(Tag.name_key)
    return list(session.scalars(used))


def tag_called(session: Session, name: str) -> Tag | None:
    """The tag of this name, however it is written."""
    return session.scalars(select(Tag).where(Tag.name_key == fold(name))).first()


def _tag(session: Session, name: str, name_key: str, at: datetime) -> Tag:
    found = tag_called(session, name)
    if found is None:
        found = Tag(name=name, name_key=name_key, created_at=at)
        session.add(found)
        session.flush()
    return found


def _together(names: Iterable[str]) -> str:
    return ", ".join(sorted(names, key=fold))
