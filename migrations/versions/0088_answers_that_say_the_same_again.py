"""Answers that wait are grouped again, because more ways of saying the same are known by now."""

import secrets
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

from attribution import nearly_the_same, wording_of

revision = "0088"
down_revision = "0087"

WORDS = ("words_key", "words_block", "words_group")


def upgrade() -> None:
    """Group what waits, or would if a review were undone, as the program does; what was erased stays apart."""
    decisions = sa.table("decisions", *(sa.column(name) for name in ("submission_id", "decision", *WORDS)))
    told = sa.table("submissions", *(sa.column(n) for n in ("id", "answer", "searched", "choice_label", "choice")))
    waiting = (
        sa.select(told)
        .join_from(decisions, told, told.c.id == decisions.c.submission_id)
        .where(decisions.c.decision == "review", decisions.c.words_key != "")
        .order_by(told.c.id)
    )
    connection = op.get_bind()
    groups: dict[str, str] = {}
    blocks: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    found: list[dict[str, Any]] = []
    for row in connection.execute(waiting):
        wording = wording_of(row.answer or row.searched or row.choice_label)
        if wording is None:
            continue
        part = "answer" if row.answer else "searched" if row.searched else "label"
        beside = f"{part} {row.choice}"
        key = sha256("\n".join((beside, *wording.words)).encode()).hexdigest()[:32]
        block = f"{beside} {wording.block}" if wording.block else ""
        near = blocks.setdefault(block, []) if block else []
        if key not in groups:
            like = (group for words, group in near[:200] if nearly_the_same(wording.words, words))
            groups[key] = next(like, None) or secrets.token_hex(8)
            near.append((wording.words, groups[key]))
        found.append({"number": row.id, "words_key": key, "words_block": block, "words_group": groups[key]})
    if found:
        those = sa.update(decisions).where(decisions.c.submission_id == sa.bindparam("number"))
        connection.execute(those.values({name: sa.bindparam(name) for name in WORDS}), found)


def downgrade() -> None:
    """Nothing: the groups of then are groups still, only that fewer answers would have been in them."""
