"""Whether the first place in the list of choices pulls answers: a sentence, numbers, and the answers behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from admin.addresses import address_of, coverage_address, filter_words
from admin.coverage.order_tables import answers_table, order_table
from admin.out import goes_out, handed_out
from admin.pages import pages
from admin.paging import Paging, page_asked
from admin.ranked.asking import Asking, asking, controls
from records.answers.submissions import Submission
from records.db import db
from records.firm import Firm
from records.forming.forms import Form as FormRow
from reports.counting.questions import Question
from reports.first_place import Counted, Verdict, Which, answers_counted, first_place, sentence, verdict

ORDER = "/admin/coverage/order"
PAGE = 100
LEFT_OUT = {
    Which.FIXED: "chose what always stands at the end",
    Which.UNCHOSEN: "chose nothing from the list",
    Which.UNSHUFFLED: "saw a list that is not shuffled",
}
HEADINGS = {
    Which.COUNTED: "Answers chosen from a shuffled list",
    Which.FIXED: "Answers that always stand at the end",
    Which.UNCHOSEN: "Answers without a choice",
    Which.UNSHUFFLED: "Answers from a list that is not shuffled",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One form, or all together, each number with the address of its answers; ``slug`` is "" for all."""

    name: str
    slug: str
    counted: Counted
    verdict: Verdict
    sentence: str
    links: dict[str, str]


@pages.get("/coverage/order")
def order_of_choices() -> ResponseReturnValue:
    """What the test says of each form and of all together, in a period."""
    ask = asking()
    question = ask.question
    found = first_place(db.session(), question.start, question.end, question.office)
    forms = [_line(ask, form.name, form.slug, form.counted) for form in found.forms]
    total = _line(ask, "All forms", "", found.total)
    if goes_out():
        return handed_out(order_table(ask, forms, total))
    return render_template(
        "admin/coverage/order.html",
        ask=ask,
        controls=controls(ask, lambda asked, period: order_address(asked, ask.firm, period)),
        total=total,
        forms=forms,
        left_out=[(why, LEFT_OUT[why], found.total.left_out[why]) for why in LEFT_OUT if why in found.total.left_out],
        back=coverage_address(question, ask.firm, ask.period),
    )


@pages.get("/coverage/order/answers")
def answers_by_place() -> ResponseReturnValue:
    """The answers behind a number, each with its client."""
    ask, said = asking(), request.args
    try:
        which = Which(said.get("which") or Which.COUNTED)
        place = int(said["place"]) if said.get("place") else None
        if place is not None and not 1 <= place <= 1_000:
            raise ValueError("no list has this place")
    except ValueError:
        abort(422, f"which can be {', '.join(Which)}, and place a number from 1")
    form = _form(said.get("form", ""))
    question, session = ask.question, db.session()
    chosen = answers_counted(
        session,
        which,
        question.start,
        question.end,
        place=place,
        slug=form.slug if form else "",
        office=question.office,
    ).options(joinedload(Submission.client))
    heading = HEADINGS[which] + (f", place {place}" if place else "") + (f": {form.name}" if form else "")
    if goes_out():
        return handed_out(answers_table(ask, session, chosen, heading))
    page = page_asked()
    in_all = session.scalar(select(func.count()).select_from(chosen.order_by(None).subquery())) or 0
    return render_template(
        "admin/coverage/order_answers.html",
        ask=ask,
        heading=heading,
        back=order_address(question, ask.firm, ask.period),
        answers=session.scalars(chosen.offset((page - 1) * PAGE).limit(PAGE)).all(),
        in_all=in_all,
        paging=Paging(page, PAGE, in_all),
    )


def order_address(question: Question, firm: Firm, period: str | None = None) -> str:
    """The address of the page for those who came in the days of a question, in its office."""
    return coverage_address(question, firm, period).replace("/admin/coverage", ORDER, 1)


def _form(slug: str) -> FormRow | None:
    if not slug:
        return None
    return db.session.scalars(select(FormRow).where(FormRow.slug == slug)).first() or abort(404)


def _line(ask: Asking, name: str, slug: str, counted: Counted) -> Line:
    said = filter_words(ask.question, ask.firm, ask.period)
    words: dict[str, str] = {name: said[name] for name in ("from", "to", "period", "office") if name in said}
    words |= {"form": slug} if slug else {}

    def address(**more: str) -> str:
        return address_of(f"{ORDER}/answers", words | more)

    places: Sequence[int] = range(1, max(counted.by_choices, default=0) + 1)
    links = {f"place {place}": address(place=str(place)) for place in places}
    links |= {"all": address()} | {why.value: address(which=why.value) for why in LEFT_OUT}
    return Line(name, slug, counted, verdict(counted), sentence(counted), links)
