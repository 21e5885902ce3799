"""What the editor of a form sends, read into a definition: whatever was typed is kept, right or wrong.

Fields are named for the place in the definition: ``question``, ``thanks.text``, ``choice.<key>.label``,
``own.<key>.option.<key>``. The keys of a list stand in hidden fields in their order: ``choice``, ``own`` and
``own.<key>.option``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from admin.forms.behind import read_behind
from records.clients import Client
from records.forming.definitions import CONTACT
from records.forming.own_questions import KEY, TYPES, WITH_OPTIONS
from records.sources import Source

TEXTS = ("title", "question", "introduction", "need_label", "answer_label", "searched_label", "may_tell_label")
MOST_READ = 200
"""So many choices, questions or options are read; a publication refuses far fewer."""

Fields = MultiDict[str, str]


@dataclass(slots=True)
class Sent:
    """A definition as it was sent, what of it cannot be kept in a draft at all, and those words as they were typed."""

    definition: dict[str, Any]
    problems: dict[str, str] = field(default_factory=dict)
    """By the field's name what to do."""
    typed: dict[str, str] = field(default_factory=dict)
    meant: dict[str, tuple[Sequence[Source], Sequence[Client]]] = field(default_factory=dict)
    """By the key of a choice the sources and the clients that its typed name can mean."""


def read_definition(session: Session, fields: Fields, before: Mapping[str, Any]) -> Sent:
    """The definition that was sent. What no field of the editor is about stays as it was ``before``."""
    sent = Sent({**before, **{name: _text(fields, name) for name in TEXTS}})
    known = {choice["key"]: choice for choice in before.get("choices", [])}
    sent.definition |= {
        "choices": [_choice(session, fields, key, known.get(key, {}), sent) for key in _keys(fields, "choice")],
        "shuffle": "shuffle" in fields,
        "contact": {name: f"contact.{name}" in fields for name in CONTACT},
        "own": [_own(fields, key) for key in _keys(fields, "own")],
        "look": {"accent": _text(fields, "look.accent"), "logo": (before.get("look") or {}).get("logo")},
        "thanks": {
            "text": _text(fields, "thanks.text"),
            "address": _text(fields, "thanks.address"),
            "redirect": "thanks.redirect" in fields,
        },
        "privacy": {"text": _text(fields, "privacy.text"), "address": _text(fields, "privacy.address")},
        "notify": [line.strip() for line in re.split(r"[\n,;]", _text(fields, "notify")) if line.strip()],
        "retention_days": _days(fields, sent),
    }
    return sent


def _keys(fields: Fields, name: str) -> list[str]:
    """The keys of a list in their order, each once."""
    return [key for key in dict.fromkeys(fields.getlist(name)) if KEY.fullmatch(key)][:MOST_READ]


def _choice(session: Session, fields: Fields, key: str, before: dict[str, Any], sent: Sent) -> dict[str, Any]:
    own = f"choice.{key}"
    behind = read_behind(session, fields, key, before)
    if behind.problem:
        sent.problems[f"{own}.source"] = behind.problem
        sent.typed[f"{own}.source"] = _text(fields, f"{own}.source")
        sent.meant[key] = (behind.meant, behind.clients)
    choice: dict[str, Any] = {"key": key, "label": _text(fields, f"{own}.label"), "kind": behind.kind}
    if behind.source_id:
        choice["source_id"] = behind.source_id
    return choice | {"follow_up": _text(fields, f"{own}.follow_up"), "last": f"{own}.last" in fields}


def _own(fields: Fields, key: str) -> dict[str, Any]:
    name = f"own.{key}"
    kind = _text(fields, f"{name}.type")
    own: dict[str, Any] = {
        "key": key,
        "type": kind if kind in TYPES else "text",
        "label": _text(fields, f"{name}.label"),
        "help": _text(fields, f"{name}.help"),
        "required": f"{name}.required" in fields,
    }
    options = [
        {"key": each, "label": _text(fields, f"{name}.option.{each}")} for each in _keys(fields, f"{name}.option")
    ]
    return own | ({"options": options} if options or own["type"] in WITH_OPTIONS else {})


def _days(fields: Fields, sent: Sent) -> int | None:
    typed = _text(fields, "retention_days")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 6:
        sent.problems["retention_days"] = "Type a number of days, such as 730, or leave it blank."
        sent.typed["retention_days"] = typed
        return None
    return int(typed)


def _text(fields: Fields, name: str) -> str:
    """What was typed, with line ends as the rest of the program writes them and NUL as its visible sign."""
    return fields.get(name, "").replace("\r\n", "\n").replace("\x00", "\u2400").strip()
