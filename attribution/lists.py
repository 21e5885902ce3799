"""Lists of referrers that a firm adds, in the format of Matomo's search engine and social list.

A folder may hold ``SearchEngines.yml``, ``Socials.yml`` and ``AIAssistants.yml``. Our own table wins where both
know a host; the lists add the hosts that we do not know.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from attribution.model import Kind

_FILES = {
    "SearchEngines.yml": Kind.SEARCH_ENGINE,
    "Socials.yml": Kind.SOCIAL_NETWORK,
    "AIAssistants.yml": Kind.AI_ASSISTANT,
}
_LARGEST = 5_000_000


class BadList(ValueError):
    """A list that cannot be read; the message names the file and the line and says what to do."""


@dataclass(frozen=True, slots=True)
class ListedHost:
    """What a list says of one host: the source's name, its kind and the parameters that hold a search phrase."""

    name: str
    kind: Kind
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lists:
    """Hosts by their exact name; ``{}`` in a pattern stands for a country ending and is kept as it is."""

    hosts: dict[str, ListedHost] = field(default_factory=dict)

    def find(self, host: str, path: str = "") -> ListedHost | None:
        """The entry for a host, with or without ``www.``, also by ``host/first-folder`` and country pattern."""
        names = [host.removeprefix("www.")]
        folder = path.strip("/").split("/")[0]
        if folder:
            names.insert(0, f"{names[0]}/{folder}")
        for name in names:
            if name in self.hosts:
                return self.hosts[name]
        return self._by_pattern(names[-1])

    def _by_pattern(self, host: str) -> ListedHost | None:
        labels = host.split(".")
        for kept in (len(labels) - 1, len(labels) - 2):
            if kept >= 1 and (found := self.hosts.get(".".join([*labels[:kept], "{}"]))):
                return found
        return self.hosts.get(".".join(["{}", *labels[1:]])) if len(labels[0]) == 2 else None


def read_lists(folder: str | Path) -> Lists:
    """Read what the folder holds of the three files; a folder with none of them is refused, as is a bad file."""
    hosts: dict[str, ListedHost] = {}
    files = [(Path(folder) / name, kind) for name, kind in _FILES.items()]
    if not any(path.is_file() for path, _ in files):
        raise BadList(f"{folder}: holds none of {', '.join(_FILES)}; name the folder that holds them.")
    for path, kind in files:
        if path.is_file():
            for host, listed in _hosts_of(path, kind):
                hosts.setdefault(host, listed)
    return Lists(hosts)


def _hosts_of(path: Path, kind: Kind) -> Iterator[tuple[str, ListedHost]]:
    document, lines = _document(path)
    for name, value in document.items():
        line = lines.get(str(name), 1)
        for urls, parameters in _groups(path, line, name, value):
            for url in urls:
                host = str(url).lower().removeprefix("www.").rstrip("/")
                yield host, ListedHost(str(name).replace("%2B", "+"), kind, parameters)


def _document(path: Path) -> tuple[dict[Any, Any], dict[str, int]]:
    """The mapping in the file, and the line on which each of its keys stands."""
    try:
        if path.stat().st_size > _LARGEST:
            raise BadList(f"{path}: is larger than 5 MB; is it the right file?")
        text = path.read_text("utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        document = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise BadList(f"{path}: is not UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    except RecursionError as error:
        raise BadList(f"{path}: is nested too deeply to be such a list.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadList(f"{path}, line {line}: is not valid YAML; correct it or take a fresh copy.") from error
    if not isinstance(document, dict) or not isinstance(node, yaml.MappingNode):
        raise BadList(f"{path}, line 1: should be a list of names, each followed by its hosts.")
    return document, {str(key.value): key.start_mark.line + 1 for key, _ in node.value}


def _groups(path: Path, line: int, name: object, value: object) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """The hosts under one name: a plain list, or a list of groups with ``urls`` and ``params``."""
    if not isinstance(value, list):
        raise BadList(f"{path}, line {line}: {name!r} should be followed by a list of hosts.")
    plain = [item for item in value if isinstance(item, str)]
    if plain:
        yield plain, ()
    for item in value:
        if isinstance(item, str):
            continue
        urls = item.get("urls") if isinstance(item, dict) else None
        parameters = (item.get("params") or []) if isinstance(item, dict) else None
        if not _strings(urls) or not _strings(parameters):
            raise BadList(f"{path}, line {line}: {name!r} needs hosts, or groups of `urls` and `params`.")
        assert isinstance(urls, list)  # noqa: S101 - said to the type checker, proven by the line above
        assert isinstance(parameters, list)  # noqa: S101 - the same
        # A parameter between slashes is a pattern for the path; the phrase in a path is not read here.
        yield urls, tuple(p for p in parameters if not p.startswith("/"))


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
