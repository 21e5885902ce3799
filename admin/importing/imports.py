"""Imports: their list, what one would do or has done, letting it in, dropping it, and taking it back."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.coverage.basis import basis_of
from admin.formats import plural, sentence_of
from admin.importing.import_forms import SAID
from admin.importing.import_partners import may_be_meant, twice_now
from admin.importing.import_tables import wrong_rows_table
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.tables.kept_tables import imports_table
from records.db import db
from records.delivered.arrived import place_what_waited
from records.importing import (
    NothingToUndo,
    NotPrepared,
    ShortTurns,
    UnderWay,
    apply_import,
    confirm,
    counts_of,
    drop_import,
    resume_imports,
    undo_import,
)
from records.importing.going_in.staging import RowState
from records.imports import Import, ImportState
from reports.importing.imports_taken import (
    brought_clients,
    brought_payments,
    brought_sums,
    every_import_taken,
    faults_in_all,
    imports_taken,
    staged_rows,
    staged_sums,
    wrong_rows,
)

PAGE = 100
TABS = {
    RowState.NEW: "Matched",
    RowState.ASKED: "Unmatched",
    RowState.THERE: "Already there",
    RowState.REFUSED: "Wrong",
    RowState.CHANGED: "Changed",
}
TABS_OF_PEOPLE = {
    RowState.NEW: "New",
    RowState.CHANGED: "Changed",
    RowState.THERE: "Already there",
    RowState.REFUSED: "Wrong",
}
TABS_OF_PARTNERS = {RowState.NEW: "New", RowState.ASKED: "Looks like somebody you have"} | TABS_OF_PEOPLE
_TABS = {"payments": TABS, "partners": TABS_OF_PARTNERS}
IN_WORDS = {
    ImportState.CHECKING: "is being checked",
    ImportState.PREPARED: "waits to be let in",
    ImportState.APPLYING: "is being taken in",
    ImportState.FINISHED: "is in",
    ImportState.UNDOING: "is being undone",
    ImportState.UNDONE: "is undone",
}


@pages.get("/imports")
def imports() -> ResponseReturnValue:
    """The imports, the newest first."""
    if goes_out():
        return handed_out(imports_table(every_import_taken(db.session()), SAID, IN_WORDS))
    page = page_asked()
    taken, in_all = imports_taken(db.session(), page, PAGE)
    return render_template(
        "admin/importing/imports.html", taken=taken, said=SAID, in_words=IN_WORDS, paging=Paging(page, PAGE, in_all)
    )


@pages.get("/imports/<int:number>")
def import_(number: int) -> ResponseReturnValue:
    """What an import would do, or what it has done."""
    record, session, page = find(Import, number), db.session(), page_asked()
    counts = counts_of(session, record)
    tabs = _TABS.get(record.kind, TABS_OF_PEOPLE)
    shown = _tab(record, counts, tabs)
    if shown is RowState.REFUSED and goes_out():
        if request.args["format"] == "csv":
            # Its apostrophes before what a spreadsheet could run would be parts of the cells that are given again.
            return redirect(url_for("admin.import_", number=number, tab=shown.value, format="xlsx"), code=303)
        return handed_out(wrong_rows_table(wrong_rows(session, record), record))
    about: dict[str, Any] = {"rows": (), "payments": (), "clients": (), "sums": (), "meant": {}, "twice": ""}
    in_all = 0
    if shown:
        in_all = faults_in_all(session, record) if shown is RowState.REFUSED else counts[shown]
        about["rows"] = staged_rows(session, record, shown, page, PAGE)
        about["sums"] = staged_sums(session, record, shown)
        if record.kind == "partners" and shown is RowState.ASKED:
            about["meant"] = may_be_meant(about["rows"])
    elif record.kind == "payments":
        about["payments"], in_all = brought_payments(session, record, page, PAGE)
        about["sums"] = brought_sums(session, record)
    elif record.kind == "clients":
        about["clients"], in_all = brought_clients(session, record, page, PAGE)
    elif record.kind == "partners" and record.state is ImportState.FINISHED:
        about["twice"] = twice_now(record)
    return render_template(
        "admin/importing/import.html",
        record=record,
        said=SAID,
        in_words=IN_WORDS,
        counts=counts,
        tabs=[(state, label, _address(record, state)) for state, label in tabs.items()],
        shown=shown,
        prepared=record.state is ImportState.PREPARED,
        undo=record.undos[-1] if record.undos else None,
        may_undo=_may_undo(record),
        basis=basis_of(record),
        paging=Paging(page, PAGE, in_all),
        **about,
    )


def _tab(record: Import, counts: dict[RowState, int], tabs: dict[RowState, str]) -> RowState | None:
    """Which rows of the staging table are shown; None for what an import has brought."""
    asked = request.args.get("tab", "")
    for state in tabs:
        if state.value == asked and (counts[state] or record.state is ImportState.PREPARED):
            return state
    if record.state is not ImportState.PREPARED:
        return None
    return next((state for state in tabs if counts[state]), next(iter(tabs)))


def _address(record: Import, state: RowState) -> str:
    return url_for("admin.import_", number=record.id, tab=state.value)


def _may_undo(record: Import) -> bool:
    left = bool(record.undos and record.undos[-1].kept)
    return record.state in {ImportState.FINISHED, ImportState.APPLYING} or (record.state is ImportState.UNDONE and left)


@pages.post("/imports/<int:number>/confirmation")
def confirm_import(number: int) -> ResponseReturnValue:
    """Let an import in: all that is new or changed. Rows that are asked wait on."""
    record, session, now = find(Import, number), db.session(), datetime.now(UTC)
    turns = ShortTurns(session)
    try:
        if record.state is not ImportState.APPLYING:
            confirm(session, record, current_user, now)
            turns()
        apply_import(session, record, now, pause=turns)
        place_what_waited(session, now)
        session.commit()
        flash(_went_in(record))
    except (NotPrepared, UnderWay) as problem:
        session.rollback()
        flash(sentence_of(problem))
    return redirect(url_for("admin.import_", number=number), code=303)


def _went_in(record: Import) -> str:
    told = [f"{plural(record.added, 'row')} added"]
    told += [f"{record.changed} changed"] if record.changed else []
    told += [f"{record.unchanged} there already"] if record.unchanged else []
    told += [f"{record.refused} wrong"] if record.refused else []
    return f"{', '.join(told)}."


@pages.post("/imports/<int:number>/deletion")
def drop(number: int) -> ResponseReturnValue:
    """Forget an import of which nothing is in."""
    record, session = find(Import, number), db.session()
    filename = record.filename
    try:
        drop_import(session, record, pause=ShortTurns(session))
        session.commit()
        flash(f"{filename} is dropped. Nothing of it went in.")
    except (NotPrepared, UnderWay) as problem:
        session.rollback()
        flash(sentence_of(problem))
    return redirect(url_for("admin.imports"), code=303)


@pages.post("/imports/<int:number>/undo")
def take_import_back(number: int) -> ResponseReturnValue:
    """Take a whole import back; what others rest on stays and is listed on its page."""
    record, session, now = find(Import, number), db.session(), datetime.now(UTC)
    turns = ShortTurns(session)
    try:
        if record.state is ImportState.UNDOING:
            for _ in resume_imports(session, now, pause=turns):
                pass
            session.commit()
        else:
            undone = undo_import(session, record, current_user, now, pause=turns)
            session.commit()
            removed, restored = undone.undo.removed, undone.undo.restored
            told = f"{plural(removed, 'row')} taken back" + (f", {restored} changed back" if restored else "")
            flash(f"{told}." if not undone.kept else f"{told}; {plural(undone.kept, 'row')} could not be, see below.")
            for kept in undone.listed[:20]:
                flash(f"{kept.of.removesuffix('s').replace('_', ' ').capitalize()} {kept.row_id} stays: {kept.why}.")
    except (NothingToUndo, UnderWay) as problem:
        session.rollback()
        flash(sentence_of(problem))
    return redirect(url_for("admin.import_", number=number), code=303)
