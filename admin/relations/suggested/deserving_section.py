"""What a partner deserves, on their page: the strongest suggestion, and the estimate of their next referral."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from admin.drilling.drill import Drill
from admin.relations.suggested.deserving import AnswerForm, offered_until, what_is_known
from admin.relations.suggested.deserving_words import TITLES, Sentence, estimate_words, sentence
from records.relations.known.suggestion_answers import Suggests
from records.sources import Partner
from reports.relations.suggested.deserving import deserving_of, is_by_value
from reports.relations.suggested.suggesting import Suggestion


@dataclass(frozen=True, slots=True)
class Deserved:
    """What the section shows. ``one`` is None where nothing is suggested, ``estimate`` blank where there is none."""

    one: Suggestion | None
    said: Sentence
    others: Sequence[Suggests]
    estimate: str
    titles: Mapping[Suggests, str]
    form: AnswerForm
    known: Callable[[Suggestion], str]
    tomorrow: date


def deserved(session: Session, partner: Partner, page: Drill) -> Deserved | None:
    """What is suggested about a partner today; None of one who is retired."""
    firm, today = page.ask.firm, page.ask.today
    found = deserving_of(session, firm, partner.source, today)
    if found is None:
        return None
    one = next(iter(found.shown), None)
    return Deserved(
        one,
        sentence(one, firm.currency, found.usual, by_value=is_by_value(firm)) if one else (),
        [each.suggests for each in found.shown[1:]],
        estimate_words(found.estimate, len(found.facts.came), firm.currency) if found.estimate else "",
        TITLES,
        AnswerForm(formdata=None, until=offered_until(today)),
        what_is_known,
        today + timedelta(days=1),
    )
