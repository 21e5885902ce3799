"""A period whose last day comes before its first: both days stand in a form again, and nothing else is lost."""

from datetime import date
from typing import NoReturn
from urllib.parse import urlencode

from flask import abort, make_response, render_template, request

from reports.counting.questions import BadQuestion, DaysReversed


def refused(problem: BadQuestion) -> NoReturn:
    """Answer 422 to an address that asks what cannot be meant, with a form where its two days are exchanged."""
    if isinstance(problem, DaysReversed) and request.args.get("from") == problem.start.isoformat():
        ask_again(problem.start, problem.end)
    abort(422, str(problem))


def ask_again(start: date, end: date, last: str = "to") -> NoReturn:
    """Answer 422 with a form of both days, which leads back to the page with all else that its address said.

    ``last`` is the word for the last day in the address.
    """
    words = [(name, word) for name, word in request.args.items(multi=True) if name not in {"from", last, "page"}]
    exchanged = urlencode([*words, ("from", end.isoformat()), (last, start.isoformat())], safe=":")
    page = render_template(
        "admin/days_reversed.html",
        path=request.path,
        words=words,
        start=start,
        end=end,
        last=last,
        exchanged=f"{request.path}?{exchanged}",
    )
    abort(make_response(page, 422))
