"""A partner's referral link: made and ended on the partner's page, and printed as a card with a QR code."""

from datetime import UTC, datetime

import segno
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from markupsafe import Markup

from admin.addresses import public_base
from admin.pages import find, pages
from records.db import db
from records.sources import Partner
from records.sources.referral_links import ReferralLink, link_of, make_link, revoke_link

WHERE = "admin.partner"
PART = "link"


@pages.post("/partners/<int:number>/referral-link")
def make_referral_link(number: int) -> ResponseReturnValue:
    """A link for a partner who has none."""
    partner = find(Partner, number)
    make_link(db.session(), partner, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"{partner.source.name} has a referral link now.")
    return redirect(url_for(WHERE, number=number, _anchor=PART), code=303)


@pages.post("/referral-links/<int:number>/revocation")
def revoke_referral_link(number: int) -> ResponseReturnValue:
    """End a link; who comes by it from now on sees the plain form."""
    link = find(ReferralLink, number)
    revoke_link(db.session(), link, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"The link of {link.partner.name} is ended. What came by it stays counted.")
    return redirect(url_for(WHERE, number=link.partner_id, _anchor=PART), code=303)


@pages.get("/partners/<int:number>/referral-card")
def referral_card(number: int) -> ResponseReturnValue:
    """The link and its QR code on a sheet to print; back to the partner where there is no link."""
    partner = find(Partner, number)
    link = link_of(db.session(), partner)
    if link is None:
        return redirect(url_for(WHERE, number=number, _anchor=PART), code=303)
    address = link_address(link)
    return render_template(
        "admin/relations/referral_card.html", partner=partner, address=address, code=qr_code(address)
    )


def link_address(link: ReferralLink) -> str:
    """The address that the partner gives to people."""
    return f"{public_base()}/r/{link.code}"


def qr_code(address: str, says: str = "") -> Markup:
    """The QR code of an address as SVG: dark on light whatever the page's colours are, or no camera would read it.

    ``says`` is read out in its place; without it the code is passed over, because the address stands beside it.
    """
    # Level M restores 15 % of the code (ISO/IEC 18004), enough for a card that was in a pocket; 4 is its quiet zone.
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    told = Markup('<svg role="img" aria-label="{}" ').format(says) if says else '<svg aria-hidden="true" '
    return Markup(svg.replace("<svg ", told, 1))  # noqa: S704 - made of our own address


class LinkForm(FlaskForm):
    """Nothing but the token that every form of staff carries."""
