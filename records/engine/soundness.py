"""Whether SQLite's file is sound, and set up so that what was acknowledged outlives a power cut.

PostgreSQL looks after its files by itself.
"""

from sqlalchemy.engine import Connection


def file_problems(connection: Connection) -> list[str]:
    """What SQLite finds wrong in its file: damaged pages, and rows that point to rows that are not there.

    PostgreSQL looks after its files by itself, so there it is nothing.
    """
    if connection.dialect.name != "sqlite":
        return []
    damage = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    return [each for each in damage if each != "ok"] + rows_astray(connection)


def rows_astray(connection: Connection) -> list[str]:
    """Which rows of SQLite point to rows that are not there."""
    if connection.dialect.name != "sqlite":
        return []
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [f"row {row[1]} of {row[0]} points to a row of {row[2]} that is not there" for row in lost]


def durability_problems(connection: Connection) -> list[str]:
    """Why an acknowledged submission might not outlive a power cut: SQLite's settings that differ from ours."""
    if connection.dialect.name != "sqlite":
        return []
    wanted = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
    found = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in wanted}
    return [f"{name} is {found[name]} and should be {wanted[name]}" for name in wanted if found[name] != wanted[name]]
