"""Time and cost beside what came back, as a section of a partner's page and of any other source's."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for
from sqlalchemy.orm import Session

from admin.addresses import costs_address
from admin.drilling.drill import Drill
from admin.relations.known.contact_form import ContactForm
from records.relations.known.contacts import Contact, ContactKind
from records.sources import Partner, Source
from reports.costs import Return
from reports.relations.known.time_spent import Effort, effort_of, newest_contacts

CONTACTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class EffortShown:
    """What the section shows; ``effort`` is None where the page is narrowed to some of the source's clients."""

    source: Source
    effort: Effort | None
    back: Return | None
    newest: Sequence[Contact]
    listed: str
    costs: str
    form: ContactForm


def effort_of_partner(session: Session, partner: Partner, page: Drill) -> EffortShown:
    """The section of a partner."""
    return effort_shown(session, partner.source, page)


def effort_shown(session: Session, source: Source, page: Drill) -> EffortShown:
    """What the firm put into a source in the page's period, beside the page's own figures."""
    question, today, figures = page.ask.question, page.ask.today, page.figures
    effort = None
    if not question.only and question.office is None:
        effort = effort_of(session, source.id, question.start, question.end, question.currency, today)
    days = {name: day.isoformat() for name, day in (("from", question.start), ("to", question.end)) if day}
    return EffortShown(
        source=source,
        effort=effort,
        back=effort.beside(figures.clients, figures.won, figures.revenue) if effort else None,
        newest=newest_contacts(session, source.id, CONTACTS_SHOWN),
        listed=f"{url_for('admin.contacts')}?{urlencode({'source': source.id} | days)}",
        costs=costs_address(question, page.ask.firm, page.part) if effort else "",
        form=ContactForm(formdata=None, on=today, kind=ContactKind.CALL),
    )
