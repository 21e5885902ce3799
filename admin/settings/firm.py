"""What the owner says of the firm itself."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from admin.frame import the_frame
from admin.pages import pages
from admin.settings.firm_form import FirmForm
from admin.staff.access import only_an_owner
from records.db import db
from records.firm import change_firm


@pages.get("/firm")
def firm() -> str:
    """The form for the firm's name, money, days and place."""
    only_an_owner()
    return render_template("admin/settings/firm.html", form=FirmForm(the_frame().firm, formdata=None))


@pages.post("/firm")
def save_firm() -> ResponseReturnValue:
    """What the owner said of the firm."""
    only_an_owner()
    form = FirmForm(the_frame().firm)
    form.kept = {"website": the_frame().firm.website}
    if not form.validate():
        return render_template("admin/settings/firm.html", form=form), 422
    change_firm(db.session(), form.particulars())
    db.session.commit()
    flash("The firm is kept.")
    return redirect(url_for("admin.firm"), code=303)
