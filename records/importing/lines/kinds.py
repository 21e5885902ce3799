"""The kinds of file that can be taken in: their fields, how they are laid out, and how their rows become records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from records.importing.files.fields import Field
from records.importing.files.manner import Manner
from records.importing.files.search_exports import SearchExport
from records.importing.files.sheet import Layout, Sheet, open_sheet
from records.importing.going_in.staging_lines import Asks, MakePlan
from records.importing.lines import clients, costs, keywords, partners, payments, referrals
from records.importing.lines.likely_partners import likely_partners


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. Without a plan it has steps of its own: payments are many, and search totals nobody's."""

    fields: Sequence[Field]
    plan: MakePlan | None = None
    lines_at_once: int = 0
    """So many lines are applied in one transaction, which may take a tenth of a second or two."""
    layout: Layout | None = None
    may_be_long: bool = False
    """Whether its lines are read only as they are asked for."""
    questions: Asks | None = None
    """What a person is asked of rows that are new by themselves."""
    keeps_problems: bool = False
    """Whether its problems may be kept: they quote cells, so nothing in the file may be of a client."""


KINDS = {
    "partners": Kind(partners.FIELDS, partners.plan, lines_at_once=200, questions=likely_partners),
    # What a client said takes several milliseconds to decide.
    "clients": Kind(clients.FIELDS, clients.plan, lines_at_once=20),
    "payments": Kind(payments.FIELDS, may_be_long=True),
    "referrals": Kind(referrals.FIELDS, referrals.plan, lines_at_once=100),
    "costs": Kind(costs.FIELDS, costs.plan, lines_at_once=100),
    "keywords": Kind(keywords.FIELDS, layout=SearchExport(), keeps_problems=True),
}


def read_file(
    path: Path, kind: str, mapping: Mapping[str, str], defaults: Mapping[str, str], manner: Manner | None = None
) -> Sheet:
    """The lines of a file. Raises BadCall if it is no table, or lacks a column, or the mapping names none.

    ``manner`` says in which style it is written; what neither it nor the file decides raises Unclear.

    A file of payments may be long, so its lines are read when they are taken in, and may raise BadCall even then.
    """
    of = KINDS[kind]
    return open_sheet(path, kind, of.fields, mapping, defaults, of.layout, at_once=not of.may_be_long, manner=manner)
