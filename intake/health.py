"""Whether the application can do its work, for whatever watches over it."""

from flask import current_app
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from records.db import db
from records.firm import the_firm


def healthz() -> ResponseReturnValue:
    """200 if the database answers and has its tables, else 503."""
    try:
        the_firm(db.session())
    except SQLAlchemyError:
        current_app.logger.exception("The database is not in order.")
        return {"status": "unavailable", "database": "does not answer, or `flask db upgrade` has not been run"}, 503
    return {"status": "ok", "database": "ok"}
