"""Whether the application can do its work, for whatever watches over it."""

from functools import cache
from pathlib import Path

from flask import current_app
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from records.db import db
from records.engine.revisions import revision_of, revisions
from records.firm import the_firm


def healthz() -> ResponseReturnValue:
    """200 if the database answers and has its tables, else 503.

    While several web servers are updated one after the other, the older ones work with tables of the newer version.
    """
    try:
        the_firm(db.session())
        is_old = revision_of(db.session().connection()) in _older(Path(current_app.root_path))
    except SQLAlchemyError:
        current_app.logger.exception("The database is not in order.")
        is_old = True
    if is_old:
        return {"status": "unavailable", "database": "does not answer, or `flask db upgrade` has not been run"}, 503
    return {"status": "ok", "database": "ok"}


@cache
def _older(root: Path) -> frozenset[str]:
    return frozenset(revisions(root)[1:])
