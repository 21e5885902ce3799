"""What a form asks: what a stored version means, and everything that a publication refuses with what to do."""

from copy import deepcopy
from typing import Any

import email_validator
import pytest
from flask import Flask

from records.db import db
from records.forming.definitions import checked, completed
from records.forming.forms import Form, FormVersion
from records.forming.pictures import LARGEST, BadPicture, add_picture
from records.forming.previews import Previewed, preview_token, previewed
from tests.records.firm_of_tests import NOW

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20

WHOLE: dict[str, Any] = {
    "title": "Hello",
    "question": "Who told you?",
    "choices": [
        {"key": "friend", "label": "A friend", "kind": "word of mouth", "follow_up": "Who?"},
        {"key": "other", "label": "Other", "last": True},
    ],
    "shuffle": False,
    "contact": {"email": True, "phone": False, "company": True, "need": False},
    "introduction": "Two minutes.",
    "own": [
        {
            "key": "budget",
            "type": "choice",
            "label": "Budget",
            "options": [{"key": "low", "label": "Under 500"}, {"key": "high", "label": "More"}],
        },
        {"key": "born", "type": "date", "label": "Born", "required": True},
    ],
    "look": {"accent": "#0A5c4a", "logo": None},
    "thanks": {"text": "Thanks!", "address": "https://firm.example/next", "redirect": True},
    "privacy": {"text": "We keep it.", "address": "https://firm.example/privacy"},
    "notify": ["desk@firm.example"],
    "retention_days": 730,
}


def at(place: str, value: Any) -> dict[str, Any]:
    """The whole definition with another value at one place: ``own.1.type``."""
    changed: Any = deepcopy(WHOLE)
    *path, last = place.split(".")
    part = changed
    for step in path:
        part = part[int(step) if step.isdigit() else step]
    part[int(last) if last.isdigit() else last] = value
    whole: dict[str, Any] = changed
    return whole


REFUSED = [
    ("question", " ", "question"),
    ("question", "x" * 301, "question"),
    ("introduction", "x" * 5_001, "introduction"),
    ("choices", [], "choice"),
    ("choices.0.label", "", "choice.friend.label"),
    ("choices.0.label", " other ", "choice.other.label"),
    ("choices.0.key", "other", "choice.other"),
    ("choices.0.key", "Not a key", "choice.Not a key"),
    ("choices.0.kind", "rumour", "choice.friend.kind"),
    ("choices.0.source_id", 999, "choice.friend.source"),
    ("contact.email", False, "contact.email"),
    ("own.0.options", [{"key": "low", "label": "One"}], "own.budget.options"),
    ("own.0.options.1.label", "UNDER 500", "own.budget.option.high"),
    ("own.0.options.1.label", "", "own.budget.option.high"),
    ("own.1.label", "", "own.born.label"),
    ("own.1.type", "colour", "own.born.type"),
    ("own.1.key", "asked_by", "own.asked_by"),
    ("own.1.key", "budget", "own.budget"),
    ("look.accent", "red", "look.accent"),
    ("look.accent", "#0a5c4a;}", "look.accent"),
    ("look.logo", 7, "look.logo"),
    ("thanks.address", "", "thanks.address"),
    ("thanks.address", "http://firm.example", "thanks.address"),
    ("thanks.address", "javascript:alert(1)", "thanks.address"),
    ("privacy.address", "https://a@firm.example", "privacy.address"),
    ("notify", ["desk"], "notify"),
    ("notify", ["a@firm.example"] * 11, "notify"),
    ("retention_days", 0, "retention_days"),
]


def test_a_publication_refuses_each_wrong_part_at_its_place_and_takes_a_right_one(app: Flask) -> None:
    with app.app_context():
        assert checked(WHOLE, db.session()) == []
        for place, value, where in REFUSED:
            problems = checked(at(place, value), db.session())
            assert where in {problem.where for problem in problems}, (place, value, problems)
            assert len(problems) == 1 or place == "choices", (place, problems)
            assert all(problem.message.endswith((".", "instead.")) for problem in problems)


def test_what_the_first_versions_asked_is_whole_and_right_as_it_stands(app: Flask) -> None:
    with app.app_context():
        stored = db.session.get_one(FormVersion, 1).definition
        assert checked(stored, db.session()) == []
    whole = completed(stored)
    assert whole["introduction"] == stored["intro"]
    assert whole["thanks"] == {"text": stored["thank_you"], "address": "", "redirect": False}
    assert (whole["shuffle"], whole["own"], whole["notify"], whole["retention_days"]) == (True, [], [], None)
    assert whole["contact"] == {"email": True, "phone": True, "company": False, "need": True}


def test_a_megabyte_is_no_address_without_being_read(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def reads(email: str, **_: bool) -> None:
        raise AssertionError(f"{len(email):,} signs are read")

    monkeypatch.setattr(email_validator, "validate_email", reads)
    with app.app_context():
        (problem,) = checked(at("notify", [f'"{"a " * 500_000}"@firm.example']), db.session())
    assert (problem.where, len(problem.message) < 200) == ("notify", True)


def test_a_picture_is_what_its_first_bytes_say_and_is_kept_once(app: Flask) -> None:
    with app.app_context():
        session = db.session()
        form = session.get_one(Form, 1)
        for content in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"", PNG + b"x" * LARGEST):
            with pytest.raises(BadPicture):
                add_picture(session, form, content, NOW, None)
        for content, kind in (
            (PNG, "image/png"),
            (b"\xff\xd8\xff\xe0", "image/jpeg"),
            (b"RIFF....WEBPVP8 ", "image/webp"),
        ):
            kept = add_picture(session, form, content, NOW, None)
            assert (kept.type, kept.content) == (kind, content)
            assert add_picture(session, form, content, NOW, None) is kept
            assert checked(at("look.logo", kept.id), session) == []


def test_only_a_token_made_here_opens_a_preview() -> None:
    token = preview_token(3, 12, "key")
    assert previewed(token, "key") == Previewed(3, 12)
    for wrong in ("", "3.12", token[:-1], token.replace("3", "4", 1), f"x{token}"):
        assert previewed(wrong, "key") is None, wrong
    assert previewed(token, "another key") is None
