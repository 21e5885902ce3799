"""Averages, costs and returns of a closed month stay with it, lead to what they rest on, and say what changed since."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from attribution import Kind
from records.clients import Client
from records.closed.closed_months import ClosedCost, Closure
from records.db import db
from records.money.costs import Cost, Every, change_cost, record_cost, remove_cost
from records.sources import Source
from records.sources.merging import merge_sources, undo_merge
from records.staff.users import User
from tests.admin.closed.test_closed_months import MARCH, close
from tests.admin.reading import averages, entries, sum_of, visible
from tests.admin.small_firm import full_firm, pays

COST = re.compile(r'data-label="Return"><a class="number" href="([^"]+)"><data value="(-?\d+)">([^<]*)</data>')
ROW = re.compile(r'<tr role="row"[^>]* data-part="([^"]+)">(.*?)</tr>', re.DOTALL)
RULES = ("of=partners", "of=websites&credit=shared", "of=sources", "of=sources&count=cohort&money=billed")


def spent(app: Flask) -> None:
    """Costs of a partner, of a website, and of somebody who brought nobody; one of other days."""
    full_firm(app)
    with app.app_context():
        session, at = db.session(), datetime(2026, 1, 1, tzinfo=UTC)
        joe = session.scalars(select(Source).where(Source.name == "Joe Smith")).one()
        web = session.scalars(select(Source).where(Source.kind == Kind.SEARCH_ENGINE)).first()
        fair = Source(name="Spring Fair", name_key="spring fair", kind=Kind.EVENT, website="", created_at=at)
        session.add(fair)
        assert web
        record_cost(session, joe, 10_001, "USD", date(2026, 1, 15), None, at, every=Every.MONTH)
        record_cost(session, web, 70_000, "USD", date(2026, 1, 1), date(2026, 12, 31), at)
        record_cost(session, fair, 4_200, "USD", date(2026, 3, 8), None, at)
        record_cost(session, fair, 9_900, "USD", date(2026, 2, 8), None, at)
        record_cost(session, joe, 777, "EUR", date(2026, 3, 3), None, at)
        session.commit()


def returns(html: str) -> dict[str, tuple[str, int, str]]:
    """By part the list behind its return, its cost and the return as it is shown."""
    found = {part: COST.search(row) for part, row in ROW.findall(html)}
    return {part: (unescape(one[1]), int(one[2]), one[3]) for part, one in found.items() if one}


def test_averages_and_returns_are_those_of_the_ranking_and_lead_to_what_they_rest_on(
    app: Flask, owner: FlaskClient
) -> None:
    spent(app)
    closed = close(owner, "2026-03").location
    for rule in RULES:
        live, kept = owner.get(f"/admin/?{MARCH}&{rule}").text, owner.get(f"{closed}?{rule}").text
        shown = averages(kept)
        assert {(n.part, n.value) for n in shown} == {(n.part, n.value) for n in averages(live)}, rule
        costs = returns(kept)
        assert {part: each[1:] for part, each in costs.items()} == {
            part: each[1:] for part, each in returns(live).items()
        }, rule
        assert "total" in costs, rule
        assert sum(cost for part, (_, cost, _) in costs.items() if part != "total") == costs["total"][1], rule
        for part, (href, cost, back) in costs.items():
            behind = owner.get(href).text
            assert f"= <b>{back}</b>" in behind or "×" not in back, (rule, part)
            assert sum_of(behind)[0] == entries(behind)[1] == cost, (rule, part)
        for each in shown:
            assert f"= <b>{each.shown}</b> on average" in owner.get(each.href).text, (rule, each.part)
    assert "Spring Fair" in visible(owner.get(closed + "?of=sources").text)
    # What was spent on sources cannot be divided among some of their clients, and keywords cost nothing.
    for none in ("of=keywords", "of=sources&only=introduced_by:partners:1"):
        assert 'data-label="Return"' not in owner.get(f"{closed}?{none}").text, none
        assert owner.get(f"{closed}/costs?{none}").status_code == 404
    for form in ("csv", "xlsx", "print"):
        for page in ("?of=sources", "/costs?of=sources&part=total"):
            assert owner.get(f"{closed}{page}&format={form}").status_code == 200, (form, page)


def test_costs_of_a_closed_month_stay_and_their_changes_are_listed(app: Flask, owner: FlaskClient) -> None:
    spent(app)
    closed = close(owner, "2026-03").location
    before = owner.get(f"{closed}?of=sources").text
    changes, ranking = f"{closed}/changes?of=sources", f"/admin/?{MARCH}&of=sources"
    assert "Nothing has changed" in visible(owner.get(changes).text)
    assert "these are the figures of its closed report" in visible(owner.get(ranking).text)
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        somebody = session.scalars(select(User)).one()
        fair = session.scalars(select(Source).where(Source.name == "Spring Fair")).one()
        joe = session.scalars(select(Source).where(Source.name == "Joe Smith")).one()
        march = session.scalars(select(Cost).where(Cost.amount == 4_200)).one()
        web = session.scalars(select(Cost).where(Cost.amount == 70_000)).one()
        town = Source(name="Town Fair", name_key="town fair", kind=Kind.EVENT, website="", created_at=now)
        session.add(town)
        session.flush()
        merge = merge_sources(session, town, fair, somebody, now)
        session.commit()
        name = somebody.name
        # One whose source was merged moved, by that merge, and the total is the same.
        moved = visible(owner.get(changes).text)
        assert "1 cost counts otherwise now, together the same." in moved
        why = rf"Cost moved \S.*{name}: Spring Fair merged into Town Fair"
        assert re.search(why + r" Spring Fair: -?−?\$42\.00 of costs Town Fair: \+\$42\.00 of costs", moved), moved
        assert "these figures differ from its closed report" in visible(owner.get(ranking).text)
        undo_merge(session, merge, now, somebody)
        remove_cost(session, march, now, somebody)
        record_cost(session, fair, 5_000, "USD", date(2026, 3, 9), None, now, user=somebody)
        # What somebody did after a merge is what happened last.
        change_cost(
            session,
            web,
            joe,
            70_000,
            "USD",
            web.starts_on,
            web.ends_on,
            web.every,
            now + timedelta(seconds=1),
            somebody,
        )
        session.commit()
    assert returns(owner.get(f"{closed}?of=sources").text) == returns(before)
    said = visible(owner.get(changes).text)
    assert "3 costs count otherwise now, together +$8.00." in said
    assert re.search(rf"Cost removed \S.*{name}: removed by hand Spring Fair: -?−?\$42\.00 of costs", said), said
    assert re.search(rf"Cost added \S.*{name}: written down by hand Spring Fair: \+\$50\.00 of costs", said), said
    assert re.search(rf"Cost changed \S.*{name}: changed by hand", said), said
    # By a rule that has no costs, nothing of them is said.
    assert "Nothing has changed" in visible(owner.get(f"{closed}/changes?of=keywords").text)
    with app.app_context():
        session = db.session()
        pays(session, session.scalars(select(Client).order_by(Client.id).limit(1)).one(), 600)
        session.commit()
    both = "4 records count otherwise now: together +$6.00 in the total; of them 3 costs, together +$8.00."
    assert both in visible(owner.get(changes).text)
    written = owner.get(f"{changes}&format=csv").data.decode("utf-8-sig")
    assert "Cost (USD)" in written
    assert "-42.00" in written


def test_a_month_closed_before_costs_were_kept_says_so(app: Flask, owner: FlaskClient) -> None:
    spent(app)
    closed = close(owner, "2026-03").location
    said = "closed before costs were kept with it"
    pages = (f"{closed}?of=sources", f"{closed}/changes?of=sources")
    assert not any(said in owner.get(page).text for page in pages)
    with app.app_context():
        db.session.execute(delete(ClosedCost))
        db.session.execute(update(Closure).values(keeps_costs=False))
        db.session.commit()
    assert all(said in owner.get(page).text for page in pages)
    assert "Nothing has changed" in visible(owner.get(pages[1]).text)
    assert "not kept with this month" in owner.get(f"{closed}?of=sources&format=csv&cover=1").text
    assert said not in owner.get(f"{closed}?of=keywords").text
