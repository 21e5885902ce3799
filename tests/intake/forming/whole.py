"""A form that asks everything that a form can ask, and how it is filled in."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask

from records.db import db
from records.forming.definitions import checked
from records.forming.forms import Form, FormVersion

EVERYTHING: dict[str, Any] = {
    "title": "Tell us about it",
    "introduction": "Two minutes, no obligation.",
    "question": "Who or what led you here?",
    "choices": [
        {"key": "recommended", "label": "A person", "kind": "partner", "follow_up": "Who may we thank?"},
        {"key": "search", "label": "A search", "kind": "search engine", "follow_up": "What did you search for?"},
        {"key": "site", "label": "A website", "kind": "website", "follow_up": "Which website?"},
        {"key": "other", "label": "Something else", "last": True},
    ],
    "shuffle": False,
    "contact": {"email": True, "phone": True, "company": True, "need": True},
    "need_label": "Your matter",
    "answer_label": "Tell us in your words",
    "may_tell_label": "You may thank them and say that I came",
    "own": [
        {"key": "court", "type": "text", "label": "Which court?", "required": True, "help": "As on the letter."},
        {"key": "story", "type": "long_text", "label": "What happened?"},
        {
            "key": "haste",
            "type": "choice",
            "label": "How soon?",
            "required": True,
            "options": [{"key": "now", "label": "This week"}, {"key": "later", "label": "Later"}],
        },
        {
            "key": "areas",
            "type": "several",
            "label": "What is it about?",
            "required": True,
            "options": [
                {"key": "work", "label": "Work"},
                {"key": "home", "label": "Home"},
                {"key": "tax", "label": "Tax"},
            ],
        },
        {"key": "day", "type": "date", "label": "When is the hearing?"},
        {"key": "office_phone", "type": "phone", "label": "Phone at work"},
        {"key": "second_mail", "type": "email", "label": "Second e-mail"},
        {"key": "worth", "type": "number", "label": "How much is it about?"},
        {
            "key": "terms",
            "type": "consent",
            "label": "I agree to the terms of May 2026",
            "help": "They are on our website.",
            "required": True,
        },
        {"key": "news", "type": "consent", "label": "You may write to me about news"},
    ],
    "look": {"accent": "#ffcc00", "logo": None},
    "thanks": {"text": "We call you by Friday.", "address": "https://firm.example/next", "redirect": False},
    "privacy": {"text": "We keep it for two years.", "address": "https://firm.example/privacy"},
    "notify": ["desk@firm.example"],
    "retention_days": 730,
}

FILLED: dict[str, Any] = {
    "name": "Maria Lopez",
    "email": "maria@mail.example",
    "phone": "",
    "company": "Lopez & Sons",
    "need": "The deposit",
    "choice": "recommended",
    "answer": "Nisha at the bakery",
    "searched": "",
    "may_tell": "y",
    "own-court": "Quincy <b>District</b>",
    "own-story": "A long\nstory",
    "own-haste": "now",
    "own-areas": ["work", "tax"],
    "own-day": "2026-04-01",
    "own-office_phone": "(201) 555-0123",
    "own-second_mail": "m@work.example",
    "own-worth": "1,250.50",
    "own-terms": "y",
}

KEPT = {
    "court": "Quincy <b>District</b>",
    "story": "A long\nstory",
    "haste": "now",
    "areas": ["work", "tax"],
    "day": "2026-04-01",
    "office_phone": "(201) 555-0123",
    "second_mail": "m@work.example",
    "worth": "1,250.50",
    "terms": True,
    "news": False,
}


def publish_whole(app: Flask, language: str = "en", **parts: Any) -> int:
    """Publish a version that asks everything, but for the parts that are said, and give its number."""
    definition = EVERYTHING | parts
    with app.app_context():
        session = db.session()
        assert checked(definition, session) == []
        form = session.get_one(Form, 1)
        form.language = language
        newest = session.query(FormVersion).count()
        version = FormVersion(form=form, number=newest + 1, published_at=datetime.now(UTC), definition=definition)
        session.add(version)
        session.commit()
        return version.id
