"""People and the businesses that they belong to: the section of a partner's page, and the list of all their clients."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from wtforms import StringField

from admin.drilling.drill import Drill
from admin.fields.limits_of_text import Length
from admin.fields.typed_again import typed_again
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import asking
from admin.relations.give_and_take.balance import side_links
from admin.tables.covers import cover_of
from attribution import Entity, Kind, fold
from records.clients import Client
from records.db import db
from records.engine.prepared import prepared
from records.relations.known.organisations import CannotBelong, belong_to, people_of
from records.sources import Partner, Source
from reports.relations.give_and_take.balance import balance_of, sentence
from reports.relations.give_and_take.with_people import WithPeople, balances_with_people, clients_of, with_people
from reports.tables.description import Column, Row, Table
from reports.tables.description import Kind as Sort

PAGE = 100


class BusinessForm(FlaskForm):
    """The name of the business that a person belongs to."""

    business = StringField("Business", [Length(max=200, message="At most 200 characters.")])


@dataclass(frozen=True, slots=True)
class Belonging:
    """What the section shows: of a person the business, of a business its people and what all brought together."""

    business: Source | None
    businesses: Sequence[str]
    figures: WithPeople | None


def belonging(session: Session, partner: Partner, _page: Drill) -> Belonging | None:
    """Read the section; a business without people has none."""
    if partner.entity is Entity.PERSON:
        business = session.get(Source, partner.organisation_id) if partner.organisation_id else None
        return Belonging(business, [] if business else _businesses(session), None)
    figures = with_people(session, partner.source)
    return Belonging(None, [], figures) if figures.people else None


@pages.post("/partners/<int:number>/organisation")
def join(number: int) -> ResponseReturnValue:
    """The business that a person belongs to, by its name; none if the name is blank."""
    partner, session = find(Partner, number), db.session()
    back, name, form = url_for("admin.partner", number=number, _anchor="belonging"), partner.source.name, BusinessForm()
    if form.validate():
        typed = (form.business.data or "").strip()
        try:
            business = _called(session, typed) if typed else None
            belong_to(session, partner, business)
            db.session.commit()
            flash(f"{name} belongs to {business.name if business else 'no business'} now.")
            return redirect(back, code=303)
        except CannotBelong as problem:
            db.session.rollback()
            form.business.errors = [str(problem)]
    return typed_again(form, "admin.partners", f"The business that {name} belongs to", "Belongs to it", back, name)


@pages.get("/partners/<int:number>/with-people")
def with_its_people(number: int) -> ResponseReturnValue:
    """The clients whom a business and its people brought, each once; with ``alone=1`` those of the business itself."""
    source, session, ask = find(Partner, number).source, db.session(), asking()
    question = ask.question
    together = [source, *([] if request.args.get("alone") else people_of(session, source))]
    found = session.scalars(clients_of(together, question.start, question.end)).all()
    if goes_out():
        return handed_out(_table(" and ".join(each.name for each in together), found))
    page, locale = page_asked(), the_frame().locale
    each = [balance_of(session, one, question.currency, question.start, question.end) for one in together]
    parts = [one for one in each if one is not None]
    links = side_links(ask)
    whole = balances_with_people(session, parts[:1], question.start, question.end) if len(parts) > 1 else {}
    return render_template(
        "admin/relations/known/with_people.html",
        source=source,
        people=together[1:],
        period=ask.period_in_words,
        question=question,
        parts=[(one, links(one.source.id)) for one in parts],
        whole=whole[source.id].balance if source.id in whole else None,
        said=sentence(whole[source.id].balance, locale, "Together") if source.id in whole else "",
        clients=found[(page - 1) * PAGE : page * PAGE],
        paging=Paging(page, PAGE, len(found)),
    )


def _businesses(session: Session) -> Sequence[str]:
    return session.scalars(*_businesses_in_use()).all()


@prepared
def _businesses_in_use() -> Select[tuple[str]]:
    those = select(Source.name).join(Partner, Partner.source_id == Source.id)
    those = those.where(Partner.entity == Entity.BUSINESS, Source.retired_at.is_(None))
    return those.order_by(Source.name_key)


def _called(session: Session, name: str) -> Source:
    those = select(Source).where(
        Source.kind == Kind.PARTNER, Source.name_key == fold(name), Source.retired_at.is_(None)
    )
    found = [
        each for each in session.scalars(those).unique() if each.partner and each.partner.entity is Entity.BUSINESS
    ]
    if not found:
        raise CannotBelong(f"No business among your partners is called “{name}”. Add it as a partner first.")
    if len(found) > 1:
        raise CannotBelong(f"Several businesses are called “{name}”. Merge them first, or give one another name.")
    return found[0]


def _table(who: str, clients: Sequence[Client]) -> Table:
    return Table(
        title=f"Clients of {who}"[:200],
        columns=[Column("Client", wide=True), Column("Stage"), Column("Came on", Sort.DAY)],
        rows=[Row((each.name, each.stage.value, each.came_on)) for each in clients],
        cover=cover_of(also=[("Partners", who)]),
        sheet="Clients",
    )
