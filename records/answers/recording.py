"""One filled form becomes one submission of one client, exactly once, however often it is sent."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from attribution import Visit, fold, same_person
from records.answers.deciding import decide
from records.answers.submissions import Submission, Touch
from records.clients import Client, Stage, StageChange
from records.clients.contacts import email_key, phone_key
from records.db import locked_by_name
from records.firm import first_office, the_firm
from records.forming.forms import FormVersion
from records.joining.rows import joined_of_contact, joins_of
from records.sources.referral_links import ReferralLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it was sent. ``identity`` is that of the page it was sent from: the same page, the same identity.

    ``visit`` is the last one before the form, ``first_visit`` an earlier one; ``link`` the partner's that led here;
    ``language`` that of the page, where it was asked for in another than the form's own.
    """

    identity: str
    received_at: datetime
    name: str
    email: str = ""
    phone: str = ""
    company: str = ""
    need: str = ""
    choice: str = ""
    answer: str = ""
    searched: str = ""
    may_tell: bool = False
    version: FormVersion | None = None
    order_shown: Sequence[str] = ()
    own_answers: Mapping[str, Any] = field(default_factory=dict)
    visit: Visit | None = None
    visited_at: datetime | None = None
    first_visit: Visit | None = None
    first_visited_at: datetime | None = None
    link: ReferralLink | None = None
    door: str = "web"
    language: str = ""

    def digest(self) -> str:
        """The SHA-256 of what the client sent: equal for the same words, whenever they come."""
        sent = [self.name, self.email, self.phone, self.need, self.choice, self.answer, self.searched]
        # A form that does not ask for the company gives the same digest as ever, so a page sent twice is one answer.
        sent += [self.company] if self.company else []
        everything = json.dumps([*sent, self.may_tell, dict(self.own_answers)], sort_keys=True)
        return hashlib.sha256(everything.encode("utf-8", "surrogatepass")).hexdigest()


def record_submission(session: Session, filled: Filled) -> Submission:
    """Keep a filled form, find or make its client, and decide what brought them.

    The same identity with the same content is the submission that is there already; with changed content and
    the same e-mail or phone it is a correction, kept beside the first; with another person it is a new submission.
    Two of one household may share both a page and an e-mail, so a name that is nothing like it is another person.
    """
    country = the_firm(session).country
    contact = (email_key(filled.email), phone_key(filled.phone, country))
    locked_by_name(session, filled.identity, *(way for way in contact if way))
    digest = filled.digest()
    earlier = list(
        session.scalars(select(Submission).where(Submission.identity == filled.identity).order_by(Submission.id))
    )
    for submission in earlier:
        if submission.digest == digest:
            return submission
    corrected = next((one for one in earlier if _same_sender(session, one, filled.name, contact, country)), None)
    client = corrected.client if corrected else _client_for(session, filled, contact)
    # What was held back may come in after what corrected it.
    is_newest = all(each.received_at <= filled.received_at for each in earlier)
    if corrected and is_newest and _brought(client, earlier):
        _correct(client, filled, contact)
    submission = _keep(session, filled, digest, client, corrected)
    decide(session, submission, filled.received_at)
    return submission


def record_answer(session: Session, client: Client, filled: Filled) -> Submission:
    """Keep what a known client answered to a question that was put to them, and decide what brought them.

    The same identity with the same content is the answer that is there already; with other content it corrects it.
    """
    locked_by_name(session, filled.identity)
    digest = filled.digest()
    earlier = select(Submission).where(Submission.identity == filled.identity, Submission.client_id == client.id)
    told = list(session.scalars(earlier.order_by(Submission.id)))
    for submission in told:
        if submission.digest == digest:
            return submission
    submission = _keep(session, filled, digest, client, told[0] if told else None)
    decide(session, submission, filled.received_at)
    return submission


def _same_sender(
    session: Session, earlier: Submission, name: str, contact: tuple[str | None, str | None], country: str
) -> bool:
    """Whether whoever sent the page before sends it again: by what they gave then, or by what is known of them now."""
    client = earlier.client
    known = {client.email_key, client.phone_key, email_key(earlier.email), phone_key(earlier.phone, country)}
    same_contact = any(way in known for way in contact if way)
    names = [client.name, *(join.name for join in joins_of(session, client))] if same_contact else []
    return any(each == name.strip() or same_person(each, name) for each in names)


