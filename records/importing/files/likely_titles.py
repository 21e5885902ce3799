"""What columns are called that are not called by our own names: a proposal, which a person confirms."""

import re
from collections.abc import Sequence

from attribution import fold
from records.importing.files.fields import Field, folded

_DAY = "date, day"
_MONEY = "total, sum, paid, payment, amount paid, value"
_TITLES = {
    "ref": "reference, number, no, id, client id, client number, matter, matter number, invoice",
    "id": "reference, number, no, ref, partner id, contact id",
    "client": "name, client name, full name, customer, customer name, payer, contact, patient, patient name",
    "name": "full name, client, client name, customer, customer name, contact, contact name, partner, patient, "
    "patient name",
    "email": "mail, e mail, email address, mail address, client email, primary email",
    "phone": "telephone, tel, mobile, cell, phone number, mobile number, telephone number",
    "company": "organisation, organization, business, firm, employer, company name",
    "organisation": "organization, company, firm, business, employer, company name",
    "occupation": "profession, job, job title, title, trade, role",
    "city": "town, place, location",
    "website": "web, site, url, homepage, web site",
    "aliases": "other spellings, nickname, nicknames, also known as, aka",
    "came_on": f"{_DAY}, came, created, created on, enquiry date, inquiry date, intake date, date opened, open date, "
    "first contact, first visit, first appointment, client since, date of enquiry, "
    "date of inquiry, received, date received, timestamp",
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
_ABROAD = {
    "ref": "kundennummer, kunden nr, mandantennummer, aktenzeichen, rechnungsnummer, rechnungsnr, rechnung, "
    "belegnummer, nr, nummer; numéro client, numéro, référence, numéro de facture, facture; número de "
    "cliente, número, referencia, número de factura, factura",
    "id": "nr, nummer, partnernummer; numéro, référence; número, referencia",
    "client": "kunde, kundenname, kundin, mandant, mandantin, zahler; nom, nom du client; cliente, nombre, "
    "nombre del cliente, pagador, paciente",
    "name": "kunde, kundenname, mandant, vor und nachname, ansprechpartner, partner, "
    "empfehlungsgeber; nom, nom complet, nom et prénom, nom du client, partenaire; nombre, nombre "
    "completo, nombre y apellidos, cliente, paciente, contacto, socio, colaborador",
    "email": "e mail adresse, mailadresse; courriel, adresse e mail, adresse mail, mél; correo, correo "
    "electrónico, email cliente, dirección de correo",
    "phone": "telefon, telefonnummer, tel nr, handy, mobil, mobiltelefon, rufnummer; téléphone, numéro de "
    "téléphone, portable, mobile; teléfono, número de teléfono, móvil, celular",
    "company": "firma, unternehmen, organisation; entreprise, société, raison sociale; empresa, razón social, "
    "organización",
    "organisation": "firma, unternehmen, kanzlei, praxis, büro; entreprise, société, cabinet, raison sociale; empresa, "
    "despacho, razón social, organización",
    "occupation": "beruf, branche, tätigkeit, funktion; profession, métier, fonction, activité; profesión, oficio, "
    "ocupación, cargo, actividad",
    "city": "ort, stadt, wohnort; ville, commune, lieu; ciudad, localidad, población, municipio",
    "website": "webseite, internetseite; site web, site internet; página web, sitio web",
    "aliases": "andere schreibweisen, spitzname; autres noms, surnom; otros nombres, apodo",
    "came_on": "datum, erstkontakt, erstgespräch, aufnahmedatum, eingang, kunde seit, mandant seit, angelegt am, "
    "erstellt am; date, date d entrée, premier contact, premier rendez vous, client depuis, créé le; "
    "fecha, día, fecha de alta, fecha de entrada, primer contacto, primera visita, cliente desde",
    "on": "datum, zahlungsdatum, bezahlt am, zahlungseingang, rechnungsdatum, buchungstag, buchungsdatum, "
    "valuta; date, date de paiement, payé le, date de facture; fecha, día, fecha de pago, pagado el, "
    "fecha de factura",
    "from": "von, ab, beginn, datum, monat; de, du, début, date, mois; desde, inicio, fecha, mes",
    "to": "bis, ende; au, fin, jusqu au; hasta, fin",
    "stage": "stand, stufe; statut, étape; estado, etapa",
    "answer": "quelle, herkunft, empfohlen von, empfohlen durch, empfehlung, vermittelt durch, aufmerksam geworden "
    "durch, was hat sie zu uns geführt; origine, provenance, recommandé par, adressé par, envoyé par; "
    "origen, procedencia, recomendado por, referido por, derivado por",
    "searched": "suchbegriff, suchwort; mot clé, recherche; palabra clave, búsqueda",
    "asked_by": "aufgenommen von, gefragt von; demandé par; preguntado por, atendido por",
    "amount": "betrag, summe, umsatz, gesamtbetrag, rechnungsbetrag, bruttobetrag, brutto, gezahlt, bezahlt, "
    "kosten; montant, montant ttc, total ttc, somme, payé, coût; importe, monto, cantidad, pagado, "
    "importe total, coste, costo",
    "value": "wert, betrag, honorar; valeur, montant; valor, importe, monto",
    "source": "anbieter, kanal, lieferant; fournisseur, canal; proveedor, canal",
    "partner": "an, empfohlen an, geschickt zu; adressé à, envoyé à, partenaire; derivado a, enviado a, colaborador",
    "who": "kunde, mandant, name, wer; client, nom, qui; cliente, nombre, quién",
    "for": "wofür, anliegen, grund; objet, motif, besoin; motivo, asunto",
    "outcome": "ergebnis, stand; résultat, statut; resultado, estado",
    "kind": "art, typ; type; tipo",
    "office": "standort, filiale, büro; agence, bureau; oficina, sucursal, sede",
    "currency": "währung; devise, monnaie; moneda, divisa",
}
"""The same in German, French and Spanish, the languages that the form speaks besides English."""
_BEGINNINGS = {
    "answer": (
        "how did you hear",
        "how did you find",
        "how did they hear",
        "where did you hear",
        "who referred",
        "wie haben sie",
        "wie sind sie",
        "wie auf uns",
        "woher kennen",
        "wer hat",
        "comment avez vous",
        "comment nous avez",
        "qui vous a",
        "como nos ",
        "quien le",
        "quien te",
    )
}


def _known_titles(name: str) -> list[str]:
    """What a column of this field may be called, folded, the likeliest first."""
    return [_plain(title) for titles in (_TITLES, _ABROAD) for title in re.split("[,;]", titles.get(name, "")) if title]


def _plain(title: str) -> str:
    """A title without accents, marks, spaces and what else makes no difference."""
    return fold(title).replace(" ", "")


_GIVEN = (
    "first name, given name, forename, client first name, contact first name, vorname, rufname, prénom, nombre, nombres"
)
_FAMILY = (
    "last name, surname, family name, client last name, contact last name, nachname, familienname, zuname, "
    "nom de famille, apellido, apellidos"
)
_EITHER = "name, nom"
"""What a column may be called that has half of a name, where the other half has one of its own."""
_WHOLE = " + "


def halves_of_names(titles: Sequence[str]) -> tuple[int, int] | None:
    """The places of the columns with given and with family names, if names stand in two columns."""
    plain = [_plain(title) for title in titles]

    def place(known: str) -> int | None:
        return next((plain.index(each) for each in map(_plain, known.split(",")) if each in plain), None)

    given, family, either = place(_GIVEN), place(_FAMILY), place(_EITHER)
    if given is None and family is None:
        return None
    given, family = either if given is None else given, either if family is None else family
    return None if given is None or family is None else (given, family)


def whole_name(given: str, family: str) -> str:
    """What a column is called that has whole names, put together from those two."""
    return f"{given}{_WHOLE}{family}"


def likely_titles(fields: Sequence[Field], header: Sequence[str]) -> dict[str, str]:
    """The column that each field is likely to have, needed fields first; no column is proposed for two of them.

    Fields that have a column of their own name have that one.
    """
    titles = [title for title in header if title]
    own = {each.name: [title for title in titles if folded(title) == folded(each.name)] for each in fields}
    found = {name: fitting[0] for name, fitting in own.items() if len(fitting) == 1}
    if whole := next((title for title in titles if _WHOLE in title), None):
        # "Name" beside "Vorname" is half of one.
        found |= {each.name: whole for each in fields if each.required and each.name in ("name", "client", "who")}
    for each in sorted(fields, key=lambda field: not field.required):
        if not own[each.name] and each.name not in found:
            free = [title for title in titles if titles.count(title) == 1 and title not in found.values()]
            if likely := _first(each.name, free):
                found[each.name] = likely
    return found


def _first(name: str, titles: Sequence[str]) -> str | None:
    plain = {title: _plain(title) for title in titles}
    for known in _known_titles(name):
        for title in titles:
            if plain[title] == known:
                return title
    beginnings = tuple(map(_plain, _BEGINNINGS.get(name, ())))
    return next((title for title in titles if beginnings and plain[title].startswith(beginnings)), None)
