"""One client's page as tables that can go out: the payments first, then words, credits, stages and what was changed."""

from datetime import date

from admin.formats import day, moment
from admin.relations.telling.consent_form import WORDS
from admin.tables.covers import cover_of
from attribution import Role
from records.answers.credits import Credit
from records.clients import Client
from records.clients.correcting import ClientChange, Corrected
from reports.clients.client_page import ClientPage
from reports.tables.description import Column, Kind, Manner, Money, Row, Table

_SAID_BY = {Role.INTRODUCED_BY: "said", Role.ARRIVED_THROUGH: "clicked"}


def client_table(client: Client, page: ClientPage) -> Table:
    """The payments, with the sums of each kind and currency, and everything else in tables of its own."""
    rows = [
        Row((each.paid_on, each.kind.value, each.ref or "", Money(each.amount, each.currency), each.currency))
        for each in page.payments
    ]
    rows += [
        Row((None, kind.value, "total", Money(amount, currency), currency), Manner.TOTAL)
        for (kind, currency), amount in page.sums.items()
    ]
    about = [
        ("Client", client.name),
        ("Company", client.company or "none"),
        ("E-mail", client.email or "none"),
        ("Phone", client.phone or "none"),
        ("Came on", day(client.came_on)),
        ("Stage", client.stage.value),
        ("May we tell that they came?", "yes" if page.may_tell else "no"),
        ("May we tell what became of it?", "yes" if page.outcome_may_be_shown else "no"),
    ]
    return Table(
        title=client.name,
        columns=[
            Column("Day", Kind.DAY),
            Column("Kind"),
            Column("Reference"),
            Column("Amount", Kind.MONEY),
            Column("Currency"),
        ],
        rows=rows,
        cover=cover_of(also=about),
        sheet="Payments",
        further=[
            _words(page),
            _credits(page),
            _stages(page),
            *_changes(page),
            *_corrections(page),
            *_joins(page),
            *_consents(page),
        ],
    )


def _words(page: ClientPage) -> Table:
    return Table(
        title="In their own words",
        columns=[Column("When"), Column("Choice", wide=True), Column("Answer", wide=True), Column("Decided")],
        rows=[
            Row(
                (
                    moment(told.submission.received_at),
                    told.submission.choice,
                    told.submission.said,
                    f"{told.reviews[0].user.name}, {moment(told.reviews[0].at)}" if told.reviews else "",
                )
            )
            for told in page.told
        ],
        sheet="Words",
    )


def _credits(page: ClientPage) -> Table:
    return Table(
        title="What that counts for",
        columns=[
            Column("By what was"),
            Column("Source", wide=True),
            Column("Channel"),
            Column("Counts", Kind.CLIENTS),
            Column("Rule"),
            Column("Reason", wide=True),
            Column("Searched for"),
        ],
        rows=[Row(_credit(each)) for each in (*page.said, *page.clicked)],
        sheet="Counts for",
    )


def _credit(credit: Credit) -> tuple[str, str, str, int, str, str, str]:
    name = credit.source.name if credit.source else credit.standing.value
    keyword = f"{credit.keyword.phrase} ({credit.keyword_kind})" if credit.keyword else ""
    return _SAID_BY[credit.role], name, credit.channel.value, credit.share, credit.rule, credit.reason, keyword


def _stages(page: ClientPage) -> Table:
    return Table(
        title="Stages",
        columns=[Column("When"), Column("Stage"), Column("Who")],
        rows=[Row((moment(each.at), each.stage.value, each.user.name if each.user else "")) for each in page.stages],
        sheet="Stages",
    )


def _changes(page: ClientPage) -> list[Table]:
    if not page.payment_changes:
        return []
    rows = [
        Row(
            (
                moment(each.at),
                each.user.name,
                each.did.value,
                each.why,
                each.before_on,
                Money(each.before["amount"], each.before["currency"]),
                f"{moment(each.undone_at)}, {each.undone_by.name}" if each.undone_at and each.undone_by else "",
            )
        )
        for each in page.payment_changes
    ]
    columns = [
        Column("When"),
        Column("Who"),
        Column("Done"),
        Column("Why", wide=True),
        Column("Day before", Kind.DAY),
        Column("Amount before", Kind.MONEY),
        Column("Undone"),
    ]
    return [Table(title="What was done to payments", columns=columns, rows=rows, sheet="Payments changed")]


def _corrections(page: ClientPage) -> list[Table]:
    if not page.changes:
        return []
    rows = [Row((moment(each.at), each.user.name, in_words(each))) for each in page.changes]
    columns = [Column("When"), Column("Who"), Column("What was corrected", wide=True)]
    return [Table(title="What was corrected", columns=columns, rows=rows, sheet="Corrections")]


def _joins(page: ClientPage) -> list[Table]:
    if not page.joins:
        return []
    rows = [
        Row((moment(each.at), each.user.name, each.name, each.email, each.phone, each.came_on)) for each in page.joins
    ]
    columns = [
        Column("When"),
        Column("Who"),
        Column("Name", wide=True),
        Column("E-mail", wide=True),
        Column("Phone"),
        Column("Came on", Kind.DAY),
    ]
    return [Table(title="Joined with them as the same person", columns=columns, rows=rows, sheet="Joined")]


def in_words(change: ClientChange) -> str:
    """A correction as people say it: ``Name: “Jon Doe” became “John Doe”``."""
    what = {Corrected.DAY: "Day they came"}.get(change.what, change.what.value.capitalize())
    if not change.before and not change.after:
        # Of somebody who was erased.
        return f"{what}: the words are gone"
    if change.what is Corrected.DAY:
        before, after = (day(date.fromisoformat(words)) for words in (change.before, change.after))
        return f"{what}: {before} became {after}"
    if not (change.before and change.after):
        return f"{what}: “{change.before}” was taken out" if change.before else f"{what}: “{change.after}” was added"
    return f"{what}: “{change.before}” became “{change.after}”"


def _consents(page: ClientPage) -> list[Table]:
    if not page.consents:
        return []
    rows = [
        Row((moment(each.at), each.user.name, WORDS[each.covers, each.is_given], each.how)) for each in page.consents
    ]
    columns = [
        Column("When"),
        Column("Who wrote it down"),
        Column("What was said", wide=True),
        Column("How", wide=True),
    ]
    return [Table(title="What may be told", columns=columns, rows=rows, sheet="Consent")]
