"""A card with a QR code for the desk: whoever waits there answers the firm's form on their own telephone."""

from flask import abort, render_template, request

from admin.addresses import public_base
from admin.pages import pages
from admin.relations.referral_links import qr_code
from records.db import db
from records.forming.forms import public_forms


@pages.get("/coverage/desk-card")
def desk_card() -> str:
    """The code of a form that is public: the one that the address names, else the first."""
    forms = public_forms(db.session())
    wanted = request.args.get("form", "")
    form = next((each for each in forms if each.slug == wanted), None) if wanted else next(iter(forms), None)
    if wanted and form is None:
        abort(404)
    address = f"{public_base()}/f/{form.slug}" if form else ""
    return render_template(
        "admin/coverage/desk_card.html",
        form=form,
        others=[each for each in forms if each is not form],
        address=address,
        code=qr_code(address) if form else "",
    )
