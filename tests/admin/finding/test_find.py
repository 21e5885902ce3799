"""One search over everything: every kind is found, the best first, and whoever was erased is not."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from attribution import Kind, Result
from records.clients import Client
from records.db import db
from records.joining.join import join_clients
from records.money.payments import PaymentKind, record_payment
from records.relations.given.outcomes import log_referral
from records.sources import add_alias, add_source
from records.sources.merging import merge_sources
from records.sources.retiring import retire
from tests.admin.finding.finding import NOT_SAID, found_page, known, lines, named
from tests.admin.small_firm import CAME, client, credit, noon, partner
from tests.admin.test_reads import ann


def test_every_kind_is_found_with_what_tells_it_from_others(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        quinn = partner(session, "Quinn Marlow", organisation="Marlow & Sons", occupation="plumber", city="Leeds")
        add_source(session, "Marlow Gazette", Kind.ADVERTISEMENT, noon(CAME), "marlowgazette.example")
        came = client(session, "Petra Marlow", Result("auto", (credit(quinn),)), "My aunt Marlow told me")
        came.email = came.email_key = "petra@mail.example"
        log_referral(session, quinn, "Olga Marlow", CAME, noon(CAME), purpose="a leak")
        record_payment(session, came, 12_500, "USD", CAME, PaymentKind.RECEIVED, noon(CAME), ref="MARLOW")
        session.commit()
    found = lines(owner, "marlow")
    # At what minute depends on how many clients other tests have made.
    (answer,) = found.pop("answers")
    assert answer.startswith("Petra Marlow 10 Mar 2026, 1") and answer.endswith(" My aunt Marlow told me")
    assert found == {
        "clients": ["Petra Marlow came 10 Mar 2026 · Main office · won petra@mail.example"],
        "partners": ["Quinn Marlow person · plumber · Marlow & Sons · Leeds"],
        "sources": ["Marlow Gazette advertisement · marlowgazette.example"],
        "referrals": ["Olga Marlow to Quinn Marlow, 10 Mar 2026 · open a leak"],
        "payments": ["MARLOW US$125.00 received, 10 Mar 2026 Petra Marlow"],
    }
    page = found_page(owner, "marlow")
    assert "6 hits" in page and "My aunt <mark>Marlow</mark> told me" in page
    for address in ("clients/1", "partners/1", "sources/2", "answers/1", "referrals/1"):
        assert f'href="/admin/{address}"' in page and owner.get(f"/admin/{address}").status_code == 200
    for words, link in (("clients", "/admin/clients?q=marlow"), ("partners", "/admin/partners?q=marlow")):
        assert f'href="{link}"' in page
        assert "Marlow" in owner.get(link).text, words


def test_one_hit_is_shown_and_leads_nowhere_by_itself(firm: Flask, owner: FlaskClient) -> None:
    known(firm, "Zelda Quist")
    assert owner.get("/admin/find?q=zelda+quist").status_code == 200
    assert "1 hit<" in found_page(owner, "zelda quist").replace("\n", "<")


def test_whole_names_stand_before_beginnings_and_these_before_the_middle(firm: Flask, owner: FlaskClient) -> None:
    known(firm, "Lina Blackmann", "Mann", "Bo Mannheim", "Manning Roe", "Eva Mann")
    known(firm, "Ida Mann", came=date(2026, 5, 1))
    best = ["Mann", "Ida Mann", "Eva Mann", "Manning Roe", "Bo Mannheim", "Lina Blackmann"]
    assert named(owner, "mann") == best
    with firm.app_context():
        session = db.session()
        for name in ("Lina Blackmann", "Mann", "Bo Mannheim", "Manning Roe", "Eva Mann"):
            log_referral(session, partner(session, name), name, CAME, noon(CAME))
        session.commit()
    assert named(owner, "mann", "partners") == ["Mann", "Eva Mann", "Manning Roe", "Bo Mannheim", "Lina Blackmann"]
    assert named(owner, "mann", "referrals") == ["Mann", "Eva Mann", "Manning Roe", "Bo Mannheim", "Lina Blackmann"]


def test_words_are_found_in_any_order_and_each_has_to_be_there(firm: Flask, owner: FlaskClient) -> None:
    known(firm, "John Henry Smith", company="Acme Ltd")
    known(firm, "John Brown", "Anna Smith")
    for words in ("smith john", "john smith", "jo smi", "smith acme", "ACME, John"):
        assert named(owner, words) == ["John Henry Smith"], words
    assert "John Henry Smith" in owner.get("/admin/clients?q=smith+acme").text


@pytest.mark.parametrize(
    ("name", "company", "typed"),
    [
        ("Zoë Núñez", "", ("zoe nunez", "ZOË", "núñez")),
        ("Siobhan O’Brien", "", ("obrien", "o'brien", "O’BRIEN")),
        ("Mia Vogt", "Bäckerei Groß & Söhne", ("backerei", "GROSS", "söhne", "and sohne")),
        ("نور الخطيب", "", ("نور", "الخطيب")),
        ("田辺ひろし", "", ("田辺",)),
        ("Ken", "友達商店", ("友達", "ken 商店")),
        ("Łukasz Øster", "", ("lukasz", "oster")),
    ],
)
def test_case_accents_apostrophes_and_scripts_make_no_difference(
    firm: Flask, owner: FlaskClient, name: str, company: str, typed: tuple[str, ...]
) -> None:
    known(firm, name, company=company, answer=f"Told by {name}!")
    with firm.app_context():
        partner(db.session(), "Somebody", organisation=f"{name} {company}")
        db.session.commit()
    for words in typed:
        assert named(owner, words) == [name], words
        assert named(owner, words, "partners") == ["Somebody"], words
        if not company:
            assert named(owner, words, "answers") == [name], words


@pytest.mark.parametrize(("name", "typed"), [("渡辺", ("渡辺", "渡")), ("བསོད ནམས", ("བསོད", "ནམས བསོད"))])
def test_letters_that_folding_has_none_for_are_found_as_they_are(
    firm: Flask, owner: FlaskClient, name: str, typed: tuple[str, ...]
) -> None:
    with firm.app_context():
        session = db.session()
        client(session, name, NOT_SAID, f"{name} 😀")
        came = client(session, "Ana", NOT_SAID, "idk")
        joe = partner(session, name)
        add_alias(session, add_source(session, "Gazette", Kind.ADVERTISEMENT, noon(CAME)), name, noon(CAME), None)
        log_referral(session, joe, f"Ken {name}", CAME, noon(CAME))
        record_payment(session, came, 100, "USD", CAME, PaymentKind.RECEIVED, noon(CAME), ref=f"{name}-7")
        session.commit()
    for words in typed:
        parts = dict.fromkeys(("clients", "partners", "answers"), name)
        for part, called in {**parts, "sources": "Gazette", "referrals": f"Ken {name}"}.items():
            assert named(owner, words, part) == [called], (words, part)
        assert name in owner.get("/admin/clients", query_string={"q": words}).text
        assert name in owner.get("/admin/partners", query_string={"q": words}).text
    assert named(owner, f"{typed[0]} 7", "payments") == [f"{name}-7"]


@pytest.mark.parametrize("kept", ["07700 900123", "+44 7700 900123", "0044 7700-900-123", "(07700) 900123"])
def test_a_phone_is_found_however_it_is_written(firm: Flask, owner: FlaskClient, kept: str) -> None:
    (number,) = known(firm, "Hanna Berg", phone=kept)
    known(firm, "Somebody Else", phone="020 7946 0999")
    with firm.app_context():
        partner(db.session(), "Pia Lund", phone=kept)
        db.session.commit()
    whole = ("07700900123", "+44 7700 900 123", "+44 (0)7700 900123", "00447700900123")
    for typed in (*whole, "7700 900", "0123", "07700 90"):
        assert named(owner, typed) == ["Hanna Berg"], typed
        assert f'href="/admin/clients/{number}"' in owner.get("/admin/clients", query_string={"q": typed}).text
        assert named(owner, typed, "partners") == ["Pia Lund"], typed


def test_few_digits_behind_noughts_are_looked_for_as_they_stand(firm: Flask, owner: FlaskClient) -> None:
    for name, phone in (("Right", "+44 20 7946 0095"), ("Wrong", "+44 20 9512 3456")):
        known(firm, name, phone=phone)
        with firm.app_context():
            partner(db.session(), name, phone=phone)
            db.session.commit()
    for typed, name in (("0095", "Right"), ("0209", "Wrong"), ("00442", ""), ("0044 20 95", "Wrong")):
        both = ["Wrong", "Right"] if typed == "00442" else [name]
        assert named(owner, typed) == both, typed
        assert named(owner, typed, "partners") == sorted(both), typed


@pytest.mark.parametrize(
    "typed", ["٠٧٧٠٠٩٠٠١٢٣", "٩٠٠١٢٣", "\u202a+44 7700 900123\u202c", "+44\u00a07700\u2011900\u2011123", "7700–900"]
)
def test_a_phone_is_found_as_other_scripts_and_pages_write_it(firm: Flask, owner: FlaskClient, typed: str) -> None:
    known(firm, "Hanna Berg", phone="07700 900123")
    assert named(owner, typed) == ["Hanna Berg"]


def test_a_number_of_before_the_firm_said_its_country_is_found_with_its_code(app: Flask, owner: FlaskClient) -> None:
    known(app, "Hanna Berg", phone="07700 900123")
    assert named(owner, "+44 7700 900123") == ["Hanna Berg"]


def test_a_partner_is_found_by_phone_spelling_website_and_place(firm: Flask, owner: FlaskClient) -> None:
    with firm.app_context():
        session = db.session()
        far = {"phone": "07700 900456", "city": "York", "website": "lund-law.example", "email": "pia@lund.example"}
        pia = partner(session, "Pia Lund", **far)
        add_alias(session, pia, "Aunt Pipi", noon(CAME), None)
        gone = partner(session, "P. Lundt")
        retire(session, partner(session, "Lund Retired"), "moved", noon(CAME), ann(session))
        merge_sources(session, pia, gone, ann(session), noon(CAME))
        session.commit()
    for words in ("HTTPS://www.lund-law.example/about?x=1#y", "www.lund-law.example"):
        assert named(owner, words, "partners") == ["Pia Lund"], words
    for words in ("7700 900456", "lund law example", "pia@lund", "york", "Pia Lund"):
        assert named(owner, words, "partners") == ["Pia Lund"], words
    assert lines(owner, "pipi")["partners"] == ["Pia Lund also “Aunt Pipi” person · York · 07700 900456"]
    assert named(owner, "lund", "partners") == ["Pia Lund", "Lund Retired"]
    assert 'href="/admin/partners?q=lund+retired&amp;retired=1"' in found_page(owner, "lund retired")


@pytest.mark.parametrize(
    "words", ["zurich", "ZÜRICH", "Ärztin", "arztin", "lea zürich", "київ", "КИЇВ", "Адвокат", "адвокат"]
)
def test_places_and_occupations_are_found_however_they_are_written(firm: Flask, owner: FlaskClient, words: str) -> None:
    with firm.app_context():
        partner(db.session(), "Lea Wolf", city="Zürich", occupation="Ärztin")
        partner(db.session(), "Ivan", city="Київ", occupation="Адвокат")
        partner(db.session(), "Joe", city="Zug", occupation="baker")
        db.session.commit()
    (name,) = named(owner, words, "partners")
    listed = owner.get("/admin/partners", query_string={"q": words}).text
    assert name != "Joe" and f">{name}<" in listed and ">Joe<" not in listed


def test_whoever_was_joined_with_a_client_leads_to_them(firm: Flask, owner: FlaskClient) -> None:
    one = known(firm, "Ana Adams", company="Ice")
    other = known(firm, "Anna Adamsen", phone="07700 900789", email="anna@old.example", company="Été & Søn")
    with firm.app_context():
        session = db.session()
        keep, gone = session.get_one(Client, one[0]), session.get_one(Client, other[0])
        keep.email = keep.email_key = "ana@new.example"
        keep.phone, keep.phone_key = "020 7946 0000", "+442079460000"
        session.commit()
        join_clients(session, keep, gone, ann(session), noon(CAME))
        session.commit()
    for words in ("anna@old.example", "07700900789", "900 789", "Adamsen", "ETE and son", "été adamsen"):
        (line,) = lines(owner, words)["clients"]
        assert line.startswith("Ana Adams came")
        assert line.endswith("joined with Anna Adamsen · 07700 900789 · anna@old.example")
    assert "joined with" not in lines(owner, "ana@new")["clients"][0]
    assert "Ana Adams" in owner.get("/admin/clients?q=son+adamsen").text


def test_words_of_an_answer_are_found_with_what_is_around_them(firm: Flask, owner: FlaskClient) -> None:
    long = f"{'At first nobody could say. ' * 20}Then our neighbour’s plumber Señor Muñoz {'and more of it. ' * 30}"
    known(firm, "First", answer=long)
    known(firm, "Second", answer="Munoz")
    with firm.app_context():
        client(db.session(), "Third", NOT_SAID, "google", searched="munoz plumber", need="A will for Mrs Munoz-Bell")
        db.session.commit()
    first, *_ = lines(owner, "plumber munoz")["answers"]
    page = found_page(owner, "plumber munoz")
    assert "plumber</mark> Señor <mark>Muñoz</mark>" in page
    assert "…" in page and first.endswith("searched for munoz plumber")
    assert sorted(named(owner, "munoz", "answers")) == ["First", "Second", "Third"]
    assert "about what they need A will for Mrs" in lines(owner, "munoz bell")["answers"][0]


def test_a_payment_is_found_by_its_reference_written_otherwise(firm: Flask, owner: FlaskClient) -> None:
    (number,) = known(firm, "Una Vale")
    with firm.app_context():
        session = db.session()
        who = session.get_one(Client, number)
        for ref in ("INV-2031", "INV-20311", "RE-X-2031", "pi_3Nannq", "DEPOSIT", "СЧ-101", "Ä-12"):
            record_payment(session, who, 100, "USD", CAME, PaymentKind.BILLED, noon(CAME), ref=ref)
        session.commit()
    assert named(owner, "inv 2031", "payments") == ["INV-2031", "INV-20311"]
    assert named(owner, "INV-20311", "payments") == ["INV-20311"]
    assert sorted(named(owner, "2031", "payments")) == ["INV-2031", "INV-20311", "RE-X-2031"]
    assert named(owner, "deposit", "payments") == ["DEPOSIT"]
    assert named(owner, "сч-101", "payments") == ["СЧ-101"]
    assert named(owner, "ä-12", "payments") == ["Ä-12"]
    assert "payments" not in lines(owner, "inv-")
    assert "payments" not in lines(owner, "ann")


def test_a_name_that_is_spelled_otherwise_is_proposed(firm: Flask, owner: FlaskClient) -> None:
    known(firm, "Stephen Yee")
    assert lines(owner, "Steven Yee") == {"alike": ["Stephen Yee has another form of this name · " + _email(firm)]}


def _email(app: Flask) -> str:
    with app.app_context():
        return db.session.query(Client).one().email


def test_of_very_many_a_hundred_are_counted_and_all_of_these_can_be_seen(firm: Flask, owner: FlaskClient) -> None:
    known(firm, *(f"Robin Reed {n}" for n in range(9)), answer="the Reed brothers")
    page = found_page(owner, "reed")
    assert len(named(owner, "reed")) == len(named(owner, "reed", "answers")) == 8
    assert 'href="/admin/find?q=reed&amp;only=answers"' in page and "All 9 of them" in page
    assert len(lines(owner, "reed", only="answers")["answers"]) == 9
    assert list(lines(owner, "reed", only="answers")) == ["answers"]
    known(firm, *(f"Robin Reed {n}" for n in range(92)), answer="the Reed brothers")
    page = found_page(owner, "reed")
    assert page.count("more than 100") == 2 and "More than 200 hits" in page and "The first 100 of them" in page
    assert len(lines(owner, "reed", only="answers")["answers"]) == 100
