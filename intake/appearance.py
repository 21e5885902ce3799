"""How a form looks like its firm: the colour as a small stylesheet, and the logo.

Neither ever changes at its address, so both may be kept for ever: the stylesheet is made of the colour that its address
names, and a row of pictures is never written again.
"""

import re

from flask import Flask, Response, abort

from intake.colours import tones
from records.db import db
from records.forming.pictures import FormPicture

A_YEAR = 365 * 24 * 60 * 60
LARGEST_NUMBER = 2**31 - 1
"""What both databases keep as a record's number."""
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
    app.add_url_rule("/f/<slug>/logo/<int:number>", "logo", logo)


def accent(colour: str) -> Response:
    """The stylesheet of a colour: its tones in light and in dark, each with enough contrast to be read."""
    if not _COLOUR.fullmatch(colour):
        abort(404)
    light, dark = tones(colour)
    pairs = zip(("accent", "accent-ink", "accent-soft"), light, dark, strict=True)
    lines = "".join(f"  --{name}: light-dark({by_day}, {by_night});\n" for name, by_day, by_night in pairs)
    # Of a theme that the page was asked for, the scheme is that theme's.
    return Response(f":root {{\n{lines}}}\n", mimetype="text/css", headers=HEADERS)


def logo(slug: str, number: int) -> Response:
    """A picture of a form, and of no other."""
    picture = db.session.get(FormPicture, number) if number <= LARGEST_NUMBER else None
    if picture is None or picture.form.slug != slug:
        abort(404)
    return Response(picture.content, mimetype=picture.type, headers=HEADERS)
