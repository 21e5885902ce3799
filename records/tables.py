"""Every module that defines a table, imported once so that the metadata is complete."""

from records import clients, consents, firm, imports, job_runs, keywords, mail, sources, totals
from records.answers import credits, erasures, submissions
from records.clients import correcting
from records.closed import closed_months
from records.consents import mail_leaves
from records.coverage import askings, campaigns, links, permissions, taken_in, texts
from records.delivered import deliveries, hook_secrets
from records.firm import professions
from records.first_steps import (
    removed_tests,
    steps,
)
from records.forming import (
    drafts as form_drafts,
)
from records.forming import (
    form_sites,
    forms,
    opening,
    pictures,
)
from records.importing.files import column_maps
from records.importing.going_in import staging
from records.joining import (
    rows as client_joins,
)
from records.keywords import search_totals
from records.mail import opt_outs
from records.money import costs, payment_changes, payments
from records.relations.fees import ledger, limits, reward_rules, rewards
from records.relations.given import asking, outcomes, referral_changes, referrals
from records.relations.known import contacts, hourly_costs, partner_changes, suggestion_answers, tags
from records.relations.telling import statement_choices, statement_links, statement_totals, statement_words
from records.relations.thanking import drafts, thanks, thanks_start, wording
from records.reviews import lessons, putting_off, taken_back
from records.sources import apart, merged, referral_links, retiring
from records.spam import (
    held,
)
from records.staff import report_readers, second_factors, user_changes, users

__all__ = [
    "apart",
    "asking",
    "askings",
    "campaigns",
    "client_joins",
    "clients",
    "closed_months",
    "column_maps",
    "consents",
    "contacts",
    "correcting",
    "costs",
    "credits",
    "deliveries",
    "drafts",
    "erasures",
    "firm",
    "form_drafts",
    "form_sites",
    "forms",
    "held",
    "hook_secrets",
    "hourly_costs",
    "imports",
    "job_runs",
    "keywords",
    "ledger",
    "lessons",
    "limits",
    "links",
    "mail",
    "mail_leaves",
    "merged",
    "opening",
    "opt_outs",
    "outcomes",
    "partner_changes",
    "payment_changes",
    "payments",
    "permissions",
    "pictures",
    "professions",
    "putting_off",
    "referral_changes",
    "referral_links",
    "referrals",
    "removed_tests",
    "report_readers",
    "retiring",
    "reward_rules",
    "rewards",
    "search_totals",
    "second_factors",
    "sources",
    "staging",
    "statement_choices",
    "statement_links",
    "statement_totals",
    "statement_words",
    "steps",
    "submissions",
    "suggestion_answers",
    "tags",
    "taken_back",
    "taken_in",
    "texts",
    "thanks",
    "thanks_start",
    "totals",
    "user_changes",
    "users",
    "wording",
]
