"""Imports that are staged, applied in batches, count only when they are finished, and can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("imports", sa.Column("state", sa.String(40), nullable=False, server_default="finished"))
    op.add_column("imports", sa.Column("confirmed_at", sa.BigInteger(), nullable=True))
    op.add_column("imports", sa.Column("finished_at", sa.BigInteger(), nullable=True))
    # Written out, because both databases take a column with its key at once, and the other way rebuilds the table.
    op.execute(
        "ALTER TABLE imports ADD COLUMN confirmed_by_id INTEGER"
        " CONSTRAINT fk_imports_confirmed_by_id_users REFERENCES users (id)"
    )
    op.execute(
        "ALTER TABLE stage_changes ADD COLUMN import_id INTEGER"
        " CONSTRAINT fk_stage_changes_import_id_imports REFERENCES imports (id)"
    )
    op.create_index("ix_stage_changes_import_id", "stage_changes", ["import_id"])
    op.create_index("ix_payments_import_id", "payments", ["import_id"])
    op.create_index("ix_clients_import_id", "clients", ["import_id"])
    # A payment may name a company and mean the client who is of it.
    op.create_index("ix_clients_company", "clients", ["company"])
    # An import of before was one transaction, so all of it is in.
    op.execute("UPDATE imports SET finished_at = at")
    op.create_table(
        "import_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_import_changes_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_import_changes"),
    )
    op.create_index("ix_import_changes_import_id", "import_changes", ["import_id"])
    op.create_index("ix_import_changes_of_row_id", "import_changes", ["of", "row_id"])
    op.create_table(
        "import_undos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("restored", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_import_undos_import_id_imports"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_import_undos_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_import_undos"),
    )
    op.create_index("ix_import_undos_import_id", "import_undos", ["import_id"])
    op.create_table(
        "staged_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("column", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=True),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("anyway", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("candidates", sa.JSON(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_staged_rows_import_id_imports"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["users.id"], name="fk_staged_rows_answered_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_staged_rows"),
    )
    op.create_index("ix_staged_rows_import_id_state_line", "staged_rows", ["import_id", "state", "line"])


def downgrade() -> None:
    for table in ("staged_rows", "import_undos", "import_changes"):
        op.drop_table(table)
    op.drop_index("ix_clients_company", "clients")
    op.drop_index("ix_clients_import_id", "clients")
    op.drop_index("ix_payments_import_id", "payments")
    op.drop_index("ix_stage_changes_import_id", "stage_changes")
    op.drop_column("stage_changes", "import_id")
    for column in ("finished_at", "confirmed_at", "confirmed_by_id", "state"):
        op.drop_column("imports", column)
