"""A column asked for very many values, handed to the database in one parameter.

A parameter for each of them takes longer to say than the look into the index that answers it.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from records.engine.column_types import Words, need_nothing


def among(session: Session, column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """The condition that a column of words or whole numbers is one of these values."""
    dialect = session.get_bind().dialect
    if dialect.name == "postgresql":
        array = bindparam("among", list(values), type_=ARRAY(column.type), unique=True)
        is_one: ColumnElement[bool] = column == any_(array)
        return is_one
    kept = list(values)
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process and not (isinstance(column.type, Words) and need_nothing(kept)):
        kept = [process(value) for value in kept]
    each = func.json_each(bindparam("among", json.dumps(kept), type_=Text, unique=True)).table_valued("value")
    found: ColumnElement[bool] = column.in_(select(each.c.value))
    return found
