"""Forms that write something down anew: sent twice by a double click, or again after going back, they keep it once."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute
from wtforms import HiddenField

from admin.pages import LARGEST_NUMBER
from records.db import db, locked_by_name

Row = TypeVar("Row")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _now() -> str:
    return str((datetime.now(UTC) - _EPOCH) // timedelta(microseconds=1))


class SentOnce(FlaskForm):
    """``shown`` is when the form was first shown, in microseconds: who means it twice has opened it twice."""

    shown = HiddenField(default=_now)

    def kept_since(self, same: Select[tuple[Row]], at: InstrumentedAttribute[datetime]) -> Row | None:
        """The row that says the ``same`` and was kept after this form was shown, if there is one.

        Of two that come at once, the second waits until the first is kept.
        """
        typed = self.shown.data or ""
        if not (typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LARGEST_NUMBER)) + 7):
            return None
        session = db.session()
        locked_by_name(session, f"sent by {current_user.id}")
        since = _EPOCH + timedelta(microseconds=int(typed))
        return session.scalars(same.where(at > since).limit(1)).first()
