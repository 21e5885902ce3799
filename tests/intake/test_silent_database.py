"""A server of databases whose machine is gone says nothing: nobody waits for it for long, and the words come back."""

import socket
import time
from pathlib import Path

import pytest

from tests.conftest import dispose, make_app
from tests.intake.sending import FORM, WORDS
from tests.rig.forms import fields


def test_a_form_does_not_wait_for_a_server_that_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The least that the driver takes is two seconds.
    monkeypatch.setattr("records.engine.connecting.PATIENCE", 2.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.listen(20)
        port = silent.getsockname()[1]
        app = make_app(f"postgresql+psycopg://whence@127.0.0.1:{port}/whence?sslmode=disable", tmp_path)
        begun = time.monotonic()
        answer = app.test_client().post(FORM, data=WORDS)
        took = time.monotonic() - begun
        dispose(app)
    assert answer.status_code == 503
    assert fields(answer, FORM)["need"] == WORDS["need"]
    assert took < 60
