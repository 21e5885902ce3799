"""``flask rematch``: decide again what is open, after the directory has learned something."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from attribution import Credit, Result
from commands.counting import counted
from commands.progress import Bar
from commands.running import on_records
from records.answers.credits import Decision
from records.answers.deciding import judge
from records.answers.judgements import thaw
from records.answers.rematching import answers_to_rematch, rematch
from records.answers.submissions import Submission
from records.db import db
from records.engine.reading import reading
from records.sources.directory import directory_of
from records.sources.referrer_lists import tables_version

# Short transactions let the form's submissions in between; what is done stays done.
_AT_ONCE = 100
_SHOWN = 50
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class _Looked:
    """An answer with what was judged of it before and what is judged now."""

    said: str
    before: Result
    after: Result
    other_tables: bool

    @property
    def changed(self) -> bool:
        return _judgement(self.before) != _judgement(self.after)

    @property
    def settled(self) -> bool:
        return self.before.decision == "review" and self.after.decision != "review"


@click.command("rematch")
@click.option("--dry-run", is_flag=True, help="say what would change, and change nothing")
@click.option("--visits", is_flag=True, help="read all kept visits again too, with the tables and lists of today")
@on_records
def rematch_answers(dry_run: bool, visits: bool) -> None:
    """Decide the open answers again. A person's review is never touched."""
    looked: list[_Looked] = []
    with reading() if dry_run else nullcontext(), Bar("Deciding again") as bar:
        session = db.session()
        numbers = answers_to_rematch(session, visits)
        bar.begin(len(numbers))
        for start in range(0, len(numbers), _AT_ONCE):
            batch = numbers[start : start + _AT_ONCE]
            looked += _tried(session, batch, bar) if dry_run else _decided(session, batch, bar)
            session.expunge_all()
    _report(looked, dry_run)
    if visits:
        stale = sum(each.other_tables for each in looked)
        click.echo(f"Tables of version {tables_version()}; {counted(stale, 'answers')} had been read with others.")


def _tried(session: Session, batch: list[int], bar: Bar) -> Iterator[_Looked]:
    for number in batch:
        submission = session.get_one(Submission, number)
        after = judge(session, submission, directory_of(session))
        kept = session.get_one(Decision, number)
        yield _Looked(submission.said, thaw(kept.result), after, kept.tables_version != tables_version())
        bar.step()


def _decided(session: Session, batch: list[int], bar: Bar) -> Iterator[_Looked]:
    kept = {number: session.get_one(Decision, number) for number in batch}
    before = {number: thaw(decision.result) for number, decision in kept.items()}
    stale = {number for number, decision in kept.items() if decision.tables_version != tables_version()}
    rematch(session, batch, datetime.now(UTC), done=bar.step)
    looked = [
        _Looked(
            session.get_one(Submission, number).said,
            before[number],
            thaw(session.get_one(Decision, number).result),
            number in stale,
        )
        for number in batch
    ]
    session.commit()
    yield from looked


def _judgement(result: Result) -> tuple[object, ...]:
    """What of a result makes a difference to somebody."""
    credits = [(credit.role, credit.source.name, credit.channel, credit.share) for credit in result.credits]
    suggested = [credit.source.name for credit in result.suggestions]
    return result.decision, credits, suggested, result.keyword, result.channel, result.paid


def _report(looked: list[_Looked], dry_run: bool) -> None:
    changed = [each for each in looked if each.changed]
    for each in changed[:_SHOWN]:
        said = " ".join(each.said.split())
        said = said if len(said) <= _WIDEST else f"{said[: _WIDEST - 1]}…"
        click.echo(f"“{said}”: {_in_words(each.before)} -> {_in_words(each.after)}")
    if len(changed) > _SHOWN:
        click.echo(f"… and {len(changed) - _SHOWN:,} more.")
    settled = sum(each.settled for each in looked)
    would = "Nothing was changed. It would be: " if dry_run else ""
    click.echo(
        f"{would}{counted(len(looked), 'answers')} decided again, {len(changed):,} changed, {settled:,} settled."
    )


def _in_words(result: Result) -> str:
    named = ", ".join(dict.fromkeys(map(_name, result.credits)))
    if result.decision == "review":
        return f"in review ({named} is sure)" if named else "in review"
    return named or "nothing to match"


def _name(credit: Credit) -> str:
    return credit.source.name
