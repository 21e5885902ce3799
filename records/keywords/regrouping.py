"""What people say about which phrases are one keyword: moving them, and undoing that."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from records.keywords import Keyword, KeywordMove, KeywordMovePart, is_moved, phrases_of
from records.staff.users import User


class NothingToMove(ValueError):
    """The phrases stand already as they were asked to; the message says what to choose instead."""


class MovedSince(ValueError):
    """A later move rests on this one, or it is undone already; the message says what to do."""


def move_phrases(
    session: Session, phrases: Sequence[Keyword], to: Keyword | None, at: datetime, user: User
) -> KeywordMove:
    """Let phrases of one keyword stand with another keyword, or without one as a keyword of their own.

    Raises NothingToMove if they already do.
    """
    present = phrases[0].head_id
    others = [each for each in _standing_with(session, present) if each not in phrases]
    if to is None and not others:
        raise NothingToMove("These are all spellings of the keyword. Leave at least one, or name another keyword.")
    if to is not None and to.head_id == present:
        raise NothingToMove(f"They already stand together with “{to.phrase}”. Name another keyword.")
    move = KeywordMove(at=at, user_id=user.id)
    session.add(move)
    goes_to = to or phrases[0]
    first = others[0] if others else next(each for each in phrases if each.id == present)
    move.parts = [KeywordMovePart(keyword=each, stood_with=first, stands_with=goes_to) for each in phrases]
    _stand(session, phrases, goes_to.id)
    return move


def undo_move(session: Session, move: KeywordMove, at: datetime, user: User) -> KeywordMove:
    """Let the phrases of a move stand as they did before. Raises MovedSince if that is not the last word on them."""
    if move.undoes_id is not None or not _in_force(session, move.id):
        raise MovedSince("This is undone already.")
    numbers = [part.keyword_id for part in move.parts]
    if _moved_after(session, move, numbers):
        raise MovedSince("One of these spellings was moved again since. Undo that first.")
    undoing = KeywordMove(at=at, user_id=user.id, undoes_id=move.id)
    session.add(undoing)
    undoing.parts = [
        KeywordMovePart(keyword=part.keyword, stood_with=part.stands_with, stands_with=part.stood_with)
        for part in move.parts
    ]
    _stand(session, [part.keyword for part in move.parts], move.parts[0].from_id)
    for searched in sorted({part.keyword.search_key for part in move.parts}):
        _gather(session, searched)
    return undoing


def _standing_with(session: Session, number: int) -> list[Keyword]:
    return list(session.scalars(select(Keyword).where(Keyword.id.in_(phrases_of(number))).order_by(Keyword.id)))


def _stand(session: Session, phrases: Sequence[Keyword], with_id: int) -> None:
    """Take phrases from where they stand to the keyword of another; of one of themselves if it is among them."""
    for phrase in phrases:
        if phrase.under_id is None:
            # What is left behind without the phrase that it stood under finds another.
            left = [each for each in _standing_with(session, phrase.id) if each not in phrases]
            for each in left:
                each.under_id = left[0].id if each is not left[0] else None
            session.flush()
    number = with_id if with_id in {each.id for each in phrases} else session.get_one(Keyword, with_id).head_id
    for phrase in phrases:
        phrase.under_id = number if phrase.id != number else None
    session.flush()


def _gather(session: Session, searched: str) -> None:
    """Let the phrases of one search that nobody has moved stand together again, with the first of them."""
    alike = list(
        session.scalars(select(Keyword).where(Keyword.search_key == searched, ~is_moved()).order_by(Keyword.id))
    )
    away = [each for each in alike if each.head_id != alike[0].head_id]
    if away:
        _stand(session, away, alike[0].id)


def _in_force(session: Session, number: int) -> bool:
    return not session.scalar(select(exists().where(KeywordMove.undoes_id == number)))


def _moved_after(session: Session, move: KeywordMove, numbers: list[int]) -> bool:
    undoing = aliased(KeywordMove)
    later = (
        select(KeywordMove.id)
        .join(KeywordMovePart, KeywordMovePart.move_id == KeywordMove.id)
        .where(
            KeywordMovePart.keyword_id.in_(numbers),
            KeywordMove.id > move.id,
            KeywordMove.undoes_id.is_(None),
            ~exists().where(undoing.undoes_id == KeywordMove.id),
        )
    )
    return session.scalar(later.limit(1)) is not None
