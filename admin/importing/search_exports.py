"""Search totals: taking in what a search engine exports, and which periods are there."""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, ValidationError
from wtforms.validators import InputRequired

from admin.fields.limits_of_text import Length
from admin.fields.money_fields import DayField
from admin.formats import plural
from admin.pages import pages
from admin.paging import Paging, page_asked
from records.db import db
from records.engine.reading import may_write, only_read, reads_first
from records.importing import BadCall, Outcome, ShortTurns, read_file, take_in
from records.keywords.search_totals import forget_totals
from reports.importing.search_periods import newest_imports, search_periods, totals_of

PAGE = 200
_LONGEST_NAME = 120


class ExportForm(FlaskForm):
    """The file, and the period that it does not say."""

    file = FileField("The export", [FileRequired("Choose the file that the search console gave you.")])
    starts_on = DayField("From", [InputRequired("Say the first day of the period.")])
    ends_on = DayField("To", [InputRequired("Say the last day of the period.")])
    strict = BooleanField("Take nothing in if a row is refused")

    def validate_ends_on(self, field: Any) -> None:
        """A period ends on or after the day that it begins."""
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError("The period ends before it begins. Exchange the two days.")


class ForgetForm(FlaskForm):
    """Which period of which engine is to be forgotten."""

    engine = HiddenField(validators=[Length(max=40)])
    starts_on = DayField(validators=[InputRequired()])
    ends_on = DayField(validators=[InputRequired()])


@pages.get("/keywords/exports")
def search_exports() -> str:
    """The periods that are there, and the form for another export."""
    return _page(ExportForm(formdata=None))


@pages.get("/keywords/totals")
def search_totals() -> ResponseReturnValue:
    """The totals of one period, of one engine or of all: the list behind their sums. Without a period, all of them."""
    if not {"from", "to"} & request.args.keys():
        return redirect(url_for("admin.search_exports"), code=303)
    try:
        starts_on, ends_on = (date.fromisoformat(request.args.get(name, "")) for name in ("from", "to"))
    except ValueError:
        abort(422, "the address needs both days of an exported period, such as from=2026-03-01&to=2026-03-31")
    page, engine = page_asked(), request.args.get("engine", "")
    found = totals_of(db.session(), starts_on, ends_on, engine, page, PAGE)
    if not found.in_all:
        abort(404)
    return render_template(
        "admin/importing/search_totals.html",
        starts_on=starts_on,
        ends_on=ends_on,
        engine=engine,
        found=found,
        paging=Paging(page, PAGE, found.in_all),
    )


@pages.post("/keywords/exports")
@reads_first
def take_in_export() -> ResponseReturnValue:
    """An export: its good rows go in, and the page says which others did not."""
    form = ExportForm()
    if not form.validate():
        return _page(form), 422
    try:
        outcome = _taken_in(form)
    except BadCall as problem:
        db.session.rollback()
        form.file.errors = [*form.file.errors, f"{str(problem)[:1].upper()}{str(problem)[1:].rstrip('.')}."]
        return _page(form), 422
    if not (outcome.added or outcome.changed) and outcome.refused:
        return _page(form, outcome), 422
    flash(_what_happened(outcome))
    return redirect(url_for("admin.search_exports"), code=303)


@pages.post("/keywords/exports/forgotten")
def forget_export() -> ResponseReturnValue:
    """The totals of one period of one engine are forgotten, such as those given with a wrong period."""
    form = ForgetForm()
    if not form.validate() or form.starts_on.data is None or form.ends_on.data is None:
        return _page(ExportForm(formdata=None)), 422
    gone = forget_totals(db.session(), form.engine.data or "", form.starts_on.data, form.ends_on.data)
    db.session.commit()
    flash(f"{plural(gone, 'total')} of {form.engine.data} forgotten." if gone else "These totals were gone already.")
    return redirect(url_for("admin.search_exports"), code=303)


def _taken_in(form: ExportForm) -> Outcome:
    """Read the file and take it in. Raises BadCall if it is no export.

    Forms of the public go on being kept meanwhile: no transaction is open while the file is read, and it goes in by
    short ones.
    """
    db.session.rollback()
    sent = form.file.data
    with tempfile.TemporaryDirectory() as folder:
        # The name that a browser sends is only shown; on the disk the file has one of ours.
        file = Path(folder) / "export"
        sent.save(file)
        period = {"from": form.starts_on.data.isoformat(), "to": form.ends_on.data.isoformat()}  # type: ignore[union-attr]
        sheet = read_file(file, "keywords", {}, period)
        sheet.filename = Path(sent.filename or "").name[:_LONGEST_NAME] or "export"
        may_write()
        session = db.session()
        turns = ShortTurns(session)
        outcome = take_in(session, sheet, datetime.now(UTC), user=current_user, strict=form.strict.data, pause=turns)
        only_read()
        return outcome


def _what_happened(outcome: Outcome) -> str:
    if not (outcome.added or outcome.changed):
        return f"Nothing is new: all {plural(outcome.unchanged, 'row')} of this period are there already."
    told = [f"{plural(outcome.added, 'query', 'queries')} taken in"]
    told += [f"{outcome.changed} changed"] if outcome.changed else []
    told += [f"{outcome.unchanged} known already"] if outcome.unchanged else []
    told += [f"{plural(outcome.refused, 'row')} refused, see below"] if outcome.refused else []
    return f"{', '.join(told)}."


def _page(form: ExportForm, outcome: Outcome | None = None) -> str:
    session = db.session()
    return render_template(
        "admin/importing/search_exports.html",
        form=form,
        outcome=outcome,
        periods=search_periods(session),
        imports=newest_imports(session),
    )
