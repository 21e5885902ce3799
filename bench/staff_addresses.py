"""The addresses of every kind of staff page of a firm, each of a row that has much to show."""

from typing import Any

from flask import Flask
from sqlalchemy import Select, desc, func, select
from sqlalchemy.orm import Session

from attribution import WEBSITE_KINDS, Kind
from records.answers.credits import Credit, Review, ReviewPart
from records.answers.submissions import Submission
from records.closed.closed_months import Closure
from records.imports import Import
from records.keywords.search_totals import SearchTotal
from records.mail import Mail
from records.money.costs import Cost
from records.money.payments import Payment
from records.relations.given.referrals import ReferralGiven
from records.relations.known.contacts import Contact
from records.sources import Alias, Rejection, Source
from records.spam.held import HeldSubmission

RANKINGS = (
    "",
    "?period=this-year",
    "?of=websites",
    "?of=keywords",
    "?of=channels",
    "?of=sources",
    "?by=clients&period=12-months&compare=year",
    "?of=sources&credit=shared&count=cohort&period=12-months",
    "?of=sources&page=2",
    "?of=keywords&page=2&by=clients",
    "?of=sources&by=clients&credit=shared&period=12-months&compare=year",
    "?only=arrived_through:channels:organic-search",
    "?of=channels&only=introduced_by:partners:{partner}&period=12-months",
    "?of=websites&only=introduced_by:partners:{partner}&credit=shared",
    "?of=keywords&only=introduced_by:partners:{partner}&period=12-months",
    "?office=1&period=12-months",
    "?format=print",
)
WITHOUT_ROWS = (
    "today",
    "clients",
    "clients?page=4&order=oldest",
    "clients?order=name",
    "clients?order=money",
    "clients?order=least-money&paid=yes",
    "clients?kind=partner&paid=no&period=12-months",
    "clients?kind=partner&answer=automatic&stage=won&order=money",
    "clients?answer=open&asked=later",
    "clients?answer=open&order=name-back",
    "clients?q=client&order=money",
    "clients?only=arrived_through:channels:organic-search&paid=yes&office=1",
    "find",
    "find?q=son",
    "find?q=client",
    "find?q=a+friend+told&only=answers",
    "find?q=555+0188",
    "find?q=nobody+of+this+name",
    "clients?of=partners&part=total",
    "clients?of=sources&part=total&credit=shared&period=12-months",
    "payments?of=partners&part=total",
    "answers",
    "coverage/desk-card",
    "held-back",
    "held-back?which=spam",
    "answers?order=oldest",
    "answers?order=newest&page=2",
    "balance",
    "balance?show=quality&period=12-months",
    "balance?order=money",
    "partners",
    "partners?show=known",
    "partners?show=time&order=revenue",
    "partners?next=due&show=known",
    "partners?format=print",
    "partners/picture",
    "partners/picture?period=12-months&credit=shared",
    "partners/new",
    "contacts",
    "contacts/hour",
    "partners?retired=1",
    "partners/duplicates",
    "statements",
    "referrals",
    "referrals?which=due",
    "referrals/new",
    "referrals/new?purpose=a+mortgage&suggest=1",
    "time",
    "time?kind=thank&page=2",
    "time?format=print",
    "time/answers",
    "first-payments?of=partners&part=total",
    "cohorts?of=partners&part=total",
    "cohorts?of=partners&part=total&credit=shared",
    "lifetime?of=partners",
    "lifetime?of=sources&credit=shared&period=12-months",
    "lifetime?of=keywords",
    "keywords/estimated",
    "keywords/spread",
    "keywords/exports",
    "said-and-clicked",
    "said-and-clicked/clients?said=partner",
    "coverage",
    "coverage?period=12-months",
    "coverage/clients?what=not-asked",
    "coverage/order",
    "coverage/order/answers?place=1",
    "aliases",
    "rejections",
    "periods",
    "report",
    "costs",
    "costs/new",
    "costs/spent?of=sources&part=total",
    "coverage",
    "coverage/clients?what=not-asked",
    "mailings",
    "mailings/new",
    "mailings/clients?which=can",
    "thanks",
    "ledger",
    "rules",
    "rewards",
    "imports",
    "imports/new?kind=payments",
    "imports/columns",
    "hooks",
    "mail",
    "firm",
    "first-steps",
    "website",
    "forms",
    "forms/new",
    "forms/1",
    "forms/1/answers",
    "form-versions/1",
    "offices",
    "channels/referral-partner?role=introduced_by",
    "channels/referral-partner?role=introduced_by&credit=shared",
    "channels/organic-search?role=arrived_through&period=12-months",
)
WITH_ROWS = (
    "partners/{partner}",
    "partners/{partner}?period=12-months",
    "partners/{partner}?credit=shared&period=this-year",
    "partners/{partner}?only=arrived_through:channels:organic-search",
    "partners/{partner}/edit",
    "balance/{partner}/received",
    "balance/{partner}/received?family=1&measure=won",
    "balance/{partner}/given",
    "partners/{partner}/thanks/new",
    "partners/{partner}/rewards",
    "partners/{partner}/rewards/new",
    "partners/{partner}/merge",
    "partners/{partner}/asking",
    "referrals/{referral}",
    "referrals/{referral}/edit",
    "time/{partner}",
    "partners/{partner}/referral-card",
    "partners/{partner}/statement",
    "partners/{partner}/with-people",
    "clients?of=partners&part={partner}",
    "payments?of=partners&part={partner}",
    "contacts?source={met}",
    "contacts/{contact}",
    "contacts/{contact}/edit",
    "partners/{met}",
    "cohorts?of=partners&part={partner}",
    "first-payments?of=partners&part={partner}",
    "sources/{website}?of=websites&role=arrived_through",
    "sources/{website}?of=websites&role=arrived_through&period=12-months&count=cohort",
    "keywords/{keyword}",
    "keywords/{keyword}?period=12-months",
    "keywords/{keyword}/landed",
    "keywords/totals?from={exported_from}&to={exported_to}",
    "clients?only=introduced_by:sources:{partner}&order=money",
    "clients/{client}",
    "payments/{payment}/edit",
    "answers/{answer}",
    "held-back/{held}",
    "answers/{taught}/alias",
    "aliases/{alias}",
    "rejections/{rejection}",
    "costs/{cost}",
    "costs/{cost}/edit",
    "imports/{import_}",
    "mail/{mail}",
    "periods/{closure}",
    "periods/{closure}/clients?of=partners&part=total",
    "periods/{closure}/payments?of=partners&part=total",
    "periods/{closure}/costs?of=partners&part=total",
    "periods/{closure}/changes",
)


