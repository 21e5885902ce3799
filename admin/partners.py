"""Partners: the list, a partner's page, and writing down what is known of them."""

from dataclasses import asdict
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from admin.access import only_who_may_change
from admin.addresses import clients_address, payments_address, row_address
from admin.asking import asking
from admin.drill import drill
from admin.drill_tables import drill_table
from admin.frame import the_frame
from admin.kept_tables import referrals_table
from admin.list_tables import partners_table
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.partner_form import NewPartnerForm, PartnerForm
from admin.referral_links import LinkForm, link_address, qr_code
from admin.relations.sections import sections_of
from attribution import Entity, Kind
from records.db import db
from records.editing import edit_partner, set_aliases
from records.merged import source_meant
from records.referral_links import link_of
from records.sources import Partner, Source, add_partner
from reports.partner_list import Listed, Order, all_time, partners_listed
from reports.questions import Measure, Of, Question
from reports.referrals_given import referrals_given
from reports.taught import taught_of

PAGE = 100
_ORDERS = {
    Order.NAME: "by name",
    Order.CLIENTS: "by clients, the most first",
    Order.WON: "by won clients, the most first",
    Order.REVENUE: "by revenue, the largest first",
    Order.GIVEN: "by referrals given, the most first",
}


@pages.get("/partners")
def partners() -> ResponseReturnValue:
    """All partners, searched by name, organisation, occupation or city."""
    wanted = request.args.get("q", "").strip()[:200]
    entity = request.args.get("kind", "")
    order = request.args.get("order", Order.NAME.value)
    if entity not in {"", *Entity} or order not in set(Order):
        abort(422, "kind can be person or business, and order name, clients, won, revenue or given")
    question = all_time(the_frame().firm.currency)
    found = partners_listed(db.session(), question, wanted, Entity(entity) if entity else None, Order(order))
    if goes_out():
        return handed_out(partners_table(question, found, wanted, entity, _ORDERS[Order(order)]))
    page = page_asked()
    return render_template(
        "admin/partners.html",
        wanted=wanted,
        entity=entity,
        order=order,
        orders=[(each.value, _ordered_by(each)) for each in Order],
        question=question,
        listed=[(each, links(question, each)) for each in found[(page - 1) * PAGE : page * PAGE]],
        paging=Paging(page, PAGE, len(found)),
    )


@pages.get("/partners/<int:number>")
def partner(number: int) -> ResponseReturnValue:
    """One partner: what is known of them, whom they introduced, and whom they were given."""
    session = db.session()
    source = find(Source, number)
    found = source.partner
    meant = source_meant(session, source)
    if meant is not source:
        return redirect(url_for("admin.partner", number=meant.id), 303)
    if found is None:
        # Clients who chose "a partner" and named nobody count for a source that stands for all of these.
        query = f"?{request.query_string.decode()}" if request.query_string else ""
        return (
            redirect(url_for("admin.source", number=number) + query, 303) if source.kind is Kind.PARTNER else abort(404)
        )
    ask = asking(of=Of.PARTNERS.value)
    page = drill(
        ask,
        str(number),
        lambda question, period: row_address(question, ask.firm, str(number), Kind.PARTNER, period),
    )
    if goes_out():
        given = referrals_given(session, found.source)
        return handed_out(drill_table(page, source.name, [("Partner", source.name)], [referrals_table(given)]))
    aliases, rejections = taught_of(session, found.source)
    link = link_of(session, found)
    address = link_address(link) if link else ""
    sections = sections_of(session, found, page)
    return render_template(
        "admin/partner.html",
        partner=found,
        aliases=aliases,
        rejections=rejections,
        link=link,
        link_address=address,
        qr_code=qr_code(address) if link else "",
        link_form=LinkForm(formdata=None),
        source=found.source,
        page=page,
        sections=sections,
        further_components=dict.fromkeys(name for section, _ in sections for name in section.components),
    )


@pages.get("/partners/new")
def new_partner() -> str:
    """The form for a new partner."""
    only_who_may_change()
    return render_template("admin/partner_form.html", form=NewPartnerForm(formdata=None), partner=None)


@pages.post("/partners")
def add() -> ResponseReturnValue:
    """A new partner."""
    form = NewPartnerForm()
    if not form.validate():
        return render_template("admin/partner_form.html", form=form, partner=None), 422
    session, now = db.session(), datetime.now(UTC)
    source = add_partner(session, at=now, **asdict(form.particulars()))
    set_aliases(session, source, form.spellings(), now, current_user)
    db.session.commit()
    flash(f"{source.name} is a partner now.")
    return redirect(url_for("admin.partner", number=source.id), code=303)


@pages.get("/partners/<int:number>/edit")
def edit(number: int) -> str:
    """The form for what is known of a partner."""
    only_who_may_change()
    found = find(Partner, number)
    form = PartnerForm(
        formdata=None,
        obj=found,
        name=found.source.name,
        website=found.source.website,
        aliases="\n".join(alias.name for alias in found.source.aliases),
    )
    return render_template("admin/partner_form.html", form=form, partner=found)


@pages.post("/partners/<int:number>")
def save(number: int) -> ResponseReturnValue:
    """What is known of a partner, and the spellings that lead to them."""
    found = find(Partner, number)
    form = PartnerForm()
    if not form.validate():
        return render_template("admin/partner_form.html", form=form, partner=found), 422
    session = db.session()
    edit_partner(session, found, form.particulars())
    set_aliases(session, found.source, form.spellings(), datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"{found.source.name} is kept.")
    return redirect(url_for("admin.partner", number=number), code=303)


def part_links(question: Question, part: str) -> dict[str, str]:
    """The addresses of the lists behind a source's figures."""
    firm = the_frame().firm
    return {
        "clients": clients_address(question, firm, part),
        "won": clients_address(question, firm, part, Measure.WON),
        "revenue": payments_address(question, firm, part),
    }


def links(question: Question, listed: Listed) -> dict[str, str]:
    """The addresses of the lists behind a listed partner's figures."""
    return part_links(question, str(listed.source.id))


def _ordered_by(order: Order) -> str:
    words = {name: word for name, word in request.args.items() if name in {"q", "kind"} and word}
    if order is not Order.NAME:
        words["order"] = order.value
    return f"{request.path}?{urlencode(words)}" if words else request.path
