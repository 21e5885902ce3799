"""Which first names may be one person's: English short forms from the ``nicknames`` package, and our own table."""

from functools import cache, lru_cache

from nicknames import NickNamer

from attribution.tables import table


def may_be_called(name: str, other: str) -> bool:
    """Whether one folded first name is a form of the other ("Bob" and "Robert", "Bob" and "Rob")."""
    return name == other or other in forms_of(name)


_MOST_KEPT = 32_768
"""Of so many words that clients write it is kept which names they may be."""


@lru_cache(maxsize=_MOST_KEPT)
def forms_of(name: str) -> frozenset[str]:
    """All other forms of a folded first name: its short forms, what it is short for, and those of our own table.

    Short forms of what it is short for are not followed: "Rosa" is no form of "Linda", though both may be Rosalinda.
    """
    return _listed(name) or frozenset().union(*map(_listed, _written_alike(name))) - {name}


def _listed(name: str) -> frozenset[str]:
    short, full = _english()
    own = _own().get(name, frozenset())
    return (own | full.get(name, frozenset()) | short.get(name, frozenset())) - {name}


def _written_alike(name: str) -> list[str]:
    """A short form with the other endings of its sound: "Chrissie" is Chrissy."""
    if not name.endswith(_ENDINGS):
        return []
    ending = next((each for each in _ENDINGS if name.endswith(each) and len(name) > len(each) + 2), "")
    return [name.removesuffix(ending) + other for other in _ENDINGS if other != ending] if ending else []


_ENDINGS = ("ie", "ey", "y")


@lru_cache(maxsize=_MOST_KEPT)
def short_forms_of(name: str) -> frozenset[str]:
    """What is short for a folded first name by our own table; nothing if it is only short itself ("Betty"). "Robert" is
    a name of its own, although "Roberto" is longer."""
    short = name not in _full() and any(len(form) > len(name) for form in _own().get(name, ()))
    return frozenset() if short else frozenset(form for form in _own().get(name, ()) if len(form) < len(name))


def said_for_two(given: tuple[str, ...]) -> tuple[str, ...]:
    """The names that are said for somebody's first two ("Marilú" for María Luisa)."""
    return _for_two().get(given[:2], ())


@cache
def _for_two() -> dict[tuple[str, ...], tuple[str, ...]]:
    said: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in table("nicknames")["said_for_two"]:
        one, *two = line.split()
        said[tuple(two)] = (*said.get(tuple(two), ()), one)
    return said


@cache
def all_forms() -> frozenset[str]:
    """Every first name that is a form of another one."""
    short, full = _english()
    return frozenset({*_own(), *short, *full})


def written_otherwise(surname: str) -> frozenset[str]:
    """The forms of a folded surname in the other languages of its bearers ("Sullivan" is "Súilleabháin")."""
    return _surnames().get(surname, frozenset())


@cache
def _surnames() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for group in table("nicknames")["surnames"]:
        for member in group.split():
            forms.setdefault(member, set()).update(other for other in group.split() if other != member)
    return {name: frozenset(others) for name, others in forms.items()}


@cache
def _english() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    names = NickNamer()
    refused = {frozenset(pair) for pair in table("nicknames")["not_forms"]}

    def kept(lookup: dict[str, set[str]]) -> dict[str, frozenset[str]]:
        return {
            name: frozenset(form for form in forms if frozenset((name, form)) not in refused)
            for name, forms in lookup.items()
        }

    return kept(names.nickname_lookup), kept(names.canonical_lookup)


@cache
def _full() -> frozenset[str]:
    """The names that our own table gives the forms of."""
    return frozenset(group.split()[0] for group in table("nicknames")["groups"])


@cache
def _own() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for group in table("nicknames")["groups"]:
        members = group.split()
        for member in members:
            groups.setdefault(member, set()).update(members)
    return {name: frozenset(forms) for name, forms in groups.items()}
