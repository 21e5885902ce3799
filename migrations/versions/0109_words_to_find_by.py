"""Folded words by which companies of clients, firms of partners and answers are found."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from attribution import fold

revision = "0109"
down_revision = "0108"

_AT_ONCE = 5_000


def upgrade() -> None:
    for table, column in (("clients", "company_key"), ("partners", "organisation_key"), ("submissions", "words_key")):
        op.add_column(table, sa.Column(column, sa.Text(), server_default="", nullable=False))
    _fill("clients", "id", ("company",), "company_key", lambda row: fold(row.company))
    _fill("partners", "source_id", ("organisation",), "organisation_key", lambda row: fold(row.organisation))
    _fill("submissions", "id", ("answer", "searched", "need"), "words_key", _words_key)


def _words_key(row: Any) -> str:
    folded = (" ".join(filter(None, map(fold, text.split()))) for text in (row.answer, row.searched, row.need))
    return "\n".join(f" {words} " for words in folded if words)


def _fill(table: str, key: str, read: tuple[str, ...], column: str, folded: Callable[[Any], str]) -> None:
    rows = sa.table(table, *(sa.column(name) for name in (key, *read, column)))
    number, connection = rows.c[key], op.get_bind()
    written = rows.update().where(number == sa.bindparam("of")).values({column: sa.bindparam("words")})
    told = sa.or_(*(rows.c[name] != "" for name in read))
    last = 0
    while True:
        some = sa.select(number.label("of"), *(rows.c[name] for name in read)).where(number > last, told)
        found = connection.execute(some.order_by(number).limit(_AT_ONCE)).all()
        if not found:
            return
        connection.execute(written, [{"of": row.of, "words": folded(row)} for row in found])
        last = found[-1].of


def downgrade() -> None:
    op.drop_column("submissions", "words_key")
    op.drop_column("partners", "organisation_key")
    op.drop_column("clients", "company_key")
