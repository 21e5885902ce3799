"""What a ranking is worth: of the new clients of its days how many were asked, answered, and can be counted."""

from dataclasses import dataclass

from admin.addresses import address_of, coverage_address, filter_words
from records.db import db
from records.firm import Firm
from reports.counting.questions import Question
from reports.coverage import Covered, What, covered_if_few

MOST = 20_000
"""With more new clients the line is left to its own page: asking of each whether they answered takes too long here."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The figures beside a ranking, the address of the clients of each, and that of the page about them."""

    covered: Covered
    links: dict[str, str]
    page: str

    @property
    def in_words(self) -> str:
        """As a line on the cover of a table."""
        of = self.covered
        return f"of {of.clients:,} new clients {of.asked:,} were asked, {of.answered:,} answered, {of.usable:,} usable"


def beside_ranking(question: Question, firm: Firm, period: str | None) -> Beside | None:
    """The coverage of a ranking's days and office, whatever else filters it; None for very many or none."""
    covered = covered_if_few(db.session(), MOST, question.start, question.end, question.office)
    if covered is None or not covered.clients:
        return None
    said = filter_words(question, firm, period)
    words = {name: said[name] for name in ("from", "to", "period", "office") if name in said}
    links = {what.value: address_of("/admin/coverage/clients", {"what": what.value} | words) for what in What}
    return Beside(covered, links, coverage_address(question, firm, period))