def addresses(session: Session) -> list[str]:
    """Every kind of page, the rankings first; a page of rows that the firm has none of is left out."""
    numbers = {name: session.scalar(chosen) for name, chosen in _rows().items()}
    numbers = {name: number for name, number in numbers.items() if number is not None}
    found = []
    for each in (*RANKINGS, *WITHOUT_ROWS, *WITH_ROWS):
        needed = each.partition("{")[2].partition("}")[0]
        if not needed or needed in numbers:
            found.append(f"/admin/{each.format_map(numbers)}")
    return found


def kind_of(app: Flask, address: str) -> str:
    """The endpoint that answers an address."""
    endpoint, _ = app.url_map.bind("localhost").match(address.partition("?")[0])
    return str(endpoint)


def _rows() -> dict[str, Select[Any]]:
    """For each name in an address the row with most behind it, or the newest."""
    return {
        "partner": _most(Credit.source_id)
        .join(Source, Source.id == Credit.source_id)
        .where(Source.kind == Kind.PARTNER),
        "website": _most(Credit.source_id)
        .join(Source, Source.id == Credit.source_id)
        .where(Source.kind.in_(WEBSITE_KINDS)),
        "keyword": _most(Credit.keyword_id).where(Credit.keyword_id.is_not(None)),
        "exported_from": select(func.max(SearchTotal.starts_on)),
        "exported_to": select(func.max(SearchTotal.ends_on)),
        "client": select(Payment.client_id).group_by(Payment.client_id).order_by(desc(func.count())).limit(1),
        "payment": select(func.max(Payment.id)),
        "answer": select(func.max(Submission.id)),
        "held": select(func.max(HeldSubmission.id)),
        "taught": select(func.max(Review.submission_id)).join(ReviewPart),
        "met": _most(Contact.source_id),
        "contact": select(func.max(Contact.id)),
        "alias": select(func.max(Alias.id)),
        "rejection": select(func.max(Rejection.id)),
        "referral": select(func.max(ReferralGiven.id)),
        "cost": select(func.max(Cost.id)),
        "import_": select(func.max(Import.id)),
        "mail": select(func.max(Mail.id)),
        "closure": select(func.max(Closure.id)),
    }


def _most(column: object) -> Select[tuple[int]]:
    return select(column).group_by(column).order_by(desc(func.count())).limit(1)  # type: ignore[call-overload,no-any-return]
