"""The definition of a form: what a version, or the draft of one, asks and how it looks.

Everything but the question and the choices may be missing, and then means what a form does by itself: so a version that
was published before there was a part stays as it was.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from attribution import Kind
from records.clients.contacts import is_email
from records.forming.forms import ChoiceDefinition
from records.forming.own_questions import (
    LONGEST_LABEL,
    MOST,
    OwnQuestion,
    Problem,
    problems_of_label,
    problems_of_own,
    repeated,
    too_long,
)
from records.forming.pictures import FormPicture
from records.sources import Source

CONTACT = {"email": True, "phone": True, "company": False, "need": True}
"""The fields that a form may ask for besides the name, and whether it does by itself."""
TEXTS = ("need_label", "answer_label", "searched_label", "may_tell_label")
"""Wordings of the firm's own; blank or missing, the catalogue's are shown."""
LONGEST_TEXT = 5_000
LONGEST_ADDRESS = 1_000
MOST_NOTIFIED = 10
LONGEST_RETENTION = 36_500
# It stands in a header, too.
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]+)?", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Contact(TypedDict, total=False):
    """Which ways to reach a client are asked for, and whether the company and the need are. The name always is."""

    email: bool
    phone: bool
    company: bool
    need: bool


class Look(TypedDict, total=False):
    """The firm's colour ("" for the program's own) and its logo, by the number of a row of ``form_pictures``."""

    accent: str
    logo: int | None


class Thanks(TypedDict, total=False):
    """What is shown after sending: a text, and an address to go on to; ``redirect`` leads the hosted form there."""

    text: str
    address: str
    redirect: bool


class Privacy(TypedDict, total=False):
    """What stands beside the button about the client's data, and the address that says more."""

    text: str
    address: str


class _Asked(TypedDict):
    question: str
    choices: list[ChoiceDefinition]


class Definition(_Asked, total=False):
    """What a form asks and how it looks. ``retention_days`` is how long the words are kept, None for always."""

    title: str
    introduction: str
    shuffle: bool
    contact: Contact
    need_label: str
    answer_label: str
    searched_label: str
    may_tell_label: str
    own: list[OwnQuestion]
    look: Look
    thanks: Thanks
    privacy: Privacy
    notify: list[str]
    retention_days: int | None


def completed(definition: Mapping[str, Any]) -> Definition:
    """A definition with every part there: what is missing means what the form does by itself.

    The parts ``intro`` and ``thank_you`` of the first versions are the introduction and the text of thanks.
    """
    look, thanks, privacy = (definition.get(part) or {} for part in ("look", "thanks", "privacy"))
    contact = definition.get("contact") or {}
    return Definition(
        question=definition.get("question", ""),
        choices=list(definition.get("choices", [])),
        title=definition.get("title", ""),
        introduction=definition.get("introduction", definition.get("intro", "")),
        shuffle=definition.get("shuffle", True),
        contact=Contact(**{name: contact.get(name, asked) for name, asked in CONTACT.items()}),  # type: ignore[typeddict-item]  # the names are those of the type
        need_label=definition.get("need_label", ""),
        answer_label=definition.get("answer_label", ""),
        searched_label=definition.get("searched_label", ""),
        may_tell_label=definition.get("may_tell_label", ""),
        own=list(definition.get("own") or []),
        look=Look(accent=look.get("accent", ""), logo=look.get("logo")),
        thanks=Thanks(
            text=thanks.get("text", definition.get("thank_you", "")),
            address=thanks.get("address", ""),
            redirect=thanks.get("redirect", False),
        ),
        privacy=Privacy(text=privacy.get("text", ""), address=privacy.get("address", "")),
        notify=list(definition.get("notify") or []),
        retention_days=definition.get("retention_days"),
    )


def checked(definition: Mapping[str, Any], session: Session) -> list[Problem]:
    """Everything that a publication of this definition refuses, in the order of the page; nothing if it is right."""
    whole = completed(definition)
    return [
        *_texts(whole),
        *_contact(whole["contact"]),
        *_choices(whole["choices"], session),
        *problems_of_own(whole["own"]),
        *_look(whole["look"], session),
        *_addresses(whole),
        *_afterwards(whole),
    ]


