"""Totals of months in which one row told source and channel are split when the database is brought up to date."""

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Table, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from records.db import db
from records.totals import CLIENT_TOTALS, MONEY_TOTALS, DayBehind, Span, behind, differences
from tests.admin.small_firm import full_firm


def keep_together(session: Session, table: Table, span: Span) -> None:
    """Sum days up to longer spans as it was done before: by all that tells the rows of a day apart."""
    starts_on, key = table.c.starts_on, [column.name for column in table.primary_key]
    days = session.scalars(select(starts_on).where(table.c.span == Span.DAY).distinct()).all()
    for start in {span.start(day) for day in days}:
        fixed = {"span": literal(span, table.c.span.type), "starts_on": literal(start, starts_on.type)}
        sums = [func.sum(column) for column in table.columns if column.name not in key]
        those = starts_on.in_([day for day in days if span.start(day) == start])
        rows = (
            select(*(fixed.get(name, table.c[name]) for name in key), *sums)
            .where(table.c.span == Span.DAY, those)
            .group_by(*(table.c[name] for name in key if name not in fixed))
        )
        session.execute(insert(table).from_select([column.name for column in table.columns], rows))


def test_totals_that_were_kept_together_are_kept_apart(app: Flask) -> None:
    full_firm(app)
    with app.app_context():
        downgrade(revision="0102")
        session = db.session()
        assert behind(session)
        session.execute(delete(DayBehind))
        for table in (CLIENT_TOTALS, MONEY_TOTALS):
            for span in (Span.MONTH, Span.YEAR, Span.EVER):
                keep_together(session, table, span)
        session.commit()
        assert list(differences(session))
        session.rollback()
        upgrade()
        assert not behind(session)
        assert not list(differences(session))
