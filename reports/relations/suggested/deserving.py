"""The list of who deserves the firm's time, as of a day, and what is suggested about one partner."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.firm import Firm, Profession, the_firm
from records.firm.professions import Switch, is_on
from records.relations.known.suggestion_answers import Answer, SuggestionAnswer, Suggests, answers_that_stand
from records.sources import Source
from reports.relations.expected.estimate import Estimate
from reports.relations.expected.expecting import Expecting, expecting, partners_looked_at
from reports.relations.suggested.facts import Facts
from reports.relations.suggested.outlines import outlines
from reports.relations.suggested.reading_facts import read_facts
from reports.relations.suggested.reading_sent import read_sent, read_usual
from reports.relations.suggested.suggesting import (
    Placed,
    Suggestion,
    Usual,
    by_turns,
    chosen,
    is_rising,
    possible,
    strength,
    suggested_in,
)


@dataclass(frozen=True)
class Deserving:
    """The list in order; ``expecting`` is None where nothing may be reckoned from the value of referrals.

    ``places`` are the kinds and the partners of the whole list, whose records are read where they are shown.
    """

    places: Sequence[tuple[Suggests, int]]
    allowed: frozenset[Suggests]
    expecting: Expecting | None
    read: Callable[[Sequence[int]], dict[int, Suggestion]]

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """The whole list with the records behind it."""
        return self.shown()

    def shown(self, kind: str = "", first: int = 0, last: int | None = None) -> Sequence[Suggestion]:
        """The suggestions from one place to before another, of one kind if it is named."""
        numbers = [partner for suggests, partner in self.places if not kind or suggests == kind][first:last]
        found = self.read(numbers)
        return [found[number] for number in numbers if number in found]

    def estimate(self, facts: Facts) -> Estimate | None:
        """What the next referral of a partner is worth, as far as that is estimated."""
        return self.expecting.estimate(facts.sent) if self.expecting else None


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
    allowed, by_value = allowed_in(session, firm), is_by_value(firm)
    answers = _by_kind(answers_that_stand(session))
    # An answer may leave something else of a partner, so that those are read in full.
    asked = {partner for partner, _ in answers}
    outline = outlines(session, firm.currency, today, allowed, asked, by_value=by_value)
    placed = outline.placed if outline else {}
    usual = outline.usual if outline else read_usual(session, today)
    looked_at = partners_looked_at(session) if by_value else []
    to_read = outline.to_read if outline else None
    sent = read_sent(session, firm.currency, today, None if to_read is None else [*looked_at, *to_read])
    facts = read_facts(session, firm.currency, today, to_read, sent) if to_read is None or to_read else []
    usually = expecting(session, firm.currency, today, sent, looked_at) if by_value else None

    def value(of: Facts) -> int:
        return usually.value(of.sent) if usually else 0

    def chosen_of(some: Iterable[Facts]) -> list[Suggestion]:
        return chosen(some, today, usual, allowed, lambda one: is_hidden(one, answers, today))

    found = {one.facts.partner: one for one in chosen_of(facts)}

    def read(numbers: Sequence[int]) -> dict[int, Suggestion]:
        left = [number for number in numbers if number not in found]
        more = read_facts(session, firm.currency, today, left, sent) if left else []
        return found | {one.facts.partner: one for one in chosen_of(more)}

    places = [
        Placed(one.suggests, strength(one, value, by_value=by_value), one.facts.name_key, one.facts.partner)
        for one in found.values()
    ]
    places += placed.values()
    return Deserving([(each.suggests, each.partner) for each in by_turns(places)], allowed, usually, read)


def estimates_of_all(session: Session, today: date) -> dict[int, Estimate]:
    """What the next referral of every partner is worth, in the firm's currency, as far as it is estimated."""
    firm = the_firm(session)
    if not is_by_value(firm):
        return {}
    sent = read_sent(session, firm.currency, today)
    usually = expecting(session, firm.currency, today, sent, partners_looked_at(session))
    found = {number: usually.estimate(each) for number, each in sent.items()}
    return {partner: estimate for partner, estimate in found.items() if estimate}


def deserving_of(session: Session, firm: Firm, partner: Source, today: date) -> OfPartner | None:
    """The same of one partner; None if there are no facts of them, because they are retired or none."""
    by_value = is_by_value(firm)
    looked_at = partners_looked_at(session) if by_value else []
    sent = read_sent(session, firm.currency, today, [*looked_at, partner.id])
    facts = next(iter(read_facts(session, firm.currency, today, [partner.id], sent)), None)
    if facts is None:
        return None
    allowed = allowed_in(session, firm)
    # Counting everybody's clients takes longest of all in a large firm.
    everybody = read_usual(session, today) if is_rising(facts, today) else Usual(0, 0)
    answers = _by_kind(answers_that_stand(session, partner))
    found = [one for one in possible(facts, today, everybody) if one.suggests in allowed]
    usually = expecting(session, firm.currency, today, sent, looked_at) if by_value else None
    shown = [one for one in found if not is_hidden(one, answers, today)]
    return OfPartner(facts, found, shown, usually.estimate(facts.sent) if usually else None, everybody)


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
