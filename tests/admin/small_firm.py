"""A small firm whose every judgement is given, so that pages are tested and not the matching of names."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import WHOLE, Channel, Credit, Kind, Result, Role, Source
from records.answers.credits import Decision
from records.answers.grouping import find_group
from records.answers.judgements import freeze
from records.answers.recording import Filled, new_client
from records.answers.settling import settle
from records.answers.submissions import Submission, Touch
from records.clients import Client
from records.db import db
from records.forming.forms import published_version
from records.money.payments import PaymentKind, record_payment
from records.sources import Source as SourceRow
from records.sources import add_partner
from records.spam.held import HeldSubmission
from records.spam.holding import hold
from tests.rig.made_once import made_once

CAME = date(2026, 3, 10)
_numbers = count(1)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def partner(session: Session, name: str, **particulars: str) -> SourceRow:
    return add_partner(session, name, noon(CAME), **particulars)  # type: ignore[arg-type]  # only texts are given


def credit(
    source: SourceRow | Source,
    share: int = WHOLE,
    role: Role = Role.INTRODUCED_BY,
    span: tuple[int, int] | None = None,
    confidence: float = 0.97,
    reason: str = "The answer has the whole name.",
) -> Credit:
    """A judgement of the machine."""
    judged = source if isinstance(source, Source) else Source(str(source.id), source.name, source.kind)
    channel = Channel.REFERRAL_PARTNER if judged.kind is Kind.PARTNER else Channel.ORGANIC_SEARCH
    return Credit(role, judged, channel, share, confidence, "full_name", reason, span)


GOOGLE = Source("google", "Google", Kind.SEARCH_ENGINE)
FACEBOOK = Source("facebook", "Facebook", Kind.SOCIAL_NETWORK)


def clicked(source: Source) -> Credit:
    """What a visit shows."""
    return credit(source, role=Role.ARRIVED_THROUGH, reason="The visit came from there.")


def waits(*suggestions: Credit, also: Sequence[Credit] = (), conflict: bool = False) -> Result:
    """A judgement that waits for a person; ``also`` is certain beside it."""
    sure = sum(each.share for each in also if each.role is Role.INTRODUCED_BY)
    return Result(
        "review",
        tuple(also),
        suggestions,
        open_share=WHOLE - sure,
        open_first=True,
        conflict=conflict,
        question="Who is meant?",
    )


def client(
    session: Session, name: str, judged: Result | None, answer: str = "", came: date = CAME, **words: str | bool
) -> Client:
    """A client whose one answer was judged so; without a judgement nobody has asked."""
    number = next(_numbers)
    at = noon(came) + timedelta(seconds=number)
    found = new_client(session, name, at, email=f"client{number}@mail.example", door="web")
    if judged is None:
        settle(session, found, at)
        return found
    submission = Submission(
        identity=f"page-{number}",
        digest=f"digest-{number}",
        client=found,
        door="web",
        received_at=at,
        name=name,
        email=found.email,
        phone="",
        order_shown=[],
        own_answers={},
        answer=answer,
        **({"need": "A will", "choice": "", "choice_label": "", "searched": "", "may_tell": False} | words),
    )
    if judged.arrived_through():
        submission.touches.append(Touch(which="last", landing_url="https://firm.example/", referrer="", at=at))
    session.add(submission)
    session.flush()
    session.add(
        Decision(
            submission=submission,
            decision=judged.decision,
            result=freeze(judged),
            is_open=False,
            at=at,
            directory_version=1,
        )
    )
    session.flush()
    settle(session, found, at)
    return found


def pays(
    session: Session, who: Client, amount: int, currency: str = "USD", on: date = CAME, kind: str = "received"
) -> None:
    record_payment(session, who, amount, currency, on, PaymentKind(kind), noon(on))


def grouped(session: Session) -> None:
    """Put the answers that say the same together, as deciding them would have done."""
    for decision in session.scalars(select(Decision).order_by(Decision.submission_id)):
        find_group(session, decision.submission, decision)
        session.flush()


def submission_of(session: Session, who: Client) -> Submission:
    return session.query(Submission).filter_by(client_id=who.id).one()


def held_back(session: Session, name: str = "Sam Seller", words: str = "We offer SEO packages.") -> HeldSubmission:
    """A submission that waits for somebody to say whether it is spam."""
    number = next(_numbers)
    sent = Filled(
        identity=f"held-{number}",
        received_at=noon(CAME),
        name=name,
        email=f"held{number}@mail.example",
        need=words,
        choice="other",
        version=published_version(session, "new-client"),
    )
    reasons = [{"sign": "rankings", "points": 6, "why": "It offers better places in search engines: “seo packages”."}]
    reasons.append({"sign": "some_links", "points": 4, "why": "There are 2 links in the words."})
    return hold(session, sent, 10, reasons, noon(CAME))


@made_once
def full_firm(app: Flask) -> None:
    """Partners, websites, keywords, shared credits, doubt of every sort, refunds and two currencies."""
    third = (333_334, 333_333, 333_333)
    with app.app_context():
        session = db.session()
        joe, nisha, ted = (partner(session, name) for name in ("Joe Smith", "Nisha Patel", "Ted Kostas"))
        one = client(session, "Ana Adams", Result("auto", (credit(joe),)), "Joe Smith")
        pays(session, one, 100_000)
        pays(session, one, -30_000, on=date(2026, 5, 2))
        pays(session, one, 70_001, "EUR")
        two = client(
            session,
            "Ben Brown",
            Result("auto", (*(credit(s, part) for s, part in zip((joe, nisha, ted), third, strict=True)),)),
            "Joe, Nisha and Ted",
        )
        pays(session, two, 100_000)
        pays(session, two, -10_001, kind="billed")
        three = client(
            session,
            "Cara Clark",
            Result("auto", (credit(nisha, 500_000), credit(GOOGLE, 500_000), clicked(GOOGLE))),
            "Nisha, and google",
            came=date(2026, 1, 5),
        )
        pays(session, three, 55_555, on=date(2026, 3, 31))
        told = Result("auto", (credit(GOOGLE), clicked(GOOGLE)), keyword="divorce lawyer quincy", keyword_kind="told")
        pays(session, client(session, "Dev Davis", told, "google", searched="divorce lawyer quincy"), 25_000)
        known = Result("auto", (credit(joe), clicked(GOOGLE)), keyword="best lawyer", keyword_kind="known")
        pays(session, client(session, "Ella Evans", known, "Joe Smith", came=date(2026, 4, 1)), 1)
        half = waits(credit(ted), also=(credit(joe, 500_000), clicked(FACEBOOK)))
        pays(session, client(session, "Finn Foster", half, "Joe and Ted K"), 33_333)
        pays(session, client(session, "Gita Green", waits(credit(joe)), "Joe S."), 90_000)
        quarrel = waits(credit(nisha), also=(clicked(GOOGLE),), conflict=True)
        pays(session, client(session, "Hugo Hall", quarrel, "Nisha"), 12_300)
        pays(session, client(session, "Ines Irwin", Result("none"), "idk"), 8_000)
        pays(session, client(session, "Jack Jones", None), 7_000, on=date(2025, 12, 31))
        event = Source("rotary-talk", "Rotary talk", Kind.EVENT)
        pays(session, client(session, "Kira King", Result("auto", (credit(event),)), "the Rotary talk"), 40_000)
        held_back(session, words="We offer SEO packages: https://" + "very-long-" * 20 + ".example")
        held_back(session, name="Bartholomew-Maximilian Featherstonehaugh-Cholmondeley " * 3)
        db.session.commit()
