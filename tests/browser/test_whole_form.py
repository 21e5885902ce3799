"""A form that asks everything, filled in on a telephone: with script and without, in two languages, in every look."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from records.db import db
from records.forming.forms import Form
from records.forming.pictures import add_picture
from tests.browser.looks import axe, check_every_look
from tests.intake.forming.test_looks import NOW
from tests.intake.forming.whole import EVERYTHING, KEPT, publish_whole
from tests.intake.sending import only, submissions
from tests.rig.picture import png

FORM = "/f/new-client"
PHONE = {"width": 360, "height": 740}
AFTER = [
    ("A person", "Who may we thank?", "¿A quién podemos dar las gracias?"),
    ("A website", "Which website?", "Which website?"),
    ("A search", "Did anything or anybody else lead you to us?", "¿Algo o alguien más le trajo hasta nosotros?"),
]


@pytest.fixture
def whole(app: Flask) -> int:
    """The published version, in yellow and with a logo."""
    with app.app_context():
        logo = add_picture(db.session(), db.session.get_one(Form, 1), png(180, 60, (10, 60, 90)), NOW, None).id
        db.session.commit()
    return publish_whole(app, look={"accent": "#ffcc00", "logo": logo}, privacy=EVERYTHING["privacy"])


def fill_in(page: Page, send: str) -> None:
    """Every question, in the order of the page; the follow-up of each choice is the one that is seen."""
    page.locator("[name=name]").fill("Maria Lopez")
    page.locator("[name=email]").fill("maria@mail.example")
    page.locator("[name=company]").fill("Lopez & Sons")
    page.get_by_label("Which court?").fill("Quincy <b>District</b>")
    page.get_by_label("What happened?").fill("A long\nstory")
    page.get_by_label("Later").check()
    page.get_by_label("This week").check()
    for area in ("Work", "Home", "Tax"):
        page.get_by_label(area, exact=True).check()
    page.get_by_label("Home", exact=True).uncheck()
    page.get_by_label("When is the hearing?").fill("2026-04-01")
    page.get_by_label("Phone at work").fill("(201) 555-0123")
    page.get_by_label("Second e-mail").fill("m@work.example")
    page.get_by_label("How much is it about?").fill("1,250.50")
    page.get_by_role("button", name=send).click()


def test_on_a_telephone_with_script_and_without_in_two_languages(
    app: Flask, page: Page, page_without_script: Page, whole: int
) -> None:
    del whole
    for visitor, look, send in ((page, "", "Send"), (page_without_script, "?language=es", "Enviar")):
        visitor.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a literal is asked for
        visitor.goto(FORM + look)
        expect(visitor.get_by_role("img", name="My firm")).to_be_visible()
        assert visitor.evaluate("document.images[0].naturalWidth") == 180
        fill_in(visitor, send)
        alert = visitor.get_by_role("alert")
        expect(alert).to_be_focused()
        expect(alert.get_by_role("link")).to_have_count(2)
        alert.get_by_role("link").last.click()
        expect(visitor.get_by_label("I agree to the terms of May 2026")).to_be_focused()
        expect(visitor.locator("[name=own-worth]")).to_have_value("1,250.50")
        for choice, *asked in AFTER:
            visitor.get_by_label(choice, exact=True).check()
            words = asked[1 if look else 0]
            expect(visitor.get_by_role("textbox", name=words)).to_be_visible()
            expect(visitor.locator("[name=searched]")).to_be_visible(visible=choice == "A search")
        expect(
            visitor.get_by_role("textbox", name="¿Qué buscó?" if look else "What did you search for?")
        ).to_be_visible()
        visitor.get_by_label("A person", exact=True).check()
        visitor.locator("[name=answer]").fill("Nisha at the bakery")
        visitor.get_by_label("I agree to the terms of May 2026").check()
        small = visitor.evaluate(
            """[...document.querySelectorAll("main :is(button, input:not([type=hidden]), textarea, .option, p a)")]
                .filter(each => !each.closest(".left-empty") && each.checkVisibility())
                .filter(each => !each.closest("label") && each.getBoundingClientRect().height < 24)
                .map(each => each.outerHTML)"""
        )
        assert small == []
        visitor.get_by_role("button", name=send).click()
        expect(visitor.get_by_role("heading", level=1)).to_have_text("Gracias" if look else "Thank you")
    kept = submissions(app)
    assert len(kept) == 2
    for each in kept:
        assert each.own_answers | {"story": each.own_answers["story"].replace("\r\n", "\n")} == KEPT
        assert each.answer == "Nisha at the bakery"
    assert only(list({each.client_id for each in kept})), "the same person"


def test_the_whole_form_in_every_look(page: Page, whole: int) -> None:
    page.goto(FORM)
    check_every_look(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_focused()
    check_every_look(page)
    page.goto(f"{FORM}/thanks")
    check_every_look(page)
    del whole


def test_from_right_to_left_nothing_stands_on_the_wrong_side(app: Flask, page: Page, whole: int) -> None:
    del whole
    folder = Path(app.config["INSTANCE_PATH"]) / "words"
    folder.mkdir(parents=True)
    words = {"Your name": "اسمك", "Send": "إرسال", "optional": "اختياري", "E-mail": "البريد الإلكتروني"}
    text = "".join(f'msgid "{english}"\nmsgstr "{said}"\n\n' for english, said in words.items())
    (folder / "ar.po").write_text(text, encoding="utf-8")
    page.goto(f"{FORM}?language=ar")
    name = page.get_by_label("اسمك")
    assert name.evaluate("element => getComputedStyle(element).direction") == "rtl"
    edges = page.evaluate(
        """[...document.querySelectorAll(".option")].map(row => {
            const [tick, words] = row.children;
            return tick.getBoundingClientRect().left >= words.getBoundingClientRect().right;
        })"""
    )
    assert edges
    assert all(edges), "ticks stand before their words, which is on the right"
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a literal is asked for
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
