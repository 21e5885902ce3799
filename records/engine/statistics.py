"""What PostgreSQL knows of how its rows are spread, by which it chooses how to look for them.

The server finds out by itself once a minute or so; work that has just filled a table, and asks it at once, says so.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from records.db import Base


def look_over(session: Session, *tables: type[Base]) -> None:
    """Let PostgreSQL look over tables that were filled just now; SQLite goes by its indexes alone."""
    bind = session.get_bind()
    if bind.dialect.name == "postgresql":
        quote = bind.dialect.identifier_preparer.quote
        session.execute(text(f"ANALYZE {', '.join(quote(table.__tablename__) for table in tables)}"))
