"""Referrals given from a file: the same one again by its ref, else by partner, who and day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import fold
from records.firm import the_firm
from records.importing.files import cells
from records.importing.files.fields import Field
from records.importing.files.sheet import Line
from records.importing.going_in.changes import change_noted, note_added
from records.importing.going_in.staging import RowState
from records.importing.lines.named_partners import NamedPartners
from records.importing.lines.planning import Done, Grouped, LinePlan, found_by
from records.imports import Import
from records.money.currencies import currency_called, minor_units
from records.relations.given.outcomes import ASK_AFTER, report_outcome
from records.relations.given.referrals import Outcome, ReferralGiven
from records.sources import Source

FIELDS = (
    Field("ref", most=100),
    Field("partner", required=True, most=400),
    Field("who", required=True),
    Field("on", required=True, most=60),
    Field("for", most=2000),
    Field("outcome", most=40),
    Field("value", most=60),
    Field("currency", most=40),
)

# Where our own CSV files put an apostrophe, so that no spreadsheet takes what follows for a formula.
_MADE_HARMLESS = re.compile(r"(^|[,;|\"])'(?=\s*[-=+@])")

Money = tuple[int, str]
"""Minor units and their currency."""


@dataclass(slots=True)
class _Row:
    """A referral as a line has it; ``present`` is the one that is there already."""

    line: int
    ref: str | None
    partner: Source
    who: str
    on: date
    purpose: str
    outcome: Outcome | None
    worth: Money | None
    present: ReferralGiven | None = None

    @property
    def key(self) -> tuple[int, str, date]:
        """What makes two referrals without a ref the same."""
        return self.partner.id, fold(self.who), self.on

    @property
    def said(self) -> tuple[Any, ...]:
        """All that the line says beside its ref."""
        return self.key, self.purpose, self.outcome, self.worth

    @property
    def becomes(self) -> Outcome:
        """The outcome that the referral has with this line; a blank cell leaves what is there."""
        return self.outcome or (self.present.outcome if self.present else Outcome.OPEN)

    @property
    def value(self) -> Money | None:
        """What the partner made of it: only one that is won has brought money."""
        return self.worth if self.becomes is Outcome.WON else None

    @property
    def expected(self) -> Money | None:
        """What it was thought to come to: of any other the amount is what is hoped for."""
        return self.worth if self.becomes is not Outcome.WON else None

    def changes(self) -> dict[str, Any]:
        """The particulars that are others than those of the referral that is there. A blank cell erases nothing."""
        present = self.present
        assert present is not None  # noqa: S101 - only asked of rows that are there already
        wanted: dict[str, Any] = {"partner_id": self.partner.id, "given_on": self.on}
        if self.ref:
            wanted["ref"] = self.ref
        if fold(self.who) != present.who_key:
            wanted |= {"who": self.who, "who_key": fold(self.who)}
        if self.purpose:
            wanted["purpose"] = self.purpose
        if self.expected:
            wanted |= {"expected": self.expected[0], "expected_currency": self.expected[1]}
        return {name: value for name, value in wanted.items() if getattr(present, name) != value}

    def reports(self) -> bool:
        """Whether it says something new of what became of the referral."""
        present = self.present
        if present is None:
            return self.becomes is not Outcome.OPEN
        had = (present.value, present.currency) if present.value is not None else None
        return self.becomes is not present.outcome or (self.value is not None and self.value != had)


@dataclass(slots=True)
class ReferralPlan(LinePlan):
    """The referrals that a file adds or changes."""

    new: list[_Row] = field(default_factory=list)
    changed: list[_Row] = field(default_factory=list)

    def apply(self, session: Session, record: Import, at: datetime, done: Done) -> None:
        """Write them; what became of each is a report of its own."""
        for row in self.new:
            expected, currency = row.expected or (None, None)
            given = ReferralGiven(
                ref=row.ref,
                partner=row.partner,
                who=row.who,
                who_key=fold(row.who),
                given_on=row.on,
                purpose=row.purpose,
                outcome=Outcome.OPEN,
                expected=expected,
                expected_currency=currency,
                ask_on=row.on + ASK_AFTER,
                import_id=record.id,
                created_at=at,
            )
            session.add(given)
            if row.reports():
                _report(session, row, given, at)
            done()
        for row in self.changed:
            present = row.present
            if present is not None:
                change_noted(session, record, present, row.changes())
                if row.reports():
                    note_added(session, record, _report(session, row, present, at))
                session.flush()
                session.expire(present, ["partner"])
            done()
        session.flush()


def plan(session: Session, lines: Sequence[Line]) -> ReferralPlan:
    """What the lines do to the referrals that are there; a line that cannot be taken in is refused."""
    usual, partners = the_firm(session).currency, NamedPartners(session, {_as_typed(line["partner"]) for line in lines})
    rows = [(line, row) for line in lines if (row := _read(line, partners, usual))]
    known = _Known(session, [row for _, row in rows])
    made = ReferralPlan()
    for line, row in rows:
        again = known.place(line, row)
        if line.problems:
            continue
        if row.present is None and not again:
            made.states[row.line] = RowState.NEW
            made.new.append(row)
        elif row.present is not None and not again and (row.changes() or row.reports()):
            made.states[row.line] = RowState.CHANGED
            made.changed.append(row)
        else:
            made.states[row.line] = RowState.THERE
    return made


def _read(line: Line, partners: NamedPartners, usual: str) -> _Row | None:
    partner = line.read("partner", lambda cell: partners.meant(_as_typed(cell)))
    who = line.read("who", lambda cell: cells.name(_as_typed(cell)))
    on = line.read("on", cells.day)
    outcome = line.read("outcome", cells.one_of(Outcome, "outcome"))
    currency = line.read("currency", currency_called) if line["currency"] else usual
    amount = line.read("value", lambda cell: _amount(cell, currency)) if currency else None
    if line.problems or partner is None or who is None or on is None:
        return None
    worth = (amount, currency) if amount is not None and currency else None
    purpose = " ".join(_as_typed(line["for"]).split())
    return _Row(line.number, _as_typed(line["ref"]) or None, partner, who, on, purpose, outcome, worth)


def _as_typed(cell: str) -> str:
    """A cell without the apostrophes of our own files."""
    return _MADE_HARMLESS.sub(r"\1", cell)


def _amount(cell: str, currency: str) -> int:
    amount = minor_units(cell, currency)
    if amount < 0:
        raise ValueError("what a referral is worth is not less than nothing; correct the amount")
    return amount


def _report(session: Session, row: _Row, referral: ReferralGiven, at: datetime) -> Any:
    value, currency = row.value or (None, None)
    return report_outcome(session, referral, row.becomes, at, value=value, currency=currency)


class _Known:
    """The referrals that lines may mean: those in the database, and those of earlier lines."""

    def __init__(self, session: Session, rows: Sequence[_Row]) -> None:
        self.by_ref: dict[str, ReferralGiven | _Row] = {}
        self.by_key = Grouped()
        self.taken: dict[int, _Row] = {}
        given = select(ReferralGiven).order_by(ReferralGiven.id)
        for (each,) in found_by(session, given, ReferralGiven.ref, sorted({row.ref for row in rows if row.ref})):
            self.by_ref[each.ref] = each
        of_partners = given.where(ReferralGiven.given_on.in_({row.on for row in rows}))
        if len({row.on for row in rows}) > 400:
            of_partners = given
        for (each,) in found_by(session, of_partners, ReferralGiven.partner_id, sorted({row.key[0] for row in rows})):
            self.by_key.add((each.partner_id, each.who_key, each.given_on), each)

    def place(self, line: Line, row: _Row) -> bool:
        """Find which referral the row means; True if an earlier line says the same already."""
        found = self.by_ref.get(row.ref) if row.ref else None
        if isinstance(found, _Row):
            line.refuse(
                f"line {found.line} has the ref {row.ref!r} already; give each referral a ref of its own", "ref"
            )
            return False
        if found is None:
            found = self._by_key(line, row)
        if line.problems:
            return False
        if isinstance(found, ReferralGiven) and found.id in self.taken:
            found = self.taken[found.id]
        if isinstance(found, _Row):
            if found.said != row.said:
                line.refuse(f"is the same referral as line {found.line}; leave one out, or give each a ref of its own")
            return True
        row.present = found
        if found is None:
            self.by_key.add(row.key, row)
        else:
            self.taken[found.id] = row
        if row.ref:
            self.by_ref[row.ref] = row
        return False

    def _by_key(self, line: Line, row: _Row) -> "ReferralGiven | _Row | None":
        """The one of the same partner, person and day; with a ref, only one that has no ref yet."""
        same = [each for each in self.by_key.get(row.key) if not (row.ref and each.ref)]
        if len(same) > 1:
            row_is = [each for each in same if isinstance(each, ReferralGiven) and _says_nothing_new(row, each)]
            if not row_is:
                line.refuse(
                    f"there are {len(same)} referrals of this person to this partner on that day; "
                    "say by the ref which one is meant"
                )
            return row_is[0] if row_is else None
        return same[0] if same else None


def _says_nothing_new(row: _Row, referral: ReferralGiven) -> bool:
    row.present = referral
    same = not row.changes() and not row.reports()
    row.present = None
    return same
