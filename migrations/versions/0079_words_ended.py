"""Answers whose words went because the time for which their form keeps them was over."""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"


def upgrade() -> None:
    op.create_table(
        "words_ended",
        sa.Column("submission_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_words_ended_submission_id_submissions"),
        sa.PrimaryKeyConstraint("submission_id", name="pk_words_ended"),
    )


def downgrade() -> None:
    op.drop_table("words_ended")
