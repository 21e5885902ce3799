"""How a form looks like its firm: the colour as a small stylesheet, and the logo.

Neither ever changes at its address, so both may be kept for ever: the stylesheet is made of the colour that its address
names, and a row of pictures is never written again.
"""

import re

from flask import Flask, Response, abort, current_app, url_for

from intake.looks.colours import tones
from records.db import db
from records.forming.pictures import FormPicture
from records.signed_numbers import is_signed, signature_of

A_YEAR = 365 * 24 * 60 * 60
USE = "form picture"
_COLOUR = re.compile(r"[0-9a-f]{6}")

HEADERS = {
    "Cache-Control": f"public, max-age={A_YEAR}, immutable",
    "X-Content-Type-Options": "nosniff",
    # Whoever opens the file by itself gets a picture and nothing that could run.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def install(app: Flask) -> None:
    """Add the addresses, which are no pages and have none of their headers."""
    app.add_url_rule("/accent/<colour>.css", "accent", accent)
    app.add_url_rule("/f/<slug>/logo/<token>", "logo", logo)
    app.add_template_global(logo_address)


def accent(colour: str) -> Response:
    """The stylesheet of a colour: its tones in light and in dark, each with enough contrast to be read."""
    if not _COLOUR.fullmatch(colour):
        abort(404)
    light, dark = tones(colour)
    pairs = zip(("accent", "accent-ink", "accent-soft"), light, dark, strict=True)
    lines = "".join(f"  --{name}: light-dark({by_day}, {by_night});\n" for name, by_day, by_night in pairs)
    # Of a theme that the page was asked for, the scheme is that theme's.
    return Response(f":root {{\n{lines}}}\n", mimetype="text/css", headers=HEADERS)


def logo_address(slug: str, number: int) -> str:
    """The address of a picture of a form: that of a draft, which nobody is to see yet, cannot be found by counting."""
    signature = signature_of(str(number), USE, str(current_app.secret_key))
    return url_for("logo", slug=slug, token=f"{number}.{signature}")


def logo(slug: str, token: str) -> Response:
    """A picture of a form, and of no other."""
    number, _, signature = token.partition(".")
    is_ours = is_signed(number, signature, USE, str(current_app.secret_key))
    picture = db.session.get(FormPicture, int(number)) if is_ours else None
    if picture is None or picture.form.slug != slug:
        abort(404)
    return Response(picture.content, mimetype=picture.type, headers=HEADERS)
