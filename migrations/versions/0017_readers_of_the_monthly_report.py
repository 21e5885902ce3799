"""Who gets the monthly report by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "report_readers",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_report_readers_user_id_users"),
        sa.PrimaryKeyConstraint("user_id", name="pk_report_readers"),
    )


def downgrade() -> None:
    op.drop_table("report_readers")
