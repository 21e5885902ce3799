"""Totals of months and longer spans by source and by channel, each for itself."""

from alembic import op

revision = "0103"
down_revision = "0102"

_TABLES = {
    "client_totals": ("span, role, starts_on", ("clients_first", "clients_shared", "won_first", "won_shared")),
    "money_totals": ("span, dated, role, kind, currency, starts_on", ("first", "shared")),
}
_CREDITED = "CASE WHEN source_id > 0 THEN 0 ELSE source_id END"
# Office, source and channel of each way, as they are selected; what is a constant is not grouped by.
_WAYS = (("0", "source_id", "'*'"), ("office_id", "source_id", "'*'"), ("office_id", _CREDITED, "channel"))


def upgrade() -> None:
    for table, (key, numbers) in _TABLES.items():
        sums = ", ".join(f"SUM({name}) AS {name}" for name in numbers)
        not_nothing = " OR ".join(f"SUM({name}) <> 0" for name in numbers)
        into = f"{key}, office_id, source_id, channel, {', '.join(numbers)}"
        op.execute(f"CREATE TEMPORARY TABLE longer AS SELECT * FROM {table} WHERE span <> 'day'")  # noqa: S608 - names of our own
        op.execute(f"DELETE FROM {table} WHERE span <> 'day'")  # noqa: S608
        for office, source, channel in _WAYS:
            grouped = ", ".join([key, *(each for each in (office, source, channel) if each not in {"0", "'*'"})])
            op.execute(
                f"INSERT INTO {table} ({into}) SELECT {key}, {office}, {source}, {channel}, {sums} FROM longer "  # noqa: S608
                f"GROUP BY {grouped} HAVING {not_nothing}"
            )
        op.execute("DROP TABLE longer")


def downgrade() -> None:
    for table in _TABLES:
        op.execute(f"DELETE FROM {table} WHERE span <> 'day'")  # noqa: S608
    # They are summed up anew by the next night's jobs; figures are right meanwhile.
    op.execute(
        "INSERT INTO days_behind (day) SELECT came_on FROM clients UNION SELECT paid_on FROM payments "
        "UNION SELECT given_on FROM referrals_given EXCEPT SELECT day FROM days_behind"
    )
