"""What is proposed of a file, to be confirmed: its columns by their titles, and how Windows has written it."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from records.clients import Client
from records.db import db
from records.importing import KINDS
from records.importing.files.likely_titles import likely_titles
from records.importing.files.windows_text import from_windows
from records.imports import Import
from records.sources import Partner
from tests.admin.reading import visible
from tests.admin.sending_files import IMPORTS, give, lines, press
from tests.rig.forms import fields

FILE = lines("Full name,Mail,Date,How did you hear about us?", "José Núñez,jose@mail.example,2026-03-04,Joe Smith")


def test_what_the_titles_suggest_is_chosen_and_the_rest_is_folded(app: Flask, owner: FlaskClient) -> None:
    page = owner.get(give(owner, FILE, "clients.csv", "clients").location)
    data = fields(page, f"{IMPORTS}/columns", having="of_name")
    assert {name[3:]: title for name, title in data.items() if name.startswith("of_") and title} == {
        "name": "Full name",
        "email": "Mail",
        "came_on": "Date",
        "answer": "How did you hear about us?",
    }
    shown, _, folded = page.text.partition('<details class="others">')
    assert shown.count('<select id="of_') == 4 and folded.count('<select id="of_') == 9
    assert "9 further fields: Its number or reference, telephone, company" in visible(page.text)
    # Nothing is wrong yet, and nothing speaks of a command.
    assert 'role="alert"' not in page.text and "came_on'" not in page.text
    done = owner.post(f"{IMPORTS}/columns", data=data)
    press(owner, owner.get(done.location), "/confirmation")
    with app.app_context():
        client = db.session.scalars(select(Client)).one()
        assert (client.name, client.email, client.came_on.isoformat()) == (
            "José Núñez",
            "jose@mail.example",
            "2026-03-04",
        )


@pytest.mark.parametrize(
    ("kind", "header", "found"),
    [
        (
            "payments",
            "Customer,Total,Date,Type",
            {"client": "Customer", "amount": "Total", "on": "Date", "kind": "Type"},
        ),
        ("partners", "Contact Name,Company,E-mail Address", {"name": "Contact Name", "organisation": "Company"}),
        ("costs", "Vendor,Cost,Month", {"source": "Vendor", "amount": "Cost", "from": "Month"}),
        ("referrals", "Referred to,Client,Date", {"partner": "Referred to", "who": "Client", "on": "Date"}),
        # What has a column of its own name is not guessed, and no column is proposed twice.
        ("clients", "name,Client,came on,Date", {"name": "name", "came_on": "came on"}),
        ("clients", "Date,Date,Name", {"name": "Name"}),
        (
            "clients",
            "Mandant,E-Mail-Adresse,Tel.-Nr.,Erstkontakt,Wie sind Sie auf uns aufmerksam geworden?",
            {
                "name": "Mandant",
                "email": "E-Mail-Adresse",
                "phone": "Tel.-Nr.",
                "came_on": "Erstkontakt",
                "answer": "Wie sind Sie auf uns aufmerksam geworden?",
            },
        ),
        (
            "payments",
            "Kunde,Betrag,Zahlungsdatum,Rechnungsnr.",
            {"client": "Kunde", "amount": "Betrag", "on": "Zahlungsdatum", "ref": "Rechnungsnr."},
        ),
        (
            "clients",
            "Nom et prénom,Téléphone,Date d’entrée,Qui vous a recommandé ?",
            {
                "name": "Nom et prénom",
                "phone": "Téléphone",
                "came_on": "Date d’entrée",
                "answer": "Qui vous a recommandé ?",
            },
        ),
        ("partners", "Nombre,Empresa,Profesión,Teléfono", {"organisation": "Empresa", "phone": "Teléfono"}),
        ("clients", "Shoe size,Colour", {}),
    ],
)
def test_columns_are_known_by_what_they_are_usually_called(kind: str, header: str, found: dict[str, str]) -> None:
    titles = header.split(",")
    guessed = likely_titles(KINDS[kind].fields, titles)
    assert found.items() <= guessed.items()
    assert len(set(guessed.values())) == len(guessed)
    assert found or not guessed


def test_what_windows_has_written_is_read_and_said(app: Flask, owner: FlaskClient) -> None:
    asked = owner.get(give(owner, FILE.encode("cp1252"), "clients.csv", "clients").location)
    said = "The file is not UTF-8, so it was read as Excel on Windows saves it. Look whether letters with accents"
    assert said in visible(asked.text) and "José Núñez" in asked.text
    done = owner.post(f"{IMPORTS}/columns", data=fields(asked, f"{IMPORTS}/columns", having="of_name"))
    page = visible(owner.get(done.location).text)
    assert said in page and "New 1" in page and "Wrong 0" in page
    assert list((Path(app.config["INSTANCE_PATH"]) / "uploads").iterdir()) == []


def test_what_is_said_of_a_file_of_windows_has_no_word_of_it(app: Flask, owner: FlaskClient) -> None:
    given = give(owner, lines("Prénom,name,came_on", ",Müllerová,2026-03-04").encode("cp1252"), kind="clients")
    press(owner, owner.get(given.location), "/confirmation")
    with app.app_context():
        record = db.session.scalars(select(Import)).one()
        kept = " ".join(record.notices or ())
        assert "Excel on Windows" in kept and "Müllerová" not in kept
    (person,) = [part.partition('"')[0] for part in owner.get(given.location).text.split('href="/admin/clients/')[1:]]
    assert "Müllerová" in owner.get(f"/admin/clients/{person}").text


def test_a_megabyte_without_a_blank_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"name,came_on\n" + b"a" * 2**20 + b"\n\xe9,2026-01-02\n")
    # Looking from each letter anew for the end of its word would take hours.
    assert from_windows(path)
    assert path.read_text("utf-8").endswith("a\né,2026-01-02\n")
    assert not from_windows(path)


def test_a_file_with_a_damaged_place_is_not_taken_for_one_of_windows(owner: FlaskClient) -> None:
    damaged = "name,came_on\nJosé,2026-01-02\n".encode() + b"Ren\xe9,2026-01-03\n"
    page = visible(owner.get(give(owner, damaged, kind="clients").location).text)
    assert "New 1" in page and "Wrong 1" in page and "Windows" not in page


def test_a_workbook_that_is_none_is_said_at_once(owner: FlaskClient) -> None:
    given = give(owner, "not really a workbook\n", "clients.xlsx", "clients")
    assert given.status_code == 422
    assert "The file is called an Excel workbook, but is none, or is damaged." in visible(given.text)
    # A table stays one, whatever it is called.
    assert give(owner, lines("name,came_on", "Ana,2026-01-02"), "clients.xlsx", "clients").status_code == 303


def test_columns_that_would_be_left_out_are_asked_about(app: Flask, owner: FlaskClient) -> None:
    file = lines("Name;Firma;E-Mail;Notiz", "Jörg Müller;Müller GmbH;joerg@mueller.example;Golf")
    asked = give(owner, file, kind="partners")
    assert asked.location.startswith(f"{IMPORTS}/columns/new?file=")
    page = owner.get(asked.location)
    assert "Not taken in as it stands: Notiz . To keep it, choose it at the field that it belongs to." in visible(
        page.text
    )
    data = fields(page, f"{IMPORTS}/columns", having="of_name")
    assert data["of_organisation"] == "Firma"
    # Of partners there are no days and no amounts that could be written in several ways.
    assert "dates" not in data and "numbers" not in data
    done = owner.post(f"{IMPORTS}/columns", data=data)
    press(owner, owner.get(done.location), "/confirmation")
    with app.app_context():
        assert db.session.scalars(select(Partner.organisation)).one() == "Müller GmbH"
    # It was said once; the next file with this header is read at once, and so is one whose further columns are empty.
    assert give(owner, file, kind="partners").location == f"{IMPORTS}/2"
    assert give(owner, lines("name;Blank", "Joe Smith;"), kind="partners").location == f"{IMPORTS}/3"


@pytest.mark.parametrize(
    ("kind", "above"),
    [
        ("partners", ["Unsere Empfehlungsgeber, Stand Oktober"]),
        ("partners", ["Referral partners;;;", "as of 2026-10-01;;;", ";;;"]),
        ("clients", ["Clients, new and old;;;", ""]),
    ],
)
def test_titles_above_the_header_are_passed_over(owner: FlaskClient, kind: str, above: list[str]) -> None:
    file = lines(*above, "name;came on;Firma;email", "Joe Smith;2026-03-04;Smith Realty;joe@smith.example")
    page = owner.get(give(owner, file, kind=kind).location)
    titles = ("name", "came on", "Firma", "email")
    head = page.text.partition("<thead>")[2].partition("</thead>")[0]
    assert re.findall(r'<th scope="col">(.*?)</th>', head) == ["Line", *titles]
    assert f'<th scope="row">{len(above) + 2}</th><td>Joe Smith</td>' in page.text


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("First Name;Last Name;Company", "Joe;Smith;Smith Realty"),
        ("Name;Vorname;Firma", "Smith;Joe;Smith Realty"),
        ("Empresa;Nombre;Apellidos", "Smith Realty;Joe;Smith"),
    ],
)
def test_names_in_two_columns_are_put_together(app: Flask, owner: FlaskClient, header: str, row: str) -> None:
    page = owner.get(give(owner, lines(header, row), kind="partners").location)
    assert "(Joe Smith)" in visible(page.text) and "Not taken in" not in visible(page.text)
    done = owner.post(f"{IMPORTS}/columns", data=fields(page, f"{IMPORTS}/columns", having="of_name"))
    press(owner, owner.get(done.location), "/confirmation")
    with app.app_context():
        kept = db.session.scalars(select(Partner)).one()
        assert (kept.source.name, kept.organisation) == ("Joe Smith", "Smith Realty")
    assert give(owner, lines(header, row), kind="partners").location == f"{IMPORTS}/2"
    assert "not used" not in visible(owner.get(f"{IMPORTS}/2").text)
