"""What reviews teach: rejections, suspended aliases, what an alias decided, and how to take it back.

And the log by which every process follows the changes of the directory.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Written out, because both databases take a column with its key at once, and the other way rebuilds the table.
_COLUMNS = (
    ("aliases", "suspended_by_id", "reviews"),
    ("credits", "alias_id", "aliases"),
    ("reviews", "made_source_id", "sources"),
)


def upgrade() -> None:
    op.create_table(
        "directory_changes",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("version", "source_id", name="pk_directory_changes"),
    )
    for table, column, other in _COLUMNS:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER"
            f" CONSTRAINT fk_{table}_{column}_{other} REFERENCES {other} (id)"
        )
    op.create_index("ix_credits_alias_id", "credits", ["alias_id"])
    op.create_table(
        "rejections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("words_key", sa.Text(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["reviews.id"], name="fk_rejections_lifted_by_id_reviews"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_rejections_review_id_reviews"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_rejections_source_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_rejections_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_rejections"),
    )
    op.create_index("ix_rejections_words_key", "rejections", ["words_key"])
    op.create_index("ix_rejections_source_id", "rejections", ["source_id"])
    op.create_table(
        "lesson_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alias_id", sa.Integer(), nullable=True),
        sa.Column("rejection_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("stopped_by_id", sa.Integer(), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alias_id"], ["aliases.id"], name="fk_lesson_changes_alias_id_aliases"),
        sa.ForeignKeyConstraint(["rejection_id"], ["rejections.id"], name="fk_lesson_changes_rejection_id_rejections"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_lesson_changes_review_id_reviews"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_lesson_changes_source_id_sources"),
        sa.ForeignKeyConstraint(["stopped_by_id"], ["reviews.id"], name="fk_lesson_changes_stopped_by_id_reviews"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_lesson_changes_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_changes"),
    )
    op.create_index("ix_lesson_changes_alias_id", "lesson_changes", ["alias_id"])
    op.create_index("ix_lesson_changes_rejection_id", "lesson_changes", ["rejection_id"])
    op.create_table(
        "decisions_before",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("directory_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name="fk_decisions_before_submission_id_submissions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions_before"),
    )
    op.create_index("ix_decisions_before_cause", "decisions_before", ["cause"])
    op.create_index("ix_decisions_before_submission_id", "decisions_before", ["submission_id"])
    _say_which_alias_decided()


def downgrade() -> None:
    for table in ("decisions_before", "lesson_changes", "rejections", "directory_changes"):
        op.drop_table(table)
    op.drop_index("ix_credits_alias_id", "credits")
    for table, column, _ in _COLUMNS:
        op.drop_column(table, column)


def _say_which_alias_decided() -> None:
    """Of credits from before, those whose source has one alias of the sort; of others it is known when next decided."""
    for rule, learned in (("confirmed_alias", "IS NOT NULL"), ("alias", "IS NULL")):
        of_source = f"FROM aliases WHERE aliases.source_id = credits.source_id AND aliases.review_id {learned}"
        op.execute(
            f"UPDATE credits SET alias_id = (SELECT min(aliases.id) {of_source})"  # noqa: S608 - no word is anybody's
            f" WHERE rule = '{rule}' AND (SELECT count(*) {of_source}) = 1"
        )
