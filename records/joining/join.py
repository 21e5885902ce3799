"""Joining two clients who are one person: the one who came first stays, and the other is no client any more."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from records.answers.credits import Credit
from records.answers.erasures import erasure_of
from records.answers.settling import settle
from records.clients import Client
from records.consents import Consent, Covers, Word, words_of
from records.db import locked_by_name
from records.imports import one_file_at_a_time
from records.joining.moving import move, take_out
from records.joining.rows import ClientJoin, ClientJoinMove
from records.joining.stages import come_to, stage_of_both
from records.mail.opt_outs import opt_out, wants_no_mail
from records.money.payments import in_turn
from records.reviews.loops import way_up
from records.sources import Source
from records.sources.merging import CannotMerge, merge_sources
from records.sources.moves import change
from records.spam.rows import rows_of
from records.staff.users import User
from records.totals import follow

FILLED = {"email": "email_key", "phone": "phone_key", "company": None}
"""What of the one who stays is filled where it is blank, each with the key that goes with it."""
STRICTER = "joined with another client who had not agreed; the stricter of the two holds"
"""How a consent ended that only one of the two had given."""


class CannotJoin(ValueError):
    """Two clients cannot be joined, or a joining not be taken back now; the message says why and what to do."""


def who_stays(one: Client, other: Client) -> tuple[Client, Client]:
    """Of two clients the one who came first, who stays when they are joined, and the other."""
    first, second = sorted((one, other), key=lambda each: (each.came_on, each.created_at, each.id))
    return first, second


def check_join(session: Session, one: Client, other: Client) -> None:
    """Raises CannotJoin if two clients cannot be joined."""
    if one.id == other.id:
        raise CannotJoin("These are one and the same already.")
    for each in (one, other):
        if erasure_of(session, each.id) is not None:
            raise CannotJoin("This person was erased. Nobody can know any more who they were.")
    for each, through in ((one, other), (other, one)):
        if way_up(session, each.id, through.id) is not None:
            raise CannotJoin(
                f"{each.name} came through {through.name}, and nobody sends themselves. "
                f"If they are one person, first decide again what brought {each.name}."
            )


def join_clients(session: Session, one: Client, other: Client, user: User, at: datetime) -> ClientJoin:
    """Let two clients be one from now on and for all that was: the one who came first.

    Their answers stand beside each other, and the first usable one keeps the credit. Payments, visits, consents and
    whatever else points to the other one point to the one who stays, blank contacts of whom are filled. Raises
    CannotJoin.
    """
    _alone(session, [one, other])
    check_join(session, one, other)
    keep, gone = who_stays(one, other)
    stage, words = stage_of_both(session, keep, gone), words_of(session, [keep.id, gone.id])
    join = _noted(session, keep, gone, user, at)
    _join_sources(session, join, keep, gone, user, at)
    take_out(session, join, keep, gone)
    move(session, join, keep, gone)
    for model, of in ((Credit, Credit.client_id), (Client, Client.id)):
        session.execute(delete(model).where(of == join.gone_id), execution_options={"synchronize_session": "fetch"})
    session.expire_all()
    _fill(join, keep)
    join.stage_change_id = come_to(session, keep, stage, at)
    join.consent_id = _stay_strict(session, keep, words.values(), user, at)
    join.opted_out = _stop_mail(session, join, keep, at)
    session.flush()
    settle(session, keep, at)
    return join


def _alone(session: Session, clients: Iterable[Client]) -> None:
    """Have the clients to oneself: nobody sends a form, brings a file, merges or erases meanwhile."""
    clients = list(clients)
    numbers = sorted({each.id for each in clients})
    alone_with(session, numbers, [way for each in clients for way in (each.email_key, each.phone_key) if way])
    still = set(session.scalars(select(Client.id).where(Client.id.in_(numbers))))
    for number in numbers:
        if number not in still:
            raise CannotJoin("Somebody was faster: one of the two was joined or taken out meanwhile. Look again.")
    for each in clients:
        session.refresh(each)


def alone_with(session: Session, numbers: Iterable[int], contacts: Iterable[str]) -> None:
    """Wait for whoever does something with these clients, in the order in which all ask for it."""
    numbers = sorted(numbers)
    locked_by_name(session, *contacts)
    in_turn(session)
    one_file_at_a_time(session)
    locked_by_name(session, "merging sources")
    locked_by_name(session, *(f"erasing client {number}" for number in numbers))
    follow(session, numbers)


def _noted(session: Session, keep: Client, gone: Client, user: User, at: datetime) -> ClientJoin:
    found = (gone.ref, gone.name, gone.name_key, gone.email, gone.email_key, gone.phone, gone.phone_key)
    ref, name, name_key, email, email_key, phone, phone_key = found
    join = ClientJoin(
        keep=keep,
        gone_id=gone.id,
        at=at,
        user=user,
        ref=ref,
        name=name,
        name_key=name_key,
        email=email,
        email_key=email_key,
        phone=phone,
        phone_key=phone_key,
        company=gone.company,
        came_on=gone.came_on,
        import_id=gone.import_id,
        row=rows_of([gone])[0],
        taken={},
        filled=[],
        opted_out=False,
        stage_before=keep.stage,
    )
    session.add(join)
    session.flush()
    return join


def _join_sources(session: Session, join: ClientJoin, keep: Client, gone: Client, user: User, at: datetime) -> None:
    """If both have sent somebody, the sources that they are become one."""
    sources = {each: _source_of(session, each) for each in (keep, gone)}
    theirs, others = sources[keep], sources[gone]
    if theirs is None or others is None:
        return
    join.moves.append(change(session, ClientJoinMove, Source.__tablename__, others.id, "client_id", None))
    session.flush()
    session.expire_all()
    try:
        join.merge_id = merge_sources(session, theirs, others, user, at).id
    except CannotMerge as problem:
        raise CannotJoin(str(problem)) from problem
    session.flush()


def _source_of(session: Session, client: Client) -> Source | None:
    return session.scalars(select(Source).where(Source.client_id == client.id)).unique().first()


def _fill(join: ClientJoin, keep: Client) -> None:
    filled = [name for name in FILLED if not getattr(keep, name) and getattr(join, name)]
    for name in filled:
        for each in filter(None, (name, FILLED[name])):
            setattr(keep, each, getattr(join, each))
    join.filled = filled


def _stay_strict(session: Session, keep: Client, words: Iterable[Word], user: User, at: datetime) -> int | None:
    """Nothing may be told that one of the two, had they said anything, has not allowed."""
    session.flush()
    now, said = words_of(session, [keep.id]).get(keep.id, Word()), list(words)
    covers: Any = None
    # What the other has refused on a page of their own is not given by a tick that may be anybody's, either.
    is_refused = now.is_theirs and not all(each.is_theirs for each in said)
    if is_refused or (now.name and not all(each.name for each in said)):
        covers = Covers.NAME
    elif now.outcome and not all(each.outcome for each in said):
        covers = Covers.OUTCOME
    if covers is None:
        return None
    consent = Consent(client=keep, covers=covers, is_given=False, how=STRICTER, at=at, user=user)
    session.add(consent)
    session.flush()
    return consent.id


def _stop_mail(session: Session, join: ClientJoin, keep: Client, at: datetime) -> bool:
    """Who wanted no mail at one address gets none at the other."""
    if not (join.email and keep.email) or not wants_no_mail(session, join.email) or wants_no_mail(session, keep.email):
        return False
    opt_out(session, keep.email, at)
    return True
