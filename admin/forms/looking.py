"""The addresses at which staff look at a draft or an old version of a form: public pages, opened by a signed word."""

from flask import current_app

from records.forming.forms import Form, FormVersion
from records.forming.previews import preview_token, version_token


def preview_words(form: Form, revision: int) -> dict[str, str]:
    """What to put into the form's address to see its draft; another revision is another address."""
    return {"draft": preview_token(form.id, revision, str(current_app.config["SECRET_KEY"]))}


def version_words(version: FormVersion) -> dict[str, str]:
    """What to put into the form's address to see one of its versions, only to look at."""
    return {"version": version_token(version.id, str(current_app.config["SECRET_KEY"]))}
