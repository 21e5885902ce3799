"""Let ways to write a search stand together as one keyword, and keep the totals that search engines export."""

import sqlalchemy as sa
from alembic import op

from attribution import search_key

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("ALTER TABLE keywords ADD COLUMN search_key TEXT DEFAULT '' NOT NULL")
    # SQLite takes a column that points elsewhere only in this short form; PostgreSQL takes it too.
    op.execute(
        "ALTER TABLE keywords ADD COLUMN under_id INTEGER "
        "CONSTRAINT fk_keywords_under_id_keywords REFERENCES keywords (id)"
    )
    op.create_index("ix_keywords_search_key", "keywords", ["search_key"])
    op.create_index("ix_keywords_under_id", "keywords", ["under_id"])
    op.create_table(
        "keyword_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes_id"], ["keyword_moves.id"], name="fk_keyword_moves_undoes_id_keyword_moves"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_keyword_moves_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_keyword_moves"),
        sa.UniqueConstraint("undoes_id", name="uq_keyword_moves_undoes_id"),
    )
    op.create_table(
        "keyword_move_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.Integer(), nullable=False),
        sa.Column("keyword_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["keywords.id"], name="fk_keyword_move_parts_from_id_keywords"),
        sa.ForeignKeyConstraint(["keyword_id"], ["keywords.id"], name="fk_keyword_move_parts_keyword_id_keywords"),
        sa.ForeignKeyConstraint(["move_id"], ["keyword_moves.id"], name="fk_keyword_move_parts_move_id_keyword_moves"),
        sa.ForeignKeyConstraint(["to_id"], ["keywords.id"], name="fk_keyword_move_parts_to_id_keywords"),
        sa.PrimaryKeyConstraint("id", name="pk_keyword_move_parts"),
    )
    op.create_index("ix_keyword_move_parts_keyword_id", "keyword_move_parts", ["keyword_id"])
    op.create_index("ix_keyword_move_parts_move_id", "keyword_move_parts", ["move_id"])
    op.create_table(
        "search_totals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("keyword_id", sa.Integer(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("query_key", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("clicks", sa.Integer(), nullable=False),
        sa.Column("impressions", sa.Integer(), nullable=True),
        sa.Column("ctr", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_search_totals_import_id_imports"),
        sa.ForeignKeyConstraint(["keyword_id"], ["keywords.id"], name="fk_search_totals_keyword_id_keywords"),
        sa.PrimaryKeyConstraint("id", name="pk_search_totals"),
        sa.UniqueConstraint(
            "query_key", "engine", "starts_on", "ends_on", name="uq_search_totals_query_key_engine_starts_on_ends_on"
        ),
    )
    op.create_index("ix_search_totals_keyword_id", "search_totals", ["keyword_id"])
    op.create_index("ix_search_totals_starts_on_ends_on", "search_totals", ["starts_on", "ends_on"])
    op.create_table(
        "import_problems",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_import_problems_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_import_problems"),
    )
    op.create_index("ix_import_problems_import_id", "import_problems", ["import_id"])
    _fold_those_that_are_there()


def _fold_those_that_are_there() -> None:
    keywords = sa.table(
        "keywords", sa.column("id"), sa.column("phrase_key"), sa.column("search_key"), sa.column("under_id")
    )
    connection = op.get_bind()
    first: dict[str, int] = {}
    there = connection.execute(sa.select(keywords.c.id, keywords.c.phrase_key).order_by(keywords.c.id)).all()
    for number, phrase in there:
        searched = search_key(phrase)
        under = first.setdefault(searched, number)
        connection.execute(
            keywords.update()
            .where(keywords.c.id == number)
            .values(search_key=searched, under_id=under if under != number else None)
        )


def downgrade() -> None:
    for table in ("import_problems", "search_totals", "keyword_move_parts", "keyword_moves"):
        op.drop_table(table)
    op.drop_index("ix_keywords_under_id", "keywords")
    op.drop_index("ix_keywords_search_key", "keywords")
    op.execute("ALTER TABLE keywords DROP COLUMN under_id")
    op.execute("ALTER TABLE keywords DROP COLUMN search_key")
