"""Changes of payments by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "payment_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("to_client_id", sa.Integer(), nullable=True),
        sa.Column("made_id", sa.Integer(), nullable=True),
        sa.Column("did", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_payment_changes_client_id_clients"),
        sa.ForeignKeyConstraint(["to_client_id"], ["clients.id"], name="fk_payment_changes_to_client_id_clients"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_payment_changes_user_id_users"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_payment_changes_undone_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_changes"),
    )
    for column in ("payment_id", "client_id", "to_client_id"):
        op.create_index(f"ix_payment_changes_{column}", "payment_changes", [column])


def downgrade() -> None:
    op.drop_table("payment_changes")
