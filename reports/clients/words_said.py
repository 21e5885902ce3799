"""What clients said brought them, for lists that name them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.answers.submissions import Submission


def words_of(session: Session, clients: Iterable[int]) -> dict[int, str]:
    """The first words of each of these clients about what brought them; those who said nothing are left out."""
    # As ``Submission.said``, from columns: files of very many clients wait for whole rows.
    told = (
        select(Submission.client_id, Submission.answer, Submission.searched, Submission.choice_label)
        .where(Submission.client_id.in_(list(clients)))
        .order_by(Submission.received_at, Submission.id)
    )
    said: dict[int, str] = {}
    for client, *words in session.execute(told):
        if first := next(filter(None, words), ""):
            said.setdefault(client, first)
    return said
