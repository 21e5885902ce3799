"""The list of first steps as pages show it: what each is for, its one link, and what counts as done."""

from dataclasses import dataclass

from flask import Flask, url_for
from flask_login import current_user

from admin.frame import the_frame
from records.db import db
from records.first_steps.steps import StepsPutAway, steps_put_away
from records.spam.held import Place
from records.staff.users import UserRole
from reports.first_steps import FirstSteps, Step, first_steps

TITLES = {
    Step.FIRM: "Say who you are",
    Step.PARTNERS: "Bring in your partners",
    Step.FORM: "Look at your form",
    Step.EMBED: "Put the form on your website",
    Step.TEST: "Send the form once yourself",
}
WHY = {
    Step.FIRM: "Your firm's name stands on the form and on every mail; days and money are counted as in your place.",
    Step.PARTNERS: "A name in an answer is only recognised if it is there. A file of your contacts will do.",
    Step.FORM: "It is public already. Change its words and choices, or say that it is right as it is.",
    Step.EMBED: "Say which website may show it, and paste a few lines there.",
    Step.TEST: "See what your clients see, and what arrives. You can take the test out again afterwards.",
}
LINKS = {
    Step.FIRM: "Fill in your firm",
    Step.PARTNERS: "Import partners",
    Step.FORM: "Look at the form",
    Step.EMBED: "Get the lines to paste",
    Step.TEST: "Open the form",
}
DONE = {
    Step.FIRM: "Done when the firm has a name of its own.",
    Step.PARTNERS: "Done when there is a partner, from a file or added by hand.",
    Step.FORM: "Done when you have published a version of your own, or have said that it is right.",
    Step.EMBED: "Done when a website is in the list, or a visitor has come from a page of one.",
    Step.TEST: "Done when a form has been sent.",
}
HELD = "What was sent looked like spam, so it is held back and counts nowhere. Let it in if it was you."
HELD_LINK = "See what is held back"
OWNERS_ONLY = frozenset({Step.FIRM})


@dataclass(frozen=True, slots=True)
class Line:
    """One step; ``href`` is "" where the person signed in cannot take it."""

    step: Step
    title: str
    why: str
    done_when: str
    label: str
    href: str
    is_done: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The list, and who put it away if somebody did."""

    steps: FirstSteps
    lines: list[Line]
    put_away: StepsPutAway | None

    @property
    def next(self) -> Line | None:
        """The first that is left."""
        return next((line for line in self.lines if line.is_next), None)


def install(app: Flask) -> None:
    """Let the page of a step say which is next."""
    app.add_template_global(first_steps_after)


def steps_for_ranking() -> Shown | None:
    """The list for the first page, while something is left of it; None for who may only look and in the demo firm."""
    if not current_user.may_change or the_frame().firm.is_demo:
        return None
    found = first_steps(db.session())
    return None if found.is_put_away or found.all_done else _shown(found)


def first_steps_after(step: str) -> Shown | None:
    """The list on the page of a step that is done, while others are left: the page says which is next."""
    shown = steps_for_ranking()
    return shown if shown and shown.steps.done[Step(step)] else None


def all_steps() -> Shown:
    """The list for its own page, put away or not."""
    return _shown(first_steps(db.session()))


def _shown(found: FirstSteps) -> Shown:
    may_firm = current_user.role is UserRole.OWNER
    is_held = not found.done[Step.TEST] and Place.WAITS in the_frame().held_back
    why, labels = WHY | ({Step.TEST: HELD} if is_held else {}), LINKS | ({Step.TEST: HELD_LINK} if is_held else {})
    test = url_for("admin.held_back") if is_held else the_frame().public_form or url_for("admin.forms")
    hrefs = {
        Step.FIRM: url_for("admin.firm"),
        Step.PARTNERS: url_for("admin.new_import", kind="partners"),
        Step.FORM: url_for("admin.forms"),
        Step.EMBED: url_for("admin.website"),
        Step.TEST: test,
    }
    lines = [
        Line(
            step,
            TITLES[step],
            why[step],
            DONE[step],
            labels[step],
            hrefs[step] if may_firm or step not in OWNERS_ONLY else "",
            is_done,
            step is found.next,
        )
        for step, is_done in found.done.items()
    ]
    return Shown(found, lines, steps_put_away(db.session()) if found.is_put_away else None)
