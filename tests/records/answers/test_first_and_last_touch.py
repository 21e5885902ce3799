"""Two visits are kept, the decision rests on the one that tells something, and a partner's link stays known."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from attribution import Role, Visit
from records.answers.deciding import decide
from records.forming.form_sites import add_site
from records.forming.forms import published_version
from records.sources import Partner, Source
from records.sources.referral_links import link_of, make_link, revoke_link
from tests.records.firm_of_tests import NOW, credited, credits_of, partner, told

SITE = "https://firm.example/"
GOOGLE = Visit(SITE, "https://www.google.com/")
FACEBOOK = Visit(SITE, "https://www.facebook.com/")
DIRECT = Visit(SITE)
INTERNAL = Visit(f"{SITE}contact", f"{SITE}wills")


def arrived(session: Session, first: Visit | None, last: Visit | None) -> list[str]:
    submission = told(session, "idk", first_visit=first, first_visited_at=NOW - timedelta(days=3), visit=last)
    return credited(session, submission.client, Role.ARRIVED_THROUGH)


def test_both_visits_are_kept_with_their_times(session: Session) -> None:
    earlier = NOW - timedelta(days=3)
    submission = told(session, "idk", first_visit=GOOGLE, first_visited_at=earlier, visit=FACEBOOK, visited_at=NOW)
    session.commit()
    session.refresh(submission)
    kept = [(touch.which, touch.referrer, touch.at) for touch in submission.touches]
    assert kept == [("first", GOOGLE.referrer, earlier), ("last", FACEBOOK.referrer, NOW)]


@pytest.mark.parametrize(
    ("first", "last", "source"),
    [
        (GOOGLE, FACEBOOK, ["Facebook"]),
        (GOOGLE, DIRECT, ["Google"]),
        (GOOGLE, INTERNAL, ["Google"]),
        (GOOGLE, Visit(), ["Google"]),
        (DIRECT, FACEBOOK, ["Facebook"]),
        (None, GOOGLE, ["Google"]),
        (GOOGLE, None, ["Google"]),
    ],
)
def test_the_last_visit_counts_unless_it_tells_nothing(
    session: Session, first: Visit | None, last: Visit | None, source: list[str]
) -> None:
    assert arrived(session, first, last) == source


def test_an_ad_that_names_no_source_still_tells_something(session: Session) -> None:
    assert arrived(session, GOOGLE, Visit(f"{SITE}?utm_medium=email")) != ["Google"]


def test_a_website_that_holds_the_form_is_no_source(session: Session) -> None:
    visit = Visit("", "https://www.shop.example/")
    assert arrived(session, None, visit) == ["shop.example"]
    version = published_version(session, "new-client")
    assert version is not None
    add_site(session, version.form, "https://www.shop.example", NOW, None)
    # A visit from there is Direct: a channel, and no source.
    assert arrived(session, None, visit) == ["credited"]


def test_a_partners_website_that_holds_the_form_still_counts_for_the_partner(session: Session) -> None:
    partner(session, "Joe Smithson", website="https://www.smithson.example")
    version = published_version(session, "new-client")
    assert version is not None
    add_site(session, version.form, "smithson.example", NOW, None)
    assert arrived(session, None, Visit("", "https://smithson.example/links")) == ["Joe Smithson"]


def test_an_answer_by_a_partners_link_is_decided_the_same_again(session: Session) -> None:
    source = partner(session, "Joe Smithson")
    link = make_link(session, _partner(source), NOW, None)
    submission = told(session, "", link=link, visit=DIRECT)
    assert credited(session, submission.client) == ["Joe Smithson"]
    revoke_link(session, link, NOW, None)
    assert link_of(session, _partner(source)) is None
    decide(session, submission, NOW)
    assert credited(session, submission.client) == ["Joe Smithson"]
    assert [credit.rule for credit in credits_of(session, submission.client)] == ["referral_link"]
    assert credited(session, submission.client, Role.ARRIVED_THROUGH) == ["Joe Smithson"]


def test_a_partner_who_is_credited_no_more_gets_nothing_by_the_link(session: Session) -> None:
    source = partner(session, "Joe Smithson")
    link = make_link(session, _partner(source), NOW, None)
    source.retired_at = NOW
    assert credited(session, told(session, "", link=link).client) != ["Joe Smithson"]


def _partner(source: Source) -> Partner:
    assert source.partner
    return source.partner
