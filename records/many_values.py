"""A column asked for very many values, handed to the database in one parameter.

A parameter for each of them takes longer to say than the look into the index that answers it.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session


def among(session: Session, column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """The condition that a column of words or whole numbers is one of these values."""
    dialect = session.get_bind().dialect
    if dialect.name == "postgresql":
        array = bindparam("among", list(values), type_=ARRAY(column.type), unique=True)
        is_one: ColumnElement[bool] = column == any_(array)
        return is_one
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    said = json.dumps([process(value) if process else value for value in values])
    each = func.json_each(bindparam("among", said, type_=Text, unique=True)).table_valued("value")
    found: ColumnElement[bool] = column.in_(select(each.c.value))
    return found
