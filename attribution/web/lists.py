"""Lists of referrers that a firm adds, in the format of Matomo's search engine and social list.

A folder may hold ``SearchEngines.yml``, ``Socials.yml`` and ``AIAssistants.yml``. Our own tables win where both
know a host; the lists add the hosts that we do not know. How such a list is meant: https://github.com/matomo-org/searchengine-and-social-list.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from attribution.model import Kind
from attribution.web.parameters import codec_called, decoded
from attribution.web.phrases import checked, phrase_from
from attribution.words.address import Address
from attribution.words.hosts import before_country

_FILES = {
    "SearchEngines.yml": Kind.SEARCH_ENGINE,
    "Socials.yml": Kind.SOCIAL_NETWORK,
    "AIAssistants.yml": Kind.AI_ASSISTANT,
}
_LARGEST = 5_000_000
_LEADING = re.compile(r"(?:w+\d*|m|search)\.(?=.*\.)")
_READ_OF_A_PATH = 1_000
"""An expression of a list is tried on so much of an address: it is the firm's own, but the address is anybody's."""


class BadList(ValueError):
    """A list that cannot be read; the message names the file and the line and says what to do."""


@dataclass(frozen=True, slots=True)
class ListedHost:
    """What a list says of one host: the source's name, its kind and where its search phrase stands.

    ``expressions`` find a phrase in the path. ``hidden`` are addresses, whole or as expressions, on which the engine
    tells no phrase.
    """

    name: str
    kind: Kind
    parameters: tuple[str, ...] = ()
    expressions: tuple[re.Pattern[str], ...] = ()
    charsets: tuple[str, ...] = ()
    hidden: tuple[re.Pattern[str] | str, ...] = ()

    def phrase_in(self, address: Address, found: Mapping[str, str]) -> str | None:
        """The phrase in an address of this host."""
        phrase = phrase_from(found, self.parameters, self.charsets)
        whole = _after_host(address)
        for expression in self.expressions if not phrase else ():
            if match := expression.search(whole):
                phrase = checked(decoded(match[1], self.charsets))
        return phrase

    def fits(self, address: Address, found: Mapping[str, str]) -> bool:
        """Whether a visit from this address is one from the listed source.

        A page of an engine's host that has no phrase where one should stand is only a page of that host ("cnn.com" is
        listed for its search). A bare host counts, since browsers send no more, unless its name shows that it is
        another site's.
        """
        if self.kind is not Kind.SEARCH_ENGINE or not (self.parameters or self.expressions):
            return True
        if self.phrase_in(address, found):
            return True
        whole = _after_host(address)
        if any(whole == each if isinstance(each, str) else each.search(whole) for each in self.hidden):
            return True
        bare = not address.path.strip("/") and not address.query
        first = re.split(r"\W", self.name.lower(), maxsplit=1)[0]
        return bare and (first in address.host or address.host.startswith(("search.", "suche.", "find.")))


@dataclass(frozen=True, slots=True)
class Lists:
    """Entries by host; ``{}`` in a pattern stands for a country, before the name or at the end, and is kept as it is.

    The entries of a host are in the order of the files; each has the folder that it is limited to, or "".
    ``version`` is another one after any change of the files.
    """

    hosts: dict[str, list[tuple[str, ListedHost]]] = field(default_factory=dict)
    version: str = ""

    def find(self, address: Address, found: Mapping[str, str]) -> ListedHost | None:
        """The entry for an address: by its host, then by country pattern; networks and assistants below a host too."""
        if not self.hosts:
            return None
        for name, below in _spellings(address.host):
            for folder, listed in self.hosts.get(name, ()):
                if below and listed.kind is Kind.SEARCH_ENGINE:
                    continue
                path = address.path.strip("/").lower()
                if (not folder or path == folder or path.startswith(f"{folder}/")) and listed.fits(address, found):
                    return listed
        return None


def read_lists(folder: str | Path) -> Lists:
    """Read what the folder holds of the three files; a folder with none of them is refused, as is a bad file."""
    hosts: dict[str, list[tuple[str, ListedHost]]] = {}
    digest = hashlib.sha256()
    files = [(Path(folder) / name, kind) for name, kind in _FILES.items()]
    if not any(path.is_file() for path, _ in files):
        raise BadList(f"{folder}: holds none of {', '.join(_FILES)}; name the folder that holds them.")
    for path, kind in files:
        if path.is_file():
            for url, listed in _hosts_of(path, kind):
                host, _, part = url.lower().partition("/")
                hosts.setdefault(host.removeprefix("www."), []).append((part.strip("/"), listed))
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for entries in hosts.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return Lists(hosts, digest.hexdigest()[:12])


def _spellings(host: str) -> Iterator[tuple[str, bool]]:
    """How a list may write a host, and whether only what stands above it is written so."""
    for name in dict.fromkeys((host, _LEADING.sub("", host, count=1))):
        yield name, False
        before = before_country(name)
        first, _, rest = name.partition(".")
        if before:
            yield f"{before}.{{}}", False
        if len(first) == 2 and rest:
            yield f"{{}}.{rest}", False
        labels = name.split(".")
        for place in range(1, len(labels) - 2):
            if len(labels[place]) == 2:
                yield ".".join((*labels[:place], "{}", *labels[place + 1 :])), False
    labels = host.split(".")
    for place in range(1, len(labels) - 1):
        yield ".".join(labels[place:]), True


def _after_host(address: Address) -> str:
    whole = f"{address.path or '/'}?{address.query}" if address.query else address.path or "/"
    return whole[:_READ_OF_A_PATH]


def _hosts_of(path: Path, kind: Kind) -> Iterator[tuple[str, ListedHost]]:
    document, lines = _document(path)
    for name, value in document.items():
        where = f"{path}, line {lines.get(str(name), 1)}"
        for group in _groups(where, name, value):
            listed = _listed(where, str(name).replace("%2B", "+"), kind, group)
            for url in group["urls"]:
                yield url, listed


def _listed(where: str, name: str, kind: Kind, group: dict[str, list[str]]) -> ListedHost:
    """A parameter or a hidden address between slashes is an expression for what follows the host."""
    charsets = [codec_called(charset) for charset in group["charsets"]]
    if not all(charsets):
        raise BadList(f"{where}: {name!r} names a character set that does not exist; correct it.")
    patterns = [p for p in group["params"] if p.startswith("/")]
    return ListedHost(
        name=name,
        kind=kind,
        parameters=tuple(p.lower() for p in group["params"] if not p.startswith("/")),
        expressions=tuple(_expression(where, name, p, groups=1) for p in patterns),
        charsets=tuple(dict.fromkeys(charsets)),
        hidden=tuple(
            _expression(where, name, h) if len(h) > 1 and h[0] == h[-1] == "/" else h for h in group["hiddenkeyword"]
        ),
    )


def _expression(where: str, name: str, written: str, groups: int = 0) -> re.Pattern[str]:
    try:
        expression = re.compile(written.rpartition("/")[0][1:])
    except (re.error, OverflowError, RecursionError) as error:
        raise BadList(f"{where}: {name!r} has an expression that cannot be read, {written!r}: {error}.") from error
    if expression.groups < groups:
        raise BadList(f"{where}: {name!r} has an expression without brackets around the phrase, {written!r}.")
    return expression


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
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BadList(f"{path}, line {line}: is not valid YAML; correct it or take a fresh copy.") from error
    if not isinstance(document, dict) or not isinstance(node, yaml.MappingNode):
        raise BadList(f"{path}, line 1: should be a list of names, each followed by its hosts.")
    return document, {str(key.value): key.start_mark.line + 1 for key, _ in node.value}


def _groups(where: str, name: object, value: object) -> Iterator[dict[str, list[str]]]:
    """The hosts under one name: a plain list, or groups with ``urls`` and ``params``; ``backlink`` is not needed."""
    if not isinstance(value, list):
        raise BadList(f"{where}: {name!r} should be followed by a list of hosts.")
    plain = [item for item in value if isinstance(item, str)]
    if plain:
        yield {"urls": plain, "params": [], "charsets": [], "hiddenkeyword": []}
    for item in value:
        if isinstance(item, str):
            continue
        group = (
            {key: item.get(key) or [] for key in ("urls", "params", "charsets", "hiddenkeyword")}
            if isinstance(item, dict)
            else {}
        )
        if not group or not group["urls"] or not all(_strings(part) for part in group.values()):
            raise BadList(f"{where}: {name!r} needs hosts, or groups of `urls` and `params`.")
        yield group


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
