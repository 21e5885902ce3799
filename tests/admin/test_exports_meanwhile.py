"""While a long export is taken in the firm goes on: forms are kept at once, and what breaks off does no harm."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from admin.staff.access import csrf
from records.db import db
from records.importing import ShortTurns, read_file
from records.imports import Import
from records.keywords.search_totals import SearchTotal, query_key
from tests.admin.importing.test_search_exports import kept, sent
from tests.intake.sending import clients, send

ROWS = 1_200
LONG = "Top queries,Clicks,Impressions,CTR,Position\n" + "".join(f"lawyer {n},3,90,3.33%,8\n" for n in range(ROWS))


class Neighbour:
    """Somebody who sends the public form whenever work on an export comes to a certain place."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.answers: list[int] = []

    def sends(self, name: str) -> None:
        """Send a form from a thread of its own, and wait for the answer."""
        with ThreadPoolExecutor(1) as threads:
            browser = self.app.test_client()
            sending = threads.submit(send, browser, name=name, email=f"{name}@mail.example")
            self.answers.append(sending.result(timeout=60).status_code)

    def before(self, work: Callable[..., Any], most: int = 1) -> Callable[..., Any]:
        """The same work, with a form sent before it the first so many times."""
        left = [f"ann{id(work)}{number}" for number in range(most)]

        def interrupted(*wanted: Any, **named: Any) -> Any:
            if left:
                self.sends(left.pop())
            return work(*wanted, **named)

        return interrupted


@pytest.fixture
def neighbour(app: Flask) -> Neighbour:
    return Neighbour(app)


def test_forms_are_kept_while_an_export_is_read_planned_and_applied(
    app: Flask, owner: FlaskClient, neighbour: Neighbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is sent is read when its token is looked for, after it is known who sends it.
    monkeypatch.setattr(csrf, "protect", neighbour.before(csrf.protect))
    monkeypatch.setattr("admin.importing.search_exports.read_file", neighbour.before(read_file))
    monkeypatch.setattr("records.importing.lines.keywords.query_key", neighbour.before(query_key))
    leave = ShortTurns.__call__

    def left(turns: ShortTurns) -> None:
        leave(turns)
        neighbour.sends(f"bob{len(neighbour.answers)}")

    monkeypatch.setattr(ShortTurns, "__call__", left)
    assert sent(owner, LONG).status_code == 303
    # Once while it arrives, is read and is planned, then after each of three batches and at the end.
    assert neighbour.answers == [303] * 7
    assert len(clients(app)) == 7
    assert kept(app) == ROWS


def test_what_broke_off_counts_what_is_in_and_is_completed_by_the_same_file(
    app: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave = ShortTurns.__call__
    times: list[int] = []

    def dies(turns: ShortTurns) -> None:
        times.append(len(times))
        if len(times) == 3:
            raise KeyboardInterrupt
        leave(turns)

    with monkeypatch.context() as breaking:
        breaking.setattr(ShortTurns, "__call__", dies)
        with pytest.raises(KeyboardInterrupt):
            sent(owner, LONG)
    assert added(app) == [1000]
    assert kept(app) == 1000
    assert sent(owner, LONG).status_code == 303
    assert added(app) == [1000, 200]
    assert sums(app) == (ROWS, 3 * ROWS)


def test_two_who_take_in_the_same_file_at_once_count_it_once(
    app: Flask, owner: FlaskClient, colleague: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave = ShortTurns.__call__
    others = [colleague]

    def left(turns: ShortTurns) -> None:
        leave(turns)
        if others:
            with ThreadPoolExecutor(1) as threads:
                assert threads.submit(sent, others.pop(), LONG).result(timeout=60).status_code == 303

    monkeypatch.setattr(ShortTurns, "__call__", left)
    assert sent(owner, LONG).status_code == 303
    assert sums(app) == (ROWS, 3 * ROWS)
    assert sum(added(app)) == ROWS


def added(app: Flask) -> list[int]:
    """How many rows each import says that it added, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(Import.added).order_by(Import.id)))


def sums(app: Flask) -> tuple[int, int]:
    """How many totals there are, and their clicks."""
    with app.app_context():
        rows, clicks = db.session.execute(select(func.count(), func.sum(SearchTotal.clicks))).one()
        return int(rows), int(clicks)
