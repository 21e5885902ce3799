"""Pictures that the firm puts on its forms, kept whole in the database. What a file is, its first bytes say."""

import hashlib
from base64 import b64decode, b64encode
from datetime import datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from records.db import Base, instant, key, locked_by_name
from records.forming.forms import Form
from records.staff.users import User

LARGEST = 200_000
"""Bytes that a picture may have: more would make the form slow on a telephone."""


class BadPicture(ValueError):
    """A file that cannot be a picture of a form; the message says what to do."""


class FormPicture(Base):
    """One picture of a form. It never changes, so that its address can be kept for ever; ``type`` is a media type.

    Its bytes are kept in base 64, which both engines and a backup hold as any other text.
    """

    __tablename__ = "form_pictures"

    id: Mapped[key]
    form_id: Mapped[int] = mapped_column(ForeignKey("forms.id"), index=True)
    type: Mapped[str]
    in_base_64: Mapped[str] = mapped_column(Text, deferred=True)
    digest: Mapped[str]
    added_at: Mapped[instant]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    form: Mapped[Form] = relationship()
    added_by: Mapped[User | None] = relationship()

    @property
    def content(self) -> bytes:
        """The picture as it was given."""
        return b64decode(self.in_base_64)


def add_picture(session: Session, form: Form, content: bytes, at: datetime, user: User | None) -> FormPicture:
    """Keep a picture of a form; one with the same bytes is the one that is there. Raises BadPicture."""
    kind = type_of(content)
    if kind is None:
        raise BadPicture("Choose a PNG, JPEG or WebP picture. Other kinds of files are not taken, SVG neither.")
    if len(content) > LARGEST:
        raise BadPicture(
            f"This picture has {len(content) // 1000:,} KB; at most {LARGEST // 1000} fit. "
            "Save it smaller, for example 600 pixels wide."
        )
    digest = hashlib.sha256(content).hexdigest()
    locked_by_name(session, f"pictures of form {form.id}")
    same = select(FormPicture).where(FormPicture.form_id == form.id, FormPicture.digest == digest)
    there = session.scalars(same).first()
    if there:
        return there
    picture = FormPicture(
        form=form,
        type=kind,
        in_base_64=b64encode(content).decode(),
        digest=digest,
        added_at=at,
        added_by_id=user.id if user else None,
    )
    session.add(picture)
    session.flush()
    return picture


def type_of(content: bytes) -> str | None:
    """The media type of a picture by its signature (PNG, section 5.2; JFIF; RFC 9649 for WebP), None for any other."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None
