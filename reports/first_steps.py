"""The five first steps of a new firm, each ticked by what is in the records."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, not_, or_, select
from sqlalchemy.orm import Session

from records.answers.submissions import Submission, Touch
from records.firm import Firm
from records.first_steps.removed_tests import DOOR, RemovedTest
from records.first_steps.steps import FormConfirmed, StepsPutAway
from records.forming.form_sites import FormSite
from records.forming.forms import FormVersion
from records.sources import Partner

UNNAMED = "My firm"
"""What the firm is called before anybody has said its name."""
INSTALLED = 1
"""The version of a form that comes with the installation."""
LATEST = 200
"""So many of the last visits are looked at."""


class Step(StrEnum):
    """What a new firm has to do before its first client can be counted."""

    FIRM = "firm"
    PARTNERS = "partners"
    FORM = "form"
    EMBED = "embed"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Which steps are done, in their order, and whether the list is put away."""

    done: dict[Step, bool]
    is_put_away: bool

    @property
    def all_done(self) -> bool:
        """Whether nothing is left."""
        return all(self.done.values())

    @property
    def count(self) -> int:
        """How many are done."""
        return sum(self.done.values())

    @property
    def next(self) -> Step | None:
        """The first that is not."""
        return next((step for step, done in self.done.items() if not done), None)


def first_steps(session: Session) -> FirstSteps:
    """What is done, by one question to the database.

    The firm has a name of its own; a partner is there, from a file or by hand; a form was published once more than the
    one that comes with the installation, or somebody found it right; a website may hold a form, or a visitor has come
    from a page of one; a form was sent, or a test of it was taken out again.
    """
    steps = {
        Step.FIRM: exists().where(Firm.name.not_in([UNNAMED, ""])),
        Step.PARTNERS: exists().where(Partner.source_id > 0),
        Step.FORM: or_(exists().where(FormVersion.id > INSTALLED), exists().where(FormConfirmed.id > 0)),
        Step.EMBED: or_(exists().where(FormSite.id > 0), _seen_elsewhere()),
        Step.TEST: or_(exists().where(Submission.door == DOOR), exists().where(RemovedTest.id > 0)),
    }
    away = exists().where(StepsPutAway.back_at.is_(None))
    *found, is_put_away = session.execute(select(*steps.values(), away)).one()
    return FirstSteps(dict(zip(steps, map(bool, found), strict=True)), bool(is_put_away))


def _seen_elsewhere() -> ColumnElement[bool]:
    """Whether one of the last visitors landed on a page that is no page of a form, which the website's script tells."""
    latest = select(Touch.landing_url.label("page")).order_by(Touch.id.desc()).limit(LATEST).subquery()
    ours = or_(latest.c.page == "", latest.c.page.contains("/f/"), latest.c.page.contains("/e/"))
    return exists().where(not_(ours))
