"""Answers that say the same are in one group, and reviews of a group are one act."""

import secrets
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

from attribution import nearly_the_same, wording_of

revision = "0076"
down_revision = "0074"

INDEX = "ix_decisions_is_open_words_group_candidates_submission_id"
WORDS = ("words_key", "words_block", "words_group", "candidates")


def upgrade() -> None:
    for column in WORDS:
        op.add_column("decisions", sa.Column(column, sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_decisions_words_key", "decisions", ["words_key"])
    op.create_index("ix_decisions_words_block_is_open", "decisions", ["words_block", "is_open"])
    op.create_index(
        INDEX,
        "decisions",
        ["is_open", "words_group", "candidates", "submission_id"],
    )
    op.add_column("reviews", sa.Column("act", sa.Text(), nullable=True))
    op.create_index("ix_reviews_act", "reviews", ["act"])
    op.add_column("review_parts", sa.Column("made", sa.Boolean(), nullable=False, server_default=sa.false()))
    _group()


def downgrade() -> None:
    op.drop_column("review_parts", "made")
    op.drop_index("ix_reviews_act", "reviews")
    op.drop_column("reviews", "act")
    for index in ("ix_decisions_words_key", "ix_decisions_words_block_is_open", INDEX):
        op.drop_index(index, "decisions")
    for column in WORDS:
        op.drop_column("decisions", column)


def _group() -> None:
    """Group the answers that wait, or would if a review were undone; the program groups what comes later."""
    names = ("submission_id", "decision", "result", *WORDS)
    decisions = sa.table("decisions", *(sa.column(n, sa.JSON() if n == "result" else None) for n in names))
    told = sa.table("submissions", *(sa.column(n) for n in ("id", "answer", "searched", "choice_label", "choice")))
    waiting = (
        sa.select(told, decisions.c.result)
        .join_from(decisions, told, told.c.id == decisions.c.submission_id)
        .where(decisions.c.decision == "review")
        .order_by(told.c.id)
    )
    connection = op.get_bind()
    groups: dict[str, str] = {}
    blocks: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    found: list[dict[str, Any]] = []
    for row in connection.execute(waiting):
        wording = wording_of(row.answer or row.searched or row.choice_label)
        if wording is None:
            alone = dict.fromkeys(WORDS, "") | {"words_group": secrets.token_hex(8)}
            found.append({"number": row.id, **alone, "candidates": _candidates(row.result)})
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
        found.append(
            {
                "number": row.id,
                "words_key": key,
                "words_block": block,
                "words_group": groups[key],
                "candidates": _candidates(row.result),
            }
        )
    if found:
        those = sa.update(decisions).where(decisions.c.submission_id == sa.bindparam("number"))
        connection.execute(those.values({name: sa.bindparam(name) for name in WORDS}), found)


def _candidates(result: dict[str, Any]) -> str:
    named = (each for part in ("suggestions", "credits") for each in result[part] if each["role"] == "introduced_by")
    conflict = ["conflict"] if result.get("conflict") else []
    return "; ".join(conflict + [f"{each['source']['kind']} {each['source']['id']}" for each in named])
