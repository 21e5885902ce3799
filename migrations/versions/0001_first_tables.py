"""The first tables, and the firm that a new installation starts with."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


_CHOICES = (
    ("recommended", "Someone recommended you", "partner", "Who may we thank?"),
    ("client", "I am or was a client", "existing client", "When were you with us, if you remember?"),
    ("search", "A search engine (Google, Bing …)", "search engine", "What did you search for?"),
    ("assistant", "An AI assistant (ChatGPT …)", "AI assistant", "Which one, and what did you ask it?"),
    ("social", "Social media", "social network", "Where, and whose post was it?"),
    ("listing", "A review site or directory", "local listing", "Which one?"),
    ("website", "Another website", "website", "Which website was it?"),
    ("advertisement", "An advertisement, sign or vehicle", "advertisement", "Where did you see or hear it?"),
    ("event", "An event or talk", "event", "Which one?"),
    ("other", "Other", None, "What brought you to us?"),
    ("forgotten", "I don't remember", None, "Anything that comes to mind?"),
)


def upgrade() -> None:
    op.create_table(
        "firm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("first_weekday", sa.Integer(), nullable=False),
        sa.Column("profession", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("directory_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_firm"),
    )
    op.create_table(
        "keywords",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("phrase_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_keywords"),
        sa.UniqueConstraint("phrase_key", name="uq_keywords_phrase_key"),
    )
    op.create_table(
        "offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name="fk_offices_firm_id_firm"),
        sa.PrimaryKeyConstraint("id", name="pk_offices"),
    )
    op.create_table(
        "forms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_forms_office_id_offices"),
        sa.PrimaryKeyConstraint("id", name="pk_forms"),
        sa.UniqueConstraint("slug", name="uq_forms_slug"),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("session_key", sa.Text(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_users_office_id_offices"),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    op.create_table(
        "form_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], name="fk_form_versions_form_id_forms"),
        sa.PrimaryKeyConstraint("id", name="pk_form_versions"),
        sa.UniqueConstraint("form_id", "number", name="uq_form_versions_form_id_number"),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_imports_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_key", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("same_contact_as_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_clients_import_id_imports"),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name="fk_clients_office_id_offices"),
        sa.ForeignKeyConstraint(["same_contact_as_id"], ["clients.id"], name="fk_clients_same_contact_as_id_clients"),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
        sa.UniqueConstraint("ref", name="uq_clients_ref"),
    )
    op.create_index("ix_clients_came_on", "clients", ["came_on"])
    op.create_index("ix_clients_email_key", "clients", ["email_key"])
    op.create_index("ix_clients_name_key", "clients", ["name_key"])
    op.create_index("ix_clients_phone_key", "clients", ["phone_key"])

    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_sources_client_id_clients"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_sources_import_id_imports"),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("client_id", name="uq_sources_client_id"),
    )
    op.create_index("ix_sources_kind_name_key", "sources", ["kind", "name_key"])

    op.create_table(
        "partners",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("entity", sa.String(40), nullable=False),
        sa.Column("relation", sa.String(40), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_partners_source_id_sources"),
        sa.PrimaryKeyConstraint("source_id", name="pk_partners"),
        sa.UniqueConstraint("ref", name="uq_partners_ref"),
    )
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_payments_client_id_clients"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_payments_import_id_imports"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_payments_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
        sa.UniqueConstraint("ref", name="uq_payments_ref"),
    )
    op.create_index(
        "ix_payments_client_id_kind_currency_paid_on_amount",
        "payments",
        ["client_id", "kind", "currency", "paid_on", "amount"],
    )
    op.create_index("ix_payments_kind_currency_paid_on", "payments", ["kind", "currency", "paid_on"])

    op.create_table(
        "referrals_given",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["sources.id"], name="fk_referrals_given_partner_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_referrals_given_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_referrals_given"),
        sa.UniqueConstraint("ref", name="uq_referrals_given_ref"),
    )
    op.create_index("ix_referrals_given_partner_id", "referrals_given", ["partner_id"])

    op.create_table(
        "stage_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_stage_changes_client_id_clients"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_stage_changes_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_stage_changes"),
    )
    op.create_index("ix_stage_changes_client_id", "stage_changes", ["client_id"])

    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("form_version_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("choice_label", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("may_tell", sa.Boolean(), nullable=False),
        sa.Column("order_shown", sa.JSON(), nullable=False),
        sa.Column("own_answers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_submissions_client_id_clients"),
        sa.ForeignKeyConstraint(["corrects_id"], ["submissions.id"], name="fk_submissions_corrects_id_submissions"),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_versions.id"], name="fk_submissions_form_version_id_form_versions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("identity", "digest", name="uq_submissions_identity_digest"),
    )
    op.create_index("ix_submissions_client_id", "submissions", ["client_id"])

    op.create_table(
        "decisions",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("directory_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_decisions_submission_id_submissions"),
        sa.PrimaryKeyConstraint("submission_id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_is_open", "decisions", ["is_open"])

    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_reviews_submission_id_submissions"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_reviews_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_submission_id", "reviews", ["submission_id"])

    op.create_table(
        "touches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("which", sa.Text(), nullable=False),
        sa.Column("landing_url", sa.Text(), nullable=False),
        sa.Column("referrer", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_touches_submission_id_submissions"),
        sa.PrimaryKeyConstraint("id", name="pk_touches"),
    )
    op.create_index("ix_touches_submission_id", "touches", ["submission_id"])

    op.create_table(
        "aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_aliases_review_id_reviews"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_aliases_source_id_sources"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_aliases_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_aliases"),
        sa.UniqueConstraint("source_id", "name_key", name="uq_aliases_source_id_name_key"),
    )
    op.create_index("ix_aliases_name_key", "aliases", ["name_key"])

    op.create_table(
        "credits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("keyword_id", sa.Integer(), nullable=True),
        sa.Column("keyword_kind", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_credits_client_id_clients"),
        sa.ForeignKeyConstraint(["keyword_id"], ["keywords.id"], name="fk_credits_keyword_id_keywords"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_credits_review_id_reviews"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_credits_source_id_sources"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_credits_submission_id_submissions"),
        sa.PrimaryKeyConstraint("id", name="pk_credits"),
    )
    op.create_index("ix_credits_client_id_role_position", "credits", ["client_id", "role", "position"], unique=True)
    op.create_index("ix_credits_keyword_id", "credits", ["keyword_id"])
    op.create_index("ix_credits_role_position_standing", "credits", ["role", "position", "standing"])
    op.create_index("ix_credits_source_id_role", "credits", ["source_id", "role"])

    op.create_table(
        "review_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_parts_review_id_reviews"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_review_parts_source_id_sources"),
        sa.PrimaryKeyConstraint("id", name="pk_review_parts"),
    )
    op.create_index("ix_review_parts_review_id", "review_parts", ["review_id"])
    _found_the_firm()


def downgrade() -> None:
    for table in (
        "review_parts",
        "credits",
        "aliases",
        "touches",
        "reviews",
        "decisions",
        "submissions",
        "stage_changes",
        "referrals_given",
        "payments",
        "partners",
        "sources",
        "clients",
        "imports",
        "form_versions",
        "users",
        "forms",
        "offices",
        "keywords",
        "firm",
    ):
        op.drop_table(table)


def _found_the_firm() -> None:
    """The firm that a new installation starts with, its office, and a published form."""
    now = int(datetime.now(UTC).timestamp() * 1_000_000)
    _insert(
        "firm",
        id=1,
        name="My firm",
        currency="USD",
        zone="UTC",
        first_weekday=0,
        profession="",
        country="US",
        website="",
        is_demo=False,
        directory_version=1,
    )
    _insert("offices", id=1, firm_id=1, name="Main office")
    _insert("forms", id=1, slug="new-client", name="New client", language="en", office_id=1)
    _insert("form_versions", id=1, form_id=1, number=1, published_at=now, definition=_definition())
    if op.get_bind().dialect.name == "postgresql":
        for table in ("firm", "offices", "forms", "form_versions"):
            op.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1)")


def _definition() -> dict[str, Any]:
    return {
        "title": "Welcome",
        "intro": "Please tell us how to reach you and what you need.",
        "question": "What brought you to us?",
        "thank_you": "We have received your message and will get in touch with you within two working days.",
        "choices": [
            {"key": key, "label": label, "kind": kind, "follow_up": follow_up, "last": kind is None}
            for key, label, kind, follow_up in _CHOICES
        ],
    }


def _insert(table: str, **values: Any) -> None:
    columns = [sa.column(name, sa.JSON() if name == "definition" else None) for name in values]
    op.execute(sa.table(table, *columns).insert().values(**values))
