"""Giving a file: it is read at once if it is known how; else its columns, and what is unclear, are asked."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.formats import sentence_of
from admin.importing.import_files import LARGEST, SentFile, find_file, keep_file
from admin.importing.import_forms import PREFIX, SAID, ColumnsForm, FileForm, columns_form, guessed
from admin.pages import pages, takes_files
from admin.staff.access import only_who_may_change
from records.db import db
from records.engine.reading import may_write, only_read, reads_first
from records.firm import the_firm
from records.importing import KINDS, BadCall, Days, Manner, Numbers, Sheet, ShortTurns, Unclear, manner_of, prepare
from records.importing.files.as_kept import Known, known_of, read_as_kept
from records.importing.files.column_maps import keep_map
from records.importing.files.fields import Missing
from records.importing.files.reading_rows import check_is_workbook
from records.importing.lines.kinds import read_file
from records.importing.trouble import Unreadable
from records.imports import Import

_SAMPLES = 3
_LONGEST_SAMPLE = 24
_ROWS_SHOWN = 5


@pages.get("/imports/new")
def new_import() -> str:
    """The form for a file."""
    only_who_may_change()
    return _file_page(FileForm(formdata=None, kind=request.args.get("kind", "payments")))


@pages.post("/imports")
@takes_files(LARGEST)
@reads_first
def give_file() -> ResponseReturnValue:
    """A file: it is checked and shown if it is clear how it is to be read; else it is asked."""
    form = FileForm()
    if not form.validate():
        return _file_page(form), 422
    kept = keep_file(form.file.data, form.kind.data)
    try:
        check_is_workbook(kept.path, kept.filename)
        known = known_of(db.session(), kept.path, kept.kind)
        sheet = read_as_kept(db.session(), kept.path, kept.kind, {}, {}, _manner())
        if _leaves_out(known, sheet):
            return _to_columns(kept)
        return _prepared(kept, sheet)
    except Unreadable as problem:
        kept.forget()
        db.session.rollback()
        form.file.errors = [*form.file.errors, sentence_of(problem)]
        return _file_page(form), 422
    except BadCall:
        return _to_columns(kept)


def _to_columns(kept: SentFile) -> ResponseReturnValue:
    db.session.rollback()
    return redirect(url_for("admin.columns_of_file", file=kept.token), code=303)


def _leaves_out(known: Known, sheet: Sheet) -> bool:
    """Whether something stands in columns that nobody has said anything of, while fields have no column."""
    if known.kept or sheet.export or sheet.columns is None:
        return False
    lacking = {each.name for each in KINDS[sheet.kind].fields} - sheet.columns.places.keys()
    return bool(lacking) and not _samples(known).keys().isdisjoint(sheet.columns.unused)


@pages.get("/imports/columns/new")
def columns_of_file() -> str:
    """Which column of a file that was sent is which field."""
    only_who_may_change()
    kept = find_file(request.args.get("file", ""))
    known = known_of(db.session(), kept.path, kept.kind)
    form = _form(kept, known, filled=True)
    return _columns_page(kept, known, form, _doubts(kept, form))


@pages.post("/imports/columns")
@reads_first
def say_columns() -> ResponseReturnValue:
    """Which column is which: the file is checked with it and shown, or what is wrong is said beside what was chosen."""
    kept = find_file(request.form.get("file", ""))
    session = db.session()
    known = known_of(session, kept.path, kept.kind)
    form = _form(kept, known, filled=False)
    if not form.validate():
        return _columns_page(kept, known, form, None), 422
    try:
        sheet = _read(kept, form)
        return _prepared(kept, sheet, form)
    except BadCall as problem:
        session.rollback()
        only_read()
        if isinstance(problem, Missing):
            for name in problem.names:
                form[f"{PREFIX}{name}"].errors = ["Every row needs it. Choose the column that has it."]
        return _columns_page(kept, known_of(session, kept.path, kept.kind), form, problem), 422


def _read(kept: SentFile, form: ColumnsForm) -> Sheet:
    manner = replace(
        _manner(),
        dates=Days(days) if (days := form.style("dates")) else None,
        numbers=Numbers(numbers) if (numbers := form.style("numbers")) else None,
    )
    return read_file(kept.path, kept.kind, form.mapping(), form.defaults(), manner)


def _prepared(kept: SentFile, sheet: Sheet, form: ColumnsForm | None = None) -> ResponseReturnValue:
    """Check the file into the staging table, in short turns, so that others can write meanwhile."""
    session = db.session()
    session.rollback()
    sheet.filename = kept.filename
    may_write()
    record: Import = prepare(session, sheet, datetime.now(UTC), user=current_user, pause=ShortTurns(session))
    record.notices = list(dict.fromkeys([*filter(None, [kept.notice]), *sheet.notices]))
    if form and form.keep.data:
        keep_map(
            session,
            kept.kind,
            sheet.header,
            form.mapping(),
            form.defaults(),
            datetime.now(UTC),
            current_user,
            dates=form.style("dates") or None,
            numbers=form.style("numbers") or None,
        )
    session.commit()
    number = record.id
    only_read()
    kept.forget()
    return redirect(url_for("admin.import_", number=number), code=303)


def _manner() -> Manner:
    return manner_of(the_firm(db.session()), datetime.now(UTC))


def _form(kept: SentFile, known: Known, *, filled: bool) -> ColumnsForm:
    """The form for a file: as it was sent, or filled in with what the titles and an earlier map say."""
    fields = () if known.table.export else KINDS[kept.kind].fields
    header, samples = _titles(known), _samples(known)
    if not filled:
        return columns_form(fields, header, samples)
    data = {"file": kept.token, "keep": True} | guessed(fields, header)
    if known.kept:
        data |= {f"of_{name}": title for name, title in known.kept.mapping.items()}
        data |= {"dates": known.kept.dates or "", "numbers": known.kept.numbers or ""}
    return columns_form(fields, header, samples, formdata=None, data=data)


def _titles(known: Known) -> list[str]:
    """What can be chosen of a file's table."""
    return known.table.header if known.table.export else known.table.columns


