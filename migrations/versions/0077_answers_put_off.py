"""Answers that somebody has put off until tomorrow, and whether single keys decide."""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"


def upgrade() -> None:
    op.create_table(
        "answers_put_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name="fk_answers_put_off_submission_id_submissions"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_answers_put_off_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_answers_put_off"),
        sa.UniqueConstraint("submission_id", "user_id", name="uq_answers_put_off_submission_id_user_id"),
    )
    op.create_index("ix_answers_put_off_user_id", "answers_put_off", ["user_id"])
    op.add_column("users", sa.Column("single_keys", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("users", "single_keys")
    op.drop_table("answers_put_off")
