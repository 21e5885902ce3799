"""The firm's profession as one of a list, read from its own words where these are clear, and what owners switch."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

# Words that say a profession by themselves: whole words, and beginnings of words, in small letters.
_WORDS = {
    "law": {"law", "laws", "legal"},
    "health": {"nurse", "nurses", "nursing"},
    "accounting": {"tax", "taxes", "cpa", "cpas", "audit", "audits", "auditor", "auditors"},
    "finance": {"bank", "banking", "investment", "investments"},
    "property": {"estate", "property", "properties", "letting", "lettings"},
    "trade": {"builder", "builders", "hvac", "heating", "painter", "painters", "painting"},
}
_BEGINNINGS = {
    "law": ("lawyer", "attorney", "solicitor", "barrister", "notar"),
    "health": (
        *("health", "medic", "doctor", "physician", "dental", "dentist", "clinic", "therap", "physio", "chiropract"),
        *("orthodon", "optometr", "psycholog", "pediatr", "paediatr", "surge", "pharma", "midwi"),
    ),
    "accounting": ("accountan", "accounting", "bookkeep", "payroll"),
    "finance": ("financ", "insur", "mortgage", "wealth"),
    "property": ("realtor", "realty"),
    "trade": (
        *("plumb", "electrici", "roof", "carpent", "contractor", "landscap", "mason", "handyman", "joiner", "remodel"),
        *("tiler", "tiling", "glazier", "locksmith"),
    ),
}


def upgrade() -> None:
    op.add_column("firm", sa.Column("profession_kind", sa.String(40), nullable=False, server_default="other"))
    op.create_table(
        "switchings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("profession", sa.String(40), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_switchings_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_switchings"),
    )
    op.create_index("ix_switchings_what_id", "switchings", ["what", "id"])
    firm = sa.table("firm", sa.column("id"), sa.column("profession"), sa.column("profession_kind"))
    connection = op.get_bind()
    for number, words in connection.execute(sa.select(firm.c.id, firm.c.profession)).all():
        kind = profession_said(words)
        connection.execute(firm.update().where(firm.c.id == number).values(profession_kind=kind))


def downgrade() -> None:
    op.drop_table("switchings")
    op.drop_column("firm", "profession_kind")


def profession_said(words: str) -> str:
    """The one profession that words say; "other" where they say none, or several."""
    spoken = re.findall(r"[^\W\d_]+", words.casefold())
    # An estate agent deals in property; estate planning is law or finance, and nobody can say which.
    if "estate" in spoken and {"planning", "planner", "planners"} & set(spoken):
        spoken = [word for word in spoken if word != "estate"]
    said = {
        kind
        for kind, starts in _BEGINNINGS.items()
        if any(word.startswith(starts) or word in _WORDS[kind] for word in spoken)
    }
    return said.pop() if len(said) == 1 else "other"
