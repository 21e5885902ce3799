"""Partners: the list, a partner's page, and writing down what is known of them."""

from dataclasses import asdict
from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from admin.addresses import figures_addresses, row_address
from admin.drilling.drill import drill
from admin.drilling.drill_tables import drill_table
from admin.frame import the_frame
from admin.out import goes_out, handed_out, is_for_paper
from admin.pages import find, pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import asking
from admin.relations.known.profile_form import staff_named
from admin.relations.partner_filters import SHOWN, Filters, filters_asked
from admin.relations.partner_form import NewPartnerForm, PartnerForm
from admin.relations.partners_table import partners_on_paper, partners_table
from admin.relations.referral_links import LinkForm, link_address, qr_code
from admin.relations.sections import sections_of
from admin.staff.access import only_who_may_change
from admin.tables.kept_tables import referrals_table
from attribution import Kind
from records.db import db
from records.relations.known.profile import change_profile
from records.relations.known.tags import set_tags, tags_in_use, tags_of_partner
from records.sources import Partner, Relation, Source, add_partner
from records.sources.editing import edit_partner, set_aliases
from records.sources.merged import source_meant, swallowed_by
from records.sources.referral_links import link_of
from reports.counting.questions import Of
from reports.relations.given.referrals_given import referrals_given
from reports.relations.known.partner_details import all_sums, details
from reports.relations.known.partner_list import Listing, Order, all_time, due_count, retired_count
from reports.reviews.taught import taught_of

PAGE = 50


@pages.get("/partners")
def partners() -> ResponseReturnValue:
    """All partners, searched and narrowed, with what they brought, what is known of them, or what they take."""
    session, firm = db.session(), the_frame().firm
    today = firm.today(datetime.now(UTC))
    asked, question, page = filters_asked(today), all_time(firm.currency), page_asked()
    found = Listing(session, question, asked.wanted, asked.order)
    # Paper shows what the list shows, and has no room for the rest.
    in_full = goes_out() and not is_for_paper()
    sums = all_sums(session, question.currency, today, in_full=in_full)
    if goes_out():
        every = details(session, sums, found.of(), in_full=in_full)
        table = partners_table(question, every, asked.in_words(), the_frame().locale)
        return handed_out(partners_on_paper(table, asked.shown) if is_for_paper() else table)
    behind = figures_addresses(question, firm)
    return render_template(
        "admin/relations/partners.html",
        asked=asked,
        wanted=asked.wanted,
        orders=[(each.value, _list_address(asked, order=each.value)) for each in Order],
        views=[(name, label, _list_address(asked, show=name)) for name, label in SHOWN.items()],
        relations=[("", "all"), *((each.value, each.value) for each in Relation)],
        owners=[("", "anybody"), ("nobody", "nobody in particular"), *staff_named(asked.wanted.owner)],
        tags=[("", "any"), *((tag.name, tag.name) for tag in tags_in_use(session))],
        due=due_count(session, today),
        today=today,
        retired_partners=retired_count(session),
        question=question,
        listed=[
            (each, behind(str(each.listed.number)))
            for each in details(session, sums, found.of((page - 1) * PAGE, page * PAGE), in_full=False)
        ],
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
        "admin/relations/partner.html",
        partner=found,
        aliases=aliases,
        rejections=rejections,
        link=link,
        link_address=address,
        qr_code=qr_code(address) if link else "",
        link_form=LinkForm(formdata=None),
        source=found.source,
        # Hardly anybody has any, and whether somebody has is known.
        merges=found.source.swallowed if swallowed_by(session, number) else (),
        page=page,
        sections=sections,
        further_components=dict.fromkeys(name for section, _ in sections for name in section.components),
    )


@pages.get("/partners/new")
def new_partner() -> str:
    """The form for a new partner."""
    only_who_may_change()
    return render_template("admin/relations/partner_form.html", form=NewPartnerForm(formdata=None), partner=None)


@pages.post("/partners")
def add() -> ResponseReturnValue:
    """A new partner."""
    form = NewPartnerForm()
    if not form.validate():
        return render_template("admin/relations/partner_form.html", form=form, partner=None), 422
    session, now = db.session(), datetime.now(UTC)
    source = add_partner(session, at=now, **asdict(form.particulars()))
    _keep_profile(session, source, form, now)
    set_aliases(session, source, form.spellings(), now, current_user)
    db.session.commit()
    flash(f"{source.name} is a partner now.")
    return redirect(url_for("admin.partner", number=source.id), code=303)


@pages.get("/partners/<int:number>/edit")
def edit(number: int) -> str:
    """The form for what is known of a partner."""
    only_who_may_change()
    found = find(Partner, number)
    form = _filled(found).as_opened()
    return render_template("admin/relations/partner_form.html", form=form, partner=found)


@pages.post("/partners/<int:number>")
def save(number: int) -> ResponseReturnValue:
    """What is known of a partner, and the spellings that lead to them."""
    found = find(Partner, number)
    form = PartnerForm.sent(_filled(found), present=found.owner_id)
    form.kept = {"website": found.source.website, "email": found.email, "phone": found.phone}
    if not form.validate():
        return render_template("admin/relations/partner_form.html", form=form, partner=found), 422
    session, now = db.session(), datetime.now(UTC)
    edit_partner(session, found, form.particulars(), now, current_user)
    _keep_profile(session, found.source, form, now)
    set_aliases(session, found.source, form.spellings(), now, current_user)
    db.session.commit()
    flash(f"{found.source.name} is kept.")
    return redirect(url_for("admin.partner", number=number), code=303)


def _filled(partner: Partner) -> PartnerForm:
    source = partner.source
    return PartnerForm(
        formdata=None,
        obj=partner,
        present=partner.owner_id,
        name=source.name,
        website=source.website,
        tags=", ".join(tag.name for tag in tags_of_partner(db.session(), source.id)),
        aliases="\n".join(alias.name for alias in source.aliases),
    )


def _keep_profile(session: Session, source: Source, form: PartnerForm, now: datetime) -> None:
    if source.partner:
        change_profile(session, source.partner, form.profile(), now, current_user)
        set_tags(session, source, form.tag_names(), now, current_user)


def _list_address(asked: Filters, **changes: str) -> str:
    usual = {"order": Order.NAME.value, "show": "figures"}
    words = asked.words(**{name: "" if word == usual[name] else word for name, word in changes.items()})
    return f"{request.path}?{urlencode(words)}" if words else request.path
