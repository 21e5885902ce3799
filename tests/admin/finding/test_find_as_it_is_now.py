"""What is found is what is kept now: corrected, erased, held back or let in again; and a look changes nothing."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from flask_migrate import downgrade, upgrade
from sqlalchemy import event, text

from records.answers.submissions import Submission
from records.clients import Client
from records.db import db
from records.erasing import erase
from records.erasing.answers import forget_answers
from records.importing import ShortTurns, undo_import
from records.imports import Import
from records.joining.join import join_clients
from records.relations.given.outcomes import log_referral
from records.relations.known.tags import set_tags, tags_of_partner
from records.sources import Source, add_alias
from records.spam.held import HeldSubmission
from records.spam.verdicts import mark_spam, undo_verdict
from tests.admin.finding.finding import found_page, known, lines, named
from tests.admin.small_firm import CAME, held_back, noon, partner, submission_of
from tests.admin.test_reads import ann


def test_an_erased_person_is_found_by_nothing_of_theirs(firm: Flask, owner: FlaskClient) -> None:
    (number,) = known(firm, "Zebedee Quixwell", company="Quix Ltd", phone="07700 900321", answer="my cousin Ottoline")
    with firm.app_context():
        session = db.session()
        log_referral(
            session,
            partner(session, "Joe"),
            "Zebedee Quixwell",
            CAME,
            noon(CAME),
            client=session.get_one(Client, number),
        )
        session.commit()
    words = ("zebedee", "quixwell", "quix ltd", "07700 900321", "ottoline", "my cousin")
    assert all(lines(owner, each) for each in words)
    with firm.app_context():
        erase(db.session(), db.session.get_one(Client, number), noon(CAME))
        db.session.commit()
    assert not any(lines(owner, each) for each in (*words, "erased client"))


def test_words_whose_time_is_over_are_found_no_more(firm: Flask, owner: FlaskClient) -> None:
    (number,) = known(firm, "Una Vale", answer="my cousin Ottoline")
    with firm.app_context():
        session = db.session()
        who = session.get_one(Client, number)
        forget_answers(session, who, [submission_of(session, who)], noon(CAME))
        session.commit()
    assert "answers" not in lines(owner, "ottoline")
    assert named(owner, "una vale") == ["Una Vale"]


def test_what_is_held_back_is_no_answer_until_it_is_let_in_again(firm: Flask, owner: FlaskClient) -> None:
    (number,) = known(firm, "Sid Seller", answer="cheap Zorbing offers")
    with firm.app_context():
        session = db.session()
        held_back(session, name="Zorbing Sam", words="Zorbing for all")
        who = session.get_one(Client, number)
        told = submission_of(session, who)
        (held,) = mark_spam(session, [told], ann(session), noon(CAME))
        session.commit()
        mark = held.id
    assert lines(owner, "zorbing") == {}
    with firm.app_context():
        undo_verdict(db.session(), db.session.get_one(HeldSubmission, mark), ann(db.session()), noon(CAME))
        db.session.commit()
    assert named(owner, "zorbing", "answers") == ["Sid Seller"]


def test_a_look_writes_nothing(firm: Flask, owner: FlaskClient) -> None:
    known(firm, "Una Vale")
    asked: list[str] = []
    with firm.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2].split()[0].upper()))
    found_page(owner, "una")
    assert set(asked) <= {"SELECT", "BEGIN", "SET"}


def test_a_company_is_found_by_what_it_is_now(firm: Flask, owner: FlaskClient) -> None:
    (number,) = known(firm, "Una Vale", company="Été Ltd")
    assert named(owner, "ete") == ["Una Vale"]
    with firm.app_context():
        session = db.session()
        session.get_one(Client, number).company = "Hiver"
        session.get_one(Submission, 1).answer = "Printemps"
        session.commit()
        source = partner(session, "Joe", organisation="Automne")
        session.commit()
        session.get_one(Source, source.id).partner.organisation = "Saison"  # type: ignore[union-attr]
        session.commit()
    assert named(owner, "ete") == named(owner, "automne", "partners") == []
    assert named(owner, "hiver") == named(owner, "printemps", "answers") == ["Una Vale"]
    assert named(owner, "saison", "partners") == ["Joe"]


def test_what_was_kept_before_is_found_after_the_update(firm: Flask, owner: FlaskClient) -> None:
    known(firm, "Una Vale", company="Été Ltd", answer="Señor Muñoz, by far")
    numbers = known(firm, "Ana Adams", "Anna Adamsen", company="Søn")
    with firm.app_context():
        session = db.session()
        partner(session, "Joe", organisation="Automne & Cie", occupation="Notaire", city="Orléans")
        stays, goes = (session.get_one(Client, number) for number in numbers)
        stays.company = "Ice"
        session.commit()
        join_clients(session, stays, goes, ann(session), noon(CAME))
        session.commit()
        downgrade(revision="0108")
        upgrade()
    assert named(owner, "ete ltd") == named(owner, "munoz by", "answers") == ["Una Vale"]
    assert named(owner, "automne and cie", "partners") == named(owner, "notaire orleans", "partners") == ["Joe"]
    assert named(owner, "son adamsen") == ["Ana Adams"]
    with firm.app_context():
        assert db.session.get_one(Submission, 1).words_key == " senor munoz by far \n a will "


def test_keys_in_other_letters_are_made_anew_by_the_update(firm: Flask, owner: FlaskClient) -> None:
    known(firm, "渡邉 凛", company="友凛", answer="友凛 told me")
    with firm.app_context():
        session = db.session()
        joe = partner(session, "Joe")
        alias = add_alias(session, joe, "凛さん", noon(CAME), None)
        set_tags(session, joe, ["友凛"], noon(CAME), ann(session))
        tag = tags_of_partner(session, joe.id)[0]
        before = (alias.name_key, tag.name_key)
        for table in ("clients", "aliases", "tags"):
            session.execute(text(f"UPDATE {table} SET name_key = ''"))  # noqa: S608 - the names stand above
        session.execute(text("UPDATE submissions SET words_key = ''"))
        session.commit()
        downgrade(revision="0110")
        upgrade()
        session.expire_all()
        assert (session.get_one(Client, 1).name_key, alias.name_key, tag.name_key) == ("渡邉 凛", *before)
        assert "友凛" in session.get_one(Submission, 1).words_key
    assert named(owner, "渡邉") == named(owner, "友凛") == ["渡邉 凛"]


def test_what_a_file_brings_and_changes_is_found_until_it_is_taken_back(
    firm: Flask, owner: FlaskClient, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    for turn, company in enumerate(("Été Ltd", "Hiver & Co")):
        file = tmp_path / f"clients{turn}.csv"
        file.write_text(
            f"ref,name,email,came_on,company,answer\n7,Una Vale,una@mail.example,2026-03-01,{company},Tante Ottoline\n",
            encoding="utf-8",
        )
        assert runner.invoke(args=["import", "clients", str(file)]).exit_code == 0
        assert named(owner, company) == named(owner, "tante ottoline", "answers") == ["Una Vale"]
    assert named(owner, "ete") == []
    with firm.app_context():
        session = db.session()
        undo_import(session, session.get_one(Import, 2), None, noon(CAME), pause=ShortTurns(session))
        session.commit()
    assert named(owner, "ete ltd") == ["Una Vale"]
    assert named(owner, "hiver") == []
