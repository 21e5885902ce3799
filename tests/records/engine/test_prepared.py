"""A statement that is put together once has a place for each value, and each call fills in its own."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Select, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import Integer

from records.engine.prepared import prepared
from records.sources import Source
from tests.records.firm_of_tests import partner

BUILT: list[str] = []


@prepared
def named(numbers: Sequence[int], but: str, most: int) -> Select[tuple[str]]:
    BUILT.append("named")
    those = select(Source.name).where(Source.id.in_(numbers), Source.name != but)
    return those.order_by(Source.id).limit(most)


@prepared
def plain(number: int) -> Select[tuple[int]]:
    return select(type_coerce(number, Integer) + 1)


def test_it_is_put_together_once_and_asked_with_each_calls_values(session: Session) -> None:
    BUILT.clear()
    first, second, third = "Ann", "Ben", "Cara"
    numbers = [partner(session, name).id for name in (first, second, third)]
    assert session.scalars(*named(numbers, "", 2)).all() == [first, second]
    assert session.scalars(*named(numbers, second, 2)).all() == [first, third]
    assert session.scalars(*named(numbers[1:2], first, 9)).all() == [second]
    assert session.scalars(*named([], first, 9)).all() == []
    assert BUILT == ["named"]
    assert named(numbers, "", 1)[0] is named([1], "x", 3)[0]


def test_a_value_can_stand_alone(session: Session) -> None:
    assert [session.scalar(*plain(number)) for number in (1, 40_000, 2_000_000_000)] == [2, 40_001, 2_000_000_001]


def test_each_place_wants_a_value(session: Session) -> None:
    with pytest.raises(ValueError, match="shorter"):
        plain()  # type: ignore[call-arg]
