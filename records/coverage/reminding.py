"""The one polite reminder of a client who was asked by mail, within the limits of the mailing that asked them."""

from datetime import datetime

from sqlalchemy.orm import Session

from records.clients import Client
from records.coverage.askings import Asking, How, askings_of
from records.coverage.campaigns import Campaign
from records.coverage.mailing import CannotAsk, ask_by_mail, by_mail
from records.coverage.sending import room_for_reminders
from records.db import locked_by_name


def remind(session: Session, client: Client, now: datetime, base: str, app_key: str) -> Asking | None:
    """Queue the reminder; None where it is not their turn or somebody has answered or opted out at this moment."""
    asked = next((each for each in by_mail(askings_of(session, client)) if each.how is How.MAIL), None)
    number = asked.campaign_id if asked else None
    if number is not None:
        locked_by_name(session, f"campaign {number}")
        campaign = session.get_one(Campaign, number, populate_existing=True)
        if room_for_reminders(session, campaign, now) <= 0:
            return None
    try:
        return ask_by_mail(session, client, now, None, base, app_key, number)
    except CannotAsk:
        return None
