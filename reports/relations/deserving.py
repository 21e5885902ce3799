"""The list of who deserves the firm's time, as of a day, and what is suggested about one partner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.firm import Firm, Profession
from records.professions import Switch, is_on
from records.relations.suggestion_answers import Answer, SuggestionAnswer, Suggests, answers_that_stand
from records.sources import Source
from reports.relations.estimate import Estimate
from reports.relations.expecting import Expecting, expecting, partners_looked_at
from reports.relations.facts import Facts
from reports.relations.reading_facts import read_facts, read_usual
from reports.relations.suggesting import (
    Suggestion,
    Usual,
    chosen,
    in_turns,
    is_rising,
    possible,
    strength,
    suggested_in,
    usual,
)


@dataclass(frozen=True)
class Deserving:
    """The list in order; ``expecting`` is None where nothing may be reckoned from the value of referrals."""

    suggestions: Sequence[Suggestion]
    allowed: frozenset[Suggests]
    expecting: Expecting | None

    def estimate(self, facts: Facts) -> Estimate | None:
        """What the next referral of a partner is worth, as far as that is estimated."""
        return self.expecting.estimate(facts) if self.expecting else None


@dataclass(frozen=True)
class OfPartner:
    """What is suggested about one partner, the strongest first, and what their next referral is worth."""

    facts: Facts
    possible: Sequence[Suggestion]
    shown: Sequence[Suggestion]
    estimate: Estimate | None
    usual: Usual


def deserving(session: Session, firm: Firm, today: date) -> Deserving:
    """Everything that is suggested and not answered, one suggestion for each partner."""
    facts = read_facts(session, firm.currency, today)
    allowed = allowed_in(session, firm)
    answers = _by_kind(answers_that_stand(session))
    found = chosen(facts, today, usual(facts), allowed, lambda one: is_hidden(one, answers, today))
    by_value = is_by_value(firm)
    looked_at = partners_looked_at(session) if by_value else []
    usually = expecting(session, firm.currency, today, facts, looked_at) if by_value else None
    value = usually.value if usually else lambda facts: 0
    ordered = in_turns(found, lambda one: strength(one, value, by_value=by_value))
    return Deserving(ordered, allowed, usually)


def deserving_of(session: Session, firm: Firm, partner: Source, today: date) -> OfPartner | None:
    """The same of one partner; None if there are no facts of them, because they are retired or none."""
    by_value = is_by_value(firm)
    looked_at = partners_looked_at(session) if by_value else []
    every = read_facts(session, firm.currency, today, [*looked_at, partner.id])
    facts = next((each for each in every if each.partner == partner.id), None)
    if facts is None:
        return None
    allowed = allowed_in(session, firm)
    # Counting everybody's clients takes longest of all in a large firm.
    everybody = read_usual(session, today) if is_rising(facts, today) else Usual(0, 0)
    answers = _by_kind(answers_that_stand(session, partner))
    found = [one for one in possible(facts, today, everybody) if one.suggests in allowed]
    usually = expecting(session, firm.currency, today, every, looked_at) if by_value else None
    shown = [one for one in found if not is_hidden(one, answers, today)]
    return OfPartner(facts, found, shown, usually.estimate(facts) if usually else None, everybody)


def allowed_in(session: Session, firm: Firm) -> frozenset[Suggests]:
    """What may be suggested in the firm's profession, and as an owner has switched."""
    return suggested_in(firm.profession_kind, is_on(session, Switch.SUGGEST_PARTNERS))


def is_by_value(firm: Firm) -> bool:
    """Whether anything may be reckoned from the number and the value of referrals."""
    return firm.profession_kind is not Profession.HEALTH


def is_hidden(one: Suggestion, answers: dict[tuple[int, Suggests], SuggestionAnswer], today: date) -> bool:
    """Whether a suggestion was answered and nothing has changed since."""
    answer = answers.get((one.facts.partner, one.suggests))
    return answer is not None and holds(answer, one, today)


def holds(answer: SuggestionAnswer, one: Suggestion, today: date) -> bool:
    """Whether an answer still holds: there is no new referral, and the day until which it was put off is to come."""
    if one.referrals > answer.referrals or one.newest > answer.newest:
        return False
    return answer.answer is not Answer.SNOOZED or answer.until is None or today < answer.until


def _by_kind(answers: Iterable[SuggestionAnswer]) -> dict[tuple[int, Suggests], SuggestionAnswer]:
    return {(each.partner_id, each.suggests): each for each in answers}