def _brought(client: Client, page: Sequence[Submission]) -> bool:
    """Whether the client first came by this page. Another page, which anybody can send, does not say who they are."""
    return any(each.client_id == client.id and each.received_at == client.created_at for each in page)


def _client_for(session: Session, filled: Filled, contact: tuple[str | None, str | None]) -> Client:
    """The client of the same e-mail or phone and a similar name, else a new one (flagged if only the name differs)."""
    email, phone = contact
    ways = [Client.email_key == email] if email else []
    ways += [Client.phone_key == phone] if phone else []
    known = list(session.scalars(select(Client).where(or_(*ways)).order_by(Client.id))) if ways else []
    for client in known:
        if same_person(client.name, filled.name):
            return client
    joined = joined_of_contact(session, email, phone)
    for join in joined:
        if same_person(join.name, filled.name) or same_person(join.keep.name, filled.name):
            return join.keep
    known = known or [join.keep for join in joined]
    client = new_client(
        session,
        filled.name,
        filled.received_at,
        email=filled.email,
        phone=filled.phone,
        company=filled.company,
        door=filled.door,
        office_id=filled.version.form.office_id if filled.version else None,
    )
    client.same_contact_as_id = known[0].id if known else None
    return client


def new_client(
    session: Session,
    name: str,
    at: datetime,
    *,
    email: str = "",
    phone: str = "",
    company: str = "",
    door: str,
    office_id: int | None = None,
    ref: str | None = None,
    import_id: int | None = None,
) -> Client:
    """A new client at the stage of an enquiry, who came on the firm's calendar day of ``at``."""
    firm = the_firm(session)
    client = Client(
        office_id=office_id or first_office(session).id,
        ref=ref,
        name=name.strip(),
        name_key=fold(name),
        email=email.strip(),
        email_key=email_key(email),
        phone=phone.strip(),
        phone_key=phone_key(phone, firm.country),
        company=company.strip(),
        came_on=firm.today(at),
        door=door,
        stage=Stage.ENQUIRY,
        created_at=at,
        import_id=import_id,
    )
    session.add(client)
    session.add(StageChange(client=client, stage=Stage.ENQUIRY, at=at))
    session.flush()
    return client


def _correct(client: Client, filled: Filled, contact: tuple[str | None, str | None]) -> None:
    client.name, client.name_key = filled.name.strip(), fold(filled.name)
    if filled.email:
        client.email, client.email_key = filled.email.strip(), contact[0]
    if filled.phone:
        client.phone, client.phone_key = filled.phone.strip(), contact[1]
    client.company = filled.company.strip() or client.company


def _keep(session: Session, filled: Filled, digest: str, client: Client, corrected: Submission | None) -> Submission:
    choice = filled.version.choice(filled.choice) if filled.version else None
    submission = Submission(
        identity=filled.identity,
        digest=digest,
        corrects_id=(corrected.corrects_id or corrected.id) if corrected else None,
        form_version=filled.version,
        client=client,
        door=filled.door,
        received_at=filled.received_at,
        name=filled.name,
        email=filled.email,
        phone=filled.phone,
        company=filled.company,
        need=filled.need,
        choice=filled.choice,
        choice_label=choice["label"] if choice else "",
        answer=filled.answer,
        searched=filled.searched,
        may_tell=filled.may_tell,
        order_shown=list(filled.order_shown),
        own_answers=dict(filled.own_answers),
        language=filled.language,
        referral_link=filled.link,
    )
    if filled.first_visit:
        submission.touches.append(_touch("first", filled.first_visit, filled.first_visited_at))
    if filled.visit:
        submission.touches.append(_touch("last", filled.visit, filled.visited_at or filled.received_at))
    session.add(submission)
    session.flush()
    return submission


def _touch(which: str, visit: Visit, at: datetime | None) -> Touch:
    return Touch(which=which, landing_url=visit.landing_url, referrer=visit.referrer, at=at)
