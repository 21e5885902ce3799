"""What a website's script says of the visits is a claim: checked, bounded, and never a reason to refuse a form."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from intake.visits.claim import LONGEST, NOTHING, read_claim
from intake.visits.visit import LONGEST as LONGEST_ADDRESS
from tests.intake.sending import FORM, FRAME, only, payload, submissions
from tests.rig.forms import fields

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
GOOGLE, SITE = "https://www.google.com/", "https://firm.example/"


def touch(url: str = SITE, ref: str = GOOGLE, at: datetime = NOW) -> dict[str, Any]:
    return {"url": url, "ref": ref, "at": int(at.timestamp() * 1000)}


def sent(app: Flask, client: FlaskClient, claim: object, address: str = FRAME, **headers: str) -> list[tuple[Any, ...]]:
    """The visits that are kept of a form that was sent with a claim."""
    text = claim if isinstance(claim, str) else json.dumps(claim)
    form = payload(client, address, visit=text)
    assert client.post(address, data=form, headers=headers).status_code == 303
    return [(each.which, each.landing_url, each.referrer) for each in only(submissions(app)).touches]


def test_both_visits_are_kept(app: Flask, client: FlaskClient) -> None:
    now = datetime.now(UTC)
    claim = {"first": touch(at=now - timedelta(days=2)), "last": touch(f"{SITE}b", "https://b.example/", now)}
    assert sent(app, client, claim) == [
        ("first", SITE, GOOGLE),
        ("last", f"{SITE}b", "https://b.example/"),
    ]
    kept = only(submissions(app)).touches
    assert [each.at.replace(microsecond=0) for each in kept] == [
        (now - timedelta(days=2)).replace(microsecond=0),
        now.replace(microsecond=0),
    ]


def test_two_visits_that_are_the_same_are_one(app: Flask, client: FlaskClient) -> None:
    assert sent(app, client, {"first": touch(), "last": touch()}) == [("last", SITE, GOOGLE)]


def test_a_claim_goes_before_what_the_page_saw_of_itself(app: Flask, client: FlaskClient) -> None:
    form = fields(client.get(FORM, headers={"Referer": f"{SITE}contact"}), FORM)
    words = payload(client) | {"token": form["token"], "visit": json.dumps({"last": touch()})}
    client.post(FORM, data=words)
    assert [each.referrer for each in only(submissions(app)).touches] == [GOOGLE]


def test_without_a_claim_the_page_says_what_it_saw(app: Flask, client: FlaskClient) -> None:
    form = fields(client.get(FORM, headers={"Referer": GOOGLE}), FORM)
    client.post(FORM, data=payload(client) | {"token": form["token"], "visit": "nonsense"})
    assert [each.referrer for each in only(submissions(app)).touches] == [GOOGLE]


def test_a_frame_alone_is_no_landing_page(app: Flask, client: FlaskClient) -> None:
    assert sent(app, client, "") == []


def test_a_claim_comes_back_with_a_form_to_be_mended(client: FlaskClient) -> None:
    claim = json.dumps({"last": touch(f"{SITE}?a=<b>&c='\"")})
    back = client.post(FRAME, data=payload(client, FRAME, name="", visit=claim))
    assert fields(back, FRAME)["visit"] == claim
    assert "<b>" not in back.text


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1 (+http://www.google.com/bot.html)", "python-requests/2.32"])
def test_a_programs_visit_is_not_counted_and_its_words_are_kept(app: Flask, client: FlaskClient, agent: str) -> None:
    claim = {"last": touch()}
    assert sent(app, client, claim, FORM, **{"User-Agent": agent}) == []


def test_who_asks_not_to_be_followed_is_not(app: Flask, client: FlaskClient) -> None:
    assert sent(app, client, {"first": touch(), "last": touch(f"{SITE}b")}, **{"Sec-GPC": "1"}) == []


@pytest.mark.parametrize(
    ("claim", "landing", "referrer"),
    [
        ({"last": touch("javascript:alert(1)")}, "", GOOGLE),
        ({"last": touch(ref="data:text/html,x")}, SITE, ""),
        ({"last": {"url": SITE, "ref": 7}}, SITE, ""),
        ({"last": {"url": SITE}}, SITE, ""),
        ({"last": touch(f"{SITE}?junk={'x' * 9000}&utm_source=a")}, f"{SITE}?utm_source=a", GOOGLE),
        ({"last": touch(f"{SITE}#{'x' * 9000}")}, SITE, GOOGLE),
        ({"last": touch(f"  {SITE}\x00\n")}, SITE, GOOGLE),
        ({"first": touch()}, SITE, GOOGLE),
    ],
)
def test_what_fits_of_a_visit_is_kept(claim: dict[str, Any], landing: str, referrer: str) -> None:
    last = read_claim(json.dumps(claim), NOW).last
    assert last is not None
    assert (last.visit.landing_url, last.visit.referrer) == (landing, referrer)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "1",
        "null",
        '"x"',
        "{}",
        '{"last": null}',
        '{"last": []}',
        '{"last": {"url": "", "ref": ""}}',
        '{"last": {"url": {"a": 1}, "ref": ["x"]}}',
        "[" * 10_000,
        json.dumps({"last": {"url": SITE + "x" * LONGEST}}),
    ],
)
def test_what_is_no_claim_is_none(text: str) -> None:
    assert read_claim(text, NOW) == NOTHING


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        (NOW.timestamp() * 1000, True),
        ((NOW - timedelta(days=30)).timestamp() * 1000, True),
        ((NOW - timedelta(days=40)).timestamp() * 1000, False),
        ((NOW + timedelta(hours=1)).timestamp() * 1000, False),
        (1e300, False),
        (-1, False),
        (True, False),
        ("1", False),
        (None, False),
    ],
)
def test_a_time_is_kept_if_it_can_be_true(at: object, kept: bool) -> None:
    last = read_claim(json.dumps({"last": {"url": SITE, "at": at}}), NOW).last
    assert last is not None
    assert (last.at is not None) is kept


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1" * 5000])
def test_a_time_that_is_no_number_is_none(number: str) -> None:
    read = read_claim(f'{{"last": {{"url": "{SITE}", "at": {number}}}}}', NOW)
    assert read == NOTHING or (read.last and read.last.at is None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["first", "last", "url", "ref", "at"]), inner)
    ),
    max_leaves=12,
)


@given(st.text() | JSON.map(json.dumps))
def test_nothing_that_is_sent_raises_or_grows(text: str) -> None:
    claim = read_claim(text, NOW)
    for each in (claim.first, claim.last):
        if each is not None:
            assert len(each.visit.landing_url.encode("utf-8", "replace")) <= LONGEST_ADDRESS
            assert len(each.visit.referrer.encode("utf-8", "replace")) <= LONGEST_ADDRESS
