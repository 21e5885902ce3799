"""Taking a joining back: both are clients again, each with what was their own."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from records.answers.erasures import erasure_of
from records.answers.settling import settle
from records.answers.submissions import Submission
from records.clients import Client, StageChange
from records.consents import Consent
from records.coverage.links import AskLink
from records.importing.lines.answers import identity_of
from records.joining.join import FILLED, CannotJoin, alone_with
from records.joining.moving import TAKEN, can_come_back
from records.joining.rows import ClientJoin, client_meant
from records.joining.stages import stage_again
from records.mail.opt_outs import take_back_opt_out
from records.money.payment_changes import PaymentChange, PaymentDid
from records.money.payments import Payment
from records.reviews.taken_back import note_join_undone
from records.sources.merged import Merge
from records.sources.merging import CannotMerge, undo_merge
from records.sources.moves import as_number, move_back
from records.spam.held import taken_of
from records.spam.rows import put_back
from records.staff.users import User
from records.totals import follow


def take_apart(session: Session, join: ClientJoin, at: datetime, user: User | None = None) -> Client:
    """Let both be there again as they were; what has come to the one who stayed since stays with them.

    What corrects an answer goes with it. Returns the client who is there again. Raises CannotJoin where something
    rests on the joining by now.
    """
    alone_with(session, [join.keep_id], [way for way in (join.email_key, join.phone_key) if way])
    if session.get(ClientJoin, join.id, populate_existing=True) is None:
        raise CannotJoin("Somebody has taken them apart just now.")
    _check(session, join)
    keep, gone_id, joined_at, stage = join.keep, join.gone_id, join.at, join.stage_before
    row = dict(join.row)
    flagged = row.pop("same_contact_as_id")
    put_back(session, Client, [row], {})
    follow(session, [gone_id])
    gone = session.get_one(Client, gone_id)
    gone.same_contact_as = client_meant(session, flagged)
    session.flush()
    of_joining: tuple[tuple[Any, int | None], ...] = (
        (StageChange, join.stage_change_id),
        (Consent, join.consent_id),
    )
    for model, number in of_joining:
        added = session.get(model, number) if number else None
        if added is not None and (added.client_id, added.at) == (keep.id, join.at):
            session.delete(added)
    session.flush()
    _move_back(session, join)
    for table in TAKEN:
        put_back(session, table, can_come_back(session, join, table), {})
    _empty(join, keep)
    if join.opted_out:
        take_back_opt_out(session, keep.email, join.at)
    merge = session.get(Merge, join.merge_id) if join.merge_id else None
    note_join_undone(session, keep.id, gone_id, at, user)
    session.delete(join)
    session.flush()
    session.expire_all()
    if merge is not None:
        _undo_merge(session, merge, at, user)
    stage_again(session, gone, gone.stage)
    stage_again(session, keep, stage, joined_at)
    for each in (keep, gone):
        settle(session, each, at)
    return gone


def _check(session: Session, join: ClientJoin) -> None:
    if erasure_of(session, join.keep_id) is not None:
        raise CannotJoin("This person was erased. Nobody can know any more who was who.")
    later = select(ClientJoin).where(ClientJoin.keep_id == join.keep_id, ClientJoin.id > join.id)
    found = session.scalars(later.order_by(ClientJoin.id.desc())).first()
    if found:
        raise CannotJoin(f"{found.name} was joined with {found.keep.name} since; take that apart first.")
    if join.ref and session.scalars(select(Client.id).where(Client.ref == join.ref)).first():
        raise CannotJoin(f"Somebody else has the ref {join.ref} by now; correct that in its file first.")
    moved = [move for move in join.moves if move.in_table == Payment.__tablename__]
    paid, made = {move.row_id for move in moved}, {move.made_at for move in moved}
    since = select(PaymentChange).where(
        PaymentChange.client_id == join.keep_id, PaymentChange.at >= join.at, PaymentChange.undone_at.is_(None)
    )
    for change in session.scalars(since):
        # The number of one that was removed is another's by now.
        was_made = as_number(datetime.fromisoformat(change.before["created_at"]))
        if change.payment_id in paid or (change.did is PaymentDid.REMOVED and was_made in made):
            raise CannotJoin(f"A payment of {join.name} was {change.did.value} since; undo that first.")


def _move_back(session: Session, join: ClientJoin) -> None:
    answers, gone = [], set()
    for move in reversed(join.moves):
        is_back = move_back(session, move)
        if move.in_table == Submission.__tablename__:
            answers += [move.row_id] if is_back else []
            gone |= set() if is_back else {(move.row_id, move.made_at)}
    session.expire_all()
    _give_what_was_taken_out(session, join, gone)
    pages = set(session.scalars(select(Submission.identity).where(Submission.id.in_(answers))))
    # What was told of them since by the same page, by their link or by their row of a file is theirs, too.
    links = session.scalars(select(AskLink).where(AskLink.client_id == join.gone_id))
    pages |= {identity_of(join.gone_id), *(link.identity for link in links)}
    theirs = or_(Submission.corrects_id.in_(answers), Submission.identity.in_(sorted(pages)))
    those = update(Submission).where(Submission.client_id == join.keep_id, theirs).values(client_id=join.gone_id)
    session.execute(those, execution_options={"synchronize_session": "fetch"})
    session.expire_all()


def _give_what_was_taken_out(session: Session, join: ClientJoin, answers: set[tuple[int, int | None]]) -> None:
    """What was marked as spam since comes back to whose answer it was; ``answers`` have a number and an instant."""
    for held in taken_of(session, join.keep_id) if answers else ():
        taken = held.taken or {}
        rows = taken["submissions"]
        if any((row["id"], as_number(datetime.fromisoformat(row["received_at"]))) in answers for row in rows):
            held.taken = taken | {"submissions": [row | {"client_id": join.gone_id} for row in rows]}
    session.flush()


def _empty(join: ClientJoin, keep: Client) -> None:
    """What was filled is blank again, unless somebody has corrected it since."""
    for name in join.filled:
        if getattr(keep, name) == getattr(join, name):
            setattr(keep, name, "")
            if key := FILLED[name]:
                setattr(keep, key, None)


def _undo_merge(session: Session, merge: Merge, at: datetime, user: User | None) -> None:
    try:
        undo_merge(session, merge, at, user)
    except CannotMerge as problem:
        raise CannotJoin(str(problem)) from problem
