"""What the demo firm's partners may see and say, and a directory that needs a little cleaning."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from attribution import Entity
from commands.demo.founding import Founded
from commands.demo.stories import ZONE
from commands.demo.tables import table
from records.consents import Covers, named, note_consent
from records.relations.given.referrals import Outcome
from records.relations.known.organisations import belong_to
from records.relations.telling.statement_choices import choose
from records.relations.telling.statement_links import make_statement_link
from records.relations.telling.statement_telling import tell
from records.relations.telling.statement_totals import make_total, sent_by
from records.relations.telling.statement_words import Said
from records.sources import Source, add_partner
from records.sources.retiring import retire
from reports.relations.telling.statement import shown_referrals

_LINKS = 3
"""So many of those who send most have a link beside the partners of the story."""


def add_statements(session: Session, founded: Founded, today: date) -> None:
    """Give partners of the story links, consents and words, and put some order to do into the list."""
    user, now = founded.staff[0], datetime.combine(today - timedelta(days=2), time(10), ZONE)
    choose(session, True, now - timedelta(days=40), user)
    for partner in _with_links(founded):
        if partner.partner is None:
            continue
        _let_outcomes_be_told(session, partner, now - timedelta(days=30), founded)
        link = make_statement_link(session, partner.partner, 365, now - timedelta(days=25), user)
        make_total(session, partner, now)
        words = f"Families in {partner.partner.city or 'the valley'} who open a shop, please."
        tell(session, link, Said(identity=f"demo-{partner.id}", words=words), now - timedelta(hours=19))
        waiting = [each for each in shown_referrals(session, partner) if each.outcome is Outcome.OPEN]
        if waiting:
            said = Said(identity=f"demo-{partner.id}", referral_id=waiting[0].id, outcome=Outcome.CONTACTED)
            tell(session, link, said, now - timedelta(hours=18))
    _keep_clean(session, founded, now)


def _with_links(founded: Founded) -> list[Source]:
    story = {each["partner"] for each in (*table("story")["sent"], table("story")["given"])}
    rows = sorted(table("partners")["partners"], key=lambda row: -row.get("sends", 0))
    names = [*sorted(story), *(row["name"] for row in rows[:_LINKS])]
    return list(dict.fromkeys(next(s for key, s in founded.partners.items() if key[0] == name) for name in names))


def _let_outcomes_be_told(session: Session, partner: Source, at: datetime, founded: Founded) -> None:
    """Two in three of those who may be named have said on the phone that their outcome may be told as well."""
    clients = session.scalars(sent_by(partner)).all()
    allowed = named(session, [each.id for each in clients])
    for place, client in enumerate(sorted((each for each in clients if each.id in allowed), key=lambda each: each.id)):
        if place % 3:
            note_consent(session, client, Covers.OUTCOME, True, "on the phone", at, founded.staff[place % 2])


def _keep_clean(session: Session, founded: Founded, at: datetime) -> None:
    businesses = {key[0]: source for key, source in founded.partners.items() if _is_business(source)}
    name, business = next(iter(businesses.items()))
    add_partner(session, f"{name} LLC", at, entity=Entity.BUSINESS, website=business.website)
    assert business.partner  # noqa: S101 - a business among the partners
    owner = add_partner(session, "Zora Kearns", at, organisation=name, occupation="owner", city=business.partner.city)
    if owner.partner:
        belong_to(session, owner.partner, business)
    gone = add_partner(session, "Gilbert Moss", at - timedelta(days=200), occupation="notary", city="Stanhope")
    retire(session, gone, "He has closed his office", at, founded.staff[1])


def _is_business(source: Source) -> bool:
    return source.partner is not None and source.partner.entity is Entity.BUSINESS
