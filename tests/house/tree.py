"""The project's own files and modules, as the tests of the house walk them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

ROOMS = ("attribution", "records", "reports", "intake", "admin", "commands")
BESIDE = ("migrations", "tests", "bench")
ALONE = ("app", "outgoing", "pace", "settings", "wsgi")

# What is installed or made at run time; what tools keep begins with a dot and is left out too.
NOT_OURS = {"instance", "__pycache__", "node_modules"}


@dataclass(frozen=True)
class Import:
    """One import statement: who imports what on which line, and whether it only serves the type checker."""

    module: str
    target: str
    line: int
    for_types_only: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def files(*suffixes: str) -> list[Path]:
    """Every file of the project that ends so, as paths from the root."""
    return sorted(path for path in _walk(ROOT) if path.suffix in suffixes)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS or (path.name.startswith(".") and path.name != ".ci"):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path.relative_to(ROOT)


def modules() -> dict[str, Path]:
    """Every Python module of the project by its dotted name."""
    return {_name_of(path): path for path in files(".py")}


def _name_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> list[Import]:
    """Every import in the project, those inside functions included; read when first asked for, as it takes seconds."""
    known = modules()
    return [found for name, path in known.items() for found in _imports_of(name, path, known)]


def _imports_of(module: str, path: Path, known: dict[str, Path]) -> Iterator[Import]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
    for_types = {
        id(inner)
        for block in _statements(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
        for inner in _statements(block)
    }
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in _statements(tree):
        for target in _targets(node, package, known):
            yield Import(module, target, node.lineno, id(node) in for_types)


def _statements(within: ast.AST) -> Iterator[ast.stmt]:
    """Every statement inside, at whatever depth; what they are made up of, nine tenths of a tree, holds none."""
    for _, field in ast.iter_fields(within):
        if isinstance(field, list):
            for each in field:
                if isinstance(each, ast.stmt):
                    yield each
                if isinstance(each, ast.stmt | ast.ExceptHandler | ast.match_case):
                    yield from _statements(each)


def _targets(node: ast.AST, package: str, known: dict[str, Path]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parts = package.split(".")
            base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [node.module])])
        # `from records import sources` imports that module; `from records.sources import Source` its home.
        yield from {f"{base}.{alias.name}" if f"{base}.{alias.name}" in known else base for alias in node.names}
