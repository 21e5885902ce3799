"""Drafts of forms, who published a version, and the closing of a form."""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0070"


def upgrade() -> None:
    op.add_column("forms", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("forms", sa.Column("closed_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("form_versions") as versions:
        versions.add_column(sa.Column("published_by_id", sa.Integer(), nullable=True))
        versions.create_foreign_key("fk_form_versions_published_by_id_users", "users", ["published_by_id"], ["id"])
    op.create_table(
        "form_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], name="fk_form_drafts_form_id_forms"),
        sa.ForeignKeyConstraint(["version_id"], ["form_versions.id"], name="fk_form_drafts_version_id_form_versions"),
        sa.ForeignKeyConstraint(["changed_by_id"], ["users.id"], name="fk_form_drafts_changed_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_form_drafts"),
        sa.UniqueConstraint("form_id", name="uq_form_drafts_form_id"),
    )
    op.create_table(
        "form_closures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], name="fk_form_closures_form_id_forms"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_form_closures_user_id_users"),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name="fk_form_closures_ended_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_form_closures"),
    )
    op.create_index("ix_form_closures_form_id", "form_closures", ["form_id"])
    op.create_index("ix_submissions_form_version_id", "submissions", ["form_version_id"])


def downgrade() -> None:
    op.drop_index("ix_submissions_form_version_id", "submissions")
    op.drop_table("form_closures")
    op.drop_table("form_drafts")
    with op.batch_alter_table("form_versions") as versions:
        versions.drop_constraint("fk_form_versions_published_by_id_users", type_="foreignkey")
        versions.drop_column("published_by_id")
    op.drop_column("forms", "closed_at")
    op.drop_column("forms", "revision")
