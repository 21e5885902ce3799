"""How files with a certain header are read, as a person has said it once, and what was noticed of a file."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("imports", sa.Column("notices", sa.JSON(), nullable=True))
    op.create_table(
        "column_maps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("header_key", sa.Text(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("defaults", sa.JSON(), nullable=False),
        sa.Column("dates", sa.Text(), nullable=True),
        sa.Column("numbers", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_column_maps_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_column_maps"),
        sa.UniqueConstraint("kind", "header_key", name="uq_column_maps_kind_header_key"),
    )


def downgrade() -> None:
    op.drop_table("column_maps")
    op.drop_column("imports", "notices")
