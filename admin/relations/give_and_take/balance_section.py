"""On a partner's page: the balance in its period and over all time, and the tree of everybody who came through."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.addresses import address_of, payments_address
from admin.drilling.drill import Drill
from admin.frame import the_frame
from admin.ranked.asking import Asking
from admin.relations.give_and_take.balance import BALANCE, side_links, words_kept
from records.clients import Client
from records.sources import Partner, Source
from reports.counting.questions import CreditRule, Of, Question
from reports.relations.give_and_take.balance import Balance, balance_of, sentence
from reports.relations.give_and_take.doubt import may_be_of
from reports.relations.give_and_take.family import Branch, Family, family, has_branches
from reports.relations.give_and_take.people import money_question

_BY_DECISIVE = (
    "Money received goes by share here: of a client whom several sources brought, each has its part, and each partner "
    "named has the whole person. At the top of this page such a client and all their money count under the decisive "
    "source alone, so that revenue there can be more or less than the money here."
)
_BY_SHARES = "Money received goes by share, as at the top of this page; people count whole for each partner named."


@dataclass(frozen=True, slots=True)
class Shown:
    """A balance with its sentence and the addresses of the records behind its numbers."""

    when: str
    balance: Balance
    said: str
    links: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class BalancePart:
    """The section: one balance, or two where the page is about a period; ``waiting`` answers may name the partner."""

    balances: list[Shown]
    waiting: int
    page: str
    how_money: str


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """A family tree with the addresses of the records behind its numbers."""

    family: Family
    name: str
    clients: str
    won: str

    def people(self, source_id: int) -> str:
        """The address of the clients whom a source introduced itself."""
        return address_of(f"{BALANCE}/{source_id}/received", {})

    def payments(self, source_id: int) -> str:
        """The address of the payments of these clients, by share."""
        question = replace(money_question(self.family.currency), of=Of.SOURCES)
        return payments_address(question, the_frame().firm, str(source_id))

    @property
    def branches(self) -> list[Branch]:
        """Those who have introduced others."""
        return self.family.branches


def family_of_client(session: Session, client: Client, currency: str) -> FamilyPart | None:
    """The family tree of a client who has sent somebody, None of any other."""
    source = session.scalars(select(Source).where(Source.client_id == client.id)).unique().first()
    return _family(session, source, currency) if source else None


def _family(session: Session, source: Source, currency: str) -> FamilyPart | None:
    found = family(session, source, currency)
    if not found.clients:
        return None
    at = f"{BALANCE}/{source.id}/received"
    return FamilyPart(
        found, source.name, address_of(at, {"family": "1"}), address_of(at, {"family": "1", "measure": "won"})
    )


def balance_part(session: Session, partner: Partner, page: Drill) -> BalancePart:
    """The balance of a partner in the period of the page, and over all time."""
    ask, question = page.ask, page.ask.question
    shown = []
    if question.start or question.end:
        shown.append(_shown(session, partner, ask, "In this period"))
    ever = replace(ask, question=Question(question.currency), period="all")
    shown.append(_shown(session, partner, ever, "All time"))
    return BalancePart(
        shown,
        may_be_of(session, question.start, question.end)[0][partner.source_id],
        address_of(BALANCE, words_kept(question, ask)),
        _BY_DECISIVE if question.credit is CreditRule.FIRST else _BY_SHARES,
    )


def _shown(session: Session, partner: Partner, ask: Asking, when: str) -> Shown:
    question = ask.question
    found = balance_of(session, partner.source, question.currency, question.start, question.end)
    if found is None:
        raise LookupError(f"{partner.source.name} is no partner")
    return Shown(when, found, sentence(found, the_frame().locale), side_links(ask)(partner.source_id))


def family_of_partner(session: Session, partner: Partner, page: Drill) -> FamilyPart | None:
    """The family tree of a partner, None where none of their clients has sent anybody: the balance says it all then."""
    if not has_branches(session, partner.source):
        return None
    return _family(session, partner.source, page.ask.question.currency)
