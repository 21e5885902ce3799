"""Everything without a sign-in: the public form, its script for other websites, partners' referral links
and statements, clients' personal links, and the webhook."""

from flask import Flask

from intake import asked, embed, headers, limits, pages, published, refusals, statement, wording
from intake.health import healthz
from intake.hooks.payments import payments_hook
from intake.hosted import public
from intake.looks import appearance
from intake.visits.referral import referral_link

public.add_url_rule("/healthz", view_func=healthz)
public.add_url_rule("/r/<code>", view_func=referral_link)
public.add_url_rule("/hooks/payments", view_func=payments_hook, methods=["POST"])
refusals.install(public)


def install(app: Flask) -> None:
    """Add the public pages to the application."""
    wording.install(app)
    limits.install(app)
    published.install(app)
    pages.install(app)
    embed.install(app)
    appearance.install(app)
    headers.open_static_files(app)
    app.after_request(headers.forbid_frames)
    app.register_blueprint(public)
    statement.install(app)
    asked.install(app)
