"""How public pages are made: a form that nobody has touched is rendered once, every other page when it is asked for.

Templates are rendered without Flask's context, which would look up who is signed in: nobody is, on these pages.
"""

from flask import Flask, current_app, url_for

from intake.filling.form import IntakeForm
from intake.filling.orders import Order
from intake.headers import FRAMED
from intake.looks.look import PLAIN, Look
from intake.published import Asked
from intake.wording import written_on

TOKEN = "token-of-this-page"  # noqa: S105 - the place where the token is put
AT_MOST = 2_000
"""How many rendered pages are kept, of about 10 KB each: a hundred versions in twenty orders."""

Key = tuple[int, str, str, bool, str, str, Look, Order, bool]


class Rendered:
    """Untouched forms, cut in two where the token belongs."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[bytes, bytes]] = {}

    def page(self, door: str, look: Look, asked: Asked, order: Order, token: str, searching: bool) -> bytes:
        """The form of a version in this order at this kind of address, with the token of this page in it."""
        key = (asked.version_id, asked.language, asked.firm, asked.is_demo, asked.sites, door, look, order, searching)
        kept = self._kept.get(key)
        if kept is None:
            form = IntakeForm.for_version(asked, order, look.spoken(asked.language))
            before, _, after = form_page(door, look, asked, form, TOKEN, searching=searching).partition(TOKEN)
            kept = (before.encode(), after.encode())
            if len(self._kept) >= AT_MOST:
                self._kept.clear()
            self._kept[key] = kept
        return b"".join((kept[0], token.encode(), kept[1]))


def install(app: Flask) -> None:
    """Give the application a memory of rendered pages."""
    app.extensions["whence_rendered"] = Rendered()


def untouched_form(door: str, look: Look, asked: Asked, order: Order, token: str, searching: bool) -> bytes:
    """The form as everybody sees it first; ``searching`` says that the visit came from a search."""
    rendered: Rendered = current_app.extensions["whence_rendered"]
    return rendered.page(door, look, asked, order, token, searching)


def form_page(
    door: str,
    look: Look,
    asked: Asked,
    form: IntakeForm,
    token: str,
    notice: str = "",
    visit: str = "",
    *,
    searching: bool = False,
    action: str = "",
) -> str:
    """The form as it stands, with its errors and a notice above it, and the visits that were claimed with it.

    ``action`` is the address of a preview, whose button sends nothing.
    """
    to = action or url_for("intake.take", door=door, slug=asked.slug, **look.words())
    values = {"form": form, "token": token, "action": to, "notice": notice, "visit": visit, "searching": searching}
    return render("ask", door, look, asked, **values, preview=bool(action))


def render(name: str, door: str, look: Look = PLAIN, asked: Asked | None = None, **values: object) -> str:
    """A page of this room by its template's name; ``asked`` is the form that it belongs to, if one is known."""
    template = current_app.jinja_env.get_template(f"intake/{name}.html")
    own = asked.language if asked else "en"
    spoken = look.spoken(own)
    said = {"language": spoken.language, "direction": spoken.direction, "t": spoken.say}
    said |= {"written": written_on(spoken, own)}
    shown = said | {"theme": look.theme, "framed": door == FRAMED}
    return template.render(asked=asked, **shown, **values)
