"""No choice profits from its place: in the set of orders each stands equally often everywhere."""

from collections import Counter
from itertools import pairwise

import pytest

from intake.filling.orders import balanced_orders
from records.forming.forms import ChoiceDefinition


def choices(moving: int, last: int = 0) -> list[ChoiceDefinition]:
    """So many choices, the last ones marked so; the first of the marked ones stands in the middle of the list."""
    made: list[ChoiceDefinition] = [{"key": f"c{n}", "label": f"Choice {n}"} for n in range(moving)]
    ends: list[ChoiceDefinition] = [{"key": f"e{n}", "label": f"End {n}", "last": True} for n in range(last)]
    return made[: moving // 2] + ends[:1] + made[moving // 2 :] + ends[1:]


@pytest.mark.parametrize("size", range(1, 13))
def test_each_choice_stands_equally_often_in_each_place(size: int) -> None:
    orders = balanced_orders(choices(size))
    stood = Counter((place, choice) for order in orders for place, choice in enumerate(order))
    assert len(stood) == size * size
    assert len(set(stood.values())) == 1


@pytest.mark.parametrize("size", range(2, 13))
def test_each_choice_follows_each_other_one_equally_often(size: int) -> None:
    followed = Counter(pair for order in balanced_orders(choices(size)) for pair in pairwise(order))
    assert len(followed) == size * (size - 1)
    assert len(set(followed.values())) == 1


@pytest.mark.parametrize("size", range(13))
def test_the_set_is_small_and_names_every_choice_once(size: int) -> None:
    orders = balanced_orders(choices(size, last=2))
    assert len(orders) <= 2 * max(size, 1)
    assert all(sorted(order) == list(range(size + 2)) for order in orders)


def test_the_last_ones_stay_last_in_their_own_order() -> None:
    asked = choices(5, last=2)
    for order in balanced_orders(asked):
        assert [asked[place]["key"] for place in order[-2:]] == ["e0", "e1"]
