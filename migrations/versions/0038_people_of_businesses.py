"""The business that a partner who is a person belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    with op.batch_alter_table("partners") as table:
        table.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_partners_organisation_id_sources", "sources", ["organisation_id"], ["id"])
        table.create_index("ix_partners_organisation_id", ["organisation_id"])


def downgrade() -> None:
    with op.batch_alter_table("partners") as table:
        table.drop_index("ix_partners_organisation_id")
        table.drop_constraint("fk_partners_organisation_id_sources", type_="foreignkey")
        table.drop_column("organisation_id")
