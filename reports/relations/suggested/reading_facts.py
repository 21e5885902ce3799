"""Reads what suggestions rest on, with as many questions to the database however many partners there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from records.answers.erasures import Erasure
from records.relations.given.referrals import Outcome, ReferralGiven
from records.relations.thanking.thanks import Thanks, ThanksFor, stands
from records.relations.thanking.thanks_start import thanks_start
from records.sources import Partner, Source
from reports.relations.suggested.facts import Came, Facts, Gave, Sent
from reports.relations.suggested.reading_sent import in_use, read_sent


def read_facts(
    session: Session,
    currency: str,
    today: date,
    only: Iterable[int] | None = None,
    sent: Mapping[int, Sequence[Sent]] | None = None,
) -> list[Facts]:
    """The facts of every partner who is not retired, or of those of these numbers, as of a day; by their number.

    Money is received money of the currency in minor units, by share where several sources brought a client. Who was
    ``sent`` is not read again of those of whom it is known.
    """
    those = in_use(session, only)
    of_partners = (
        select(Source.id, Source.name, Source.name_key, Partner.relation)
        .join(Partner, Partner.source_id == Source.id)
        .where(those)
    )
    partners = session.execute(of_partners.order_by(Source.id)).tuples().all()
    known: dict[int, Sequence[Sent]] = dict(sent or {})
    if only is None and sent is None:
        known |= read_sent(session, currency, today)
    elif unknown := [number for number, *_ in partners if number not in known]:
        known |= read_sent(session, currency, today, unknown)
    waits, gave = _waiting(session, those), _gave(session, today, those)
    return [
        Facts(
            number,
            name,
            name_key,
            relation,
            [Came(*each, waits(number, each[0], each[1])) for each in known.get(number, ())],
            gave.get(number, ()),
        )
        for number, name, name_key, relation in partners
    ]


def _waiting(session: Session, those: ColumnElement[bool]) -> Callable[[int, int, date], bool]:
    """Whether nobody has said thank you to a partner for a client who came on a day."""
    start = thanks_start(session)
    first_day = start.first_day if start and start.first_day else date.min
    done = select(Thanks.partner_id, ThanksFor.client_id).join(ThanksFor, ThanksFor.thanks_id == Thanks.id)
    done = done.where(stands(), Thanks.partner_id.in_(select(Source.id).where(those)))
    thanked = set(session.execute(done).tuples())
    erased = set(session.scalars(select(Erasure.client_id)))

    def waits(partner: int, client: int, on: date) -> bool:
        return on >= first_day and client not in erased and (partner, client) not in thanked

    return waits


def _gave(session: Session, today: date, those: ColumnElement[bool]) -> dict[int, Sequence[Gave]]:
    given = (
        select(ReferralGiven.partner_id, ReferralGiven.id, ReferralGiven.given_on, ReferralGiven.outcome)
        .where(ReferralGiven.given_on <= today, ReferralGiven.partner_id.in_(select(Source.id).where(those)))
        .order_by(ReferralGiven.given_on, ReferralGiven.id)
    )
    found: dict[int, list[Gave]] = defaultdict(list)
    for partner, number, on, outcome in session.execute(given):
        found[partner].append(Gave(number, on, outcome is Outcome.WON))
    return dict(found)
