"""One client: what they said, what that counts for, their stages and their money."""

import secrets
from datetime import UTC, date, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, ValidationError
from wtforms.validators import InputRequired

from admin.addresses import clients_address, period_of, row_address
from admin.charts import Chart, chart
from admin.clients.client_table import client_table, in_words
from admin.coverage.client_part import asked_part
from admin.fields.limits_of_text import Length
from admin.fields.money_fields import CurrencyField, DayField, minor_typed
from admin.fields.word_choices import WordField, choices_of
from admin.formats import amount, day
from admin.frame import the_frame
from admin.out import goes_out, handed_out
from admin.pages import find, pages
from admin.ranked.asking import asking
from admin.relations.give_and_take.balance_section import family_of_client
from admin.relations.telling.consent_form import WORDS, ConsentForm
from attribution import Kind
from records.answers.erasures import ended_words, erasure_of
from records.clients import Client, Stage, change_stage
from records.db import db
from records.money.by_hand import alone_with, is_kept, payment_by_hand
from records.money.payments import PaymentKind, sum_of_payments
from reports.clients.client_page import ClientPage, client_page
from reports.clients.introduced import introduced_by_client
from reports.counting.counted import PARTS
from reports.counting.parts import part_named
from reports.counting.questions import Of
from reports.relations.given.sent_on import sent_on

WORTH_DRAWING = 6
"""Of how many payments of one kind and currency on a chart is drawn."""


class StageForm(FlaskForm):
    """The stage that a client is to have."""

    stage = WordField("Stage", choices=choices_of({stage.value: stage.value for stage in Stage}), coerce=Stage)


class PaymentForm(FlaskForm):
    """A payment as it is typed; ``minor`` is its amount in minor units once the form is valid."""

    amount = StringField("Amount", [InputRequired("Type the amount, such as 1250.00."), Length(max=40)])
    currency = CurrencyField("Currency", [Length(max=3)])
    paid_on = DayField("Day", [InputRequired("Say on which day.")])
    kind = WordField("Kind", choices=choices_of({"received": "received", "billed": "billed"}), coerce=PaymentKind)
    sure = BooleanField("Yes, this is right")
    page = HiddenField(validators=[InputRequired(), Length(max=60)])

    minor = 0
    is_asked = False

    def validate_amount(self, field: Any) -> None:
        """Read the amount by the digits of its currency; nothing and nobody pays zero."""
        if self.currency.errors or self.currency.process_errors:
            return
        self.minor = minor_typed(field.data, self.currency)
        if self.minor == 0:
            raise ValidationError("A payment of nothing changes nothing. A refund has a minus, such as -30.")

    def asks_about(self, client: Client, without: int = 0) -> bool:
        """Ask once about what is mostly a slip, and not again where somebody has said that it is right.

        Asked about are money that was received on a day to come, and more that goes back than ever came. ``without`` is
        the number of a payment that gets these values. Of two refunds at once the second is asked about.
        """
        if self.sure.data:
            return False
        is_asked = [self._is_still_to_come(), self._gives_back_too_much(client, without)]
        self.is_asked = any(is_asked)
        return self.is_asked

    def _is_still_to_come(self) -> bool:
        on = self.paid_on.data
        if on is None or self.kind.data is not PaymentKind.RECEIVED or on <= the_frame().firm.today(datetime.now(UTC)):
            return False
        said = f"{day(on)} is still to come, and nothing was received on it yet."
        self.paid_on.errors = [f"{said} Is this right? Then tick “{self.sure.label.text}”."]
        return True

    def _gives_back_too_much(self, client: Client, without: int) -> bool:
        if self.minor > 0:
            return False
        alone_with(db.session(), client)
        kind, currency = self.kind.data, self.currency.data or ""
        so_far = sum_of_payments(db.session(), client, kind, currency, without)
        if so_far + self.minor >= 0:
            return False
        done = "has paid" if kind is PaymentKind.RECEIVED else "was billed"
        said = f"{client.name} {done} {amount(so_far, currency)} in all."
        self.amount.errors = [f"{said} Is this right? Then tick “{self.sure.label.text}”."]
        return True


@pages.get("/clients/<int:number>")
def client(number: int) -> ResponseReturnValue:
    """One client."""
    found = find(Client, number)
    if goes_out():
        return handed_out(client_table(found, client_page(db.session(), found)))
    return client_shown(found)


