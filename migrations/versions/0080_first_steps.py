"""The first steps of a new firm: the list put away, forms found right, and tests taken out again."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"


def upgrade() -> None:
    op.create_table(
        "first_steps_put_away",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("back_at", sa.BigInteger(), nullable=True),
        sa.Column("back_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_first_steps_put_away_user_id_users"),
        sa.ForeignKeyConstraint(["back_by_id"], ["users.id"], name="fk_first_steps_put_away_back_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_first_steps_put_away"),
    )
    op.create_table(
        "forms_confirmed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_version_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_versions.id"], name="fk_forms_confirmed_form_version_id_form_versions"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_forms_confirmed_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_forms_confirmed"),
        sa.UniqueConstraint("form_version_id", name="uq_forms_confirmed_form_version_id"),
    )
    op.create_table(
        "removed_tests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], name="fk_removed_tests_form_id_forms"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_removed_tests_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_removed_tests"),
    )


def downgrade() -> None:
    for table in ("removed_tests", "forms_confirmed", "first_steps_put_away"):
        op.drop_table(table)
