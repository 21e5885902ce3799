"""Days of an import that were changed while they were being looked for."""

import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0103"


def upgrade() -> None:
    op.create_table(
        "days_meanwhile",
        sa.Column("import_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_days_meanwhile_import_id_imports"),
        sa.PrimaryKeyConstraint("import_id", "day", name="pk_days_meanwhile"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("days_meanwhile")
