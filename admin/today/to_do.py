"""What there is to do, a line for each list in which something waits; nobody has one that they may not look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import url_for
from flask_login import current_user

from admin.addresses import CLIENTS, address_of
from admin.first_steps.shown import steps_for_ranking
from admin.formats import day as in_words
from admin.formats import month_name, plural
from admin.frame import the_frame
from admin.importing.imports import IN_WORDS
from admin.queue.standing import worth
from records.db import db
from records.importing.going_in.staging import RowState
from records.imports import ImportState, is_any_unfinished
from records.spam.held import Place
from records.staff.users import UserRole
from reports.closed.listing import months_listed
from reports.relations.known.partner_list import due_count
from reports.relations.thanking.waiting_sums import waiting_sums
from reports.today.waiting import Counts, File, came_since, counts_of, files_waiting, money_of_open

_NAMED = 3
"""So many files or months are called by their names."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what its link says, with the number that the page behind it has, and a sentence or two about it."""

    label: str
    href: str
    said: str


def to_do(now: datetime, today: date) -> list[Line]:
    """What waits, what is most pressing first."""
    session = db.session()
    counts, files = counts_of(session, current_user, now, today), files_waiting(session)
    return [
        *_first_steps(),
        *_answers(counts, today),
        *_payments([file for file in files if file.state is ImportState.FINISHED]),
        *_held_back(),
        *_mails(counts),
        *_unfinished([file for file in files if file.state is not ImportState.FINISHED]),
        *_clients(counts, today),
        *_thanks(today),
        *_partners(counts, today),
    ]


def in_time(today: date) -> list[Line]:
    """What can be done once there is time for it: only an owner closes months."""
    session = db.session()
    if current_user.role is not UserRole.OWNER or is_any_unfinished(session):
        return []
    listed = months_listed(session, today)
    closed = next((place for place, month in enumerate(listed) if month.closure), None)
    # Who has never closed one is told of the last; what lies before those that are closed was left open on purpose.
    names = [month_name(month.first) for month in listed[: 1 if closed is None else closed]]
    if not names:
        return []
    label = f"{names[0]} can be closed" if len(names) == 1 else f"{plural(len(names), 'month')} can be closed"
    over = "It is over." if len(names) == 1 else f"{_some(names)} are over."
    said = f"{over} The report of a closed month stays as it is, whatever is corrected later."
    return [Line(label, url_for("admin.periods"), said)]


def _first_steps() -> Iterator[Line]:
    shown = steps_for_ranking()
    if shown and shown.next:
        label = f"First steps: {shown.steps.count} of {len(shown.lines)} done"
        yield Line(label, url_for("admin.first_steps"), f"Next: {shown.next.title}. {shown.next.why}")


def _answers(counts: Counts, today: date) -> Iterator[Line]:
    firm, waits = the_frame().firm, the_frame().open_answers
    if waits <= counts.put_off or counts.oldest is None:
        return
    paid = worth(money_of_open(db.session()), firm.currency)
    since = counts.oldest.astimezone(ZoneInfo(firm.zone)).date()
    later = f"; {counts.put_off} you have put off until tomorrow" if counts.put_off else ""
    they, answer = ("These clients have", "the oldest answer") if waits > 1 else ("This client has", "the answer")
    said = f"{they} paid {paid or 'nothing'} so far, and {answer} came {_ago(since, today)}{later}."
    yield Line(f"{plural(waits, 'answer')} to decide", url_for("admin.answers"), said)
    if counts.conflicts:
        label = f"{plural(counts.conflicts, 'client')} who said one thing and clicked another"
        said = "The words name one source and the visit shows a different one. They are among the answers to decide."
        yield Line(label, address_of(CLIENTS, {"of": "sources", "part": "conflict"}), said)


def _payments(files: Sequence[File]) -> Iterator[Line]:
    of_files, of_programs = the_frame().unmatched_payments
    if of_files:
        href = url_for("admin.imports")
        if len(files) == 1:
            href = url_for("admin.import_", number=files[0].number, tab=RowState.ASKED.value)
        said = f"Nobody knows yet who paid them. They came with {_some([file.filename for file in files])}."
        yield Line(f"{plural(of_files, 'payment')} to match", href, said)
    if of_programs and current_user.may_change:
        said = "Another program has told of them, and somebody has to say whose they are."
        yield Line(f"{plural(of_programs, 'payment')} from programs to match", url_for("admin.hooks"), said)


def _held_back() -> Iterator[Line]:
    held = the_frame().held_back.get(Place.WAITS, 0)
    if held:
        said = "They look like spam and count nowhere until somebody says what they are."
        yield Line(f"{plural(held, 'answer')} held back", url_for("admin.held_back", which="waits"), said)


def _mails(counts: Counts) -> Iterator[Line]:
    if not current_user.may_change:
        return
    failed = the_frame().failed_mails
    if failed:
        said = "See why. Each can be sent again or left at that."
        yield Line(f"{plural(failed, 'mail')} could not be sent", url_for("admin.mail", box="failed"), said)
    if counts.drafts:
        said = "Each goes to a partner once somebody has read and approved it."
        label = f"{plural(counts.drafts, 'thank-you mail')} to approve"
        yield Line(label, url_for("admin.thanks") + "#drafts", said)


def _unfinished(files: Sequence[File]) -> Iterator[Line]:
    if not files:
        return
    href = url_for("admin.imports")
    if len(files) == 1:
        href = url_for("admin.import_", number=files[0].number)
    told = [f"{file.filename} {IN_WORDS[file.state]}" for file in files]
    yield Line(f"{plural(len(files), 'import')} begun and not finished", href, f"{_some(told)}.")


def _clients(counts: Counts, today: date) -> Iterator[Line]:
    if counts.not_asked:
        since = came_since(today)
        words = {"what": "not-asked", "from": since.isoformat(), "to": today.isoformat()}
        said = f"They came on {in_words(since)} or later, and nobody has asked them what brought them."
        href = address_of("/admin/coverage/clients", words)
        yield Line(f"{plural(counts.not_asked, 'new client')} not asked yet", href, said)


def _thanks(today: date) -> Iterator[Line]:
    sums = waiting_sums(db.session(), the_frame().firm.currency)
    if sums:
        referrals, since = sum(each.referrals for each in sums.values()), min(each.since for each in sums.values())
        who = f"{plural(len(sums), 'partner')} sent them and {'has' if len(sums) == 1 else 'have'} not been thanked yet"
        said = f"{who}. The first came {_ago(date.fromordinal(since), today)}."
        yield Line(f"{plural(referrals, 'referral')} to thank for", url_for("admin.thanks"), said)


def _partners(counts: Counts, today: date) -> Iterator[Line]:
    if counts.outcomes_due:
        label = f"{plural(counts.outcomes_due, 'referral')} given to ask about"
        said = "It is time to ask these partners what became of the people whom you sent them."
        yield Line(label, url_for("admin.referrals", which="due"), said)
    due = due_count(db.session(), today)
    if due:
        said = "The day that was written down for the next step with them has come."
        href = url_for("admin.partners", next="due", show="known")
        yield Line(f"{plural(due, 'partner')} to contact", href, said)


def _ago(since: date, today: date) -> str:
    days = (today - since).days
    return "today" if days < 1 else "yesterday" if days == 1 else f"on {in_words(since)}"


def _some(names: Sequence[str]) -> str:
    """The first of some names, and how many others there are."""
    shown, others = list(names[:_NAMED]), len(names) - _NAMED
    if others > 0:
        return f"{', '.join(shown)} and {plural(others, 'other')}"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
