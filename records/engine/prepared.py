"""Statements that are put together once, with a place for each value: that takes longer than to answer a small one."""

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import bindparam

Values = ParamSpec("Values")
Statement = TypeVar("Statement")


def prepared(build: Callable[Values, Statement]) -> Callable[Values, tuple[Statement, dict[str, Any]]]:
    """Makes of a function that builds a statement one that gives it with its values: ``session.scalars(*of(number))``.

    The function is called once, with places in which values are to be, and must not look at them. Each call then fills
    in its own. A list of values is asked for by ``in_`` as usual.
    """
    names = list(signature(build).parameters)

    @cache
    def statement() -> Statement:
        return build(*map(bindparam, names))  # type: ignore[arg-type,call-arg]  # places instead of values

    def with_values(*values: Values.args, **_: Values.kwargs) -> tuple[Statement, dict[str, Any]]:
        return statement(), dict(zip(names, values, strict=True))

    return with_values
