"""The list of the firm's forms, and what came by each of them."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.fields.languages import languages
from admin.formats import moment
from admin.out import goes_out, handed_out
from admin.pages import find, number_typed, pages
from admin.paging import Paging, page_asked
from admin.tables.covers import cover_of
from records.db import db
from records.forming.forms import Form, FormVersion
from reports.forming.answered import answered
from reports.forming.listed import forms_listed
from reports.tables.description import Column, Row, Table

PAGE = 50
EVERYTHING = 1_000_000


@pages.get("/forms")
def forms() -> str:
    """Every form."""
    return render_template("admin/forms/list.html", listed=forms_listed(db.session()), languages=languages())


@pages.get("/forms/<int:number>/answers")
def form_answers(number: int) -> ResponseReturnValue:
    """What came by a form, or by one version of it."""
    form, session = find(Form, number), db.session()
    typed = request.args.get("version", "")
    version = number_typed(typed) if typed else None
    if typed and version is None:
        abort(404)
    if goes_out():
        return handed_out(_table(form, version))
    page = page_asked()
    found = answered(session, form, version, page, PAGE)
    return render_template(
        "admin/forms/answers.html",
        form=form,
        version=version,
        found=found,
        paging=Paging(page, PAGE, found.in_all),
    )


def _table(form: Form, version: int | None) -> Table:
    found = answered(db.session(), form, version, size=EVERYTHING)
    title = f"Answers of {form.name}" + (f", version {version}" if version else "")
    return Table(
        title=title,
        columns=[
            Column("Client"),
            Column("Received"),
            Column("Version"),
            Column("Choice"),
            Column("In their words", wide=True),
        ],
        rows=[
            Row((each.client.name, moment(each.received_at), _number(each.form_version), each.choice_label, each.said))
            for each in found.submissions
        ],
        sheet="Answers",
        cover=cover_of(),
    )


def _number(version: FormVersion | None) -> str:
    return str(version.number) if version else ""
