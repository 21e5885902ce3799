"""What columns are called that are not called by our own names: a proposal, which a person confirms."""

from collections.abc import Sequence

from records.importing.files.fields import Field, folded

_DAY = "date, day"
_MONEY = "total, sum, paid, payment, amount paid, value"
_TITLES = {
    "ref": "reference, number, no, id, client id, client number, matter, matter number, invoice",
    "id": "reference, number, no, ref, partner id, contact id",
    "client": "name, client name, full name, customer, customer name, payer, contact",
    "name": "full name, client, client name, customer, customer name, contact, contact name, partner",
    "email": "mail, e mail, email address, mail address, client email, primary email",
    "phone": "telephone, tel, mobile, cell, phone number, mobile number, telephone number",
    "company": "organisation, organization, business, firm, employer, company name",
    "organisation": "organization, company, firm, business, employer, company name",
    "occupation": "profession, job, job title, title, trade, role",
    "city": "town, place, location",
    "website": "web, site, url, homepage, web site",
    "aliases": "other spellings, nickname, nicknames, also known as, aka",
    "came_on": f"{_DAY}, came, created, created on, enquiry date, inquiry date, intake date, date opened, open date, "
    "first contact, date of enquiry, date of inquiry, received, date received, timestamp",
    "on": f"{_DAY}, paid on, payment date, date paid, invoice date, received on, date received, referred on",
    "from": f"{_DAY}, start, start date, month, since",
    "to": "until, end, end date",
    "stage": "status, state",
    "answer": "source, lead source, referral source, referred by, referrer name, referral, heard from, "
    "how they found us, found us, what brought you, what brought them, marketing source",
    "searched": "search, search term, keyword, keywords",
    "landing_url": "landing page, page, first page",
    "referrer": "referring page, referring site, referrer url",
    "asked_by": "taken by, intake by, staff, receptionist",
    "amount": f"{_MONEY}, price, cost, costs, spend, spent, fee, fees",
    "value": f"{_MONEY}, worth, amount, fee, fees",
    "source": "vendor, supplier, channel, name, medium, campaign",
    "partner": "sent to, referred to, to, recipient, partner name",
    "who": "client, client name, name, full name, customer, person",
    "for": "purpose, matter, need, reason, service",
    "outcome": "result, status, state",
    "kind": "type",
    "office": "branch, place, location",
    "currency": "ccy, currency code",
}
"""By field what its column may be called, the likeliest first."""
_BEGINNINGS = {
    "answer": ("how did you hear", "how did you find", "how did they hear", "where did you hear", "who referred")
}


def likely_titles(fields: Sequence[Field], header: Sequence[str]) -> dict[str, str]:
    """The column that each field is likely to have, needed fields first; no column is proposed for two of them.

    Fields that have a column of their own name have that one.
    """
    titles = [title for title in header if title]
    own = {each.name: [title for title in titles if folded(title) == folded(each.name)] for each in fields}
    found = {name: fitting[0] for name, fitting in own.items() if len(fitting) == 1}
    for each in sorted(fields, key=lambda field: not field.required):
        if not own[each.name]:
            free = [title for title in titles if titles.count(title) == 1 and title not in found.values()]
            if likely := _first(each.name, free):
                found[each.name] = likely
    return found


def _first(name: str, titles: Sequence[str]) -> str | None:
    for known in map(folded, _TITLES.get(name, "").split(",")):
        for title in titles:
            if folded(title).rstrip("?:.") == known:
                return title
    beginnings = tuple(map(folded, _BEGINNINGS.get(name, ())))
    return next((title for title in titles if beginnings and folded(title).startswith(beginnings)), None)
