"""How long a mailing to past clients took: an entry of the contact log, at the source that stands for mailings."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from attribution import Kind
from records.coverage.campaigns import Campaign, CampaignTime
from records.relations.known.contacts import Contact, ContactKind, note_contact
from records.sources import Source, add_source, source_called
from records.sources.merged import source_meant
from records.staff.users import User

NAME = "Mailings to past clients"


def mailings_source(session: Session, at: datetime) -> Source:
    """The source at which the time of mailings is written down, made when it is first needed."""
    found = source_called(session, NAME, Kind.OTHER)
    return source_meant(session, found) if found else add_source(session, NAME, Kind.OTHER, at)


def note_time(
    session: Session, campaign: Campaign, minutes: int, words: str, on: date, at: datetime, user: User
) -> Contact:
    """Write down how many minutes a mailing took. Raises BadContact."""
    said = f"{campaign.name}: {words.strip()}" if words.strip() else campaign.name
    source = mailings_source(session, at)
    contact = note_contact(session, source, ContactKind.MAIL, on, at, user, minutes=minutes, words=said)
    session.add(CampaignTime(campaign_id=campaign.id, contact_id=contact.id))
    session.flush()
    return contact
