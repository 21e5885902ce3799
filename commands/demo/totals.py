"""What a search engine says of the demo firm: search totals of the last three full months."""

from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from commands.demo.stories import month_before
from commands.demo.tables import table
from records.imports import Import, ImportState
from records.keywords import keywords_called
from records.keywords.search_totals import SearchTotal, query_key
from records.staff.users import User

_QUARTER = 3


def export_totals(session: Session, today: date, user: User, at: datetime) -> None:
    """Keep the totals as if a member of the staff had taken in an export; the same day gives the same rows."""
    # Not for secrets, and of its own: the firm's other draws must stay as they are.
    chance = Random(f"Millbrook searches {today}")  # noqa: S311
    starts_on = month_before(today, _QUARTER)
    ends_on = month_before(today, 0) - timedelta(days=1)
    searches: dict[str, int] = table("searches")["searches"]
    record = Import(
        kind="keywords",
        filename="millbrook-performance.zip",
        digest="",
        at=at,
        user_id=user.id,
        added=len(searches),
        changed=0,
        unchanged=0,
        refused=0,
        state=ImportState.FINISHED,
        finished_at=at,
    )
    session.add(record)
    session.flush()
    called = keywords_called(session, searches)
    for query, usual in searches.items():
        clicks = usual + chance.randrange(usual // 3 + 1)
        impressions = 25 + clicks * chance.randrange(8, 30)
        session.add(
            SearchTotal(
                keyword_id=called[query].id,
                query=query,
                query_key=query_key(query),
                engine="Google",
                starts_on=starts_on,
                ends_on=ends_on,
                clicks=clicks,
                impressions=impressions,
                ctr=round(clicks * 1_000_000 / impressions),
                position=chance.randrange(1_000, 15_000),
                import_id=record.id,
            )
        )
    session.flush()
