"""What follows from what a partner says on their statement."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.firm import the_firm
from records.relations.given.outcomes import report_outcome
from records.relations.known.profile import say_looking_for
from records.relations.telling.statement_links import StatementLink
from records.relations.telling.statement_words import Said, StatementWord, keep_word


def tell(session: Session, link: StatementLink, said: Said, at: datetime) -> StatementWord:
    """Keep what a partner has sent by their link, and let it count; sent again it changes nothing."""
    word, is_new = keep_word(session, link, said, at)
    if is_new and word.referral is not None and said.outcome is not None:
        report_outcome(
            session, word.referral, said.outcome, at, value=said.value, currency=said.currency, by_partner=True
        )
    elif is_new and word.referral is None and word.partner.partner is not None:
        say_looking_for(session, word.partner.partner, said.words, the_firm(session).today(at), at=at)
    return word