def _texts(whole: Definition) -> Iterator[Problem]:
    yield from problems_of_label("question", whole["question"], "Write the question what brought them to you.")
    yield from too_long("title", whole["title"], LONGEST_LABEL)
    yield from too_long("introduction", whole["introduction"], LONGEST_TEXT)
    labels: Mapping[str, Any] = whole
    for name in TEXTS:
        yield from too_long(name, labels[name], LONGEST_LABEL)
    yield from too_long("thanks.text", whole["thanks"]["text"], LONGEST_TEXT)
    yield from too_long("privacy.text", whole["privacy"]["text"], LONGEST_TEXT)


def _contact(contact: Contact) -> Iterator[Problem]:
    if not contact["email"] and not contact["phone"]:
        yield Problem("contact.email", "Ask for the e-mail address or the phone number: you could not reach anybody.")


def _choices(choices: list[ChoiceDefinition], session: Session) -> Iterator[Problem]:
    if not choices:
        yield Problem("choice", "Give at least one choice to the question what brought them to you.")
    if len(choices) > MOST:
        yield Problem("choice", f"Give at most {MOST} choices: nobody reads more.")
    yield from repeated("choice", choices)
    kinds = {kind.value for kind in Kind}
    for choice in choices:
        where = f"choice.{choice.get('key')}"
        yield from problems_of_label(f"{where}.label", choice.get("label"), "Write this choice, or remove it.")
        yield from too_long(f"{where}.follow_up", choice.get("follow_up"), LONGEST_LABEL)
        if choice.get("kind") and choice.get("kind") not in kinds:
            yield Problem(f"{where}.kind", "Choose what stands behind this choice.")
        number = choice.get("source_id")
        if number and session.get(Source, number) is None:
            message = "This source is not in your directory any more. Pick another, or leave it out."
            yield Problem(f"{where}.source", message)


def _look(look: Look, session: Session) -> Iterator[Problem]:
    if look["accent"] and not is_colour(look["accent"]):
        yield Problem("look.accent", "Write the colour as # and six digits, such as #0a5c4a, or leave it blank.")
    if look["logo"] is not None and session.get(FormPicture, look["logo"]) is None:
        yield Problem("look.logo", "This picture is not there any more. Choose a logo again, or leave it out.")


def _addresses(whole: Definition) -> Iterator[Problem]:
    for part, address in (("thanks", whole["thanks"]["address"]), ("privacy", whole["privacy"]["address"])):
        if address and not is_address(address):
            yield Problem(f"{part}.address", "Write a whole address, such as https://www.example.com/page.")
        yield from too_long(f"{part}.address", address, LONGEST_ADDRESS)
    if whole["thanks"]["redirect"] and not whole["thanks"]["address"]:
        yield Problem("thanks.address", "Write the address that the form leads to, or let it show your text instead.")


def _afterwards(whole: Definition) -> Iterator[Problem]:
    if len(whole["notify"]) > MOST_NOTIFIED:
        yield Problem("notify", f"Name at most {MOST_NOTIFIED} addresses: a list at your mail provider can reach more.")
    for address in whole["notify"]:
        if not is_email(address):
            yield Problem("notify", f"“{address[:60]}” is no e-mail address: it should look like name@example.com.")
    days = whole["retention_days"]
    if days is not None and not 1 <= days <= LONGEST_RETENTION:
        yield Problem("retention_days", f"Type a number of days from 1 to {LONGEST_RETENTION:,}, or leave it blank.")


def is_colour(text: str) -> bool:
    """Whether a text is a colour as a definition holds it."""
    return bool(_COLOUR.fullmatch(text))


def is_address(text: str) -> bool:
    """Whether a text is the whole address of a page that is sent over TLS."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme == "https" and bool(_HOST.fullmatch(parts.netloc)) and text.isprintable() and " " not in text
        )
    except ValueError:
        return False
