"""A file in which all kinds of rows are malformed: each is reported with its line, and every good one is exact."""

import json
from pathlib import Path

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from records.db import db
from records.importing.going_in.staging import StagedRow
from records.money.payments import Payment

ROWS = 3_000
BAD = (
    b'BN,"C1,5,2026-03-04\n',
    b"BN,C\x001,5,2026-03-04\n",
    b"BN,C1,5\n",
    b"BN,C1,5,2026-03-04,more\n",
    b"BN,Ren\xe9e,5,2026-03-04\n",
    b"BN,C1,free,2026-03-04\n",
    b"BN,C1,5,2026-13-45\n",
    b"BN,Nobody,5,2026-03-04\n",
    b"BN," + b"x" * 10_000_000 + b",5,2026-03-04\n",
)


def test_every_bad_row_is_reported_and_every_good_one_is_exact(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "clients.csv").write_text("ref,name,came_on\nC1,Ann Lee,2026-03-04\n", encoding="utf-8")
    bad = {100 * n + 50: BAD[n % len(BAD)] for n in range(ROWS // 100)}
    good = [number for number in range(ROWS) if number not in bad]
    rows = (
        bad[n].replace(b"N", b"%d" % n, 1) if n in bad else b"G%d,C1,%d.%02d,2026-03-04\n" % (n, n + 1, n % 100)
        for n in range(ROWS)
    )
    (tmp_path / "payments.csv").write_bytes(b"ref,client,amount,on\n" + b"".join(rows))
    assert runner.invoke(args=["import", "clients", str(tmp_path / "clients.csv")]).exit_code == 0
    result = runner.invoke(args=["import", "payments", str(tmp_path / "payments.csv"), "--json"])
    assert result.exit_code == 1, result.stderr
    outcome = json.loads(result.stdout)
    assert {problem["line"] for problem in outcome["problems"]} == {number + 2 for number in bad}
    assert (outcome["added"], outcome["refused"]) == (len(good), len(bad))
    with app.app_context():
        kept = dict(db.session.execute(select(Payment.ref, Payment.amount)).tuples().all())
        assert kept == {f"G{n}": 100 * (n + 1) + n % 100 for n in good}
        assert db.session.scalar(select(func.count()).select_from(StagedRow)) == 0
