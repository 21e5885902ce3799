"""Why the firm may write to the clients of an import, or to one client: said by somebody, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.coverage.client_part import BUTTON, PART, BasisForm
from admin.fields.typed_again import typed_again
from admin.pages import find, pages
from records.coverage.permissions import Permission, allow_import, end_permission, permissions_of
from records.db import db
from records.imports import Import, ImportState


@dataclass(frozen=True, slots=True)
class Basis:
    """What was said of an import, and the form to say more."""

    said: Sequence[Permission]
    form: BasisForm

    @property
    def holds(self) -> bool:
        """Whether the firm may write to those whom it has brought."""
        return any(each.ended_at is None for each in self.said)


def basis_of(record: Import) -> Basis | None:
    """The part of an import's page; None where it has brought no clients."""
    if record.kind != "clients" or record.state is not ImportState.FINISHED:
        return None
    return Basis(permissions_of(db.session(), record), BasisForm(formdata=None))


@pages.post("/imports/<int:number>/mail-permissions")
def allow_mail_to_import(number: int) -> ResponseReturnValue:
    """Somebody says that the firm may write to all whom an import has brought, and why."""
    record, form = find(Import, number), BasisForm()
    if record.kind != "clients" or record.state is not ImportState.FINISHED:
        abort(404)
    back = url_for("admin.import_", number=number, _anchor="may-write")
    if not form.validate():
        return typed_again(form, "admin.imports", f"The clients of {record.filename}", BUTTON, back, record.filename)
    allow_import(db.session(), record, form.basis.data or "", datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"You may write to the clients of {record.filename}: {form.basis.data}.")
    return redirect(back, code=303)


@pages.post("/mail-permissions/<int:number>/end")
def end_permission_to_write(number: int) -> ResponseReturnValue:
    """Take it back; mails that rest on it alone and wait are not sent."""
    permission = find(Permission, number)
    end_permission(db.session(), permission, datetime.now(UTC), current_user)
    db.session.commit()
    flash("Taken back. Mails that wait and rest on this alone are not sent.")
    if permission.import_id:
        return redirect(url_for("admin.import_", number=permission.import_id, _anchor="may-write"), code=303)
    return redirect(url_for("admin.client", number=permission.client_id, _anchor=PART), code=303)
