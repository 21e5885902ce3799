"""Sources: everything that brings clients. A partner is a source with whom the firm has a relationship."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint, event, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from attribution import Entity, Kind, fold
from records.db import Base, instant, key
from records.firm import directory_changed
from records.staff.users import User

if TYPE_CHECKING:
    from records.sources.merged import Merge


class Relation(StrEnum):
    """How the firm stands with a partner."""

    GIVE_AND_TAKE = "give and take"
    SOURCE_ONLY = "source only"
    PROSPECTIVE = "prospective"


class Source(Base):
    """Anything that brings clients. ``client_id`` ties a source of kind existing client to that client.

    ``website`` is a host or an address. A retired source keeps its history and is not credited any more. ``is_noted``
    says that attribution made the row for what a visit or an answer claims, and no person put it into the directory.
    """

    __tablename__ = "sources"
    __table_args__ = (Index(None, "kind", "name_key"),)

    id: Mapped[key]
    name: Mapped[str]
    name_key: Mapped[str]
    kind: Mapped[Kind]
    website: Mapped[str]
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), unique=True)
    retired_at: Mapped[instant | None]
    created_at: Mapped[instant]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    is_noted: Mapped[bool] = mapped_column(default=False, server_default=false())

    partner: Mapped["Partner | None"] = relationship(
        back_populates="source", lazy="joined", foreign_keys="Partner.source_id"
    )
    aliases: Mapped[list["Alias"]] = relationship(back_populates="source", order_by="Alias.id")
    rejections: Mapped[list["Rejection"]] = relationship(back_populates="source", order_by="Rejection.id")
    swallowed: Mapped[list["Merge"]] = relationship(
        foreign_keys="Merge.keep_id", back_populates="keep", order_by="Merge.id"
    )


class Partner(Base):
    """What the firm knows of a source that is a person or a business with whom it has a relationship.

    ``looking_for`` is in their own words, as of its day; ``next_step`` is due on its day. ``sphere`` is the firm's own
    estimate of how many people they could send. Who changed any of these, and when, are rows of ``PartnerChange``.
    ``organisation_id`` is the source of the business that a person belongs to, if that is a partner, too.
    ``organisation_key`` is the folded name of it by which staff find them, ``about_key`` the occupation and the city.
    """

    __tablename__ = "partners"

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"), index=True)
    ref: Mapped[str | None] = mapped_column(unique=True)
    entity: Mapped[Entity]
    relation: Mapped[Relation]
    organisation: Mapped[str]
    organisation_key: Mapped[str] = mapped_column(default="", server_default="")
    occupation: Mapped[str]
    city: Mapped[str]
    about_key: Mapped[str] = mapped_column(default="", server_default="")
    email: Mapped[str]
    phone: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    notes: Mapped[str] = mapped_column(default="", server_default="")
    looking_for: Mapped[str] = mapped_column(default="", server_default="")
    looking_for_on: Mapped[date | None]
    next_step: Mapped[str] = mapped_column(default="", server_default="")
    next_step_on: Mapped[date | None] = mapped_column(index=True)
    sphere: Mapped[int | None]
    sphere_note: Mapped[str] = mapped_column(default="", server_default="")

    source: Mapped[Source] = relationship(back_populates="partner", lazy="joined", foreign_keys=[source_id])
    owner: Mapped[User | None] = relationship()


@event.listens_for(Partner, "before_insert")
@event.listens_for(Partner, "before_update")
def _fold_what_is_known(_mapper: object, _connection: object, partner: Partner) -> None:
    """Whoever writes it, the partner is found by what it is now."""
    partner.organisation_key = fold(partner.organisation)
    partner.about_key = f"{fold(partner.occupation)}\n{fold(partner.city)}"


class Alias(Base):
    """Another spelling that leads to a source: learned from a review, or typed or imported by staff.

    A later review that credits somebody else for these words suspends it (``suspended_by_id``): it then decides
    nothing any more, until somebody lets it decide again.
    """

    __tablename__ = "aliases"
    __table_args__ = (UniqueConstraint("source_id", "name_key"), Index(None, "name_key"))

    id: Mapped[key]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    name: Mapped[str]
    name_key: Mapped[str]
    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"))
    at: Mapped[instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    suspended_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"))

    source: Mapped[Source] = relationship(back_populates="aliases")
    user: Mapped[User | None] = relationship()


class Rejection(Base):
    """Words of which staff have said that they do not mean a source: by themselves they never credit it any more.

    ``review_id`` is the review that chose somebody else for them, None where a person said only "not this one".
    A later review that credits the source for them after all lifts it (``lifted_by_id``).
    """

    __tablename__ = "rejections"
    __table_args__ = (Index(None, "words_key"), Index(None, "source_id"))

    id: Mapped[key]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    words: Mapped[str]
    words_key: Mapped[str]
    review_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"))
    at: Mapped[instant]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviews.id"))

    source: Mapped[Source] = relationship(back_populates="rejections")
    user: Mapped[User] = relationship()


def add_source(session: Session, name: str, kind: Kind, at: datetime, website: str = "") -> Source:
    """A new source in the directory."""
    source = note_source(session, name, kind, at, website)
    source.is_noted = False
    directory_changed(session, source.id)
    return source


def note_source(session: Session, name: str, kind: Kind, at: datetime, website: str = "") -> Source:
    """A row for a source that attribution has found without any directory, and will find so again.

    The directory stays what it is: else each made-up referrer would have every process build its index anew, and a
    made-up tag ("utm_source=alice") would be a name that answers may mean.
    """
    source = Source(
        name=name.strip(), name_key=fold(name), kind=kind, website=website.strip(), created_at=at, is_noted=True
    )
    session.add(source)
    session.flush()
    return source


def add_partner(
    session: Session,
    name: str,
    at: datetime,
    *,
    entity: Entity = Entity.PERSON,
    ref: str | None = None,
    relation: Relation = Relation.GIVE_AND_TAKE,
    organisation: str = "",
    occupation: str = "",
    city: str = "",
    email: str = "",
    phone: str = "",
    website: str = "",
) -> Source:
    """A new partner: a source of kind partner with its particulars."""
    source = add_source(session, name, Kind.PARTNER, at, website)
    source.partner = Partner(
        ref=ref,
        entity=entity,
        relation=relation,
        organisation=organisation,
        occupation=occupation,
        city=city,
        email=email,
        phone=phone,
    )
    session.flush()
    return source


def add_alias(
    session: Session, source: Source, name: str, at: datetime, user: User | None, review_id: int | None = None
) -> Alias:
    """Another spelling of a source; one that it has already is returned as it stands."""
    spelling = fold(name)
    for alias in source.aliases:
        if alias.name_key == spelling:
            return alias
    alias = Alias(source=source, name=name.strip(), name_key=spelling, at=at, user=user, review_id=review_id)
    session.add(alias)
    session.flush()
    directory_changed(session, source.id)
    return alias


def source_called(session: Session, name: str, kind: Kind) -> Source | None:
    """The source of this kind and name (folded), the oldest if there are several."""
    called = select(Source).where(Source.kind == kind, Source.name_key == fold(name), Source.client_id.is_(None))
    return session.scalars(called.order_by(Source.id).limit(1)).unique().first()
