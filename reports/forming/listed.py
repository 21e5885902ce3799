"""The firm's forms, each with its office, its newest version, how many answers came by it, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from records.answers.submissions import Submission
from records.forming.drafts import FormDraft
from records.forming.forms import Form, FormVersion


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A form with its versions, the newest first, and the answers that came by each version's number."""

    form: Form
    draft: FormDraft | None
    versions: Sequence[FormVersion]
    answers: dict[int, int] = field(default_factory=dict)

    @property
    def newest(self) -> FormVersion | None:
        """What the form asks at present."""
        return self.versions[0] if self.versions else None

    @property
    def in_all(self) -> int:
        """The answers of all versions together."""
        return sum(self.answers.values())

    @property
    def state(self) -> str:
        """In a word or two, whether clients see the form."""
        if self.form.closed_at:
            return "closed"
        return "open" if self.versions else "not published yet"


def forms_listed(session: Session, only: Form | None = None) -> list[ListedForm]:
    """Every form, or only one, in the order in which they were made."""
    forms = select(Form).options(joinedload(Form.office)).order_by(Form.id)
    versions = select(FormVersion).options(joinedload(FormVersion.published_by)).order_by(FormVersion.number.desc())
    drafts = select(FormDraft).options(joinedload(FormDraft.changed_by))
    came = select(FormVersion.form_id, FormVersion.number, func.count(Submission.id))
    came = came.join(Submission, Submission.form_version_id == FormVersion.id)
    if only:
        forms, versions = forms.where(Form.id == only.id), versions.where(FormVersion.form_id == only.id)
        drafts, came = drafts.where(FormDraft.form_id == only.id), came.where(FormVersion.form_id == only.id)
    published: dict[int, list[FormVersion]] = {}
    for version in session.scalars(versions):
        published.setdefault(version.form_id, []).append(version)
    waiting = {draft.form_id: draft for draft in session.scalars(drafts)}
    answers: dict[int, dict[int, int]] = {}
    for form_id, number, count in session.execute(came.group_by(FormVersion.form_id, FormVersion.number)):
        answers.setdefault(form_id, {})[number] = count
    return [
        ListedForm(form, waiting.get(form.id), published.get(form.id, []), answers.get(form.id, {}))
        for form in session.scalars(forms)
    ]
