"""What single referrals given add to the totals: the person, and what the partner made of one who is won."""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.relations.given.outcomes import was_won
from records.relations.given.referrals import Outcome, ReferralGiven
from records.totals.sums import GivenKey, PeopleKey, Sums

_AT_ONCE = 500


def add_given(session: Session, numbers: Iterable[int], into: Sums, sign: int) -> None:
    """Add what these referrals contribute now (or take it away, with the sign -1).

    They stay locked until the transaction ends, so that what two people report of one adds up.
    """
    rest = iter(sorted(numbers))
    while chunk := list(islice(rest, _AT_ONCE)):
        given = ReferralGiven
        of_chunk = given.id.in_(chunk)
        those = (
            select(given.id, given.partner_id, given.given_on, given.outcome, given.value, given.currency)
            .where(of_chunk)
            .order_by(given.id)
            .with_for_update(key_share=True)
        )
        found = session.execute(those).all()
        qualified = set(session.scalars(select(given.id).where(of_chunk, was_won())))
        for number, partner, on, outcome, value, currency in found:
            is_won = outcome is Outcome.WON
            row = into.people[PeopleKey(on, partner)]
            row[3] += sign
            row[4] += sign * (number in qualified)
            row[5] += sign * is_won
            if is_won and value and currency:
                into.given[GivenKey(on, partner, currency)][0] += sign * value
