"""What a database says of a row that it refuses goes to the log, and clients' words do not."""

import traceback

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from records.db import db

WORDS = "divorce of Zoe Quixwell"


def test_a_row_that_is_refused_is_not_repeated_in_the_error(app: Flask) -> None:
    with app.app_context(), pytest.raises(IntegrityError) as refused:
        db.session.execute(text("INSERT INTO keywords (phrase, phrase_key) VALUES (:words, NULL)"), {"words": WORDS})
    said = "".join(traceback.format_exception(refused.value))
    assert "phrase_key" in said
    assert WORDS not in said
