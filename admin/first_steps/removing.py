"""Taking out what somebody sent to try the form."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.pages import find, pages
from admin.staff.access import only_an_owner
from records.clients import Client
from records.db import db
from records.engine.shredding import swept
from records.first_steps.removed_tests import NoTest, check_is_test, remove_test


@pages.get("/clients/<int:number>/test")
def test_of_form(number: int) -> str:
    """What goes, or why this is no test."""
    only_an_owner()
    client, why = find(Client, number), ""
    try:
        check_is_test(db.session(), client)
    except NoTest as problem:
        why = str(problem)
    return render_template("admin/first_steps/test.html", client=client, why=why)


@pages.post("/clients/<int:number>/test-removal")
def remove_test_of_form(number: int) -> ResponseReturnValue:
    """Take the test out for good."""
    only_an_owner()
    client = find(Client, number)
    try:
        remove_test(db.session(), client, datetime.now(UTC), current_user)
    except NoTest as problem:
        db.session.rollback()
        return render_template("admin/first_steps/test.html", client=find(Client, number), why=str(problem)), 422
    db.session.commit()
    swept(db.engine)
    flash("The test is taken out. It counts nowhere, and none of its words are kept.")
    return redirect(url_for("admin.clients"), code=303)
