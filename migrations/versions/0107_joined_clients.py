"""Which clients were joined, because they are one person, and what that moved."""

import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0106"

_FOUND_BY = ("ref", "name_key", "email_key", "phone_key", "keep_id", "import_id", "ask_number")


def upgrade() -> None:
    op.create_table(
        "client_joins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("keep_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_key", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.Column("taken", sa.JSON(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("stage_before", sa.String(40), nullable=False),
        sa.Column("stage_change_id", sa.Integer(), nullable=True),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("opted_out", sa.Boolean(), nullable=False),
        sa.Column("ask_number", sa.Text(), nullable=True),
        sa.Column("merge_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["keep_id"], ["clients.id"], name="fk_client_joins_keep_id_clients"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_client_joins_user_id_users"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_client_joins_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_client_joins"),
        sa.UniqueConstraint("gone_id", name="uq_client_joins_gone_id"),
    )
    for column in _FOUND_BY:
        op.create_index(f"ix_client_joins_{column}", "client_joins", [column])
    op.create_table(
        "client_join_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("join_id", sa.Integer(), nullable=False),
        sa.Column("in_table", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["join_id"], ["client_joins.id"], name="fk_client_join_moves_join_id_client_joins"),
        sa.PrimaryKeyConstraint("id", name="pk_client_join_moves"),
    )
    op.create_index("ix_client_join_moves_join_id", "client_join_moves", ["join_id"])


def downgrade() -> None:
    op.drop_table("client_join_moves")
    op.drop_table("client_joins")
