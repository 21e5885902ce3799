"""Websites that were called by initials or with a word too many have the name by which visits know them."""

import sqlalchemy as sa
from alembic import op

revision = "0099"
down_revision = "0098"

NAMES = {
    "BBB": ("bbb", "Better Business Bureau", "better business bureau"),
    "Porch.com": ("porch com", "Porch", "porch"),
    "Twitch stream": ("twitch stream", "Twitch", "twitch"),
    "Whirlpool forum": ("whirlpool forum", "Whirlpool", "whirlpool"),
}
"""By their name before: its key, and the new name with its key. Who is a partner keeps the name that staff gave."""

sources = sa.table("sources", sa.column("name"), sa.column("name_key"), sa.column("kind"))


def upgrade() -> None:
    for before, (key, name, name_key) in NAMES.items():
        _rename(before, key, name, name_key)


def downgrade() -> None:
    for before, (key, name, name_key) in NAMES.items():
        _rename(name, name_key, before, key)


def _rename(before: str, key: str, name: str, name_key: str) -> None:
    """Where the new name is there already, both stay: staff can merge them."""
    other = sources.alias()
    there = sa.exists().where(other.c.name_key == name_key)
    of_it = (sources.c.name == before) & (sources.c.name_key == key) & (sources.c.kind != "partner")
    op.execute(sources.update().where(of_it, ~there).values(name=name, name_key=name_key))
