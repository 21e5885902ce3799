"""Whether a queued mail may still be sent when its turn comes: much can have been said since it was queued.

Whoever has opted out gets no mail of any kind. A client who has answered is not asked; a partner is not told the name
of somebody who has withdrawn their leave; and no mail leads to a link that was ended.
"""

from sqlalchemy.orm import Session

from records.clients import Client
from records.consents.mail_leaves import lacks_leave
from records.coverage.askings import has_answered
from records.coverage.mailing import KIND
from records.coverage.permissions import may_write_to
from records.mail import BadMail, GivenUp, Mail, mail_address
from records.mail.mail_queue import address_was_refused
from records.mail.opt_outs import wants_no_mail
from records.relations.telling.statement_links import StatementLink


def why_not_sent(session: Session, mail: Mail) -> GivenUp | None:
    """Why a mail must not be sent any more; None if it may."""
    if wants_no_mail(session, mail.to):
        return GivenUp.OPTED_OUT
    if lacks_leave(session, mail):
        return GivenUp.NO_LEAVE
    if mail.kind == KIND and mail.about_table == Client.__tablename__ and mail.about_id:
        return _why_not_asked(session, session.get_one(Client, mail.about_id), mail)
    if mail.about_table == StatementLink.__tablename__ and mail.about_id:
        link = session.get_one(StatementLink, mail.about_id)
        return GivenUp.NO_LINK if link.revoked_at is not None else None
    return None


def _why_not_asked(session: Session, client: Client, mail: Mail) -> GivenUp | None:
    if has_answered(session, client):
        return GivenUp.ANSWERED
    if not _is_theirs(client, mail.to):
        return GivenUp.OTHER_ADDRESS
    if address_was_refused(session, mail.to):
        return GivenUp.ADDRESS_REFUSED
    return None if may_write_to(session, client) else GivenUp.NOT_ALLOWED


def _is_theirs(client: Client, address: str) -> bool:
    try:
        return mail_address(client.email) == address
    except BadMail:
        return False
