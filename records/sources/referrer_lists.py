"""The firm's own lists of search engines and networks (setting ``REFERRER_LISTS``), read once per process."""

from functools import cache
from logging import getLogger
from pathlib import Path

from flask import current_app

from attribution import BadList, Lists, read_lists, web_version


def referrer_lists() -> Lists | None:
    """The lists of the folder that the setting names, or None without one.

    A list that cannot be read is logged and left out, because a client's answer must be kept all the same;
    ``flask doctor`` says what is wrong with it.
    """
    folder = current_app.config["REFERRER_LISTS"]
    return _read(Path(folder)) if folder else None


def tables_version() -> str:
    """What visits are read with now: the version of our tables, and of the firm's lists if it has some."""
    lists = referrer_lists()
    return f"{web_version()}+{lists.version}" if lists is not None else web_version()


@cache
def _read(folder: Path) -> Lists | None:
    try:
        return read_lists(folder)
    except (BadList, OSError) as problem:
        getLogger(__name__).error("REFERRER_LISTS is left out: %s", problem)
        return None
