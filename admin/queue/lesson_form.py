"""The form with which staff change an alias or a rejection."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField, ValidationError
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import HiddenInput

from admin.fields.limits_of_text import Length
from records.db import db
from records.reviews.changing_lessons import Lesson, words_of
from records.sources import Source
from reports.clients.directory_search import meant_by

SHORT = Length(max=200, message="At most 200 characters.")


class LessonForm(FlaskForm):
    """The words, and the source by its name; ``meant`` is that source once the form is valid."""

    words = StringField("Words", [DataRequired("Type the words as a client would write them."), SHORT])
    source = StringField("Partner or other source", [DataRequired("Type the name of a source."), SHORT])

    meant: Source

    def about(self, lesson: Lesson) -> "LessonForm":
        """Take what the form is about; an untouched name means the source that it is of."""
        self.lesson = lesson
        return self

    def validate_source(self, field: Any) -> None:
        """Find the one source of this name."""
        typed = (field.data or "").strip()
        if typed == self.lesson.source.name:
            self.meant = self.lesson.source
            return
        found = meant_by(db.session(), typed)
        if not (found.is_sure and found.sources):
            several = len(found.sources) > 1
            raise ValidationError(
                f"Several are called “{typed}”. Type the one's whole name or a spelling that only they have."
                if several
                else f"Nobody in the directory is called “{typed}”."
            )
        self.meant = found.sources[0]


class UndoForm(FlaskForm):
    """Which change is undone, 0 for the alias or rejection itself: what somebody changed meanwhile is not undone.

    ``about`` and ``leads_to`` are what the page was about: its number may be another one's by now.
    """

    change = IntegerField(widget=HiddenInput(), validators=[Optional()])
    about = HiddenField()
    leads_to = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def is_about(self, lesson: Lesson, change: int) -> bool:
        """Whether the page showed the alias or rejection as it is now, after this change."""
        shown = (self.change.data or 0, self.about.data, self.leads_to.data)
        return shown == (change, words_of(lesson), lesson.source_id)


def filled(lesson: Lesson) -> LessonForm:
    """The form as it is shown first."""
    return LessonForm(formdata=None, words=words_of(lesson), source=lesson.source.name).about(lesson)
