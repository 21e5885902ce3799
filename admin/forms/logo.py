"""The logo of a form: a picture that is sent with the rest of the editor."""

from datetime import datetime

from flask import request
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.forms.sent import Sent
from admin.pages import number_typed
from records.forming.forms import Form
from records.forming.pictures import LARGEST, BadPicture, FormPicture, add_picture


def take_logo(session: Session, form: Form, sent: Sent, at: datetime) -> bool:
    """Put the picture that was sent into the definition, or take the one that is there out of it.

    A browser sends a file once: the page that gives a refused form back names the picture that came with it, so the
    picture has to be kept even where the draft is not. Returns whether there is one to keep.
    """
    came_before = number_typed(request.form.get("look.logo", ""))
    picture = session.get(FormPicture, came_before) if came_before else None
    if picture and picture.form_id == form.id:
        sent.definition["look"]["logo"] = picture.id
    if "remove_logo" in request.form:
        sent.definition["look"]["logo"] = None
    file = request.files.get("logo")
    # One byte more than fits is enough to know that it does not.
    content = file.stream.read(LARGEST + 1) if file else b""
    if not content:
        return False
    try:
        sent.definition["look"]["logo"] = add_picture(session, form, content, at, current_user).id
    except BadPicture as problem:
        sent.problems["logo"] = str(problem)
        return False
    return True
