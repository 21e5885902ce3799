"""Removing clients and partners that an import has brought, unless something else rests on them by now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from records.answers.credits import Credit, Decision
from records.answers.deciding import decide
from records.answers.settling import settle
from records.answers.submissions import Submission, Touch
from records.clients import Client, StageChange
from records.firm import directory_changed
from records.importing.back.resting import called, changed_since, rests_on
from records.importing.back.taking_back import Undone
from records.importing.turns import Turns
from records.imports import Import, ImportChange, one_file_at_a_time
from records.reviews.putting_off import PutOff
from records.reviews.undoing import forget
from records.sources import Alias, Partner, Source
from records.totals import follow

_AT_ONCE = 50
_OF_CLIENTS = ("submissions", "credits", "stage_changes", "clients")
_OF_SUBMISSIONS = ("decisions", "touches", "credits", "answers_put_off")
_OF_PARTNERS = ("partners", "aliases")


def remove_clients(session: Session, record: Import, undone: Undone, turns: Turns) -> None:
    """Remove the clients of an import with what its file told of them."""
    after = 0
    while ids := _brought(session, Client, record, after):
        after = ids[-1]
        _keep_others_from(session, ids)
        answers = _answers_of(session, record, ids)
        kept = _resting_on_clients(session, record, ids, answers)
        for number, why in kept.items():
            undone.keep(Client.__tablename__, number, f"there are {why} by now")
        gone = [number for number in ids if number not in kept]
        _remove_answers(session, [answer for answer, client in answers.items() if client in gone])
        session.execute(delete(Credit).where(Credit.client_id.in_(gone)))
        session.execute(delete(StageChange).where(StageChange.client_id.in_(gone)))
        # Who gave the same contact as somebody that never was gave it as the first one.
        flagged = update(Client).where(Client.same_contact_as_id.in_(gone)).values(same_contact_as_id=None)
        session.execute(flagged, execution_options={"synchronize_session": False})
        session.execute(delete(Client).where(Client.id.in_(gone)))
        undone.undo.removed += len(gone)
        turns()


def _keep_others_from(session: Session, clients: Sequence[int]) -> None:
    """Let nobody add anything to these clients: whoever is about to has done so when this returns."""
    follow(session, ())
    session.execute(select(Client.id).where(Client.id.in_(clients)).order_by(Client.id).with_for_update())


def _brought(session: Session, model: Any, record: Import, after: int) -> Sequence[int]:
    one_file_at_a_time(session)
    brought = select(model.id).where(model.import_id == record.id, model.id > after)
    return session.scalars(brought.order_by(model.id).limit(_AT_ONCE)).all()


def _answers_of(session: Session, record: Import, clients: Sequence[int]) -> dict[int, int]:
    """The submissions of these clients that the import has brought, each with its client."""
    brought = select(ImportChange.row_id).where(
        ImportChange.import_id == record.id, ImportChange.of == Submission.__tablename__
    )
    those = select(Submission.id, Submission.client_id).where(
        Submission.client_id.in_(clients), Submission.id.in_(brought)
    )
    return dict(session.execute(those).tuples().all())


def _resting_on_clients(
    session: Session, record: Import, ids: Sequence[int], answers: dict[int, int]
) -> dict[int, str]:
    kept = rests_on(session, "clients", ids, _OF_CLIENTS)
    others = or_(StageChange.user_id.is_not(None), StageChange.import_id.is_(None), StageChange.import_id != record.id)
    for words, number, condition in (
        ("later answers", Submission.client_id, Submission.id.not_in(list(answers))),
        ("stages that others gave", StageChange.client_id, others),
        (called("import_changes"), Client.id, changed_since("clients", Client.id.expression, record)),
    ):
        found: ColumnElement[bool] = condition
        for client in session.scalars(select(number).where(number.in_(ids), found).distinct()):
            kept.setdefault(client, words)
    for answer, why in rests_on(session, "submissions", list(answers), _OF_SUBMISSIONS).items():
        kept.setdefault(answers[answer], why)
    return kept


def _remove_answers(session: Session, ids: Sequence[int]) -> None:
    for model, column in (
        (Credit, Credit.submission_id),
        (Decision, Decision.submission_id),
        (Touch, Touch.submission_id),
        (PutOff, PutOff.submission_id),
        (Submission, Submission.id),
    ):
        session.execute(delete(model).where(column.in_(ids)), execution_options={"synchronize_session": "fetch"})


def remove_answer(session: Session, change: ImportChange, at: datetime) -> bool | None:
    """Remove what a file told of a client who was there before; False if something rests on it.

    None if the import has brought the client too: as long as they stay, their answer does.
    """
    answer = session.get_one(Submission, change.row_id)
    if answer.client.import_id == change.import_id:
        return None
    corrected = session.scalars(select(Submission.id).where(Submission.corrects_id == answer.id).limit(1)).first()
    if corrected or rests_on(session, "submissions", [answer.id], _OF_SUBMISSIONS):
        return False
    client = answer.client
    _remove_answers(session, [answer.id])
    settle(session, client, at)
    return True


def remove_alias(session: Session, change: ImportChange, at: datetime) -> bool:
    """Forget a spelling that a file added to a partner; what it alone had decided is open again."""
    alias = session.get(Alias, change.row_id)
    if alias:
        forget(session, alias, at)
    return True


def remove_partners(session: Session, record: Import, undone: Undone, turns: Turns) -> None:
    """Remove the partners of an import with the spellings that it gave them."""
    after = 0
    while ids := _brought(session, Source, record, after):
        after = ids[-1]
        kept = rests_on(session, "sources", ids, _OF_PARTNERS)
        spellings = session.execute(select(Alias.id, Alias.source_id).where(Alias.source_id.in_(ids))).tuples().all()
        for alias, why in rests_on(session, "aliases", [number for number, _ in spellings]).items():
            kept.setdefault(dict(spellings)[alias], why)
        taught = select(Alias.source_id).where(
            Alias.source_id.in_(ids), or_(Alias.user_id.is_not(None), Alias.review_id.is_not(None))
        )
        for number in session.scalars(taught):
            kept.setdefault(number, "spellings that a person has taught")
        for table in ("sources", "partners"):
            changed = select(Source.id).where(Source.id.in_(ids), changed_since(table, Source.id.expression, record))
            for number in session.scalars(changed):
                kept.setdefault(number, called("import_changes"))
        for number, why in kept.items():
            undone.keep("sources", number, f"there are {why} by now")
        gone = [number for number in ids if number not in kept]
        session.execute(delete(Alias).where(Alias.source_id.in_(gone)))
        session.execute(delete(Partner).where(Partner.source_id.in_(gone)))
        session.execute(delete(Source).where(Source.id.in_(gone)))
        session.flush()
        if gone:
            directory_changed(session, *gone)
            _ask_again(session, frozenset(map(str, gone)), undone.undo.at)
        undone.undo.removed += len(gone)
        turns()


def _ask_again(session: Session, gone: frozenset[str], at: datetime) -> None:
    """Decide the open answers anew for which somebody was suggested who is not there any more."""
    for decision in session.scalars(select(Decision).where(Decision.is_open)).all():
        if any(each["source"]["id"] in gone for each in decision.result["suggestions"]):
            decide(session, decision.submission, at)
