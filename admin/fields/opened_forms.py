"""Forms that begin with what is kept: what somebody else changes while one is open is neither lost nor put back."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField

_SHOWN = 300


class OpenedForm(FlaskForm):
    """A form with what is kept, and, hidden, what that was when it was opened.

    ``one_a_line`` are fields of which each line counts by itself. ``meanwhile`` is what somebody else has written into
    fields that were changed here too, by their names.
    """

    one_a_line: ClassVar[tuple[str, ...]] = ()

    opened = HiddenField()

    meanwhile: Mapping[str, str] = {}

    def as_opened(self) -> Self:
        """Note what the form is filled in with."""
        self.opened.data = json.dumps(_words_of(self))
        return self

    @classmethod
    def sent(cls, present: Self, /, **more: Any) -> Self:
        """What was sent, with what is kept at ``present`` wherever nothing was changed since the form was opened."""
        was, now = _opened(), _words_of(present)
        sent: MultiDict[str, str] = MultiDict(request.form)
        meanwhile = {}
        for name in was.keys() & now.keys() & sent.keys():
            before, here, there = (_plain(words) for words in (was[name], sent[name], now[name]))
            if name in cls.one_a_line:
                sent[name] = _both(before.split("\n"), here.split("\n"), there.split("\n"))
            elif here == before:
                sent[name] = now[name]
            elif there not in {before, here}:
                meanwhile[name] = now[name]
        sent["opened"] = json.dumps(now)
        form = cls(formdata=sent, **more)
        form.meanwhile = meanwhile
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all is right, and nobody else has changed what was changed here."""
        valid = super().validate(extra_validators)
        for name, words in self.meanwhile.items():
            shown = f"made it “{words[:_SHOWN]}”" if words else "emptied it"
            said = f"Somebody {shown} while you had this open. Save once more what is right."
            self[name].errors = [said, *self[name].errors]
        return valid and not self.meanwhile


def _words_of(form: FlaskForm) -> dict[str, str]:
    """What a browser would send of the form as it is filled in."""
    return {field.name: _words(field) for field in form if field.name not in {"csrf_token", "opened"}}


def _words(field: Field) -> str:
    if hasattr(field, "_value"):
        return str(field._value())  # What the field's own widget writes.
    return "" if field.data is None else str(field.data)


def _opened() -> dict[str, str]:
    try:
        opened = json.loads(request.form.get("opened", ""))
    except ValueError:
        return {}
    return {str(name): str(words) for name, words in opened.items()} if isinstance(opened, dict) else {}


def _plain(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.strip().splitlines())


def _both(before: list[str], here: list[str], there: list[str]) -> str:
    """The lines that are there, without those taken out here and with those put in here."""
    kept = [line for line in there if line in here or line not in before]
    return "\n".join([*kept, *(line for line in here if line not in before and line not in there)])
