"""Mailings to past clients, a basis that can be taken back, and whose leave a queued mail rests on."""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0072"


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "campaigns",
        _number("id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        _number("import_id", nullable=True),
        sa.Column("came_from", sa.Date(), nullable=True),
        sa.Column("came_until", sa.Date(), nullable=True),
        _number("office_id", nullable=True),
        sa.Column("only_unasked", sa.Boolean(), nullable=False),
        _number("per_day"),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        _number("made_by_id", nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_campaigns_import_id_imports"),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_campaigns_office_id_offices"),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name="fk_campaigns_made_by_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
    )
    op.create_index("ix_campaigns_state", "campaigns", ["state"])
    op.create_table(
        "campaign_steps",
        _number("id"),
        _number("campaign_id"),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _number("user_id", nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_campaign_steps_campaign_id_campaigns"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_campaign_steps_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_steps"),
    )
    op.create_index("ix_campaign_steps_campaign_id", "campaign_steps", ["campaign_id"])
    with op.batch_alter_table("askings") as askings:
        askings.add_column(_number("campaign_id", nullable=True))
        askings.create_foreign_key("fk_askings_campaign_id_campaigns", "campaigns", ["campaign_id"], ["id"])
    op.create_index("ix_askings_campaign_id", "askings", ["campaign_id"])
    op.create_index("ix_askings_mail_id", "askings", ["mail_id"])
    op.create_table(
        "campaign_members",
        _number("id"),
        _number("campaign_id"),
        _number("client_id"),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _number("asking_id", nullable=True),
        sa.Column("opted_out_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_campaign_members_campaign_id_campaigns"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_campaign_members_client_id_clients"),
        sa.ForeignKeyConstraint(["asking_id"], ["askings.id"], name="fk_campaign_members_asking_id_askings"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_members"),
    )
    op.create_index("ix_campaign_members_campaign_id", "campaign_members", ["campaign_id", "client_id"], unique=True)
    op.create_index("ix_campaign_members_standing", "campaign_members", ["campaign_id", "standing"])
    op.create_index("ix_campaign_members_client_id", "campaign_members", ["client_id"])
    op.create_index("ix_campaign_members_asking_id", "campaign_members", ["asking_id"])
    op.create_table(
        "campaign_times",
        _number("id"),
        _number("campaign_id"),
        _number("contact_id"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_campaign_times_campaign_id_campaigns"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_campaign_times_contact_id_contacts"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_times"),
        sa.UniqueConstraint("contact_id", name="uq_campaign_times_contact_id"),
    )
    op.create_index("ix_campaign_times_campaign_id", "campaign_times", ["campaign_id"])
    with op.batch_alter_table("mail_permissions") as permissions:
        permissions.add_column(sa.Column("ended_at", sa.BigInteger(), nullable=True))
        permissions.add_column(_number("ended_by_id", nullable=True))
        permissions.create_foreign_key("fk_mail_permissions_ended_by_id_users", "users", ["ended_by_id"], ["id"])
    op.create_table(
        "mail_leaves",
        _number("id"),
        _number("mail_id"),
        _number("client_id"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_mail_leaves_mail_id_mails"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_mail_leaves_client_id_clients"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_leaves"),
    )
    op.create_index("ix_mail_leaves_mail_id", "mail_leaves", ["mail_id"])
    op.create_index("ix_mail_leaves_client_id", "mail_leaves", ["client_id"])


def downgrade() -> None:
    op.drop_table("mail_leaves")
    with op.batch_alter_table("mail_permissions") as permissions:
        permissions.drop_constraint("fk_mail_permissions_ended_by_id_users", type_="foreignkey")
        permissions.drop_column("ended_by_id")
        permissions.drop_column("ended_at")
    op.drop_table("campaign_times")
    op.drop_table("campaign_members")
    op.drop_index("ix_askings_mail_id", "askings")
    op.drop_index("ix_askings_campaign_id", "askings")
    with op.batch_alter_table("askings") as askings:
        askings.drop_constraint("fk_askings_campaign_id_campaigns", type_="foreignkey")
        askings.drop_column("campaign_id")
    op.drop_table("campaign_steps")
    op.drop_table("campaigns")