def _samples(known: Known) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for _, cells in islice(known.table.below(), 50):
        if not isinstance(cells, str):
            for title, cell in zip(_titles(known), cells, strict=False):
                shown = " ".join(cell.split())[:_LONGEST_SAMPLE]
                if shown and shown not in found.setdefault(title, []) and len(found[title]) < _SAMPLES:
                    found[title].append(shown)
    return {title: " · ".join(cells) for title, cells in found.items()}


def _doubts(kept: SentFile, form: ColumnsForm) -> BadCall | None:
    """What stands in the way of reading a file with what the form says."""
    try:
        _read(kept, form)
    except BadCall as problem:
        return problem
    return None


@dataclass(frozen=True, slots=True)
class _Shown:
    """The first rows of a file, as they stand in it."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


def _columns_page(kept: SentFile, known: Known, form: ColumnsForm, problem: BadCall | None) -> str:
    rows = [
        (line, list(cells)) for line, cells in islice(known.table.below(), _ROWS_SHOWN) if not isinstance(cells, str)
    ]
    every = () if known.table.export else KINDS[kept.kind].fields
    fields = [each for each in every if each.required or form[f"{PREFIX}{each.name}"].data]
    others = [each for each in every if each not in fields]
    return render_template(
        "admin/importing/import_columns.html",
        form=form,
        kept=kept,
        known=known,
        said=SAID,
        fields=fields,
        others=others,
        left=[] if known.table.export else _left(known, form),
        shown=_Shown(known.table.header, rows),
        asks=problem.asks if isinstance(problem, Unclear) else (),
        # What is missing is said beside its field.
        problem=None if problem is None or isinstance(problem, (Unclear, Missing)) else sentence_of(problem),
    )


def _left(known: Known, form: ColumnsForm) -> list[str]:
    """The columns with something in them that no field has as the form stands."""
    used = form.mapping().values()
    return [title for title in _samples(known) if title and title not in {*used, *known.table.beside(used)}]


def _file_page(form: FileForm) -> str:
    return render_template("admin/importing/import_new.html", form=form, largest=LARGEST // 2**20)
