"""The parts of a partner's page that are about the relationship, each in a module and a template of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from admin.drilling.drill import Drill
from admin.relations.give_and_take.balance_section import balance_part, family_of_partner
from admin.relations.known.effort import effort_of_partner
from admin.relations.known.organisations import belonging
from admin.relations.known.profile import known
from admin.relations.retiring import retired_now, retirements
from admin.relations.suggested.deserving_section import deserved
from admin.relations.telling.statement_section import statement_part
from admin.relations.thanking.thanks_section import thanks_part
from records.sources import Partner


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a partner's page.

    ``read`` finds what its template shows as ``part``, from the partner and the page's question; the section is left
    out where that is None. ``components`` are the style sheets that it needs beside the page's own. A ``folded`` one is
    a line at the end of the page that opens.
    """

    template: str
    read: Callable[[Session, Partner, Drill], Any]
    components: tuple[str, ...] = ()
    folded: bool = False


SECTIONS: list[Section] = [
    Section("admin/relations/_retired_now.html", retired_now),
    Section("admin/relations/suggested/_deserving.html", deserved, ("deserving",)),
    Section("admin/relations/known/_known.html", known, ("profile",)),
    Section("admin/relations/thanking/_thanks_section.html", thanks_part, ("thanks",)),
    Section("admin/relations/known/_effort.html", effort_of_partner, ("profile",)),
    Section("admin/relations/give_and_take/_balance.html", balance_part, ("balance",)),
    Section("admin/relations/give_and_take/_family.html", family_of_partner, ("balance",)),
    Section("admin/relations/known/_belonging.html", belonging, folded=True),
    Section("admin/relations/telling/_statement.html", statement_part, folded=True),
    Section("admin/relations/_retired.html", retirements, folded=True),
]
"""In the order in which they stand on the page, below the figures."""


def sections_of(session: Session, partner: Partner, page: Drill) -> list[tuple[Section, Any]]:
    """The sections that have something to show of a partner."""
    found = [(section, section.read(session, partner, page)) for section in SECTIONS]
    return [(section, part) for section, part in found if part is not None]
