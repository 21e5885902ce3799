"""Publishing: the draft of a form becomes its newest version, which is never changed again."""

import copy
from datetime import datetime

from sqlalchemy.orm import Session

from records.db import locked_by_name
from records.forming.definitions import checked, completed
from records.forming.drafts import draft_of, newest_version
from records.forming.forms import Form, FormVersion
from records.staff.users import User


class NotReady(ValueError):
    """A form that cannot be published as it is; the message says what to do."""


def publish(session: Session, form: Form, user: User | None, at: datetime) -> FormVersion:
    """Let clients see the draft of a form as its newest version; answers of older versions keep theirs.

    Raises NotReady where something is wrong with the draft, and where nothing is different from the newest version.
    """
    locked_by_name(session, f"draft of form {form.id}")
    draft = draft_of(session, form)
    if draft is None:
        raise NotReady("There is no draft. Begin one before you publish.")
    session.refresh(draft)
    problems = checked(draft.definition, session)
    if problems:
        raise NotReady("Something has to be put right before this can be published; it is marked below.")
    before = newest_version(session, form)
    if before and completed(before.definition) == completed(draft.definition):
        raise NotReady(f"Nothing is different from version {before.number}, so there is nothing to publish.")
    version = FormVersion(
        form=form,
        number=before.number + 1 if before else 1,
        published_at=at,
        published_by_id=user.id if user else None,
        definition=copy.deepcopy(draft.definition),
    )
    session.add(version)
    session.delete(draft)
    session.flush()
    return version
