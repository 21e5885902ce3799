"""Folded words by which partners are found by occupation and city, and joined clients by their company."""

import sqlalchemy as sa
from alembic import op

from attribution import fold

revision = "0110"
down_revision = "0109"

_AT_ONCE = 5_000


def upgrade() -> None:
    op.add_column("partners", sa.Column("about_key", sa.Text(), server_default="", nullable=False))
    op.add_column("client_joins", sa.Column("company_key", sa.Text(), server_default="", nullable=False))
    _fill("partners", "source_id", "about_key", ("occupation", "city"))
    _fill("client_joins", "id", "company_key", ("company",))


def _fill(table: str, key: str, column: str, read: tuple[str, ...]) -> None:
    rows = sa.table(table, *(sa.column(name) for name in (key, *read, column)))
    number, connection = rows.c[key], op.get_bind()
    told = sa.select(number.label("of"), *(rows.c[name] for name in read))
    found = [
        {"of": row.of, "words": "\n".join(fold(getattr(row, name)) for name in read)}
        for row in connection.execute(told)
    ]
    written = rows.update().where(number == sa.bindparam("of")).values({column: sa.bindparam("words")})
    for first in range(0, len(found), _AT_ONCE):
        connection.execute(written, found[first : first + _AT_ONCE])


def downgrade() -> None:
    op.drop_column("client_joins", "company_key")
    op.drop_column("partners", "about_key")
