"""The form with which a person says what brought a client."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from flask import request
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from admin.fields.limits_of_text import Length
from admin.fields.namesakes import ANOTHER, about, there_already
from admin.fields.word_choices import WordField, choices_of
from admin.formats import sureness
from admin.pages import LARGEST_NUMBER
from admin.queue.several import Row, rows_sent, several_of
from attribution import Credit, Entity, Kind, Role, choice_for
from attribution import Source as Named
from records.clients import Client
from records.db import db
from records.relations.known.organisations import people_of_any
from records.reviews.changing_lessons import words_of
from records.reviews.choosing import Chosen, FromClient, Known, New, Proposed, newest_review
from records.sources import Source
from reports.clients.directory_search import already_called, meant_by
from reports.reviews.queue import Answer

Table = TypeVar("Table", Source, Client)

NEW_KINDS = {
    "person": (Kind.PARTNER, Entity.PERSON, "a person"),
    "business": (Kind.PARTNER, Entity.BUSINESS, "a business"),
    "website": (Kind.WEBSITE, None, "a website"),
    "event": (Kind.EVENT, None, "an event or talk"),
    "advertisement": (Kind.ADVERTISEMENT, None, "an advertisement"),
    "staff": (Kind.STAFF, None, "one of our staff"),
    "other": (Kind.OTHER, None, "something else"),
}
NOBODY = "Choose what brought them, or that it cannot be known."


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer: the word that is sent, what is shown, why, and how sure the machine is of it."""

    word: str
    label: str
    about: str = ""
    reason: str = ""
    sureness: str = ""


