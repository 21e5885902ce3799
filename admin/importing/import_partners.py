"""Rows of partners who look like somebody that is there: which it is, and who is there twice after an import."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from admin.formats import plural, sentence_of
from admin.importing.import_rows import row_of
from admin.pages import LARGEST_NUMBER, find, pages
from records.db import db
from records.importing import NotWaiting, say_which_partner
from records.importing.going_in.staging import StagedRow
from records.imports import Import
from records.sources import Source
from records.sources.merged import source_meant
from reports.relations.known.duplicates import likely_duplicates


@pages.post("/imports/rows/<int:number>/partner")
def say_who_it_is(number: int) -> ResponseReturnValue:
    """One who is there, or somebody else."""
    row, session = row_of(number, "partners"), db.session()
    back = url_for("admin.import_", number=row.import_id, tab=row.state.value)
    name, partner = row.who, None
    if request.form.get("partner"):
        wanted = request.form.get("partner", 0, type=int)
        partner = find(Source, wanted if 0 < wanted <= LARGEST_NUMBER else 0)
        if partner.partner is None:
            abort(404)
        partner = source_meant(session, partner)
    try:
        say_which_partner(session, row, partner, current_user, datetime.now(UTC))
        session.commit()
        flash(f"{partner.name} is the same." if partner else f"{name} is somebody else of that name.")
    except NotWaiting as problem:
        session.rollback()
        flash(sentence_of(problem))
    return redirect(back, code=303)


def may_be_meant(rows: Sequence[StagedRow]) -> dict[int, list[Source]]:
    """By the number of each row of partners those of the list who may be meant."""
    wanted = {row.id: [each["id"] for each in row.candidates or ()] for row in rows}
    numbers = {number for several in wanted.values() for number in several}
    found = {each.id: each for each in db.session.scalars(select(Source).where(Source.id.in_(numbers))).unique()}
    return {row: [found[number] for number in several if number in found] for row, several in wanted.items()}


def twice_now(record: Import) -> str:
    """How many pairs of partners look like one since an import has brought one of them; blank if none."""
    brought = set(db.session.scalars(select(Source.id).where(Source.import_id == record.id)))
    pairs = [pair for pair in likely_duplicates(db.session()) if {pair.one.id, pair.other.id} & brought]
    return plural(len(pairs), "pair") if pairs else ""
