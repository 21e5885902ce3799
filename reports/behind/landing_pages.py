"""On which page of the firm's website the clients behind a number arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import WHOLE
from records.answers.credits import Credit
from records.answers.submissions import Touch
from records.clients import Client
from reports.behind import Behind, ClientBehind
from reports.counting.counted import came_in_period, counted, in_part
from reports.counting.questions import CreditRule, Question

NO_PAGE = ""
"""Stands for the clients of whom no landing page is known, such as those without a visit."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """A client who counts, with the share that counts (in millionths), and the page on which they arrived."""

    number: int
    share: int
    page: str


def landing_page(address: str) -> str:
    """The host and path of an address, without what was added for measuring; nothing if it is no address."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return NO_PAGE
    if parts.scheme not in {"http", "https"} or not host:
        return NO_PAGE
    return f"{host.removeprefix('www.')}{parts.path.rstrip('/')}"[:_LONGEST]


def arrived_on(session: Session, question: Question, part: str) -> list[Arrived]:
    """Each client behind a part once, the newest first, with the page of the first visit that the credit rests on."""
    visits = (
        counted(question, Credit.client_id, Credit.share, Touch.landing_url)
        .outerjoin(Touch, Touch.submission_id == Credit.submission_id)
        .where(came_in_period(question), in_part(question, part))
        .order_by(Client.came_on.desc(), Client.id.desc(), Touch.which != "first", Touch.id)
    )
    found: dict[int, Arrived] = {}
    for number, share, address in session.execute(visits):
        page = landing_page(address or "")
        if number not in found or (page and not found[number].page):
            counts = WHOLE if question.credit is CreditRule.FIRST else share
            found[number] = Arrived(number, counts, page)
    return list(found.values())


def behind_page(session: Session, arrived: Sequence[Arrived], page: str, number: int, size: int) -> Behind:
    """Those of the clients who arrived on one page, as a list of so many entries from its page ``number``."""
    there = [each for each in arrived if each.page == page]
    shown = there[(number - 1) * size : number * size]
    clients = {
        client.id: client
        for client in session.scalars(select(Client).where(Client.id.in_([each.number for each in shown])))
    }
    entries = [ClientBehind(clients[each.number], each.share) for each in shown]
    return Behind(entries, len(there), sum(each.share for each in there))
