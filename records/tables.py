"""Every module that defines a table, imported once so that the metadata is complete."""

from records import (
    clients,
    credits,
    firm,
    forms,
    imports,
    keywords,
    lessons,
    payments,
    referrals,
    search_totals,
    sources,
    submissions,
    users,
)

__all__ = [
    "clients",
    "credits",
    "firm",
    "forms",
    "imports",
    "keywords",
    "lessons",
    "payments",
    "referrals",
    "search_totals",
    "sources",
    "submissions",
    "users",
]
