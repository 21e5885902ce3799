"""Whom the demo firm has thanked so far, so that its list of who deserves time has something of each kind."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from commands.demo.founding import Founded
from commands.demo.stories import ZONE
from commands.demo.tables import table
from records.relations.thanking.thanks import How, thank
from reports.relations.thanking.unthanked import unthanked

_EVERY = 5
"""Of so many partners one still waits, and so does everybody whose client came in the last weeks."""
_LATELY = timedelta(days=30)


def thank_most(session: Session, founded: Founded, today: date) -> None:
    """Thank most partners for whom they sent; nobody has thought of the quiet one, who sent the best."""
    quiet = {row["partner"] for row in table("story")["sent"]}
    waiting = unthanked(session)
    for place, source in enumerate(founded.partners.values()):
        clients = [each.client for each in waiting if each.partner is source and each.came_on <= today - _LATELY]
        if clients and source.name not in quiet and place % _EVERY:
            day = today - timedelta(days=7 + place % 20)
            at = datetime.combine(day, time(11), ZONE)
            thank(session, source, How.CALL, day, at, founded.staff[place % 2], clients=clients)
