"""What was learned from a person's words, and the source that they were themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, cast, exists, select
from sqlalchemy.orm import Session

from attribution import fold
from records.answers.credits import Decision
from records.answers.erasures import ERASED
from records.answers.submissions import Submission
from records.clients import Client
from records.firm import directory_changed
from records.reviews.undoing import forget
from records.sources import Alias, Rejection, Source
from records.sources.merged import Merge, swallowed_by


def forget_learned(session: Session, client: Client, words: Sequence[str], at: datetime) -> None:
    """Forget spellings and refusals that came from this person's words, unless somebody else has said the same."""
    answers = [fold(each) for each in words]
    taught: list[Alias | Rejection] = [
        *session.scalars(select(Alias).where(Alias.review_id.is_not(None)).order_by(Alias.id)),
        *session.scalars(select(Rejection).order_by(Rejection.id)),
    ]
    for lesson in taught:
        spelling, said = (
            (lesson.name, lesson.name_key) if isinstance(lesson, Alias) else (lesson.words, lesson.words_key)
        )
        if said and any(said in answer for answer in answers) and not _said_by_others(session, client, spelling):
            forget(session, lesson, at)


def _said_by_others(session: Session, client: Client, words: str) -> bool:
    others = exists().where(Submission.client_id != client.id, Submission.answer.icontains(words, autoescape=True))
    return bool(session.scalar(select(others)))


def rename_their_source(session: Session, client: Client, at: datetime) -> None:
    """The source that stands for whom a client sent keeps its credits, loses its name, and is credited no more.

    So do those that were merged into it, because they stood for who is the same person.
    """
    source = session.scalars(select(Source).where(Source.client_id == client.id)).unique().first()
    if source is None:
        return
    for number in (source.id, *sorted(swallowed_by(session, source.id))):
        _rename(session, session.get_one(Source, number), at)


def _rename(session: Session, source: Source, at: datetime) -> None:
    source.name, source.name_key, source.website = ERASED, "", ""
    source.retired_at = source.retired_at or at
    for alias in session.scalars(select(Alias).where(Alias.source_id == source.id)).all():
        alias.name = alias.name_key = f"erased {alias.id}"
    merge = session.scalars(select(Merge).where(Merge.gone_id == source.id)).first()
    alias_of_merge = session.get(Alias, merge.alias_id) if merge and merge.alias_id else None
    if alias_of_merge is not None:
        alias_of_merge.name = alias_of_merge.name_key = f"erased {alias_of_merge.id}"
        directory_changed(session, alias_of_merge.source_id)
    _rename_in_decisions(session, source)
    session.flush()
    directory_changed(session, source.id)


def _rename_in_decisions(session: Session, source: Source) -> None:
    """Decisions name the sources that they credit or offer."""
    number = str(source.id)
    naming = select(Decision).where(cast(Decision.result, Text).contains(f'"id": "{number}"'))
    for decision in session.scalars(naming).all():
        result = dict(decision.result)
        for part in ("credits", "suggestions"):
            result[part] = [
                each | {"source": each["source"] | {"name": ERASED}, "reason": each["reason"]}
                if each["source"]["id"] == number
                else each
                for each in result[part]
            ]
        decision.result = result
