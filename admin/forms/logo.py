"""The logo of a form: a picture that is sent with the rest of the editor."""

from datetime import datetime

from flask import request
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.forms.sent import Sent
from records.forming.pictures import LARGEST, BadPicture, add_picture
from records.forms import Form


def take_logo(session: Session, form: Form, sent: Sent, at: datetime) -> None:
    """Put the picture that was sent into the definition, or take the one that is there out of it."""
    if "remove_logo" in request.form:
        sent.definition["look"]["logo"] = None
    file = request.files.get("logo")
    # One byte more than fits is enough to know that it does not.
    content = file.stream.read(LARGEST + 1) if file else b""
    if not content:
        return
    try:
        sent.definition["look"]["logo"] = add_picture(session, form, content, at, current_user).id
    except BadPicture as problem:
        sent.problems["logo"] = str(problem)
