"""Asking clients by a personal link and by mail, and who wants no mail."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    with op.batch_alter_table("firm") as firm:
        firm.add_column(sa.Column("postal_address", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "ask_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_ask_links_client_id_clients"),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name="fk_ask_links_made_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_ask_links"),
        sa.UniqueConstraint("client_id", name="uq_ask_links_client_id"),
        sa.UniqueConstraint("number", name="uq_ask_links_number"),
    )
    op.create_table(
        "askings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_askings_client_id_clients"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_askings_mail_id_mails"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_askings_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_askings"),
    )
    op.create_index("ix_askings_client_id", "askings", ["client_id"])
    op.create_table(
        "mail_permissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_mail_permissions_client_id_clients"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_mail_permissions_import_id_imports"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mail_permissions_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_permissions"),
    )
    op.create_index("ix_mail_permissions_client_id", "mail_permissions", ["client_id"])
    op.create_index("ix_mail_permissions_import_id", "mail_permissions", ["import_id"])
    op.create_table(
        "ask_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_ask_texts_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_ask_texts"),
    )
    op.create_table(
        "opt_out_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_opt_out_keys"),
    )
    op.create_table(
        "opt_outs",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_opt_outs"),
    )


def downgrade() -> None:
    for table in ("opt_outs", "opt_out_keys", "ask_texts", "mail_permissions", "askings", "ask_links"):
        op.drop_table(table)
    with op.batch_alter_table("firm") as firm:
        firm.drop_column("postal_address")
