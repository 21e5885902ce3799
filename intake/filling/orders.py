"""The orders in which a form's choices are shown, so that no choice profits from its place in the list."""

from collections.abc import Sequence
from functools import lru_cache

from records.forming.forms import ChoiceDefinition

Order = tuple[int, ...]
"""Positions in the definition's list of choices, in the order in which they are shown."""


def orders_of(choices: Sequence[ChoiceDefinition], *, shuffle: bool) -> tuple[Order, ...]:
    """The orders in which choices are shown: balanced ones, or that of the definition alone, the last at its end."""
    if shuffle:
        return balanced_orders(choices)
    return (tuple(sorted(range(len(choices)), key=lambda place: bool(choices[place].get("last")))),)


def balanced_orders(choices: Sequence[ChoiceDefinition]) -> tuple[Order, ...]:
    """A small set of orders in which each choice stands equally often in each place.

    Each choice also follows each other one equally often. Those marked ``last`` stay at the end, as they are.
    """
    moving = tuple(place for place, choice in enumerate(choices) if not choice.get("last"))
    staying = tuple(place for place, choice in enumerate(choices) if choice.get("last"))
    return tuple(tuple(moving[place] for place in order) + staying for order in _design(len(moving)))


@lru_cache
def _design(size: int) -> tuple[Order, ...]:
    """The design of E. J. Williams (1949): a zigzag, turned on by one for each order.

    An even number needs as many orders as choices; an odd one twice as many, the second half backwards.
    """
    zigzag = [step // 2 if step % 2 == 0 else size - (step + 1) // 2 for step in range(size)]
    orders = [tuple((place + turn) % size for place in zigzag) for turn in range(max(size, 1))]
    if size % 2 and size > 1:
        orders += [order[::-1] for order in orders]
    return tuple(orders)
