"""The family tree counts everybody once and every payment by share, as a person would who follows each client up."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from attribution import WHOLE, Channel, Kind, Role
from records.answers.credits import Credit, Standing
from records.clients import Client, Stage
from records.db import db
from records.firm import first_office
from records.money.payments import Payment, PaymentKind
from records.money.splitting import split
from records.sources import Source, add_source
from reports.relations.give_and_take.family import Branch, Family, family
from tests.records.firm_of_tests import NOW

Share = tuple[int | None, int]
"""By whom: -1 and -2 are partners, other numbers are clients by their place, None waits for review."""
Came = tuple[Stage, tuple[Share, ...], tuple[int, ...]]
PARTNERS = (-1, -2)
_numbers = count(1)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()
        db.session.rollback()


@some.composite
def histories(draw: some.DrawFn, loops: bool) -> list[Came]:
    clients = draw(some.integers(1, 7))
    found = []
    for number in range(clients):
        # Those who came before, or with loops anybody, oneself too.
        others = range(clients if loops else number)
        by = draw(some.lists(some.sampled_from([*PARTNERS, *others, None]), min_size=1, max_size=3, unique=True))
        cuts = sorted(draw(some.sets(some.integers(1, WHOLE - 1), min_size=len(by) - 1, max_size=len(by) - 1)))
        shares = [end - start for start, end in zip([0, *cuts], [*cuts, WHOLE], strict=True)]
        paid = tuple(draw(some.lists(some.integers(-999, 5_001).filter(bool), max_size=2)))
        found.append((draw(some.sampled_from(Stage)), tuple(zip(by, shares, strict=True)), paid))
    return found


def write(session: Session, history: list[Came]) -> dict[int, Source]:
    """Keep a history; returns the sources by the numbers that shares have."""
    sources = {each: add_source(session, f"Partner {each}", Kind.PARTNER, NOW) for each in PARTNERS}
    office, rows = first_office(session), []
    for number, (stage, _, paid) in enumerate(history):
        row = Client(
            office=office,
            name=f"Client {number}",
            name_key=f"client {number} {next(_numbers)}",
            email="",
            phone="",
            company="",
            came_on=NOW.date(),
            door="web",
            stage=stage,
            created_at=NOW,
        )
        session.add(row)
        session.flush()
        sources[number] = add_source(session, row.name, Kind.EXISTING_CLIENT, NOW)
        sources[number].client_id = row.id
        rows.append(row)
        for amount in paid:
            money = {"amount": amount, "currency": "USD", "paid_on": date(2026, 3, 1), "kind": PaymentKind.RECEIVED}
            session.add(Payment(client=row, nth=1, created_at=NOW, **money))
    for row, (_, shares, _) in zip(rows, history, strict=True):
        for position, (by, share) in enumerate(shares):
            session.add(
                Credit(
                    client=row,
                    role=Role.INTRODUCED_BY,
                    position=position,
                    standing=Standing.IN_REVIEW if by is None else Standing.CREDITED,
                    source=None if by is None else sources[by],
                    channel=Channel.UNASSIGNED,
                    share=share,
                    rule="test",
                    reason="",
                )
            )
    session.flush()
    return sources


def below(history: list[Came], root: int, seen: set[int]) -> set[int]:
    """Everybody who came through a number, each once, however often they are met."""
    for number, (_, shares, _) in enumerate(history):
        if number not in seen and any(by == root for by, _ in shares):
            seen.add(number)
            below(history, number, seen)
    return seen


def rolled_up(history: list[Came], root: int) -> int:
    """What comes to a number: of each payment its part, and of what comes to each client its part again."""
    whole = 0
    for number, (_, shares, paid) in enumerate(history):
        for amount in (*paid, rolled_up(history, number)) if any(by == root for by, _ in shares) else ():
            parts = split(amount, [share for _, share in shares])
            whole += sum(part for part, (by, _) in zip(parts, shares, strict=True) if by == root)
    return whole


whatever = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@whatever
@given(histories(loops=False))
def test_people_count_once_and_money_by_share(session: Session, history: list[Came]) -> None:
    session.rollback()
    sources = write(session, history)
    for root, source in sources.items():
        found = family(session, source, "USD")
        people = below(history, root, set())
        won = {number for number in people if history[number][0] is Stage.WON}
        assert (found.clients, found.won) == (len(people), len(won))
        assert found.money == rolled_up(history, root)
        assert adds_up(found.money, found.direct.money, found.branches) and not found.has_loop
    # What two partners have between them is never more than was paid, and all of it where nothing waits.
    if all(by is not None for _, shares, _ in history for by, _ in shares):
        both = sum(family(session, sources[each], "USD").money for each in PARTNERS)
        assert both == sum(amount for _, _, paid in history for amount in paid)


@whatever
@given(histories(loops=True))
def test_a_loop_ends_and_counts_nobody_twice(session: Session, history: list[Came]) -> None:
    session.rollback()
    for root, source in write(session, history).items():
        found: Family = family(session, source, "USD")
        people = below(history, root, set()) - {root}
        assert found.clients == len(people)
        assert adds_up(found.money, found.direct.money, found.branches)


def adds_up(money: int, direct: int, branches: list[Branch]) -> bool:
    """Whether money is that of the direct ones and the parts of the branches, all the way down."""
    whole = [each for each in branches if not each.is_again]
    inside = all(adds_up(each.money, each.direct.money, each.branches) for each in whole if not each.is_loop)
    return inside and money == direct + sum(each.part for each in branches)


def test_a_loop_that_is_there_is_marked(session: Session) -> None:
    """Two clients who are each said to have sent the other, the first of them sent by a partner too."""
    half = WHOLE // 2
    history: list[Came] = [(Stage.WON, ((-1, half), (1, half)), (1_000,)), (Stage.LOST, ((0, WHOLE),), (50,))]
    sources = write(session, history)
    found = family(session, sources[-1], "USD")
    assert (found.clients, found.won, found.has_loop) == (2, 1, True)
    # Of 1,000 half is the partner's at once; the other half goes round once, and half of that and of the 50 comes back.
    assert (found.direct.money, found.money) == (500, 500 + (50 + 500) // 2)
    [first] = found.branches
    assert [each.is_loop for each in first.branches[0].branches] == [True]
