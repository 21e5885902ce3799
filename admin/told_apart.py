"""Partners of one name on pages and in files: the name, and what tells them apart beside it."""

from flask import Flask, g

from records.db import db
from reports.namesakes import in_full, namesakes


def install(app: Flask) -> None:
    """Let every template ask what tells a partner from others of the name."""
    app.add_template_global(told_apart)


def told_apart(number: int | str) -> str:
    """What tells a partner from others of the same name; blank where there is no other, or nothing is known.

    ``number`` is that of a source, also as a row of a ranking has it; what is no partner has no namesake.
    """
    if "namesakes" not in g:
        g.namesakes = {str(source): about for source, about in namesakes(db.session()).items()}
    about: str = g.namesakes.get(str(number), "")
    return about


def name_in_full(number: int | str, name: str) -> str:
    """A partner's name as a file has it: alone it may be that of two."""
    return in_full(name, told_apart(number))
