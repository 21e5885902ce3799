"""What is known of a partner beyond their particulars, the tags they have, and who changed what."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0020"

_WORDS = ("notes", "looking_for", "next_step", "sphere_note")
_DAYS = ("looking_for_on", "next_step_on")


def upgrade() -> None:
    # Written out, because both databases take a column with its key at once, and the other way rebuilds the table.
    op.execute(
        "ALTER TABLE partners ADD COLUMN owner_id INTEGER CONSTRAINT fk_partners_owner_id_users REFERENCES users (id)"
    )
    for column in _WORDS:
        op.add_column("partners", sa.Column(column, sa.Text(), server_default="", nullable=False))
    for column in _DAYS:
        op.add_column("partners", sa.Column(column, sa.Date(), nullable=True))
    op.add_column("partners", sa.Column("sphere", sa.Integer(), nullable=True))
    op.create_index("ix_partners_next_step_on", "partners", ["next_step_on"])
    op.create_table(
        "partner_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_partner_changes_source_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_partner_changes_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_partner_changes"),
    )
    op.create_index("ix_partner_changes_source_id", "partner_changes", ["source_id"])
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tags"),
        sa.UniqueConstraint("name_key", name="uq_tags_name_key"),
    )
    op.create_table(
        "partner_tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_partner_tags_source_id_sources"),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name="fk_partner_tags_tag_id_tags"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_partner_tags_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_partner_tags"),
        sa.UniqueConstraint("source_id", "tag_id", name="uq_partner_tags_source_id_tag_id"),
    )
    op.create_index("ix_partner_tags_tag_id", "partner_tags", ["tag_id"])


def downgrade() -> None:
    for table in ("partner_tags", "tags", "partner_changes"):
        op.drop_table(table)
    op.drop_index("ix_partners_next_step_on", "partners")
    for column in ("owner_id", *_WORDS, *_DAYS, "sphere"):
        op.drop_column("partners", column)
