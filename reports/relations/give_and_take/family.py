"""The referral family tree: the clients of a source, the clients of these clients, and so on down.

People count whole and once, however many ways lead to them. Money goes by share and is rolled up step by step: what has
come to a client through those they introduced is split, like a payment of their own, over those who introduced them.
So each payment's parts add up to it, and no two partners have the same money. Where somebody is said to have come
through one of those whom they introduced themselves, the loop is cut there; a root is no part of its own family.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, distinct, func, select, true, type_coerce
from sqlalchemy.orm import Session, aliased

from attribution import Role
from records.answers.credits import Credit, introduced
from records.clients import Client, Stage
from records.engine.prepared import prepared
from records.money.splitting import split
from records.sources import Source
from records.totals import looking_up
from reports.counting.part_sums import money_sums
from reports.relations.give_and_take.people import money_question

_OWN, _FURTHER = aliased(Source), aliased(Credit)
"""The source that a client is, and a credit to it."""
_NOBODY = 0
"""The number of no client."""


@dataclass(frozen=True, slots=True)
class Reach:
    """People, those of them that are won, and money in minor units."""

    clients: int = 0
    won: int = 0
    money: int = 0


@dataclass(slots=True)
class Branch:
    """A client who introduced others. ``source_id`` is the source that this client is.

    ``direct`` are those whom they introduced, ``money`` is everything that has come to them from below, and ``part``
    what of it counts for the one above. ``is_again`` says that the same branch stands further up in full, and
    ``is_loop`` that it is one of those above it; both have nothing below.
    """

    client_id: int
    name: str
    source_id: int
    direct: Reach
    money: int = 0
    part: int = 0
    is_again: bool = False
    is_loop: bool = False
    branches: "list[Branch]" = field(default_factory=list)


@dataclass(slots=True)
class Family:
    """Everybody who came through a source, at first or second hand or further.

    ``money`` is that of ``direct`` and the parts of all ``branches``. ``generations`` is 1 if nobody of the direct ones
    has introduced anybody, 0 if there is nobody at all.
    """

    source_id: int
    currency: str
    clients: int
    won: int
    money: int
    direct: Reach
    branches: list[Branch]
    generations: int = 0

    @property
    def has_loop(self) -> bool:
        """Whether somebody is said to have come through one of those whom they introduced."""
        return any(branch.is_loop for branch in _every(self.branches))


def family(session: Session, source: Source, currency: str) -> Family:
    """The family of a partner or of a client's source, over all time, with money that came in in one currency."""
    # Otherwise PostgreSQL goes through all credits once more for each generation.
    with looking_up(session):
        tree = _Tree(session, source, currency)
    clients, won = family_counts(session, source)
    branches = tree.below(source.id)
    direct = tree.direct(source.id)
    return Family(
        source_id=source.id,
        currency=currency,
        clients=clients,
        won=won,
        money=direct.money + sum(branch.part for branch in branches),
        direct=direct,
        branches=branches,
        generations=(1 + _depth(branches)) if direct.clients else 0,
    )


def family_counts(session: Session, source: Source) -> tuple[int, int]:
    """How many clients came through a source and through these clients, and how many of them are won."""
    with looking_up(session):
        clients, won = session.execute(*_counts_below(source.id, source.client_id or _NOBODY)).one()
    return clients, won


@prepared
def _counts_below(source: int, root: int) -> Select[tuple[int, int]]:
    those = select(*_counts()).join_from(Credit, Client, Credit.client_id == Client.id)
    return those.where(_below(source), Credit.client_id != root)


def has_branches(session: Session, source: Source) -> bool:
    """Whether a client of the source has introduced anybody, so that there is a tree to look at."""
    return session.scalars(*_a_branch(source.id)).first() is not None


@prepared
def _a_branch(source: int) -> Select[tuple[int]]:
    those = (
        select(Credit.id)
        .join(_OWN, _OWN.client_id == Credit.client_id)
        .join(_FURTHER, _FURTHER.source_id == _OWN.id)
        .where(introduced(), Credit.source_id == source, _FURTHER.role == Role.INTRODUCED_BY)
    )
    return those.limit(1)


def with_branches(session: Session) -> set[int]:
    """Every source of whom a client has introduced anybody."""
    those = (
        select(Credit.source_id)
        .join(_OWN, _OWN.client_id == Credit.client_id)
        .join(_FURTHER, _FURTHER.source_id == _OWN.id)
        .where(introduced(), _FURTHER.role == Role.INTRODUCED_BY)
    )
    return {number for number in session.scalars(those.distinct()) if number is not None}


def in_family(source: Source, *columns: Any) -> Select[Any]:
    """A selection over the credits of a family joined with their clients, without the root itself."""
    return select(*columns).join_from(Credit, Client, Credit.client_id == Client.id).where(_inside(source))


def _inside(source: Source, *, with_root: bool = False) -> ColumnElement[bool]:
    """The credits of the source and of every client who came through it, at whatever hand, the root's own if asked."""
    not_the_root = Credit.client_id != source.client_id if source.client_id and not with_root else true()
    return and_(_below(source.id), not_the_root)


