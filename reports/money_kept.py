"""Which currencies the firm has money in."""

from sqlalchemy.orm import Session

from records.money.currencies_kept import currencies_of_payments


def currencies_in_use(session: Session, besides: str) -> list[str]:
    """Every currency of a payment and the one given, in the order of their codes."""
    return sorted(currencies_of_payments(session) | {besides})
