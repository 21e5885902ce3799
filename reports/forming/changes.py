"""What changed between two definitions of a form, in sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from records.forming.definitions import completed

NameOf = Callable[[int], str]
"""Gives the name of a source by its number."""

TEXTS = {
    "title": "The heading",
    "question": "The question",
    "introduction": "The introduction",
    "need_label": "The wording of what they need",
    "answer_label": "The wording above their own words",
    "searched_label": "The wording of what they searched for",
    "may_tell_label": "The wording of the permission",
    "thanks.text": "The text after sending",
    "thanks.address": "The address after sending",
    "privacy.text": "The privacy text",
    "privacy.address": "The privacy address",
    "look.accent": "The colour",
}
FIELDS = {"email": "E-mail", "phone": "Phone", "company": "Company", "need": "What they need"}
TYPES = {
    "text": "a short text",
    "long_text": "a long text",
    "choice": "one choice",
    "several": "several choices",
    "date": "a date",
    "phone": "a phone number",
    "email": "an e-mail address",
    "number": "a number",
    "consent": "a consent",
}
_LONGEST = 80


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any], name_of: NameOf) -> list[str]:
    """One sentence for each change, in the order in which a page shows the parts; none where nothing changed."""
    before: Mapping[str, Any] = completed(old)
    after: Mapping[str, Any] = completed(new)
    return [
        *_texts(before, after),
        *_choices(before["choices"], after["choices"], name_of),
        *_contact(before["contact"], after["contact"]),
        *_own(before["own"], after["own"]),
        *_rest(before, after),
    ]


def _texts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for path, name in TEXTS.items():
        old, new = _at(before, path), _at(after, path)
        if old != new:
            yield _changed(name, old, new)


def _changed(name: str, old: str, new: str) -> str:
    if not new:
        return f"{name} was taken out."
    return f"{name} is now “{_cut(new)}”" + (f", was “{_cut(old)}”." if old else ".")


def _choices(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], name_of: NameOf) -> Iterator[str]:
    yield from _list(before, after, "choice", lambda choice: "")
    old = {choice["key"]: choice for choice in before}
    for choice in after:
        was = old.get(choice["key"])
        if was is None:
            continue
        name = f"The choice “{_cut(choice['label'])}”"
        if _behind(was, name_of) != _behind(choice, name_of):
            yield f"{name} now stands for {_behind(choice, name_of)}, before for {_behind(was, name_of)}."
        if (was.get("follow_up") or "") != (choice.get("follow_up") or ""):
            asks = choice.get("follow_up")
            yield f"{name} asks “{_cut(asks)}” next." if asks else f"{name} asks nothing next."
        if bool(was.get("last")) != bool(choice.get("last")):
            yield f"{name} " + ("stays at the end." if choice.get("last") else "moves with the others.")


def _behind(choice: Mapping[str, Any], name_of: NameOf) -> str:
    number = choice.get("source_id")
    return name_of(number) if number else str(choice.get("kind") or "nothing")


def _own(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from _list(before, after, "question of yours", lambda asked: f" ({TYPES.get(asked['type'], asked['type'])})")
    old = {asked["key"]: asked for asked in before}
    for asked in after:
        was = old.get(asked["key"])
        if was is None:
            continue
        name = f"“{_cut(asked['label'])}”"
        if was["type"] != asked["type"]:
            yield f"{name} asks for {TYPES.get(asked['type'], asked['type'])}, before for {TYPES.get(was['type'])}."
        if bool(was.get("required")) != bool(asked.get("required")):
            yield f"{name} " + ("has to be answered." if asked.get("required") else "may be left out.")
        if (was.get("help") or "") != (asked.get("help") or ""):
            yield f"{name} has another help text."
        options = _list(was.get("options") or [], asked.get("options") or [], f"option of {name}", lambda _: "")
        yield from options


def _list(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    what: str,
    more: Callable[[Mapping[str, Any]], str],
) -> Iterator[str]:
    """What came, what went, what has other words, and whether the order of the rest is another."""
    old, new = {each["key"]: each for each in before}, {each["key"]: each for each in after}
    for key, each in new.items():
        if key not in old:
            yield f"New {what}: “{_cut(each['label'])}”{more(each)}."
        elif old[key]["label"] != each["label"]:
            yield f"The {what} “{_cut(old[key]['label'])}” is now “{_cut(each['label'])}”."
    for key, each in old.items():
        if key not in new:
            yield f"Taken out: the {what} “{_cut(each['label'])}”. Answers that chose it keep it."
    if [key for key in old if key in new] != [key for key in new if key in old]:
        one, _, of = what.partition(" ")
        yield f"Another order of the {one}s{f' {of}' if of else ''}."


def _contact(before: Mapping[str, bool], after: Mapping[str, bool]) -> Iterator[str]:
    for name, field in FIELDS.items():
        if before[name] != after[name]:
            yield f"{field} is " + ("asked for." if after[name] else "asked for no more.")


def _rest(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if before["shuffle"] != after["shuffle"]:
        yield "The choices are shuffled." if after["shuffle"] else "The choices stand in your order."
    if before["look"]["logo"] != after["look"]["logo"]:
        yield "Another logo." if after["look"]["logo"] else "The logo was taken out."
    if before["thanks"]["redirect"] != after["thanks"]["redirect"]:
        goes = after["thanks"]["redirect"]
        yield "After sending, the address opens at once." if goes else "After sending, the address is a link."
    if before["notify"] != after["notify"]:
        to = ", ".join(after["notify"])
        yield f"New answers are mailed to {to}." if to else "New answers are mailed to nobody."
    if before["retention_days"] != after["retention_days"]:
        days = after["retention_days"]
        yield f"The words are kept for {days} days." if days else "The words are kept until somebody asks for erasure."


def _at(definition: Mapping[str, Any], path: str) -> str:
    found: Any = definition
    for name in path.split("."):
        found = (found or {}).get(name)
    return str(found or "")


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
