"""The firm of these tests, in Great Britain."""

import pytest
from flask import Flask

from records.db import db
from records.firm import the_firm


@pytest.fixture
def firm(app: Flask) -> Flask:
    with app.app_context():
        the_firm(db.session()).country = "GB"
        db.session.commit()
    return app
