"""The firm's offices: places or brands that forms, clients and staff belong to."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import StringField

from admin.fields.limits_of_text import Length
from admin.pages import find, pages
from records.db import db
from records.firm import Office, all_offices
from records.firm.offices import BadOffice, add_office, rename_office
from reports.forming.listed import forms_listed


class OfficeForm(FlaskForm):
    """An office's name."""

    name = StringField("Name", [Length(max=100, message="At most 100 characters.")])


@pages.get("/offices")
def offices() -> str:
    """Every office, with its forms."""
    return _page()


@pages.post("/offices")
def new_office() -> ResponseReturnValue:
    """An office more."""
    typed = OfficeForm()
    try:
        if not typed.validate():
            return _page(added=typed), 422
        office = add_office(db.session(), typed.name.data or "")
    except BadOffice as problem:
        typed.name.errors = [str(problem)]
        return _page(added=typed), 422
    db.session.commit()
    flash(f"{office.name} is an office now.")
    return redirect(url_for("admin.offices"), code=303)


@pages.post("/offices/<int:number>")
def change_office(number: int) -> ResponseReturnValue:
    """Another name for an office; whoever belongs to it still does."""
    office, typed = find(Office, number), OfficeForm()
    try:
        if not typed.validate():
            return _page(changed=(number, typed)), 422
        rename_office(db.session(), office, typed.name.data or "")
    except BadOffice as problem:
        typed.name.errors = [str(problem)]
        return _page(changed=(number, typed)), 422
    db.session.commit()
    flash(f"The office is called {office.name} now.")
    return redirect(url_for("admin.offices"), code=303)


def _page(added: OfficeForm | None = None, changed: tuple[int, OfficeForm] | None = None) -> str:
    session = db.session()
    forms: dict[int, list[str]] = {}
    for each in forms_listed(session):
        forms.setdefault(each.form.office_id, []).append(each.form.name)
    rows = []
    for office in all_offices(session):
        typed = changed[1] if changed and changed[0] == office.id else OfficeForm(formdata=None, name=office.name)
        typed.name.id = f"name-{office.id}"
        rows.append((office, forms.get(office.id, []), typed))
    return render_template("admin/forms/offices.html", rows=rows, added=added or OfficeForm(formdata=None))
