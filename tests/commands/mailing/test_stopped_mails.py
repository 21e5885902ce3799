"""What was said after a mail was queued stops it: a consent withdrawn, a link ended, no more mail; and a killed run."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from attribution import Result
from outgoing import mail_from, mail_url
from records.consents import Covers, note_consent
from records.coverage.askings import Asking
from records.coverage.campaigns import Campaign, CampaignMember, Standing, State
from records.coverage.sending import begin
from records.db import db
from records.mail import GivenUp, Mail, send_later
from records.mail.mail_queue import try_again
from records.mail.opt_outs import opt_out
from records.relations.given.asking import ask_by_mail
from records.relations.given.outcomes import log_referral, report_outcome
from records.relations.given.referrals import Outcome
from records.relations.telling.statement_links import make_statement_link, revoke_statement_link
from records.relations.thanking.drafts import send_draft, write_draft
from records.relations.thanking.thanks import acknowledged
from tests.admin.small_firm import CAME, client, credit, noon, partner
from tests.records.coverage.past_clients import allowed, brought, drafted
from tests.records.firm_of_tests import reviewer
from tests.rig.mail_server import MailServer, mail_server
from tests.rig.standing_still import kill, reached, set_off

FROM, FIRM = "office@firm.example", "https://firm.example"
pytestmark = pytest.mark.settings(MAIL_FROM=mail_from(FROM), BASE_URL=FIRM)


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    with mail_server() as running:
        app.config["MAIL_URL"] = mail_url(f"smtp://127.0.0.1:{running.port}")
        yield running


def test_a_queued_mail_that_is_not_meant_any_more_is_not_sent(
    app: Flask, server: MailServer, runner: FlaskCliRunner
) -> None:
    with app.app_context():
        session, now = db.session(), datetime.now(UTC)
        ann = reviewer(session)
        partners = [
            partner(session, name, email=f"{name[:3]}@p.example".lower()) for name in ("Joe Smith", "Nisha Patel")
        ]
        judged = [Result("auto", (credit(each),)) for each in partners]
        will, mia = (
            client(session, name, each, "sent me", may_tell=True)
            for name, each in zip(("Will Adams", "Mia Lopez"), judged, strict=True)
        )
        # Both partners are thanked by name; one client then takes back that they may be named.
        thanked = [
            send_draft(session, write_draft(session, each, [who], now, ann), date(2026, 3, 20), now, ann)
            for each, who in zip(partners, (will, mia), strict=True)
        ]
        # A third is asked about a client who withdraws it, and gets a statement whose link is ended.
        ted = partner(session, "Ted Kostas", email="ted@p.example")
        given = log_referral(session, ted, "Mia Lopez", CAME, noon(CAME))
        given.client_id = mia.id
        report_outcome(session, given, Outcome.CONTACTED, noon(CAME))
        ask_by_mail(session, ted, [given], "ted@p.example", "Mia?", "What became of Mia Lopez?", CAME, now, ann)
        assert ted.partner
        link = make_statement_link(session, ted.partner, 30, now, ann)
        send_later(session, "statement", "ted@p.example", "Your statement", "https://…", now, about=link)
        out = send_later(session, "note", "bo@c.example", "Hello", "Words.", now)
        session.commit()
        note_consent(session, mia, Covers.NAME, False, "on the phone", now, ann)
        revoke_statement_link(session, link, now, ann)
        opt_out(session, "bo@c.example", now)
        session.commit()
        said = runner.invoke(args=["jobs", "run"]).output
        assert "1 sent" in said
        assert [to for _, to, _ in server.taken] == ["joe@p.example"]
        session.expire_all()
        stopped = select(Mail.to, Mail.given_up_because).where(Mail.given_up_at.is_not(None)).order_by(Mail.id)
        assert session.execute(stopped).tuples().all() == [
            ("nis@p.example", GivenUp.NO_LEAVE),
            ("ted@p.example", GivenUp.NO_LEAVE),
            ("ted@p.example", GivenUp.NO_LINK),
            ("bo@c.example", GivenUp.OPTED_OUT),
        ]
        # Nobody can let them go out all the same, and the partner is not thanked by a mail that was not sent.
        assert not try_again(session, out, now)
        assert acknowledged(session, partners[0], [will.id]) == {will.id}
        assert acknowledged(session, partners[1], [mia.id]) == set()
        assert thanked[1].mail and thanked[1].mail.sent_at is None


def test_a_killed_run_is_gone_on_with_and_nobody_gets_a_second_mail(
    app: Flask, database_url: str, tmp_path: Path, server: MailServer, runner: FlaskCliRunner
) -> None:
    names = [f"Client Number{letter}{other}" for letter in "abcdefgh" for other in "abcdefghij"]
    with app.app_context():
        session = db.session()
        record = brought(session, *names)
        allowed(session, record)
        begin(session, drafted(session, record, per_day=100), datetime.now(UTC), reviewer(session))
        session.commit()
        # In the middle of it: some have been asked, and others not yet.
        asked = select(func.count()).where(CampaignMember.standing == Standing.ASKED)
        some = select(asked.scalar_subquery() > 0)
        to = f"smtp://127.0.0.1:{server.port}"
        process = set_off(some, database_url, tmp_path, "jobs", "run", MAIL_URL=to, MAIL_FROM=FROM, BASE_URL=FIRM)
        reached(process)
        kill(process)
        assert 0 < (session.scalar(asked) or 0) < len(names)
        session.rollback()
    said = runner.invoke(args=["jobs", "run"]).output
    assert "past clients asked" in said and f"mail: {len(names)} sent" in said
    with app.app_context():
        session = db.session()
        assert session.scalars(select(Campaign.state)).one() is State.FINISHED
        assert len(session.scalars(select(Asking)).all()) == len(names)
    assert sorted(to for _, to, _ in server.taken) == sorted(
        f"{n.lower().replace(' ', '.')}@mail.example" for n in names
    )