class ReviewForm(FlaskForm):
    """A choice among the proposals, a name, a new source, several, or “cannot be known”. Turns into what was chosen.

    Each way has a button of its own; whoever presses Enter in a field chooses what is filled in.
    """

    choice = StringField("What brought them")
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
    other = StringField("Name", [Length(max=200, message="A name has at most 200 characters.")])
    name = StringField("Their name", [Length(max=200, message="A name has at most 200 characters.")])
    kind = WordField("What it is", choices=choices_of({key: label for key, (_, _, label) in NEW_KINDS.items()}))
    organisation = StringField("Organisation", [Length(max=200)])
    occupation = StringField("Occupation", [Length(max=200)])
    city = StringField("City", [Length(max=200)])
    another = BooleanField(ANOTHER)

    chosen: Chosen = None
    medium: Named | None = None

    def offer(self, answer: Answer) -> None:
        """Take the proposals of the answer that the form is about."""
        self.answer = answer
        self.proposals = {reference(credit): credit for credit in _proposals(answer)}
        self.sources: list[Source] = []
        self.clients: list[Client] = list(answer.named)
        self.several: list[Row] = rows_sent(request.form if self.is_submitted() else {})

    def options(self) -> Iterator[Option]:
        """The proposals of the machine, then the clients that the words may name, then what a typed name could mean."""
        for word, credit in self.proposals.items():
            row = _row(Source, credit.source.id)
            known = about(row) if row else str(credit.source.kind)
            # How sure a visit is says nothing of how sure it is that it brought the client.
            sure = sureness(credit.confidence) if credit.role is Role.INTRODUCED_BY else "clicked"
            yield Option(word, credit.source.name, known, self._why(credit), sure)
        offered = set(self.proposals)
        for each in self.answer.suspended:
            source = each.lesson.source
            if f"source {source.id}" not in offered:
                offered.add(f"source {source.id}")
                reason = f"“{words_of(each.lesson)}” led there until somebody else was credited for it."
                yield Option(f"source {source.id}", source.name, about(source), reason)
        businesses = [int(each.source.id) for each in self.proposals.values() if each.source.id.isdigit()]
        for person, business in people_of_any(db.session(), businesses):
            if f"source {person.id}" not in offered:
                offered.add(f"source {person.id}")
                yield Option(f"source {person.id}", person.name, about(person), f"Belongs to {business}.")
        for source in self.sources:
            if f"source {source.id}" not in offered:
                yield Option(f"source {source.id}", source.name, about(source), "Fits the name that you typed.")
        if self.medium and _word(self.medium) not in self.proposals:
            yield Option(
                _word(self.medium), self.medium.name, str(self.medium.kind), "Known by the name that you typed."
            )
        named = {client.id for client in self.answer.named}
        for client in self.clients:
            reason = "The whole name stands in the answer." if client.id in named else "Fits the name that you typed."
            yield Option(f"client {client.id}", client.name, "a client of yours", reason)

    def _why(self, credit: Credit) -> str:
        said = self.answer.turned_down.get(credit.source.id)
        return f"{credit.reason} {said.user.name} said of “{said.words}” that it is not." if said else credit.reason

    def validate(self, extra_validators: object = None) -> bool:
        """Whether the choice can be understood; ``chosen`` is then what was chosen."""
        valid = super().validate(extra_validators)
        return self._choose() and valid

    def _filled(self) -> str:
        """The way that is filled in, for whoever pressed Enter in one of its fields."""
        filled = {"other": self.other.data, "new": self.name.data, "several": any(row.name for row in self.several)}
        return next((way for way, data in filled.items() if data), "")

    def _choose(self) -> bool:
        self.choice.data = word = self.choice.data or self._filled()
        kind, _, number = word.partition(" ")
        if word == "unknown":
            self.chosen = None
        elif word in self.proposals:
            self.chosen = Proposed(self.proposals[word])
        elif word == "other":
            return self._choose_named()
        elif word == "new":
            return self._choose_new()
        elif word == "several":
            self.chosen = several_of(self.several, self.answer.submission.client_id)
            return self.chosen is not None
        elif medium := _medium_of(word):
            self.chosen = New(name=medium.name, kind=medium.kind)
        elif kind == "source" and (source := _row(Source, number)):
            self.chosen = Known(source)
        elif kind == "client" and number == str(self.answer.submission.client_id):
            return _refuse(self.choice, "Nobody is their own source. Choose another, or that it cannot be known.")
        elif kind == "client" and (client := _row(Client, number)):
            self.chosen = FromClient(client)
        else:
            return _refuse(self.choice, NOBODY if not word else "This proposal has changed meanwhile. Look again.")
        return True

    def _choose_named(self) -> bool:
        typed = (self.other.data or "").strip()
        if not typed:
            return _refuse(self.other, "Type the name of a source or a client.")
        meant = meant_by(db.session(), typed)
        if meant.is_sure:
            self.chosen = Known(meant.sources[0]) if meant.sources else FromClient(meant.clients[0])
            return True
        self.sources = list(meant.sources)
        self.clients += [client for client in meant.clients if client not in self.clients]
        if meant.sources or meant.clients:
            return _refuse(self.other, f"Who is meant by “{typed}”? Those who can be are now among the proposals.")
        if medium := _medium(typed):
            self.chosen = New(name=medium.name, kind=medium.kind)
            return True
        return _refuse(self.other, f"Nobody is called “{typed}”. Choose “Somebody or something new” to add them.")

    def _choose_new(self) -> bool:
        name = (self.name.data or "").strip()
        if not name:
            return _refuse(self.name, "Type the name.")
        if self.kind.data not in NEW_KINDS:
            return False
        kind, entity, _ = NEW_KINDS[self.kind.data]
        if not self.another.data and self._is_there(name, kind):
            there = there_already([*self.sources, *([self.medium] if self.medium else [])])
            return _refuse(self.name, f"{there} Choose the right one among the proposals, or tick “{ANOTHER}”.")
        medium = None if self.another.data else _medium(name)
        if medium and medium.kind is kind:
            name = medium.name
        self.chosen = New(
            name=name,
            kind=kind,
            entity=entity or Entity.PERSON,
            organisation=(self.organisation.data or "").strip(),
            occupation=(self.occupation.data or "").strip(),
            city=(self.city.data or "").strip(),
            another=self.another.data,
        )
        return True

    @property
    def wrong(self) -> list[tuple[str, str, str]]:
        """What has to be looked at again: the field by its id, what it is called, and what is wrong."""
        fields = (self.other, self.name, self.kind, self.organisation, self.occupation, self.city)
        found = [(each.id, str(each.label.text), str(each.errors[0])) for each in fields if each.errors]
        rows = [(f"who-{row.number}", f"line {row.number}", row.error) for row in self.several if row.error]
        return [*found, *rows]

    @property
    def asks_for_another(self) -> bool:
        """Whether to show the tick that lets a second source of a name through."""
        return self.another.data or bool(self.choice.data == "new" and (self.sources or self.medium))

    def _is_there(self, name: str, kind: Kind) -> bool:
        """Whether a source of this name is there or known; it is among the proposals then."""
        session = db.session()
        medium = None if kind is Kind.PARTNER else _medium(name)
        names = (name, medium.name) if medium else (name,)
        there = already_called(session, *names, kind=Kind.PARTNER if kind is Kind.PARTNER else None)
        if medium and (medium.kind is kind or any(source.kind is medium.kind for source in there)):
            medium = None
        if not there and not medium:
            return False
        newest = newest_review(session, self.answer.submission)
        if newest and newest.mark != self.seen.data:
            # The form sent again finds what it made itself; whether that is so is seen when it is chosen.
            return False
        self.sources, self.medium = there, medium
        return True


def reference(credit: Credit) -> str:
    """How a form names the source of a proposal: by its number, else by kind and name."""
    source = credit.source
    return f"source {source.id}" if source.id.isdigit() else _word(source)


def _word(named: Named) -> str:
    return f"{named.kind}: {named.name}"


def _medium(name: str) -> Named | None:
    """The medium that everybody calls by this name, such as a search engine."""
    known = choice_for(name)
    return known.source if known else None


def _medium_of(word: str) -> Named | None:
    """The medium that a proposal stands for which a typed name led to."""
    medium = _medium(word.partition(": ")[2])
    return medium if medium and _word(medium) == word else None


def _proposals(answer: Answer) -> list[Credit]:
    """What the machine proposes for the answer, and what the visit shows, each source once."""
    if answer.result is None:
        return []
    proposed = [credit for credit in answer.result.suggestions if credit.role is Role.INTRODUCED_BY]
    # The answer may have been decided before somebody said that it is not this one.
    proposed.sort(key=lambda credit: credit.source.id in answer.turned_down)
    proposed += answer.result.credits
    once: dict[str, Credit] = {}
    for credit in proposed:
        once.setdefault(reference(credit), credit)
    return list(once.values())


def _row(table: type[Table], number: str) -> Table | None:
    usable = number.isascii() and number.isdigit() and len(number) < 12 and int(number) <= LARGEST_NUMBER
    return db.session.get(table, int(number)) if usable else None


def _refuse(field: StringField, message: str) -> bool:
    field.errors = [*field.errors, message]
    return False
