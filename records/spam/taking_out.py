"""Taking submissions out of the records so that they count nowhere, with the client who came by them alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from records.answers.credits import Credit, Decision, Review
from records.answers.deciding import decide, judge
from records.answers.erasures import erasure_of
from records.answers.judgements import thaw
from records.answers.settling import settle
from records.answers.submissions import IMPORTED, Submission, Touch
from records.clients import QUALIFIED, Client, StageChange, stage_changes
from records.coverage.taken_in import TakenIn
from records.firm import directory_version
from records.importing.back.resting import called, rests_on
from records.imports import ImportChange
from records.joining.rows import client_meant, meant_by_numbers
from records.reviews.lessons import DecisionBefore
from records.reviews.putting_off import PutOff
from records.sources.directory import directory_of
from records.spam.rows import Moved, Row, put_back, rows_of

GOES_WITH_ANSWERS = (
    "submissions",
    "touches",
    "decisions",
    "decisions_before",
    "credits",
    "held_submissions",
    "answers_put_off",
)
"""Tables whose rows about a submission are taken out with it, are written anew, or say where it was."""
GOES_WITH_CLIENTS = ("clients", "submissions", "credits", "stage_changes", "taken_in")
"""The same of a client."""
_CALLED = {
    "askings": "a question that was put to them",
    "ask_links": "a personal link of theirs",
    "permissions": "leave to write to them",
    "consents": "what they allow to be told",
}


class CannotBeSpam(ValueError):
    """Something rests on it, so that it cannot be taken out; the message says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One filled form with its corrections, the oldest first; ``client`` is whoever came by it alone, else None."""

    submissions: Sequence[Submission]
    client: Client | None


def sendings(session: Session, submissions: Iterable[Submission]) -> list[Sending]:
    """These submissions with all their corrections, together where a client goes with them.

    Raises CannotBeSpam if one cannot be taken out.
    """
    wanted = _with_corrections(session, submissions)
    found = []
    for client in dict.fromkeys(each.client for each in wanted):
        of_client = [each for each in wanted if each.client_id == client.id]
        _refuse_answers(session, client, of_client)
        if _came_by(session, client, of_client):
            _refuse_client(session, client)
            found.append(Sending(of_client, client))
        else:
            firsts = dict.fromkeys(each.corrects_id or each.id for each in of_client)
            found += [Sending([s for s in of_client if (s.corrects_id or s.id) == first], None) for first in firsts]
    return found


def _with_corrections(session: Session, submissions: Iterable[Submission]) -> list[Submission]:
    """The whole of each filled form, locked, so that nobody else decides about it meanwhile."""
    firsts = sorted({each.corrects_id or each.id for each in submissions})
    those = select(Submission).where(or_(Submission.id.in_(firsts), Submission.corrects_id.in_(firsts)))
    found = list(session.scalars(those.order_by(Submission.id).with_for_update()))
    if {each.corrects_id or each.id for each in found} != set(firsts):
        raise CannotBeSpam("Somebody has taken it out meanwhile. Open the page anew.")
    return found


def _refuse_answers(session: Session, client: Client, submissions: Sequence[Submission]) -> None:
    if erasure_of(session, client.id) is not None:
        raise CannotBeSpam("This person was erased; there is nothing left that could be spam.")
    if any(each.door == IMPORTED for each in submissions):
        raise CannotBeSpam(f"What is known of {client.name} came with a file. Undo the import instead.")
    numbers = [each.id for each in submissions]
    if session.scalar(select(exists().where(Review.submission_id.in_(numbers)))):
        raise CannotBeSpam(f"Somebody has decided what brought {client.name}. Undo that decision first.")
    for why in rests_on(session, Submission.__tablename__, numbers, GOES_WITH_ANSWERS).values():
        raise CannotBeSpam(f"There are {why} that rest on this answer of {client.name}.")


def _came_by(session: Session, client: Client, submissions: Sequence[Submission]) -> bool:
    """Whether a client first came by one of these, and by nothing else.

    Raises CannotBeSpam if they have sent something else since, which would be left without a client.
    """
    if client.import_id is not None or all(each.received_at != client.created_at for each in submissions):
        return False
    others = select(
        exists().where(Submission.client_id == client.id, Submission.id.not_in([s.id for s in submissions]))
    )
    if session.scalar(others):
        raise CannotBeSpam(f"{client.name} has sent another form since. Mark that as spam first, if it is.")
    return True


def _refuse_client(session: Session, client: Client) -> None:
    for table in rests_on(session, Client.__tablename__, [client.id], GOES_WITH_CLIENTS).values():
        words = _CALLED.get(table.replace(" ", "_"), table)
        raise CannotBeSpam(f"{client.name} cannot be spam: there are {words} by now. Take these back first.")
    if any(change.stage in QUALIFIED for change in stage_changes(session, client)):
        raise CannotBeSpam(f"{client.name} was qualified or won. Who has come so far is no spam.")
    changed = exists().where(ImportChange.of == Client.__tablename__, ImportChange.row_id == client.id)
    if session.scalar(select(changed)):
        raise CannotBeSpam(f"{client.name} was in a file, so there are {called('import_changes')}.")


def take_out(session: Session, sending: Sending, at: datetime) -> dict[str, Any]:
    """Remove the rows of a sending and settle its client, if they stay; returns the rows to put back."""
    numbers = [each.id for each in sending.submissions]
    those = {model: _about(session, model, numbers) for model in (Touch, Decision, DecisionBefore)}
    client = sending.client
    flagged = [*session.scalars(select(Client.id).where(Client.same_contact_as_id == client.id))] if client else []
    taken: dict[str, Any] = {
        "directory_version": directory_version(session),
        "clients": rows_of([client] if client else []),
        "stage_changes": rows_of(stage_changes(session, client) if client else []),
        "taken_in": rows_of([found] if client and (found := session.get(TakenIn, client.id)) else []),
        "flagged": flagged,
        "submissions": rows_of(sending.submissions),
        **{model.__tablename__: rows_of(found) for model, found in those.items()},
    }
    stays = sending.submissions[0].client
    for model in (Credit, Decision, DecisionBefore, Touch, PutOff):
        _remove(session, delete(model).where(model.submission_id.in_(numbers)))
    # A correction points to the first, so it goes before it.
    _remove(session, delete(Submission).where(Submission.id.in_(numbers), Submission.corrects_id.is_not(None)))
    _remove(session, delete(Submission).where(Submission.id.in_(numbers)))
    if client:
        _remove(session, delete(Credit).where(Credit.client_id == client.id))
        _remove(session, delete(StageChange).where(StageChange.client_id == client.id))
        _remove(session, delete(TakenIn).where(TakenIn.client_id == client.id))
        _remove(session, update(Client).where(Client.id.in_(flagged)).values(same_contact_as_id=None))
        _remove(session, delete(Client).where(Client.id == client.id))
    session.expire_all()
    if not client:
        settle(session, stays, at)
    return taken


def _about(session: Session, model: Any, numbers: Sequence[int]) -> list[Any]:
    order = model.submission_id if model is Decision else model.id
    return list(session.scalars(select(model).where(model.submission_id.in_(numbers)).order_by(order)))


def _remove(session: Session, statement: Any) -> None:
    session.execute(statement, execution_options={"synchronize_session": "fetch"})


def bring_back(session: Session, taken: dict[str, Any], at: datetime) -> list[Submission]:
    """Put the rows of a sending back as they were. Returns its submissions, the oldest first.

    An answer that would be decided otherwise by now, because the directory has changed meanwhile, is decided anew.
    """
    moved: Moved = {}
    if not taken["clients"]:
        # Whose answers these were may have been joined with another client since.
        meant = meant_by_numbers(session, (row["client_id"] for row in taken["submissions"]))
        moved |= {(Client.__tablename__, number): keep for number, keep in meant.items()}
    # The number of a client who was joined with another leads to that one.
    clients = [row | {"same_contact_as_id": _whose_contact(session, row)} for row in taken["clients"]]
    put_back(session, Client, clients, moved, meant_by_numbers(session, (row["id"] for row in clients)))
    put_back(session, StageChange, taken["stage_changes"], moved)
    put_back(session, TakenIn, taken.get("taken_in", []), moved)
    found: list[Any] = put_back(session, Submission, taken["submissions"], moved)
    for model in (Touch, Decision, DecisionBefore):
        put_back(session, model, taken[model.__tablename__], moved)
    for row in taken["clients"]:
        again = moved[Client.__tablename__, row["id"]]
        flagged = update(Client).where(Client.id.in_(taken["flagged"]), Client.same_contact_as_id.is_(None))
        _remove(session, flagged.values(same_contact_as_id=again))
    session.expire_all()
    if taken["directory_version"] != directory_version(session):
        directory = directory_of(session)
        for each in found:
            if judge(session, each, directory) != thaw(session.get_one(Decision, each.id).result):
                decide(session, each, at, directory)
    settle(session, found[0].client, at)
    return found


def _whose_contact(session: Session, row: Row) -> int | None:
    """Who had the contact of a client already, if they are there: they may be joined, or taken out themselves."""
    other = client_meant(session, row["same_contact_as_id"])
    if other is None:
        return None
    shared = {other.email_key, other.phone_key} & {row["email_key"], row["phone_key"]} - {None}
    # Whoever came later and shares nothing has but their number.
    return other.id if shared or other.created_at <= datetime.fromisoformat(row["created_at"]) else None
