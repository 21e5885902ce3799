"""How instants and words are kept, the same in both databases."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, Text, TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class UTCDateTime(TypeDecorator[datetime]):
    """An instant, kept as whole microseconds since 1970 (UTC); refuses a value without a time zone.

    Integers, not text: text doubles the file and halves the speed, and SQLite drops time zones.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone; use datetime.now(UTC)")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Words(TypeDecorator[str]):
    """Text as somebody typed it. NUL, which PostgreSQL cannot keep, becomes its visible sign (U+2400)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.isascii() and "\x00" not in value:
            return value
        # A lone half of a surrogate pair is no character and cannot be written as UTF-8.
        return value.replace("\x00", "\u2400").encode("utf-8", "replace").decode("utf-8")


def need_nothing(values: Iterable[str | None]) -> bool:
    """Whether very many words can be kept just as they are, which nearly all can; looked at together."""
    together = "".join(filter(None, values))
    return together.isascii() and "\x00" not in together
