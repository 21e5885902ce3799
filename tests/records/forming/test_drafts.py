"""The verbs of making forms: drafts, publication, copies, closing and offices."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from records.firm import first_office
from records.firm.offices import BadOffice, add_office, rename_office
from records.forming.definitions import checked
from records.forming.drafts import (
    ChangedMeanwhile,
    FormDraft,
    discard_draft,
    draft_of,
    newest_version,
    save_draft,
    start_draft,
    versions_of,
)
from records.forming.forms import Form, public_forms, published_forms
from records.forming.opening import BadForm, FormClosure, change_form, close_form, closure_of, new_form, reopen_form
from records.forming.pictures import FormPicture, add_picture
from records.forming.publishing import NotReady, publish
from records.forming.starting import SERVICES, languages_of_starts, start_for
from reports.forming.changes import changes_between
from tests.records.firm_of_tests import NOW, partner, reviewer, told

LATER = NOW + timedelta(hours=1)


def test_a_draft_is_saved_by_whoever_has_seen_it_and_published_once(session: Session) -> None:
    form, ann = session.get_one(Form, 1), reviewer(session)
    with pytest.raises(NotReady, match="no draft"):
        publish(session, form, ann, NOW)
    draft = start_draft(session, form, ann, NOW)
    assert start_draft(session, form, ann, LATER) is draft
    with pytest.raises(NotReady, match="Nothing is different from version 1"):
        publish(session, form, ann, NOW)
    seen = draft.revision
    assert save_draft(session, form, {**draft.definition, "question": ""}, seen, ann, LATER).revision == seen + 1
    for revision in (seen, seen + 2, 0):
        with pytest.raises(ChangedMeanwhile) as problem:
            save_draft(session, form, {**draft.definition, "question": "Why?"}, revision, ann, LATER)
        assert problem.value.draft is draft
    # The same once more is no change.
    assert save_draft(session, form, draft.definition, seen + 1, ann, LATER).revision == seen + 1
    with pytest.raises(NotReady, match="put right"):
        publish(session, form, ann, LATER)
    save_draft(session, form, {**draft.definition, "question": "Why?"}, seen + 1, ann, LATER)
    before = told(session, "Joe")
    version = publish(session, form, ann, LATER)
    session.commit()
    assert (version.number, version.published_by, draft_of(session, form)) == (2, ann, None)
    assert [each.number for each in versions_of(session, form)] == [2, 1]
    assert newest_version(session, form) is version and version.definition["question"] == "Why?"
    assert before.form_version is not None and before.form_version.definition["question"] == "What brought you to us?"
    # What was published stays as it is whatever becomes of the next draft, and its revision is a new one.
    again = start_draft(session, form, ann, LATER)
    assert again.revision > draft.revision
    again.definition["choices"][0]["label"] = "Changed"
    assert version.definition["choices"][0]["label"] != "Changed"
    discard_draft(session, form, again.revision)
    with pytest.raises(ChangedMeanwhile):
        discard_draft(session, form, again.revision)
    assert save_draft(session, form, {"question": "Anew?"}, 0, ann, LATER).revision > again.revision


def test_a_new_form_has_an_address_of_its_own_and_what_it_starts_from(session: Session) -> None:
    office, ann, first = first_office(session), reviewer(session), session.get_one(Form, 1)
    draft = start_draft(session, first, ann, NOW)
    picture = add_picture(session, first, b"\x89PNG\r\n\x1a\n picture", NOW, ann)
    save_draft(session, first, {**draft.definition, "look": {"logo": picture.id}}, draft.revision, ann, NOW)
    for name, slug, where in (("", "wills", "name"), ("Wills", "Wills!", "slug"), ("Wills", "new-client", "slug")):
        with pytest.raises(BadForm) as problem:
            new_form(session, name, slug, "en", office, ann, NOW)
        assert problem.value.where == where
    copied = new_form(session, "Wills", "wills", "es", office, ann, NOW, copy_of=first)
    made = draft_of(session, copied)
    assert made and made.definition["choices"] == draft.definition["choices"]
    own = session.get_one(FormPicture, made.definition["look"]["logo"])
    assert (own.form_id, own.content) == (copied.id, picture.content)
    assert copied not in published_forms(session)
    publish(session, copied, ann, NOW)
    assert copied in public_forms(session)
    close_form(session, copied, NOW, ann)
    close_form(session, copied, LATER, ann)
    closure = closure_of(session, copied)
    assert closure and (closure.at, closure.user, copied.closed_at) == (NOW, ann, NOW)
    assert copied in published_forms(session) and copied not in public_forms(session)
    reopen_form(session, copied, LATER, ann)
    reopen_form(session, copied, LATER, ann)
    assert copied in public_forms(session) and closure.ended_by == ann
    assert len(session.scalars(select(FormClosure)).all()) == 1
    salem = add_office(session, "Salem")
    for name in ("", " salem ", "x" * 101):
        with pytest.raises(BadOffice):
            add_office(session, name)
    with pytest.raises(BadOffice):
        rename_office(session, office, "SALEM")
    rename_office(session, salem, "salem")
    change_form(session, copied, " Wills and trusts ", "en", salem)
    assert (copied.name, copied.slug, copied.office) == ("Wills and trusts", "wills", salem)


def test_every_start_can_be_published_and_has_the_same_choices_in_each_language(session: Session) -> None:
    assert languages_of_starts() == {"en", "es"}
    for service in SERVICES:
        english, spanish = start_for(service, "en"), start_for(service, "es")
        for start in (english, spanish):
            assert checked(start, session) == [], service
            assert all(choice["follow_up"] for choice in start["choices"]), service
            assert {Kind(choice["kind"]) for choice in start["choices"] if choice["kind"]} >= {Kind.SEARCH_ENGINE}
            assert [choice["key"] for choice in start["choices"] if choice["last"]] == ["other", "forgotten"]
        same = [[(each["key"], each["kind"]) for each in start["choices"]] for start in (english, spanish)]
        assert same[0] == same[1], service
        assert not {each["label"] for each in english["choices"]} & {each["label"] for each in spanish["choices"]}
        assert start_for(service, "fr") == english
        english["choices"].clear()
        assert start_for(service, "en")["choices"]


def test_what_changed_is_said_of_every_part(session: Session) -> None:
    joe = partner(session, "Joe Smith")
    before = start_for("trade", "en")
    after = start_for("trade", "en") | {
        "contact": {"phone": False, "company": True},
        "shuffle": False,
        "thanks": {"text": before["thanks"]["text"], "address": "https://a.example/", "redirect": True},
        "look": {"accent": "#aa0000", "logo": 3},
        "retention_days": 30,
        "own": [before["own"][1] | {"required": True, "options": before["own"][1]["options"][1:]}],
    }
    after["choices"][0] |= {"source_id": joe.id, "follow_up": "", "last": True}
    said = changes_between(before, after, lambda number: {joe.id: "Joe Smith"}[number])
    assert said == [
        "The address after sending is now “https://a.example/”.",
        "The colour is now “#aa0000”.",
        "The choice “A friend or neighbour” now stands for Joe Smith, before for word of mouth.",
        "The choice “A friend or neighbour” asks nothing next.",
        "The choice “A friend or neighbour” stays at the end.",
        "Phone is asked for no more.",
        "Company is asked for.",
        "Taken out: the question of yours “Where is the job?”. Answers that chose it keep it.",
        "“How soon does it need doing?” has to be answered.",
        "Taken out: the option of “How soon does it need doing?” “At once”. Answers that chose it keep it.",
        "The choices stand in your order.",
        "Another logo.",
        "After sending, the address opens at once.",
        "The words are kept for 30 days.",
    ]
    assert changes_between(before, before, str) == []
    assert session.scalars(select(FormDraft)).all() == []
