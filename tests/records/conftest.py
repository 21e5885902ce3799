"""Tests of verbs have one session on a fresh database, inside an application context."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from records.db import db


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()
