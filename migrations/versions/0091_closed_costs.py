"""The costs that the report of a closed month rests on."""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0088"


def upgrade() -> None:
    op.create_table(
        "closed_costs",
        sa.Column("closure_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cost_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("every", sa.Enum("once", "month", "quarter", "year", native_enum=False, length=40), nullable=False),
        sa.ForeignKeyConstraint(["closure_id"], ["closures.id"], name="fk_closed_costs_closure_id_closures"),
        sa.PrimaryKeyConstraint("closure_id", "cost_id", name="pk_closed_costs"),
    )


def downgrade() -> None:
    op.drop_table("closed_costs")
