"""The private link to a partner's statement, ``/s/<token>``: made and ended by staff, good until a day.

A token is a random number and its signature with the application's key (HMAC-SHA256). The database keeps the number
alone, so that a copy of it opens nothing; the whole token is reckoned from both whenever staff want to show or mail the
link once more. A change of SECRET_KEY ends every link.
"""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.engine.prepared import prepared
from records.signed_numbers import LONG, is_signed, new_number, number_in, signature_of, token_of_number
from records.sources import Partner, Source
from records.sources.merged import merge_of
from records.staff.users import User

GOOD_FOR = (30, 90, 365)
"""For how many days a link can be made."""
_LINK, _PREVIEW = "statement link", "statement preview"
"""What the tokens are signed for."""
PREVIEWED_FOR = timedelta(minutes=30)


class StatementLink(Base):
    """One link to a partner's statement. ``number`` is the random part of its token, without the signature.

    It opens nothing once it is revoked or expired, or its partner is retired or merged into another.
    """

    __tablename__ = "statement_links"

    id: Mapped[key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[instant]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[instant]
    revoked_at: Mapped[instant | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    partner: Mapped[Source] = relationship()
    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])
    revoked_by: Mapped[User | None] = relationship(foreign_keys=[revoked_by_id])


def statement_link_of(session: Session, partner: Partner, now: datetime) -> StatementLink | None:
    """The partner's link that is neither revoked nor expired, if there is one."""
    return session.scalars(*_in_force(partner.source_id, now)).first()


@prepared
def _in_force(partner: int, now: datetime) -> Select[tuple[StatementLink]]:
    theirs = select(StatementLink).where(
        StatementLink.partner_id == partner, StatementLink.revoked_at.is_(None), StatementLink.expires_at > now
    )
    return theirs.order_by(StatementLink.id.desc())


def make_statement_link(
    session: Session, partner: Partner, days: int, at: datetime, user: User | None
) -> StatementLink:
    """A link that is good for so many days; the one in force is returned as it stands if there is one."""
    locked_by_name(session, f"statement link of {partner.source_id}")
    present = statement_link_of(session, partner, at)
    if present:
        return present
    link = StatementLink(
        partner_id=partner.source_id,
        number=new_number(),
        made_at=at,
        made_by_id=user.id if user else None,
        expires_at=at + timedelta(days=days),
    )
    session.add(link)
    session.flush()
    return link


def revoke_statement_link(session: Session, link: StatementLink, at: datetime, user: User | None) -> None:
    """End a link: it opens nothing any more."""
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by_id = at, user.id if user else None
        session.flush()


def token_of(link: StatementLink, app_key: str) -> str:
    """The part of the link's address that opens the statement."""
    return token_of_number(link.number, _LINK, app_key)


def link_opened_by(session: Session, token: str, app_key: str, now: datetime) -> StatementLink | None:
    """The link of a token, if it opens something now. The signature is checked first, in the same time for all."""
    number = number_in(token, _LINK, app_key)
    link = session.scalars(select(StatementLink).where(StatementLink.number == number)).first() if number else None
    if link is None or link.revoked_at is not None or link.expires_at <= now:
        return None
    return link if is_in_use(session, link.partner) else None


def is_in_use(session: Session, source: Source) -> bool:
    """Whether a source is there by itself: neither retired nor merged into another.

    The link of a merged partner ends with the merge, because whoever holds it was told of one partner only. The one
    that is kept has links of its own; an undo of the merge brings this one back.
    """
    return source.partner is not None and source.retired_at is None and merge_of(session, source) is None


def preview_token(partner: Partner, app_key: str, now: datetime) -> str:
    """What shows a partner's statement to staff for a while, without any link: nothing can be sent from it."""
    said = f"preview-{partner.source_id}-{int((now + PREVIEWED_FOR).timestamp())}"
    return f"{said}-{signature_of(said, _PREVIEW, app_key)}"


def previewed_by(session: Session, token: str, app_key: str, now: datetime) -> Source | None:
    """The partner whose statement a token of a preview shows, while it is good."""
    said, signature = token[: -LONG - 1], token[-LONG:]
    if not said.startswith("preview-") or not is_signed(said, signature, _PREVIEW, app_key):
        return None
    _, partner, until = said.split("-")
    return session.get(Source, int(partner)) if now.timestamp() < int(until) else None
