"""A partner's referral link: it leads to the form, which then knows who sent the client. Nothing is written for it."""

from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlencode

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, Signer
from sqlalchemy.exc import SQLAlchemyError

from intake.limits import follows_too_often
from records.db import db
from records.forming.forms import public_forms
from records.sources.referral_links import LENGTH, link_in_force

PARAMETER = "via"
"""The parameter of a form's address that carries a code, signed here."""


def referral_link(code: str) -> ResponseReturnValue:
    """Lead to the form that was published first; a code that is unknown or revoked leads there without a word.

    Tags of the address go along: they say whether the link stood in a letter or in an advertisement.
    """
    if follows_too_often():
        abort(429)
    session = db.session()
    forms = public_forms(session) or abort(404)
    tags = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    link = link_in_force(session, code) if len(code) <= 2 * LENGTH else None
    if link:
        tags.append((PARAMETER, _signer(current_app.secret_key).sign(link.code).decode()))
    form = url_for("intake.ask", door="f", slug=forms[0].slug)
    return redirect(f"{form}?{urlencode(tags)}" if tags else form, code=302)


def code_in_address() -> str:
    """The code of the link that led to this page; "" if none did, somebody made it up, or it was revoked since.

    While the database does not answer, what was signed here is believed: the form is shown then, too.
    """
    signed = request.args.get(PARAMETER, "") if request.environ.get("QUERY_STRING") else ""
    if not signed:
        return ""
    try:
        code = _signer(current_app.secret_key).unsign(signed.encode()).decode()
    except (BadSignature, UnicodeError):
        return ""
    return code_in_force(code)


def code_in_force(code: str) -> str:
    """The code, or "" if it is not in force any more; it is believed while the database does not answer."""
    try:
        return code if code and link_in_force(db.session(), code) else ""
    except SQLAlchemyError:
        current_app.logger.exception("The database did not answer; the signed code of a referral link is believed.")
        db.session.rollback()
        return code


@lru_cache(maxsize=1)
def _signer(key: str | bytes | None) -> Signer:
    return Signer(key or "", salt="referral link 1", digest_method=sha256)
