"""Commands on a database without tables say what to do."""

from pathlib import Path

import pytest

from tests.conftest import dispose, make_app


@pytest.mark.parametrize("command", [["rank"], ["import", "partners", "FILE"], ["attribute"]])
def test_a_new_installation_is_told_to_make_its_tables(tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "partners.csv"
    file.write_text("name\nJoe\n", encoding="utf-8")
    app = make_app(f"sqlite:///{tmp_path}/new.sqlite3", tmp_path)
    result = app.test_cli_runner().invoke(args=[str(file) if word == "FILE" else word for word in command])
    dispose(app)
    assert result.exit_code == 2
    assert "run `flask db upgrade` first" in result.stderr
    assert "Traceback" not in result.output
