"""What reviews have taught: the lists of aliases and of rejections, and each of them to change or to undo."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.formats import plural
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.queue.lesson_form import LessonForm, UndoForm, filled
from records.db import db
from records.reviews.changing_lessons import CannotBeLearned, Lesson, change_lesson, changes_of, resume, words_of
from records.reviews.undoing import undo_newest
from records.sources import Alias, Rejection
from reports.clients.directory_search import names_to_choose_from
from reports.reviews.queue import open_count
from reports.reviews.taught import aliases_taught, rejections_taught, taught_page

PAGE = 100


@pages.get("/aliases")
def aliases() -> str:
    """All aliases, learned, typed or imported, with what each has decided."""
    return _list("admin/queue/lessons.html", Alias)


@pages.get("/rejections")
def rejections() -> str:
    """All rejections, with the answers that each keeps open."""
    return _list("admin/queue/lessons.html", Rejection)


@pages.get("/aliases/<int:number>")
def alias_known(number: int) -> str:
    """One alias."""
    return _page(find(Alias, number))


@pages.get("/rejections/<int:number>")
def rejection_known(number: int) -> str:
    """One rejection."""
    return _page(find(Rejection, number))


@pages.post("/aliases/<int:number>")
def change_alias(number: int) -> ResponseReturnValue:
    """Another spelling or source for an alias."""
    return _change(find(Alias, number))


@pages.post("/rejections/<int:number>")
def change_rejection(number: int) -> ResponseReturnValue:
    """Other words or another source for a rejection."""
    return _change(find(Rejection, number))


@pages.post("/aliases/<int:number>/resume")
def resume_alias(number: int) -> ResponseReturnValue:
    """A suspended alias decides again."""
    return _resume(find(Alias, number))


@pages.post("/rejections/<int:number>/resume")
def resume_rejection(number: int) -> ResponseReturnValue:
    """A lifted rejection holds again."""
    return _resume(find(Rejection, number))


@pages.post("/aliases/<int:number>/undo")
def undo_alias(number: int) -> ResponseReturnValue:
    """Take back the last change of an alias, or the alias."""
    return _undo(find(Alias, number))


@pages.post("/rejections/<int:number>/undo")
def undo_rejection(number: int) -> ResponseReturnValue:
    """Take back the last change of a rejection, or the rejection."""
    return _undo(find(Rejection, number))


def _list(template: str, sort: type[Lesson]) -> str:
    wanted = request.args.get("q", "").strip()[:200]
    page = page_asked()
    read = aliases_taught if sort is Alias else rejections_taught
    listed, in_all = read(db.session(), wanted, page, PAGE)
    return render_template(
        template, listed=listed, wanted=wanted, paging=Paging(page, PAGE, in_all), of_aliases=sort is Alias
    )


def _page(lesson: Lesson, form: LessonForm | None = None) -> str:
    session = db.session()
    found = taught_page(session, lesson)
    paging = Paging(page_asked(), PAGE, len(found.clients), address_of(lesson))
    return render_template(
        "admin/queue/lesson.html",
        page=found,
        lesson=lesson,
        words=words_of(lesson),
        of_aliases=isinstance(lesson, Alias),
        address=address_of(lesson),
        shown=found.clients[(paging.page - 1) * PAGE : paging.page * PAGE],
        paging=paging,
        names=names_to_choose_from(session) if current_user.may_change else [],
        form=form or filled(lesson),
        undoing=UndoForm(
            formdata=None,
            change=found.changes[0].id if found.changes else 0,
            about=words_of(lesson),
            leads_to=lesson.source_id,
        ),
    )


def _change(lesson: Lesson) -> ResponseReturnValue:
    form = LessonForm().about(lesson)
    if not form.validate():
        return _page(lesson, form), 422
    session = db.session()
    waiting = open_count(session)
    try:
        change_lesson(session, lesson, form.words.data or "", form.meant, current_user, datetime.now(UTC))
    except CannotBeLearned as problem:
        form.words.errors = [*form.words.errors, str(problem)]
        return _page(lesson, form), 422
    db.session.commit()
    flash(f"“{words_of(lesson)}” {'leads to' if isinstance(lesson, Alias) else 'is not'} {lesson.source.name} now.")
    _say_what_waits(waiting)
    return redirect(address_of(lesson), code=303)


def _resume(lesson: Lesson) -> ResponseReturnValue:
    session = db.session()
    waiting = open_count(session)
    resume(session, lesson, current_user, datetime.now(UTC))
    db.session.commit()
    flash(f"“{words_of(lesson)}” {'leads to' if isinstance(lesson, Alias) else 'is not'} {lesson.source.name} again.")
    _say_what_waits(waiting)
    return redirect(address_of(lesson), code=303)


def _undo(lesson: Lesson) -> ResponseReturnValue:
    session, form = db.session(), UndoForm()
    changes = changes_of(session, lesson)
    if not form.validate() or not form.is_about(lesson, changes[0].id if changes else 0):
        flash("Somebody changed this meanwhile, so nothing was undone. Look again.")
        return redirect(address_of(lesson), code=303)
    words, name, waiting = words_of(lesson), lesson.source.name, open_count(session)
    # What is undone is gone afterwards, so where to go next is asked before.
    following = address_of(lesson) if changes else url_for(f"admin.{_listed_under(lesson)}")
    undo_newest(session, lesson, datetime.now(UTC), current_user)
    db.session.commit()
    flash("The last change is undone." if changes else f"“{words}” and {name}: undone, as if it had never been said.")
    _say_what_waits(waiting)
    return redirect(following, code=303)


def address_of(lesson: Lesson) -> str:
    """The page of an alias or a rejection."""
    endpoint = "admin.alias_known" if isinstance(lesson, Alias) else "admin.rejection_known"
    return url_for(endpoint, number=lesson.id)


def _listed_under(lesson: Lesson) -> str:
    return "aliases" if isinstance(lesson, Alias) else "rejections"


def _say_what_waits(before: int) -> None:
    more = open_count(db.session()) - before
    if more > 0:
        flash(f"{plural(more, 'answer')} {'waits' if more == 1 else 'wait'} for a person again.")
    elif more < 0:
        flash(f"{plural(-more, 'answer')} that waited {'is' if more == -1 else 'are'} settled.")
