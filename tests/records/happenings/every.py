"""Everything that can change what counts, each as one act on whatever the firm has by then, by the verbs that run."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from records.firm import Office
from tests.records.firm_of_tests import partner, reviewer
from tests.records.happenings import files, money, people, sources

Act = Callable[[Session, int, int, Path], None]


def found(session: Session) -> None:
    """Partners, two offices and somebody who reviews."""
    session.add(Office(id=2, firm_id=1, name="Harbour"))
    for name in sources.PARTNERS:
        partner(session, name)
    reviewer(session)
    session.commit()


def happen(session: Session, what: str, one: int, other: int, folder: Path) -> None:
    """Do one act; two numbers say with whom and how. Where there is nobody to do it with, nothing happens."""
    _ACTS[what](session, one, other, folder)


def _given_up(session: Session, one: int, other: int, folder: Path) -> None:
    """Something is done and not committed."""
    money.paid(session, one, other, folder)
    people.reviewed(session, one, other, folder)
    session.rollback()


def _half_given_up(session: Session, one: int, other: int, folder: Path) -> None:
    """Something is done, and something more that is taken back to a savepoint."""
    money.paid(session, one, other, folder)
    with session.begin_nested() as point:
        money.refunded(session, other, one, folder)
        people.new(session, one, other, folder)
        session.flush()
        point.rollback()
    people.stage(session, one, other, folder)


_ACTS: dict[str, Act] = {
    "new": people.new,
    "told again": people.told_again,
    "changed": people.changed,
    "stage": people.stage,
    "reviewed": people.reviewed,
    "taught": people.taught,
    "undone": people.undone,
    "rematched": people.rematched,
    "marked as spam": people.marked_as_spam,
    "no spam after all": people.no_spam_after_all,
    "joined": people.joined,
    "taken apart": people.taken_apart,
    "paid": money.paid,
    "refunded": money.refunded,
    "corrected": money.corrected,
    "moved": money.moved,
    "removed": money.removed,
    "put back": money.put_back,
    "moved together": money.moved_together,
    "deleted together": money.deleted_together,
    "partner met": sources.met,
    "merged": sources.merged,
    "unmerged": sources.unmerged,
    "regrouped": sources.regrouped,
    "elsewhere": sources.elsewhere,
    "payments taken in": files.payments,
    "clients taken in": files.clients,
    "import broken off": files.broken_off,
    "imports gone on with": files.gone_on_with,
    "import taken back": files.taken_back,
    "import half taken back": files.half_taken_back,
    "given up": _given_up,
    "half given up": _half_given_up,
}
ACTS = tuple(_ACTS)
