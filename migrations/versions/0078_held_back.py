"""Submissions that are held back, and what people have said of them."""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0077"


def upgrade() -> None:
    op.create_table(
        "held_submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        sa.Column("form_version_id", sa.Integer(), nullable=True),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("held_at", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("taken", sa.JSON(), nullable=True),
        sa.Column("email_key", sa.Text(), nullable=True),
        sa.Column("phone_key", sa.Text(), nullable=True),
        sa.Column("words_key", sa.Text(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_versions.id"], name="fk_held_submissions_form_version_id_form_versions"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name="fk_held_submissions_submission_id_submissions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_held_submissions"),
        sa.UniqueConstraint("identity", "digest", name="uq_held_submissions_identity_digest"),
    )
    for column in ("place", "email_key", "phone_key", "words_key", "submission_id"):
        op.create_index(f"ix_held_submissions_{column}", "held_submissions", [column])
    op.create_table(
        "held_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["held_id"], ["held_submissions.id"], name="fk_held_steps_held_id_held_submissions"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_held_steps_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_held_steps"),
    )
    op.create_index("ix_held_steps_held_id", "held_steps", ["held_id"])


def downgrade() -> None:
    # An older version knows nothing of what waits here; whoever goes back lets it in or exports it before.
    op.drop_table("held_steps")
    op.drop_table("held_submissions")
