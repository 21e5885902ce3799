"""Contacts are written down, changed and taken back by rows; what an hour costs has its own."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from attribution import Kind
from records.relations.known.contacts import (
    BadContact,
    ContactKind,
    NotTheNewestChange,
    change_contact,
    changes_of_contact,
    note_contact,
    remove_contact,
    undo_contact_change,
)
from records.relations.known.hourly_costs import cost_of_time, hourly_cost, hourly_costs_said, set_hourly_cost
from records.sources import add_source
from tests.records.firm_of_tests import NOW, partner, reviewer

DAY = date(2026, 3, 10)


def test_a_contact_is_changed_and_taken_back_step_by_step(session: Session) -> None:
    joe, ann = partner(session, "Joe Smith"), reviewer(session)
    contact = note_contact(session, joe, ContactKind.CALL, DAY, NOW, ann, minutes=10, words="Asked how it goes")
    changed = change_contact(session, contact, ContactKind.LUNCH, date(2026, 3, 9), 75, "Lunch", NOW, ann)
    removed = remove_contact(session, contact, NOW, ann)
    with pytest.raises(BadContact):
        remove_contact(session, contact, NOW, ann)
    with pytest.raises(NotTheNewestChange):
        undo_contact_change(session, changed, NOW, ann)
    undo_contact_change(session, removed, NOW, ann)
    assert (contact.removed_at, contact.kind, contact.minutes) == (None, ContactKind.LUNCH, 75)
    undo_contact_change(session, changed, NOW, ann)
    assert (contact.kind, contact.on, contact.minutes, contact.words) == (
        ContactKind.CALL,
        DAY,
        10,
        "Asked how it goes",
    )
    assert [each.undone_by for each in changes_of_contact(session, contact)] == [ann, ann]


@pytest.mark.parametrize("minutes", [-1, 50_000])
def test_minutes_that_cannot_be_meant_are_refused(session: Session, minutes: int) -> None:
    mailing = add_source(session, "Mailing to past clients", Kind.EVENT, NOW)
    with pytest.raises(BadContact):
        note_contact(session, mailing, ContactKind.MAIL, DAY, NOW, None, minutes=minutes)


def test_what_an_hour_costs_is_said_per_currency_and_can_be_taken_back(session: Session) -> None:
    ann = reviewer(session)
    set_hourly_cost(session, "USD", 12_000, NOW, ann)
    set_hourly_cost(session, "USD", 12_000, NOW, ann)
    set_hourly_cost(session, "JPY", 9_000, NOW, ann)
    assert (hourly_cost(session, "USD"), hourly_cost(session, "JPY"), hourly_cost(session, "EUR")) == (
        12_000,
        9_000,
        None,
    )
    set_hourly_cost(session, "USD", None, NOW, ann)
    assert hourly_cost(session, "USD") is None
    assert len(hourly_costs_said(session)) == 3, "the same again is no change"
    assert [cost_of_time(minutes, 9_001) for minutes in (0, 1, 30, 60)] == [0, 150, 4501, 9001]
