"""Everything behind the sign-in."""

from flask import Flask

from admin import (
    access,
    aliases,
    answers,
    behind,
    channel,
    client,
    closed_report,
    cohorts,
    column_maps,
    costs,
    erasing,
    errors,
    estimated,
    firm,
    first_payments,
    formats,
    frame,
    hooks,
    import_rows,
    imports,
    imports_given,
    keyword,
    lessons,
    lifetime,
    mail,
    merging,
    monthly_report,
    out,
    partners,
    payment,
    periods,
    ranking,
    referral_links,
    said_and_clicked,
    search_exports,
    second_thoughts,
    sign_in,
    sources,
    website,
)
from admin.pages import pages
from admin.relations import consenting, deserving, rules

VIEWS = (
    sign_in,
    ranking,
    said_and_clicked,
    behind,
    answers,
    aliases,
    second_thoughts,
    lessons,
    channel,
    first_payments,
    cohorts,
    lifetime,
    client,
    partners,
    referral_links,
    sources,
    keyword,
    estimated,
    search_exports,
    firm,
    website,
    mail,
    monthly_report,
    merging,
    periods,
    closed_report,
    imports,
    imports_given,
    import_rows,
    column_maps,
    hooks,
    payment,
    costs,
    erasing,
    rules,
    deserving,
    consenting,
)
"""The modules whose pages the blueprint has; importing them is what gives it those pages."""


def install(app: Flask) -> None:
    """Add the staff pages to the application."""
    access.install(app)
    errors.install(app)
    formats.install(app)
    frame.install(app)
    out.install(app)
    app.register_blueprint(pages)
