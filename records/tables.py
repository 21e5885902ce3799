"""Every module that defines a table, imported once so that the metadata is complete."""

from records import (
    clients,
    credits,
    firm,
    form_sites,
    forms,
    imports,
    keywords,
    lessons,
    payments,
    referral_links,
    referrals,
    search_totals,
    sources,
    staging,
    submissions,
    users,
)

__all__ = [
    "clients",
    "credits",
    "firm",
    "form_sites",
    "forms",
    "imports",
    "keywords",
    "lessons",
    "payments",
    "referral_links",
    "referrals",
    "search_totals",
    "sources",
    "staging",
    "submissions",
    "users",
]
