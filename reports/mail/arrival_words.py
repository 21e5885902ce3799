"""What the mail says by which the firm's people hear that somebody has filled in a form.

It says who came and how to reach them, and what the form asked; nothing of what was decided or is known besides.
"""

from collections.abc import Iterator

from records.answers.submissions import Submission
from reports.clients.own_answers import own_answers


def arrival_words(submission: Submission, base: str, let_in_by: str = "") -> tuple[str, str]:
    """Subject and text. ``base`` is the application's address, "" if nobody has set it; ``let_in_by`` is who let in
    what had been held back.
    """
    version = submission.form_version
    subject = f"{submission.name} filled in “{version.form.name}”" if version else submission.name
    return subject, "\n".join(_lines(submission, base.rstrip("/"), let_in_by)) + "\n"


def _lines(submission: Submission, base: str, let_in_by: str) -> Iterator[str]:
    if let_in_by:
        yield f"This looked like spam and was held back; {let_in_by} has let it in."
        yield ""
    if submission.corrects_id:
        yield "This corrects what they sent before."
        yield ""
    told = [
        ("Name", submission.name),
        ("E-mail", submission.email),
        ("Phone", submission.phone),
        ("Company", submission.company),
        ("What they need", submission.need),
        *((each.label, each.words) for each in own_answers(submission)),
        ("What brought them", submission.choice_label),
        ("In their own words", submission.answer),
        ("Searched for", submission.searched),
    ]
    for label, words in told:
        if words.strip():
            yield f"{' '.join(label.split())}: {_indented(words)}"
    if base:
        yield ""
        yield f"{base}/admin/clients/{submission.client_id}"


def _indented(words: str) -> str:
    """Lines of one answer below each other, so that none can be taken for the next question."""
    return "\n    ".join(words.strip().splitlines())
