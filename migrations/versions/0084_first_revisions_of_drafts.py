"""The revision that a draft began with, so that a preview of one opens none that is begun after it."""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0080"


def upgrade() -> None:
    op.add_column("form_drafts", sa.Column("first_revision", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("form_drafts", "first_revision")
