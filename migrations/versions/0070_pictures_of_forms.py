"""Pictures that forms show, and the company that a client names in one."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0065"


def upgrade() -> None:
    op.create_table(
        "form_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("in_base_64", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], name="fk_form_pictures_form_id_forms"),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name="fk_form_pictures_added_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_form_pictures"),
    )
    op.create_index("ix_form_pictures_form_id", "form_pictures", ["form_id"])
    op.add_column("submissions", sa.Column("company", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("submissions", "company")
    op.drop_table("form_pictures")
