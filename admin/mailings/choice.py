"""Which clients a mailing is for, as an address and a form say it."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from flask import abort
from sqlalchemy import select

from admin.fields.money_fields import EARLIEST, LATEST
from admin.formats import day, plural
from admin.pages import number_typed
from records.coverage.campaigns import Choice
from records.coverage.mailing import WhyNot
from records.db import db
from records.firm import Office
from records.imports import Import, ImportState

WORDS = ("import", "from", "to", "office", "asked")
CAN = "can"
"""The word of those who can be asked, among the reasons why others cannot."""


def choice_of(words: Mapping[str, str]) -> Choice:
    """The choice of an address or of hidden fields. Answers 422 to a word that is none."""
    start, end = _day(words, "from"), _day(words, "to")
    if start and end and start > end:
        abort(422, "the first day is after the last one")
    return Choice(
        import_id=_row(words, "import", Import),
        start=start,
        end=end,
        office_id=_row(words, "office", Office),
        only_unasked=not words.get("asked"),
    )


def words_of(choice: Choice) -> dict[str, str]:
    """The words of an address that mean this choice."""
    said = {
        "import": str(choice.import_id or ""),
        "from": choice.start.isoformat() if choice.start else "",
        "to": choice.end.isoformat() if choice.end else "",
        "office": str(choice.office_id or ""),
        "asked": "" if choice.only_unasked else "too",
    }
    return {word: value for word, value in said.items() if value}


def clients_address(choice: Choice, which: str) -> str:
    """The address of the list behind a number of a choice."""
    return f"/admin/mailings/clients?{urlencode({'which': which} | words_of(choice))}"


def which_asked(word: str) -> WhyNot | None:
    """The reason that a word of an address names; None for those who can be asked. Answers 422 to others."""
    reasons = {why.name.lower().replace("_", "-"): why for why in WhyNot}
    if word != CAN and word not in reasons:
        abort(422, f"which can be {CAN}, {', '.join(reasons)}")
    return reasons.get(word)


def word_of(why: WhyNot) -> str:
    """The word of a reason in an address."""
    return why.name.lower().replace("_", "-")


def in_words(choice: Choice) -> str:
    """A choice as a page says it."""
    session = db.session()
    record = session.get(Import, choice.import_id) if choice.import_id else None
    office = session.get(Office, choice.office_id) if choice.office_id else None
    parts = [f"brought by {record.filename} of {day(record.at.date())}"] if record else []
    parts += [f"from {day(choice.start)}"] if choice.start else []
    parts += [f"until {day(choice.end)}"] if choice.end else []
    parts += [f"of {office.name}"] if office else []
    parts += ["also those who were asked in person or by a link"] if not choice.only_unasked else []
    return "All clients" + (f" {', '.join(parts)}" if parts else "")


def client_imports() -> list[Import]:
    """The imports of clients that are in, the newest first."""
    those = select(Import).where(Import.kind == "clients", Import.state == ImportState.FINISHED)
    return list(db.session.scalars(those.order_by(Import.id.desc())))


def days_it_takes(number: int, per_day: int) -> str:
    """How long so many mails take at so many a day."""
    return plural(-(-number // per_day), "day")


def _day(words: Mapping[str, str], word: str) -> date | None:
    typed = words.get(word, "").strip()
    if not typed:
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        abort(422, f"{word} is {typed[:40]!r}; write a day like 2026-03-31")
    return found if EARLIEST <= found <= LATEST else abort(422, f"the year {found.year} cannot be meant")


def _row(words: Mapping[str, str], word: str, table: type[Import] | type[Office]) -> int | None:
    typed = words.get(word, "").strip()
    if not typed:
        return None
    number = number_typed(typed)
    if number is None or db.session.get(table, number) is None:
        abort(422, f"{word} {typed[:40]!r} is not there")
    return number
