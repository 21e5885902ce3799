"""Merging two sources that are the same, and undoing it exactly.

Judgements stay as they were given. What a person looks for at the source moves: aliases, what was turned down,
referrals given and whatever else belongs to it. Each move is written down, and an undo moves back what is still where
it was put.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.answers.credits import Credit, Decision, ReviewPart
from records.answers.settling import settle
from records.answers.submissions import Submission
from records.clients import Client
from records.db import Base, locked_by_name
from records.firm import directory_changed
from records.joining.rows import ClientJoin
from records.relations.known.merged_particulars import filled_from
from records.relations.known.tags import PartnerTag, tags_of
from records.reviews.deciding_again import decide_again, decide_anew, put_back
from records.reviews.taken_back import note_merge_undone
from records.reviews.undoing import forget
from records.sources import Alias, Partner, Rejection, Source
from records.sources.merged import Merge, MergeMove, merge_of, merges_changed, number_meant, swallowed_by
from records.sources.moves import change, key_of, move_back
from records.staff.users import User
from records.totals import follow

_AT_ONCE = 500
STAYS = {
    "credits.source_id": "is written anew from the judgements",
    "review_parts.source_id": "is what a person said",
    "reviews.made_source_id": "is what a person said",
    "lesson_changes.source_id": "is what was before a change",
    "partners.source_id": "are the particulars of the source itself",
    "partner_changes.source_id": "are what was changed of that source itself",
    "referral_links.partner_id": "is printed on paper; it leads to the one that is kept",
    "statement_links.partner_id": "was given to whoever is that partner; it ends with the merge",
    "partners_apart.one_id": "is what a person said; it holds for those whom the two mean",
    "partners_apart.other_id": "is what a person said; it holds for those whom the two mean",
    "retirements.source_id": "is what a person did with this one",
    "merges.keep_id": "is a merge itself",
    "merges.gone_id": "is a merge itself",
    "merge_moves.row_id": "is a merge itself",
}
"""The columns that point to a source and stay with it when it is merged, and why. All others move."""


class CannotMerge(ValueError):
    """The two cannot be merged, or a merge cannot be undone now; the message says why and what to do."""


def merge_sources(session: Session, keep: Source, gone: Source, user: User, at: datetime) -> Merge:
    """Let one source be gone and mean the one that is kept, from now on and for all that was.

    Its name becomes an alias of the kept one, and blank particulars of that one are filled from it. Open answers that
    were a question between the two are decided again. Raises CannotMerge.
    """
    locked_by_name(session, "merging sources")
    merges_changed(session)
    _check(session, keep, gone)
    clients = _clients_of(session, [gone.id])
    waiting = _naming(session, {keep.id, gone.id, *swallowed_by(session, gone.id)}, Decision.is_open)
    merge = Merge(keep=keep, gone=gone, at=at, user=user, retired_at=gone.retired_at)
    session.add(merge)
    session.flush()
    _move(session, merge)
    gone.retired_at = at
    if gone.name_key != keep.name_key and all(alias.name_key != gone.name_key for alias in keep.aliases):
        alias = Alias(source=keep, name=gone.name, name_key=gone.name_key, at=at, user=user)
        session.add(alias)
        session.flush()
        merge.alias_id = alias.id
    session.flush()
    merges_changed(session)
    directory_changed(session, keep.id, gone.id)
    _settle(session, clients, at)
    decide_again(session, waiting, _cause(merge), at)
    return merge


def undo_merge(session: Session, merge: Merge, at: datetime, user: User | None = None) -> None:
    """Let both be there again, each with what was its own; what has come to the kept one since stays with it.

    Answers that the machine has decided since, when there was only one of the two, are decided again. That ``user``
    did it is noted. Raises CannotMerge where a later merge rests on this one.
    """
    locked_by_name(session, "merging sources")
    merges_changed(session)
    _check_undo(session, merge)
    keep, gone, alias_id, cause = merge.keep, merge.gone, merge.alias_id, _cause(merge)
    clients = _clients_of(session, [keep.id])
    since = _decided_since(session, merge, clients)
    _forget_doubles(session, merge, at, user)
    for move in reversed(merge.moves):
        move_back(session, move)
    gone.retired_at = merge.retired_at
    merged_at = merge.at
    note_merge_undone(session, keep.id, gone.id, at, user)
    session.delete(merge)
    session.flush()
    session.expire_all()
    merges_changed(session)
    directory_changed(session, keep.id, gone.id)
    alias = session.get(Alias, alias_id) if alias_id else None
    if alias and (alias.source_id, alias.at, alias.name_key) == (keep.id, merged_at, gone.name_key):
        forget(session, alias, at, user)
    _settle(session, clients, at)
    before = {one.id for one in put_back(session, cause, at)}
    decide_anew(session, [one for one in since if one.id not in before], at)


def _forget_doubles(session: Session, merge: Merge, at: datetime, user: User | None) -> None:
    """Forget the spellings that the one that was gone has been given meanwhile and that come back to it now."""
    moved = [move.row_id for move in merge.moves if (move.in_table, move.column) == (Alias.__tablename__, "source_id")]
    back = {alias.name_key for number in moved if (alias := session.get(Alias, number)) is not None}
    for alias in [each for each in merge.gone.aliases if each.name_key in back and each.id not in moved]:
        forget(session, alias, at, user)


def _check(session: Session, keep: Source, gone: Source) -> None:
    if keep.id == gone.id:
        raise CannotMerge("These are one and the same already.")
    for each in (keep, gone):
        into = merge_of(session, each)
        if into:
            raise CannotMerge(f"{each.name} was merged into {into.keep.name} already; choose that one.")
    if keep.retired_at is not None:
        raise CannotMerge(f"{keep.name} is retired; keep the other one.")
    if keep.kind is not gone.kind:
        raise CannotMerge(f"{gone.name} is of the kind {gone.kind.value} and {keep.name} is {keep.kind.value}.")
    if keep.kind is Kind.PARTNER and not (keep.partner and gone.partner):
        raise CannotMerge("Clients who named no partner stand under a source of their own; it is nobody.")
    if gone.client_id is not None:
        raise CannotMerge(f"{gone.name} is a client; two clients are not merged here.")


def _check_undo(session: Session, merge: Merge) -> None:
    join = session.scalars(select(ClientJoin).where(ClientJoin.merge_id == merge.id)).first()
    if join:
        raise CannotMerge(f"{join.name} and {join.keep.name} are one client; take them apart on their page.")
    sides = [merge.keep_id, merge.gone_id]
    later = select(Merge).where(
        Merge.id != merge.id, Merge.id > merge.id, Merge.keep_id.in_(sides) | Merge.gone_id.in_(sides)
    )
    found = session.scalars(later.order_by(Merge.id.desc())).first()
    if found:
        raise CannotMerge(f"{found.gone.name} was merged into {found.keep.name} since; undo that first.")


def _cause(merge: Merge) -> str:
    return f"merge {merge.id}"


def _move(session: Session, merge: Merge) -> None:
    keep, gone = merge.keep, merge.gone
    _end_contradictions(session, merge)
    spelled = {alias.name_key for alias in keep.aliases} | {keep.name_key}
    tagged = tags_of(session, [keep.id]).get(keep.id, [])
    for table, column in columns_that_move():
        rows = Base.metadata.tables[table]
        number_of = key_of(table)
        own = select(number_of).where(rows.c[column] == gone.id).order_by(number_of)
        for number in session.scalars(own).all():
            if table == Alias.__tablename__:
                if session.get_one(Alias, number).name_key in spelled:
                    # A spelling that the kept one has already stays where it is.
                    continue
            elif (
                table == Rejection.__tablename__
                and _meant_the_other(session, session.get_one(Rejection, number).review_id, keep.id)
            ) or (table == PartnerTag.__tablename__ and session.get_one(PartnerTag, number).tag.name in tagged):
                continue
            # Nobody belongs to themselves.
            is_own = table == Partner.__tablename__ and number == keep.id
            _change(session, merge, table, number, column, None if is_own else keep.id)
    for column, value in filled_from(keep.partner, gone.partner) if keep.partner and gone.partner else ():
        _change(session, merge, Partner.__tablename__, keep.id, column, value)
    if not keep.website and gone.website:
        _change(session, merge, Source.__tablename__, keep.id, "website", gone.website)
    # What moved was written past the rows that the session holds.
    session.expire_all()


def columns_that_move() -> Iterator[tuple[str, str]]:
    """Every column that points to a source and moves with it when it is merged."""
    for table in Base.metadata.sorted_tables:
        for pointing in table.foreign_keys:
            name = f"{table.name}.{pointing.parent.name}"
            if pointing.column.table is Source.__table__ and name not in STAYS:
                yield table.name, pointing.parent.name


def _end_contradictions(session: Session, merge: Merge) -> None:
    """What one of the two was refused for because it was the other one holds no longer: they are the same."""
    for one, other in ((merge.keep, merge.gone), (merge.gone, merge.keep)):
        for alias in one.aliases:
            if _meant_the_other(session, alias.suspended_by_id, other.id):
                _change(session, merge, Alias.__tablename__, alias.id, "suspended_by_id", None)
        for rejection in one.rejections:
            if rejection.lifted_by_id is None and _meant_the_other(session, rejection.review_id, other.id):
                _change(session, merge, Rejection.__tablename__, rejection.id, "lifted_by_id", rejection.review_id)


def _meant_the_other(session: Session, review_id: int | None, other: int) -> bool:
    """Whether a review credited this source, or one that means it now."""
    if review_id is None:
        return False
    credited = session.scalars(select(ReviewPart.source_id).where(ReviewPart.review_id == review_id))
    return any(number_meant(session, number) == other for number in credited)


def _change(session: Session, merge: Merge, table: str, number: int, column: str, value: Any) -> None:
    """Change one value, and write down what it was."""
    merge.moves.append(change(session, MergeMove, table, number, column, value))
    session.flush()


def _clients_of(session: Session, sources: Iterable[int]) -> set[int]:
    """The clients with a credit of these sources."""
    return set(session.scalars(select(Credit.client_id).where(Credit.source_id.in_(list(sources))).distinct()))


def _settle(session: Session, clients: Iterable[int], at: datetime) -> None:
    clients = sorted(clients)
    follow(session, clients)
    for number in clients:
        settle(session, session.get_one(Client, number), at)


def _naming(session: Session, sources: set[int], condition: Any) -> list[Submission]:
    """The answers whose judgement names one of these sources, credited or suggested."""
    wanted = {str(number) for number in sources}
    judged = select(Decision.submission_id, Decision.result).where(condition).order_by(Decision.submission_id)
    found = [
        number
        for number, result in session.execute(judged).tuples()
        if any(each["source"]["id"] in wanted for each in (*result["credits"], *result["suggestions"]))
    ]
    return [session.get_one(Submission, number) for number in found]


def _decided_since(session: Session, merge: Merge, clients: set[int]) -> list[Submission]:
    """The answers that the machine has judged to be the kept one, or proposed it for, since there was only this one."""
    later = Decision.at >= merge.at
    found = {one.id: one for one in _naming(session, {merge.keep_id}, later & Decision.is_open)}
    numbers = sorted(clients)
    for start in range(0, len(numbers), _AT_ONCE):
        some = select(Submission.id).where(Submission.client_id.in_(numbers[start : start + _AT_ONCE]))
        for one in _naming(session, {merge.keep_id}, later & Decision.submission_id.in_(some)):
            found[one.id] = one
    return list(found.values())
