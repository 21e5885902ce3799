"""Costs of sources, and every change of them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("every", sa.String(40), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_costs_source_id_sources"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_costs_import_id_imports"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_costs_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_costs"),
    )
    op.create_index("ix_costs_source_id", "costs", ["source_id"])
    op.create_index("ix_costs_currency_starts_on", "costs", ["currency", "starts_on"])
    op.create_index("ix_costs_import_id", "costs", ["import_id"])
    op.create_table(
        "cost_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cost_id", sa.Integer(), nullable=False),
        sa.Column("did", sa.String(40), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["cost_id"], ["costs.id"], name="fk_cost_changes_cost_id_costs"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_cost_changes_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_cost_changes_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_cost_changes"),
    )
    op.create_index("ix_cost_changes_cost_id", "cost_changes", ["cost_id"])


def downgrade() -> None:
    op.drop_table("cost_changes")
    op.drop_table("costs")
