"""What is known of a partner: every change has a row with who and when, and merging loses nothing and can be undone."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from records.relations.known.contacts import Contact, ContactKind, note_contact
from records.relations.known.partner_changes import PartnerChange, changes_of
from records.relations.known.profile import (
    BadProfile,
    Profile,
    change_profile,
    finish_next_step,
    say_looking_for,
    set_next_step,
)
from records.relations.known.tags import set_tags, tag_called, tags_in_use, tags_of
from records.sources import Partner, Source
from records.sources.merging import merge_sources, undo_merge
from tests.records.everything_kept import everything
from tests.records.firm_of_tests import NOW, partner, reviewer

DAY = date(2026, 3, 10)


def known(source: Source) -> Partner:
    assert source.partner
    return source.partner


def said(session: Session, source: Source) -> list[tuple[str, str, str, str]]:
    found: list[PartnerChange] = changes_of(session, {source.id}, 50)
    return [(each.what, each.before, each.after, each.user.name if each.user else "themselves") for each in found]


def test_each_thing_that_changes_is_a_row_with_who_and_when(session: Session) -> None:
    nisha, ann = partner(session, "Nisha Patel"), reviewer(session)
    first = Profile(owner=ann, notes="Met at Rotary.", next_step="Call her", next_step_on=DAY, sphere=300)
    change_profile(session, known(nisha), first, NOW, ann)
    assert sorted(said(session, nisha)) == [
        ("next step", "", "Call her (2026-03-10)", "Ann"),
        ("notes", "", "Met at Rotary.", "Ann"),
        ("owner", "", "Ann", "Ann"),
        ("sphere of influence", "", "about 300", "Ann"),
    ]
    change_profile(session, known(nisha), first, NOW, ann)
    assert len(said(session, nisha)) == 4, "what stays the same is no change"
    finish_next_step(session, known(nisha), NOW + timedelta(days=1), ann)
    assert said(session, nisha)[0] == ("next step", "Call her (2026-03-10)", "done", "Ann")
    assert (known(nisha).next_step, known(nisha).next_step_on) == ("", None)
    with pytest.raises(BadProfile):
        finish_next_step(session, known(nisha), NOW, ann)
    with pytest.raises(BadProfile):
        set_next_step(session, known(nisha), "Call her", None, NOW, ann)


def test_what_they_look_for_has_its_day_and_whoever_said_it(session: Session) -> None:
    nisha = partner(session, "Nisha Patel")
    say_looking_for(session, known(nisha), " First-time buyers ", DAY, at=NOW)
    say_looking_for(session, known(nisha), "Landlords", DAY + timedelta(days=9), at=NOW, user=reviewer(session))
    assert (known(nisha).looking_for, known(nisha).looking_for_on) == ("Landlords", date(2026, 3, 19))
    assert said(session, nisha) == [
        ("looking for", "First-time buyers (2026-03-10)", "Landlords (2026-03-19)", "Ann"),
        ("looking for", "", "First-time buyers (2026-03-10)", "themselves"),
    ]


def test_a_tag_is_one_however_it_is_written(session: Session) -> None:
    nisha, joe, ann = partner(session, "Nisha Patel"), partner(session, "Joe Smith"), reviewer(session)
    set_tags(session, nisha, ["Golf club", "BNI"], NOW, ann)
    set_tags(session, joe, ["golf  CLUB", "Golf Club"], NOW, ann)
    assert tags_of(session, [nisha.id, joe.id]) == {nisha.id: ["BNI", "Golf club"], joe.id: ["Golf club"]}
    set_tags(session, nisha, ["bni"], NOW, ann)
    assert said(session, nisha)[0] == ("tags", "BNI, Golf club", "BNI", "Ann")
    set_tags(session, joe, [], NOW, ann)
    assert [tag.name for tag in tags_in_use(session)] == ["BNI"]
    assert tag_called(session, "GOLF club"), "a word that nobody has is offered no more, and known again"


def test_merging_fills_blanks_keeps_notes_of_both_and_is_undone_exactly(session: Session) -> None:
    keep, gone, ann = partner(session, "Nisha Patel"), partner(session, "N. Patel"), reviewer(session)
    change_profile(session, known(keep), Profile(notes="A realtor.", sphere=50, sphere_note="a guess"), NOW, ann)
    later = Profile(owner=ann, notes="Plays golf.", next_step="Lunch", next_step_on=DAY, sphere=900)
    change_profile(session, known(gone), later, NOW, ann)
    say_looking_for(session, known(gone), "Landlords", DAY, at=NOW)
    set_tags(session, keep, ["golf"], NOW, ann)
    set_tags(session, gone, ["Golf", "BNI"], NOW, ann)
    note_contact(session, gone, ContactKind.LUNCH, DAY, NOW, ann, minutes=90, words="At the club")
    session.commit()
    before = everything(session)
    merge = merge_sources(session, keep, gone, ann, NOW)
    one = known(keep)
    assert (one.owner, one.notes) == (ann, "A realtor.\n\nN. Patel: Plays golf.")
    assert (one.looking_for, one.looking_for_on) == ("Landlords", DAY)
    assert (one.next_step, one.next_step_on) == ("Lunch", DAY)
    assert (one.sphere, one.sphere_note) == (50, "a guess"), "an estimate and its note are one thing"
    assert tags_of(session, [keep.id]) == {keep.id: ["BNI", "golf"]}
    assert [each.source_id for each in session.query(Contact)] == [keep.id]
    session.commit()
    undo_merge(session, merge, NOW, ann)
    assert everything(session) == before


def test_what_was_changed_since_a_merge_stays_when_it_is_undone(session: Session) -> None:
    keep, gone, ann = partner(session, "Nisha Patel"), partner(session, "N. Patel"), reviewer(session)
    change_profile(session, known(gone), Profile(next_step="Lunch", next_step_on=DAY), NOW, ann)
    merge = merge_sources(session, keep, gone, ann, NOW)
    set_next_step(session, known(keep), "Lunch", DAY + timedelta(days=7), NOW, ann)
    undo_merge(session, merge, NOW, ann)
    assert known(keep).next_step_on == DAY + timedelta(days=7)
    assert (known(gone).next_step, known(gone).next_step_on) == ("Lunch", DAY)
