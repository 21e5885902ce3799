"""Exports of other programs: recognised by their header, and read as rows of our own fields.

What each looks like is data, in ``exports.toml``.
"""

from records.importing.files.exports.known import EXPORTS, Export
from records.importing.files.exports.recognising import recognised
from records.importing.files.exports.rows import OUR_HEADER, Translation

__all__ = ["EXPORTS", "OUR_HEADER", "Export", "Translation", "recognised"]
