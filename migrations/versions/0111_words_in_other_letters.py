"""What is found by its words in letters that folding had none for: the keys of such names and answers, made anew."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from attribution import fold

revision = "0111"
down_revision = "0110"

_AT_ONCE = 5_000


def upgrade() -> None:
    for table, of, text, key in (
        ("clients", "id", "name", "name_key"),
        ("clients", "id", "company", "company_key"),
        ("client_joins", "id", "name", "name_key"),
        ("client_joins", "id", "company", "company_key"),
        ("sources", "id", "name", "name_key"),
        ("partners", "source_id", "organisation", "organisation_key"),
        ("rejections", "id", "words", "words_key"),
        ("referrals_given", "id", "who", "who_key"),
    ):
        _fill(table, of, (text,), key, fold)
    _fill("partners", "source_id", ("occupation", "city"), "about_key", lambda *texts: "\n".join(map(fold, texts)))
    _fill_apart("aliases", "source_id")
    _fill_apart("tags")
    _fill("submissions", "id", ("answer", "searched", "need"), "words_key", _words_key)


def _words_key(*texts: str) -> str:
    folded = (" ".join(filter(None, map(fold, text.split()))) for text in texts)
    return "\n".join(f" {words} " for words in folded if words)


def _fill(table: str, of: str, read: tuple[str, ...], key: str, folded: Callable[..., str]) -> None:
    """Make those keys anew that are other ones by now; what is plain ASCII has the key that it had."""
    rows = sa.table(table, *(sa.column(name) for name in (of, *read, key)))
    number, connection = rows.c[of], op.get_bind()
    written = rows.update().where(number == sa.bindparam("of")).values({key: sa.bindparam("words")})
    last = 0
    while True:
        some = sa.select(number, *(rows.c[name] for name in read), rows.c[key]).where(number > last)
        found = connection.execute(some.order_by(number).limit(_AT_ONCE)).all()
        if not found:
            return
        others = [row for row in found if not all(text.isascii() for text in row[1:-1])]
        anew = [{"of": row[0], "words": words} for row in others if (words := folded(*row[1:-1])) != row[-1]]
        if anew:
            connection.execute(written, anew)
        last = found[-1][0]


def _fill_apart(table: str, *within: str) -> None:
    """The same where a key may stand once only: whoever would be the second keeps the key that it had."""
    rows = sa.table(table, *(sa.column(name) for name in ("id", "name", "name_key", *within)))
    connection = op.get_bind()
    found = connection.execute(sa.select(rows.c.id, rows.c.name, rows.c.name_key, *(rows.c[name] for name in within)))
    told = [(number, name, key, tuple(beside)) for number, name, key, *beside in found]
    taken = {(key, *beside) for _, _, key, beside in told}
    for number, name, key, beside in told:
        anew = key if name.isascii() else fold(name)
        if anew != key and (anew, *beside) not in taken:
            taken.add((anew, *beside))
            connection.execute(rows.update().where(rows.c.id == number).values(name_key=anew))


def downgrade() -> None:
    """The keys stay: they are right by the older rules, too, for whatever those find."""
