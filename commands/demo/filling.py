"""The demo firm's clients written down by the verbs that the pages use: asked, decided, reviewed, paid."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import Kind
from commands.demo.campaigns import ask_everybody
from commands.demo.deserving import thank_most
from commands.demo.family import add_family
from commands.demo.founding import Founded, found
from commands.demo.relations import relate
from commands.demo.spending import spend
from commands.demo.statements import add_statements
from commands.demo.stories import ZONE, Story, all_stories
from commands.demo.tables import key_of
from commands.demo.thanking import thank_partners
from commands.demo.totals import export_totals
from records.answers.credits import Decision
from records.answers.recording import Filled, record_submission
from records.answers.submissions import Submission
from records.clients import Client, Stage, change_stage
from records.forming.forms import published_version
from records.money.payments import PaymentKind, record_payment
from records.reviews.reviewing import review_answer
from records.reviews.teaching import alias_offered, confirm_alias
from records.sources import Source, add_source, source_called

LEFT_OPEN = 15
"""How many answers wait for a person in the demo firm: the newest."""

_WEBSITES = {
    "search": ("Google", Kind.SEARCH_ENGINE),
    "listing": ("Yelp", Kind.LOCAL_LISTING),
    "social": ("Facebook", Kind.SOCIAL_NETWORK),
    "assistant": ("ChatGPT", Kind.AI_ASSISTANT),
}


def fill(session: Session, today: date, done: Callable[[], None]) -> int:
    """Write the whole firm; the same day gives the same rows. Returns how many clients there are.

    Nothing is committed.
    """
    # Not for secrets: the draws must repeat.
    chance = Random(f"Millbrook {today}")  # noqa: S311
    founded = found(session, today, chance)
    told = []
    for number, story in enumerate(all_stories(today, chance)):
        told.append((story, _submit(session, story, number, chance)))
        done()
    paid: list[_Paid] = []
    for story, submission in told:
        paid += _go_on(session, story, submission.client, founded, today, chance)
    _review(session, told, founded, today, chance)
    family = add_family(session, founded.staff, today)
    # In the order of their days, as they would have come in: the newest row says how fresh the figures are.
    for client, amount, day, kind in sorted(paid, key=lambda each: each[2]):
        record_payment(session, client, amount, "USD", day, kind, _at(day, 12))
    relate(session, founded, today)
    thank_partners(session, founded, today)
    thank_most(session, founded, today)
    export_totals(session, today, founded.staff[0], _at(today - timedelta(days=1), 16))
    add_statements(session, founded, today)
    ask_everybody(session, founded, today)
    spend(session, founded, today)
    return len(told) + family


def _submit(session: Session, story: Story, number: int, chance: Random) -> Submission:
    version = published_version(session, "new-client")
    order = [choice["key"] for choice in version.choices if not choice.get("last")] if version else []
    chance.shuffle(order)
    last = [choice["key"] for choice in version.choices if choice.get("last")] if version else []
    return record_submission(
        session,
        Filled(
            identity=f"demo-{number}",
            received_at=story.at,
            name=story.name,
            email=story.email,
            phone=story.phone,
            need=story.need,
            choice=story.said.choice,
            answer=story.said.answer,
            searched=story.said.searched,
            may_tell=story.may_tell,
            version=version,
            order_shown=[*order, *last],
            visit=story.visit,
        ),
    )


_Paid = tuple[Client, int, date, PaymentKind]


def _go_on(
    session: Session, story: Story, client: Client, founded: Founded, today: date, chance: Random
) -> list[_Paid]:
    """What became of a client: a stage that somebody set, or the bills and payments to write down."""
    came = story.at.date()
    if story.fee:
        return [each for each in _bills(client, story.fee, came, chance) if each[2] < today]
    if story.stage != Stage.ENQUIRY:
        day = came + timedelta(days=2 + chance.randrange(20))
        if day < today:
            change_stage(session, client, Stage(story.stage), _at(day, 15), chance.choice(founded.staff))
    return []


def _bills(client: Client, fee: int, came: date, chance: Random) -> Iterator[_Paid]:
    """Bills in one to four parts, paid some weeks later; now and then a part is given back."""
    parts = chance.choice([1, 1, 2, 3, 4])
    billed_on = came + timedelta(days=4 + chance.randrange(30))
    for part in range(parts):
        amount = fee // parts + (fee % parts if part == 0 else 0)
        paid_on = billed_on + timedelta(days=3 + chance.randrange(40))
        yield client, amount, billed_on, PaymentKind.BILLED
        if chance.random() < 0.95:
            yield client, amount, paid_on, PaymentKind.RECEIVED
        if chance.random() < 0.02:
            yield client, -amount // 2, paid_on + timedelta(days=12), PaymentKind.RECEIVED
        billed_on += timedelta(days=25 + chance.randrange(40))


def _review(
    session: Session, told: list[tuple[Story, Submission]], founded: Founded, today: date, chance: Random
) -> None:
    """Decide what waits for a person, as somebody would who asked the client; the newest ones are left open."""
    is_open = select(Decision.submission_id).where(Decision.is_open)
    waiting = [(story, submission) for story, submission in told if submission.id in set(session.scalars(is_open))]
    for story, submission in waiting[:-LEFT_OPEN]:
        still_open = session.get_one(Decision, submission.id).is_open
        day = story.at.date() + timedelta(days=1 + chance.randrange(5))
        if not still_open or day >= today:
            continue
        at = _at(day, 9 + chance.randrange(8))
        source = _what_it_was(session, story, founded, at)
        user = chance.choice(founded.staff)
        review = review_answer(session, submission, user, [source] if source else [], at)
        alias = alias_offered(session, submission, source) if source else None
        if source and alias and alias.preselected and chance.random() < 0.3:
            confirm_alias(session, review, source, alias.words, at)


def _what_it_was(session: Session, story: Story, founded: Founded, at: datetime) -> Source | None:
    """The source that a person finds out about, or None if it cannot be known."""
    if story.partner:
        return founded.partners[key_of(story.partner)]
    if story.brought_by in _WEBSITES:
        name, kind = _WEBSITES[story.brought_by]
        return source_called(session, name, kind) or add_source(session, name, kind, at)
    return None


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
