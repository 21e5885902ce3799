"""Which first names may be one person's: English short forms from the ``nicknames`` package, and our own table."""

from functools import cache

from nicknames import NickNamer

from attribution.tables import table


def may_be_called(name: str, other: str) -> bool:
    """Whether one folded first name is a form of the other ("Bob" and "Robert", "Bob" and "Rob")."""
    return name == other or other in forms_of(name)


@cache
def forms_of(name: str) -> frozenset[str]:
    """All other forms of a folded first name: its short forms, what it is short for, and their short forms.

    Short forms of short forms are not followed further: "Al" leads to "Albert" and "Alan", which are two names.
    """
    short, full = _english()
    own = _own().get(name, frozenset())
    formal = full.get(name, frozenset())
    beside = frozenset(form for parent in formal for form in short.get(parent, frozenset()) if len(form) > 2)
    return (own | formal | short.get(name, frozenset()) | beside) - {name}


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
def _own() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for group in table("nicknames")["groups"]:
        members = group.split()
        for member in members:
            groups.setdefault(member, set()).update(members)
    return {name: frozenset(forms) for name, forms in groups.items()}
