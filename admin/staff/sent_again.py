"""What was typed into a page whose session has ended meanwhile: it comes back, to be sent again after signing in."""

from urllib.parse import urlsplit

from flask import current_app, render_template, request
from flask_login import current_user

_TOKEN = "csrf_token"  # noqa: S105  # the name of a field
_SECRET = ("/admin/sign-", "/admin/password", "/admin/two-factor", "/admin/users")
"""How addresses begin that passwords and codes are sent to."""


def page_to_send_again() -> str | None:
    """A page with all that was sent in it, and a button that sends it again; None where nothing was, or must not.

    Only for what our own pages have sent: words that another site has made up are nobody's to send on. Passwords and
    codes are typed anew, and files are still where they were. A script has its page, with all that was typed, still.
    """
    if request.path.startswith(_SECRET) or _is_large() or not _is_of_our_own_page() or _is_of_a_script():
        return None
    sent = [(name, words) for name, words in request.form.items(multi=True) if not name.endswith(_TOKEN)]
    has_files = any(file.filename for file in request.files.values())
    if has_files or not any(words.strip() for _, words in sent):
        return None
    return render_template(
        "admin/staff/sent_again.html",
        sent=sent,
        address=request.full_path.rstrip("?"),
        is_signed_in=current_user.is_authenticated,
    )


def _is_large() -> bool:
    """Whether it is more than an address takes that no files are sent to; it is not even read then."""
    length, limit = request.content_length, current_app.config["MAX_CONTENT_LENGTH"]
    return length is None or length > limit


def _is_of_a_script() -> bool:
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def _is_of_our_own_page() -> bool:
    """Whether the browser says so: every one of today does, and no website can say it in its place."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "")
    return site == "same-origin" if site else urlsplit(origin).netloc == request.host