@pages.post("/clients/<int:number>/stages")
def stage(number: int) -> ResponseReturnValue:
    """A change of the client's stage."""
    found = find(Client, number)
    form = StageForm()
    if not form.validate():
        return client_shown(found, stages=form), 422
    change_stage(db.session(), found, form.stage.data, datetime.now(UTC), current_user)
    db.session.commit()
    flash(f"{found.name} is now at the stage “{found.stage.value}”.")
    return redirect(url_for("admin.client", number=number), code=303)


@pages.post("/clients/<int:number>/payments")
def payment(number: int) -> ResponseReturnValue:
    """A payment by hand."""
    found = find(Client, number)
    form = PaymentForm()
    if not form.validate() or form.paid_on.data is None:
        return client_shown(found, payments=form), 422
    typed = (form.minor, form.currency.data or "", form.paid_on.data, form.kind.data)
    # The same page sent twice, at once too, is not asked about its own refund.
    alone_with(db.session(), found)
    if not is_kept(db.session(), found, *typed, form.page.data or "") and form.asks_about(found):
        return client_shown(found, payments=form), 422
    paid = payment_by_hand(
        db.session(),
        found,
        *typed,
        datetime.now(UTC),
        current_user,
        form.page.data or "",
    )
    db.session.commit()
    stays = paid.amount > 0 and found.stage is not Stage.WON
    by_hand = f" The stage stays “{found.stage}”, because it was set by hand." if stays else ""
    flash(f"{amount(paid.amount, paid.currency)} {paid.kind.value} of {found.name} is kept.{by_hand}")
    return redirect(url_for("admin.client", number=number), code=303)


def client_shown(
    found: Client,
    stages: StageForm | None = None,
    payments: PaymentForm | None = None,
    consent: ConsentForm | None = None,
) -> str:
    """A client's page, with the forms as they were sent where something is wrong with one."""
    firm = the_frame().firm
    page = client_page(db.session(), found)
    return render_template(
        "admin/clients/client.html",
        client=found,
        erasure=erasure_of(db.session(), found.id),
        ended=ended_words(db.session(), found.id),
        page=page,
        corrected=in_words,
        back=_back(),
        money=[_money_chart(*each, rows) for each, rows in _running(page).items()],
        introduced=introduced_by_client(db.session(), found),
        sent_on=sent_on(db.session(), found),
        part=family_of_client(db.session(), found, firm.currency),
        consent=consent or ConsentForm(formdata=None),
        consent_words=WORDS,
        asked=asked_part(found),
        stages=stages or StageForm(formdata=None, stage=found.stage),
        payments=payments
        or PaymentForm(
            formdata=None,
            currency=firm.currency,
            paid_on=firm.today(datetime.now(UTC)),
            kind=PaymentKind.RECEIVED,
            page=secrets.token_urlsafe(12),
        ),
    )


def _back() -> tuple[str, str] | None:
    """The page or list that led here and its name, if the address tells: a row of a ranking, or a part of one."""
    part = request.args.get("part")
    if not part:
        return None
    ask = asking()
    name = part_named(db.session(), ask.question, part)
    if name is None:
        return None
    if part in PARTS:
        return clients_address(ask.question, ask.firm, part), "the list of clients"
    kind = Kind.PARTNER if ask.question.of is Of.PARTNERS else ""
    question = ask.as_ranked
    return row_address(question, ask.firm, part, kind, period_of(question, ask.today)), name


def _running(page: ClientPage) -> dict[tuple[str, str], list[tuple[date, int]]]:
    """What had come in all by each day with a payment, by currency and kind."""
    found: dict[tuple[str, str], list[tuple[date, int]]] = {}
    for payment in reversed(page.payments):
        rows = found.setdefault((payment.currency, payment.kind.value), [])
        rows.append((payment.paid_on, (rows[-1][1] if rows else 0) + payment.amount))
    return found


def _money_chart(currency: str, kind: str, rows: list[tuple[date, int]]) -> tuple[str, str, Chart] | None:
    """What has come in all after each payment; of few payments the list below says as much."""
    if len(rows) < WORTH_DRAWING:
        return None
    title = f"{kind.capitalize()} in all, {currency}"
    values = [(sum_so_far, f"{day(on)}: {amount(sum_so_far, currency)}") for on, sum_so_far in rows]
    words = f"{title}, after each payment from {day(rows[0][0])} to {day(rows[-1][0])}: {values[-1][1]}."
    drawn = chart(title, words, amount(max(value for value, _ in values), currency), values)
    return day(rows[0][0]), day(rows[-1][0]), drawn
