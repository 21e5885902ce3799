"""Which import told of a refund, as long as nobody else has: what only a file has said goes with the file."""

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0099"


def upgrade() -> None:
    with op.batch_alter_table("told_refunds") as table:
        table.add_column(sa.Column("import_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_told_refunds_import_id_imports", "imports", ["import_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("told_refunds") as table:
        table.drop_constraint("fk_told_refunds_import_id_imports", type_="foreignkey")
        table.drop_column("import_id")
