"""Answers without their words, while the client stays known: the time for which their form keeps words is over."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from sqlalchemy import and_, delete, select
from sqlalchemy.orm import Session

from records.answers.erasures import WordsEnded
from records.answers.grouping import forget_words
from records.answers.settling import settle
from records.answers.submissions import Submission, Touch
from records.clients import Client
from records.engine.shredding import shredding
from records.erasing.judged import forget_judgements
from records.erasing.learned import forget_learned
from records.mail import Mail


def blank(session: Session, told: Sequence[Submission]) -> None:
    """Take the words, name, contacts and visits out of some answers; what was chosen, and when, stays."""
    for each in told:
        each.name = each.email = each.phone = each.company = each.need = each.answer = each.searched = ""
        each.may_tell = False
        each.own_answers = {}
        # The digest of few words can be found by trying.
        each.digest = f"erased {token_hex(16)}"
    session.flush()
    forget_words(session, told)
    session.execute(delete(Touch).where(Touch.submission_id.in_([each.id for each in told])))


def forget_answers(session: Session, client: Client, told: Sequence[Submission], at: datetime) -> None:
    """Erase the words of some answers of a client who stays, with what was learned from them and mails about them."""
    shredding(session)
    words = [each.answer for each in told if each.answer]
    unsettled = forget_judgements(session, client, told)
    # What they allowed to be told stays allowed, or not: it is no word of the answer.
    allowed = {each.id: each.may_tell for each in told}
    blank(session, told)
    for each in told:
        each.may_tell = allowed[each.id]
        session.add(WordsEnded(submission_id=each.id, at=at))
    session.flush()
    session.expire_all()
    for number in sorted(unsettled):
        settle(session, session.get_one(Client, number), at)
    forget_learned(session, client, words, at)
    about = and_(Mail.about_table == Submission.__tablename__, Mail.about_id.in_([each.id for each in told]))
    for mail in session.scalars(select(Mail).where(about, Mail.due_at.is_(None))).all():
        mail.forget()
    session.flush()
