"""What a name, a number or some words find among everything that is kept."""

from collections.abc import Sequence

from flask import abort, render_template, request, url_for

from admin.pages import pages
from records.db import db
from reports.finding.everything import everything_found
from reports.finding.groups import COUNTED, Part
from reports.finding.people import SourceHit
from reports.typed_words import LONGEST, typed_words


@pages.get("/find")
def find() -> str:
    """Clients, sources, answers, referrals given and payments, the best few of each; all of ``only`` one kind."""
    typed, only = typed_words(request.args.get("q", "")), _only()
    found = everything_found(db.session(), typed, only)
    return render_template(
        "admin/finding/find.html",
        typed=typed,
        only=only,
        found=found,
        in_full=_address,
        lists=_lists(typed.words, found.groups[Part.PARTNERS].hits if Part.PARTNERS in found.groups else ()),
        counted=COUNTED,
        longest=LONGEST,
    )


def _only() -> Part | None:
    asked = request.args.get("only", "")
    if asked and asked not in set(Part):
        abort(422, f"only can be {', '.join(Part)}")
    return Part(asked) if asked else None


def _address(words: str, part: str = "") -> str:
    return url_for("admin.find", q=words, only=part or None)


def _lists(words: str, partners: Sequence[SourceHit]) -> dict[str, str]:
    """The lists that find the same by the same words, of the kinds that have one."""
    retired = 1 if partners and all(hit.source.retired_at for hit in partners) else None
    return {
        Part.CLIENTS: url_for("admin.clients", q=words),
        Part.PARTNERS: url_for("admin.partners", q=words, retired=retired),
    }
