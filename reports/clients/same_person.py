"""Who may be the same person as a client, and what would become of two who are joined."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.credits import Decision, Review
from records.answers.erasures import Erasure
from records.answers.settling import deciding_submission
from records.answers.submissions import Submission
from records.clients import Client, Stage
from records.clients.correcting import with_same_contact
from records.importing.lines.likely_clients import likely_clients
from records.joining.join import check_join, who_stays
from records.joining.stages import stage_of_both
from reports.clients.client_page import ClientPage, client_page
from reports.clients.client_search import clients_found

_MOST = 8


@dataclass(frozen=True, slots=True)
class Maybe:
    """A client who may be the same person, and why, in plain words; blank if somebody looked for them."""

    client: Client
    why: str = ""


def maybe_the_same(session: Session, client: Client) -> Sequence[Maybe]:
    """Clients who have the same contact or a similar name, the likeliest first, eight at most."""
    found: dict[int, Maybe] = {}
    for other in with_same_contact(session, client):
        same_email = bool(other.email_key) and other.email_key == client.email_key
        found[other.id] = Maybe(other, "has the same e-mail" if same_email else "has the same phone")
    flagged = select(Client).where(Client.same_contact_as_id == client.id).order_by(Client.id)
    gave = [client.same_contact_as] if client.same_contact_as else []
    for other in (*gave, *session.scalars(flagged)):
        found.setdefault(other.id, Maybe(other, "gave the same e-mail or phone with another name"))
    for named in likely_clients(session, client.name, _MOST + 1):
        if named.id not in found:
            found[named.id] = Maybe(session.get_one(Client, named.id), named.why)
    return _of_others(session, client, found)


def looked_for(session: Session, client: Client, typed: str) -> Sequence[Maybe]:
    """Clients with this name, e-mail, company or phone, eight at most."""
    found = {each.id: Maybe(each) for each in clients_found(session, typed, size=_MOST + 1).clients}
    return _of_others(session, client, found)


def _of_others(session: Session, client: Client, found: dict[int, Maybe]) -> Sequence[Maybe]:
    erased = set(session.scalars(select(Erasure.client_id).where(Erasure.client_id.in_(list(found)))))
    return [each for number, each in found.items() if number != client.id and number not in erased][:_MOST]


@dataclass(frozen=True, slots=True)
class Joining:
    """Two clients side by side, and what would become of them; ``deciding`` would keep the credit."""

    keep: ClientPage
    gone: ClientPage
    stage: Stage
    deciding: Submission | None
    filled: Sequence[tuple[str, str]]
    """What of the one who stays would be filled where it is blank."""


def joining_of(session: Session, one: Client, other: Client) -> Joining:
    """What joining two clients would do. Raises CannotJoin if they cannot be joined."""
    check_join(session, one, other)
    keep, gone = who_stays(one, other)
    named = (
        ("E-mail", keep.email, gone.email),
        ("Phone", keep.phone, gone.phone),
        ("Company", keep.company, gone.company),
    )
    return Joining(
        keep=client_page(session, keep),
        gone=client_page(session, gone),
        stage=stage_of_both(session, keep, gone),
        deciding=_deciding(session, [keep.id, gone.id]),
        filled=[(what, theirs) for what, own, theirs in named if theirs and not own],
    )


def _deciding(session: Session, clients: Sequence[int]) -> Submission | None:
    of_both = select(Submission).where(Submission.client_id.in_(clients))
    told = list(session.scalars(of_both.order_by(Submission.received_at, Submission.id)))
    numbers = [each.id for each in told]
    decisions = session.scalars(select(Decision).where(Decision.submission_id.in_(numbers)))
    reviews = session.scalars(select(Review).where(Review.submission_id.in_(numbers)).order_by(Review.at, Review.id))
    return deciding_submission(
        told, {each.submission_id: each for each in decisions}, {each.submission_id: each for each in reviews}
    )
