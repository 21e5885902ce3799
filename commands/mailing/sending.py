"""Sending what is due, one mail after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from commands.mailing.message import envelope_address, written
from commands.mailing.server import ByFolder, ByServer, NotNow, Refused, Unusable, way_to
from outgoing import MailFolder, MailServer, Sender
from records.coverage.still_meant import why_not_sent
from records.mail.mail_queue import Claimed, claim_next, put_off, refused, sent


@dataclass(slots=True)
class Report:
    """What became of the mails of one run; ``trouble`` is why it ended before the queue did."""

    sent: int = 0
    put_off: int = 0
    refused: int = 0
    trouble: str = ""


def send_due(
    session: Session,
    route: MailServer | MailFolder,
    sender: Sender,
    clock: Callable[[], datetime],
    per_day: int = 0,
) -> Report:
    """Send every mail that is due, until there is none or the server cannot be used.

    Each is claimed in a transaction of its own; none is open while the server is talked to. What may not be sent any
    more, because somebody answered, opted out or withdrew their leave meanwhile, is given up instead.
    """
    report = Report()
    with way_to(route, sender.domain) as way:
        while not report.trouble:
            claimed = claim_next(session, clock(), sender.domain, per_day, why_not_sent)
            session.commit()
            if claimed is None:
                break
            _send(session, claimed, way, sender, clock, report)
            session.commit()
    return report


def _send(
    session: Session,
    claimed: Claimed,
    way: ByServer | ByFolder,
    sender: Sender,
    clock: Callable[[], datetime],
    report: Report,
) -> None:
    try:
        name = claimed.message_id.strip("<>").partition("@")[0]
        way.send(sender.address, envelope_address(claimed.to), written(claimed, sender), name)
    except Refused as problem:
        refused(session, claimed, clock(), str(problem), address=problem.address)
        report.refused += 1
    except NotNow as problem:
        put_off(session, claimed, clock(), str(problem))
        report.put_off += 1
    except Unusable as problem:
        put_off(session, claimed, clock(), str(problem))
        report.put_off += 1
        report.trouble = str(problem)
    else:
        sent(session, claimed, clock())
        report.sent += 1
