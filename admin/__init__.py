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
    correcting,
    cost_list,
    costs,
    costs_behind,
    erasing,
    errors,
    estimated,
    firm,
    first_payments,
    formats,
    frame,
    hooks,
    import_partners,
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
from admin.coverage import asking_shown, basis, client_part, desk, desk_card, mail_text
from admin.coverage import order as coverage_order
from admin.coverage import page as coverage_page
from admin.first_steps import page as first_steps_page
from admin.first_steps import removing as removing_tests
from admin.first_steps import shown as first_steps_shown
from admin.forms import editing, listing, making, offices, one, publishing
from admin.mailings import choosing as mailing_choices
from admin.mailings import page as mailings
from admin.mailings import steps as mailing_steps
from admin.pages import pages
from admin.queue import keys, putting_off, spam
from admin.relations import (
    asking_about,
    balance,
    consenting,
    contacts,
    deserving,
    duplicates,
    given_section,
    ledger,
    logging_referrals,
    organisations,
    picture,
    profile,
    referral_changing,
    referrals,
    retiring,
    reward_rules,
    rewards,
    rules,
    statements,
    thanks,
    thanks_drafts,
    thanks_words,
)
from admin.spam import held_back

VIEWS = (
    balance,
    sign_in,
    ranking,
    said_and_clicked,
    behind,
    answers,
    aliases,
    second_thoughts,
    putting_off,
    keys,
    spam,
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
    first_steps_page,
    website,
    mail,
    monthly_report,
    merging,
    periods,
    closed_report,
    imports,
    imports_given,
    import_partners,
    import_rows,
    column_maps,
    correcting,
    hooks,
    payment,
    cost_list,
    costs,
    erasing,
    rules,
    deserving,
    contacts,
    profile,
    picture,
    consenting,
    logging_referrals,
    referrals,
    referral_changing,
    asking_about,
    given_section,
    coverage_order,
    coverage_page,
    asking_shown,
    client_part,
    desk,
    desk_card,
    mail_text,
    basis,
    mailing_choices,
    mailings,
    mailing_steps,
    costs_behind,
    thanks,
    thanks_drafts,
    thanks_words,
    ledger,
    removing_tests,
    rewards,
    reward_rules,
    statements,
    duplicates,
    retiring,
    organisations,
    held_back,
    listing,
    making,
    one,
    editing,
    publishing,
    offices,
)
"""The modules whose pages the blueprint has; importing them is what gives it those pages."""


def install(app: Flask) -> None:
    """Add the staff pages to the application."""
    access.install(app)
    errors.install(app)
    formats.install(app)
    frame.install(app)
    out.install(app)
    first_steps_shown.install(app)
    app.register_blueprint(pages)
