"""What every new application works out again although it comes to the same, worked out once for a process of tests.

Each test has an application of its own. Nearly all the time that this took went into compiling: the addresses, the
templates and the statements, a thousand times in a run. Nothing of a test's own is kept here.
"""

from collections.abc import MutableMapping
from types import CodeType
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

MOST_STATEMENTS = 3_000

_rules: dict[tuple[object, ...], dict[str, Any]] = {}
_engines: dict[str, tuple[Dialect, MutableMapping[Any, Any]]] = {}


class RememberedRule(Rule):
    """A rule for addresses that takes what it is compiled to from an earlier one that says the same."""

    def compile(self) -> None:
        """Read the address, or take what an earlier rule read in it and the functions that build addresses from it."""
        defaults = sorted((self.defaults or {}).items())
        said = (self.rule, self.host, self.subdomain, self.merge_slashes, self.is_leaf, *defaults)
        if said not in _rules:
            before = set(self.arguments)
            super().compile()
            found = {name: getattr(self, name) for name in ("_parts", "_trace", "_converters")}
            builders = {name: getattr(self, name).__func__ for name in ("_build", "_build_unknown")}
            _rules[said] = {"arguments": self.arguments - before, "found": found, "builders": builders}
            return
        remembered = _rules[said]
        self.arguments |= remembered["arguments"]
        for name, value in remembered["found"].items():
            setattr(self, name, value)
        for name, builder in remembered["builders"].items():
            setattr(self, name, builder.__get__(self, None))


class RememberedTemplates(BytecodeCache):
    """Compiled templates by name and by their text, so that a changed one is compiled again."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of an earlier application."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Leave the code for later ones."""
        self.codes[bucket.key, bucket.checksum] = bucket.code


_templates = RememberedTemplates()


def remember_templates(app: Flask) -> None:
    """Have an application take its templates as others compiled them."""
    app.jinja_env.bytecode_cache = _templates


def remember_statements(engine: Engine) -> None:
    """Let engines made later for the same kind of database share with this one, which has been connected to one."""
    _engines[engine.dialect.name] = engine.dialect, LRUCache(MOST_STATEMENTS)


def recall_statements(engine: Engine) -> None:
    """Have an engine take statements as others compiled them; they are kept by the dialect, so it shares theirs."""
    if engine.dialect.name in _engines:
        engine.dialect, compiled = _engines[engine.dialect.name]
        engine.update_execution_options(compiled_cache=compiled)
