"""Everything behind the sign-in."""

from flask import Flask

from admin import errors, formats, frame, out, told_apart
from admin.clients import client, correcting, erasing, joining
from admin.closed import closed_report, periods
from admin.coverage import asking_shown, basis, client_part, desk, desk_card, mail_text
from admin.coverage import order as coverage_order
from admin.coverage import page as coverage_page
from admin.drilling import channel, sources
from admin.finding import find
from admin.first_steps import page as first_steps_page
from admin.first_steps import removing as removing_tests
from admin.first_steps import shown as first_steps_shown
from admin.forms import editing, listing, making, offices, one, publishing
from admin.importing import column_maps, import_partners, import_rows, imports, imports_given, search_exports
from admin.keywords import estimated, keyword
from admin.mailings import choosing as mailing_choices
from admin.mailings import mail, monthly_report
from admin.mailings import page as mailings
from admin.mailings import steps as mailing_steps
from admin.money import cost_list, costs, costs_behind, payment
from admin.pages import pages
from admin.queue import aliases, answers, keys, lessons, putting_off, second_thoughts, spam
from admin.ranked import behind, ranking, said_and_clicked
from admin.relations import duplicates, merging, partners, referral_links, retiring
from admin.relations.fees import ledger, reward_rules, rewards, rules
from admin.relations.give_and_take import balance, picture
from admin.relations.given import asking_about, given_section, logging_referrals, referral_changing, referrals
from admin.relations.known import contacts, organisations, profile
from admin.relations.suggested import deserving
from admin.relations.telling import consenting, statements
from admin.relations.thanking import thanks, thanks_drafts, thanks_words
from admin.settings import firm, hooks, website
from admin.since_coming import cohorts, first_payments, lifetime
from admin.spam import held_back
from admin.staff import access, password, sign_in, sign_in_code, two_factor, users
from admin.today import page as today_page

VIEWS = (
    today_page,
    balance,
    sign_in,
    sign_in_code,
    password,
    two_factor,
    users,
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
    joining,
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
    find,
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
    told_apart.install(app)
    first_steps_shown.install(app)
    app.register_blueprint(pages)