def _below(source: int) -> ColumnElement[bool]:
    tree = select(type_coerce(source, Integer).label("id")).cte("family", recursive=True)
    # The same source is never taken twice, so that this ends where somebody is their own forefather.
    further = (
        select(_OWN.id)
        .join(Credit, Credit.client_id == _OWN.client_id)
        .join(tree, Credit.source_id == tree.c.id)
        .where(introduced())
    )
    tree = tree.union(further)
    return and_(introduced(), Credit.source_id.in_(select(tree.c.id)))


def _counts() -> tuple[Any, Any]:
    return func.count(distinct(Client.id)), func.count(distinct(case((Client.stage == Stage.WON, Client.id))))


@dataclass(slots=True)
class _Level:
    """A source on the way down: what was found below it so far, and who is still to be looked at."""

    source: int
    branches: list[Branch]
    rest: Iterator[tuple[int, str, int]]
    branch: Branch | None = None


class _Tree:
    """What is read once of a family, and put together branch by branch."""

    def __init__(self, session: Session, source: Source, currency: str) -> None:
        inside = _inside(source)
        by_source = in_family(source, Credit.source_id, *_counts()).group_by(Credit.source_id)
        money = money_sums(session, money_question(currency), inside, Credit.source_id)
        self.reach = {
            number: Reach(clients, won, money.get((number,), 0)) for number, clients, won in session.execute(by_source)
        }
        own = aliased(Source)
        introducing = (
            select(Credit.source_id, Client.id, Client.name, own.id, Client.name_key)
            .join_from(Credit, Client, Credit.client_id == Client.id)
            .join(own, own.client_id == Client.id)
            .where(_inside(source, with_root=True))
        )
        self.children: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
        for above, client, name, number, _ in session.execute(
            introducing.distinct().order_by(Client.name_key, Client.id)
        ):
            self.children[above].append((client, name, number))
        self.shares = _shares(session, source)
        self.done: dict[int, int] = {}

    def direct(self, source: int) -> Reach:
        return self.reach.get(source, Reach())

    def below(self, root: int) -> list[Branch]:
        """The branches of a source. It keeps its own way down, because a chain can be longer than Python's."""
        found: list[Branch] = []
        on_the_way = {root}
        levels: list[_Level] = [_Level(root, found, iter(self.children.get(root, ())))]
        while levels:
            level = levels[-1]
            branch = self._next(level, on_the_way)
            if branch is None:
                levels.pop()
                self._close(level, levels, on_the_way)
            elif not branch.is_loop and not branch.is_again:
                on_the_way.add(branch.source_id)
                below = iter(self.children.get(branch.source_id, ()))
                levels.append(_Level(branch.source_id, branch.branches, below, branch))
            else:
                branch.part = self._part(branch, level.source)
        return found

    def _next(self, level: "_Level", on_the_way: set[int]) -> Branch | None:
        for client, name, own in level.rest:
            direct = self.direct(own)
            if not direct.clients:
                # Could be named, but has introduced nobody yet.
                continue
            branch = Branch(client, name, own, direct)
            if own in on_the_way:
                branch.is_loop = True
            elif own in self.done:
                branch.is_again, branch.money = True, self.done[own]
            level.branches.append(branch)
            return branch
        return None

    def _close(self, level: "_Level", above: "list[_Level]", on_the_way: set[int]) -> None:
        branch = level.branch
        if branch is not None:
            on_the_way.discard(level.source)
            branch.money = branch.direct.money + sum(each.part for each in branch.branches)
            self.done[level.source] = branch.money
            branch.part = self._part(branch, above[-1].source)

    def _part(self, branch: Branch, source: int) -> int:
        shares = self.shares[branch.client_id]
        parts = split(branch.money, [share for share, _ in shares])
        return sum(part for part, (_, to) in zip(parts, shares, strict=True) if to == source)


def _shares(session: Session, source: Source) -> dict[int, list[tuple[int, int | None]]]:
    """By client of the family who can be named, over whom they are shared: shares in millionths, and sources."""
    own = aliased(Source)
    named = select(own.client_id).join(Credit, Credit.client_id == own.client_id)
    named = named.where(_inside(source, with_root=True))
    those = select(Credit.client_id, Credit.share, Credit.source_id).where(
        Credit.client_id.in_(named), Credit.role == Role.INTRODUCED_BY
    )
    found: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for client, share, to in session.execute(those.order_by(Credit.client_id, Credit.position)):
        found[client].append((share, to))
    return found


def _every(branches: Sequence[Branch]) -> Iterator[Branch]:
    return (branch for level in _levels(branches) for branch in level)


def _depth(branches: Sequence[Branch]) -> int:
    return sum(1 for level in _levels(branches) if not all(branch.is_loop for branch in level))


def _levels(branches: Sequence[Branch]) -> Iterator[Sequence[Branch]]:
    while branches:
        yield branches
        branches = [below for branch in branches for below in branch.branches]
