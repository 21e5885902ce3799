"""What the page of a keyword has beside its clients, as tables; nothing estimated is added to anything."""

from admin.formats import day
from admin.tables.figure_columns import figure_columns, figures_of
from reports.counting.questions import Question
from reports.keywords.keyword_page import KINDS, KeywordPage
from reports.tables.description import Column, Kind, Manner, Row, Table


def keyword_tables(page: KeywordPage, question: Question) -> list[Table]:
    """By kind of search, spellings, landing pages, what is estimated, and what search engines say."""
    tables = [
        Table(
            title="By kind of search",
            columns=[Column("Searches", wide=True), *figure_columns(question)],
            rows=[Row((kind, *figures_of(page.figures[kind]))) for kind in KINDS],
            sheet="Kinds",
        ),
        Table(
            title="Spellings",
            columns=[Column("Spelling", wide=True), *_by_kind()],
            rows=[Row((each.keyword.phrase, *(each.clients[kind] for kind in KINDS))) for each in page.spellings],
            sheet="Spellings",
        ),
        Table(
            title="Where they landed",
            columns=[Column("Page", wide=True), *_by_kind()],
            rows=[Row((each.page or "not known", *(each.clients[kind] for kind in KINDS))) for each in page.landings],
            sheet="Landing pages",
        ),
    ]
    if page.estimated:
        tables += [_estimated(page, question), _exported(page)]
    return tables


def _by_kind() -> list[Column]:
    return [Column(f"Clients ({kind})", Kind.CLIENTS) for kind in KINDS]


def _estimated(page: KeywordPage, question: Question) -> Table:
    if page.estimated is None:
        raise ValueError("nothing is estimated")
    rows = [
        Row(
            (
                f"{day(share.exported.starts_on)} to {day(share.exported.ends_on)}",
                share.clicks,
                page.estimates.clicks[share.exported],
                *figures_of(share.figures),
            )
        )
        for share in page.estimated.shares
    ]
    total = Row(
        ("Estimated", page.estimated.clicks, None, *figures_of(page.estimated.figures)),
        Manner.TOTAL,
    )
    return Table(
        title="Estimated",
        columns=[
            Column("Exported period", wide=True),
            Column("Its clicks", Kind.NUMBER),
            Column("Of all clicks", Kind.NUMBER),
            *figure_columns(question),
        ],
        rows=[*rows, total],
        sheet="Estimated",
        notes=["An estimate: nobody is known to have searched for this. It is in no other number."],
    )


def _exported(page: KeywordPage) -> Table:
    return Table(
        title="What search engines say of it",
        columns=[
            Column("Query", wide=True),
            Column("Engine"),
            Column("From", Kind.DAY),
            Column("To", Kind.DAY),
            Column("Clicks", Kind.NUMBER),
            Column("Shown", Kind.NUMBER),
        ],
        rows=[
            Row((each.query, each.engine, each.starts_on, each.ends_on, each.clicks, each.impressions))
            for each in page.totals
        ],
        sheet="Search engines",
    )
