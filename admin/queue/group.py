"""The answers that say the same as the one that is looked at: which are settled with it, and which are taken out."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from admin.frame import the_frame
from admin.pages import number_typed
from admin.queue.standing import worth
from attribution import fold
from records.answers.submissions import Submission
from records.db import db
from records.reviews.choosing_together import MOST_TOGETHER, more_together, said_together
from reports.reviews.queue_money import money_by_client

_PREFIX = "with-"


@dataclass(frozen=True, slots=True)
class Member:
    """Another answer of the group, whether it is settled too, and what its client has paid so far."""

    submission: Submission
    is_in: bool
    paid: str


@dataclass(frozen=True, slots=True)
class Group:
    """The others of a group; ``differ`` says that they are not word for word the same.

    ``more`` are as many again that say the same, and are settled in a further step.
    """

    members: Sequence[Member]
    paid: str
    differ: bool
    more: int


def group_of_answer(submission: Submission, sent: bool) -> Group:
    """The other open answers that say the same; all are settled too unless they were taken out in what was ``sent``."""
    others = said_together(db.session(), submission)
    money = money_by_client(db.session(), others)
    currency, inside = the_frame().firm.currency, set(ticked())
    total: dict[str, int] = {}
    for paid in money.values():
        for code, amount in paid.items():
            total[code] = total.get(code, 0) + amount
    members = [
        Member(each, not sent or each.id in inside, worth(money.get(each.client_id, {}), currency)) for each in others
    ]
    words = {fold(each.said) for each in (submission, *others)}
    return Group(members, worth(total, currency), len(words) > 1, more_together(db.session(), submission))


def next_of_group(submission: Submission) -> int | None:
    """The number of the first answer that says the same and is settled in a further step, if others are in this one."""
    further = said_together(db.session(), submission, most=1, after=MOST_TOGETHER) if ticked() else []
    return further[0].id if further else None


def ticked() -> list[int]:
    """The numbers of the answers that are to be settled too."""
    numbers = (number_typed(name.removeprefix(_PREFIX)) for name in request.form if name.startswith(_PREFIX))
    return [number for number in numbers if number is not None]
