"""Who undid reviews and merges, and by which import the clients of a closed month came."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "taken_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("kept_number", sa.Integer(), nullable=True),
        sa.Column("gone_number", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_taken_back_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_taken_back"),
    )
    op.create_index("ix_taken_back_client_id", "taken_back", ["client_id"])
    op.create_index("ix_taken_back_at", "taken_back", ["at"])
    op.add_column("closed_clients", sa.Column("import_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("closed_clients", "import_id")
    op.drop_table("taken_back")
