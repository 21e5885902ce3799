"""Closed months, and the rows that their reports keep."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def _of_closure(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("closure_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["closure_id"], ["closures.id"], name=f"fk_{table}_closure_id_closures"),
    ]


def upgrade() -> None:
    op.create_table(
        "closures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_closures_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_closures"),
    )
    op.create_index("ix_closures_month", "closures", ["month"])
    op.create_table(
        "reopenings",
        *_of_closure("reopenings"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_reopenings_user_id_users"),
        sa.PrimaryKeyConstraint("closure_id", name="pk_reopenings"),
    )
    op.create_table(
        "closed_clients",
        *_of_closure("closed_clients"),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("is_won", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("closure_id", "client_id", name="pk_closed_clients"),
    )
    op.create_table(
        "closed_credits",
        *_of_closure("closed_credits"),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("keyword_id", sa.Integer(), nullable=True),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("keyword_kind", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("closure_id", "client_id", "role", "position", name="pk_closed_credits"),
    )
    op.create_table(
        "closed_payments",
        *_of_closure("closed_payments"),
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("closure_id", "payment_id", name="pk_closed_payments"),
    )
    op.create_table(
        "closed_sources",
        *_of_closure("closed_sources"),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("closure_id", "source_id", name="pk_closed_sources"),
    )


def downgrade() -> None:
    for table in ("closed_sources", "closed_payments", "closed_credits", "closed_clients", "reopenings", "closures"):
        op.drop_table(table)
