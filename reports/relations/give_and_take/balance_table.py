"""Balances as data: one JSON object, or a table to be written as CSV, XLSX or for print, with the page's figures."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from babel import Locale

from reports.namesakes import in_full
from reports.relations.give_and_take.balance import Balance, Difference, Side, sentence, sentence_below_name
from reports.relations.give_and_take.doubt import Doubt
from reports.relations.give_and_take.quality import Quality
from reports.tables.description import Cell, Column, Kind, Row, Table

MEASURES = ("referrals", "qualified", "won", "money")
SIDES = ("given", "received", "difference")
HOW_COUNTED = (
    "Received are clients who said that a partner sent them and who came in the period, whole for each partner named; "
    "given are the people sent to a partner in it. Qualified are those who ever were qualified or won (of those given: "
    "were reported as won), won those who are won today. Money received is dated in the period and goes by share; "
    "money given is what partners report of those who are won, not what was expected. What waits for review counts for "
    "nobody. Difference is received less given. Whom the firm owes most comes first: by the difference in won, then in "
    "money of the firm's currency, then in referrals, then by name."
)


def as_json(
    found: Iterable[Balance], currency: str, start: date | None, end: date | None, locale: Locale, waits: Doubt
) -> str:
    """The balances as one JSON object, in their order; money is in minor units.

    ``in_review`` are the clients who count for nobody yet, and by a partner's number how many answers may be theirs.
    """
    data = {
        "from": start.isoformat() if start else None,
        "to": end.isoformat() if end else None,
        "currency": currency,
        "rows": [_data(each, locale) for each in found],
        "in_review": {
            "clients": waits.clients,
            "may_be": {str(number): count for number, count in sorted(waits.may_be.items()) if count},
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def in_review(waits: Doubt) -> str:
    """What waits for review and may change the order, in words; blank if nothing does."""
    if not waits.clients:
        return ""
    who = (
        "1 client waits for review and counts"
        if waits.clients == 1
        else f"{waits.clients} clients wait for review and count"
    )
    return f"{who} for nobody yet, so this order may still change."


def as_table(
    found: Iterable[Balance],
    currency: str,
    locale: Locale,
    cover: Sequence[tuple[str, str]] = (),
    apart: Mapping[int, str] = MappingProxyType({}),
    *,
    for_programs: bool = False,
    on_paper: bool = False,
) -> Table:
    """The balances as a table; ``for_programs`` names its columns as the JSON does.

    ``apart`` is what tells partners of one name apart, by their number.

    ``on_paper`` the sentence stands below the partner's name, and does not say it again.
    """
    columns = [Column("id"), Column("name", wide=True)] if for_programs else [Column("Partner", wide=True)]
    for measure in MEASURES:
        for side in SIDES:
            title = f"{side}_{measure}" if for_programs else f"{measure.capitalize()} {side}"
            if measure != "money":
                columns.append(Column(title, Kind.NUMBER))
            else:
                columns.append(Column(title if for_programs else f"{title} ({currency})", Kind.MONEY, currency))
    columns += [Column("currency")] if for_programs else []
    columns.append(Column("sentence" if for_programs else "In one sentence", wide=True, below=on_paper))

    def cells(each: Balance) -> Iterable[str | int]:
        name = in_full(each.source.name, apart.get(each.source.id, ""))
        yield from [str(each.source.id), each.source.name] if for_programs else [name]
        for measure in MEASURES:
            for side in SIDES:
                yield getattr(getattr(each, side), measure)
        yield from [currency] if for_programs else []
        yield sentence_below_name(each, locale) if on_paper else sentence(each, locale)

    return Table("Balance", columns, (Row(tuple(cells(each))) for each in found), cover, "Balance")


def quality_table(
    found: Iterable[Balance],
    qualities: Mapping[int, Quality],
    currency: str,
    cover: Sequence[tuple[str, str]],
    apart: Mapping[int, str],
) -> Table:
    """How good the clients are whom each partner sent; a row of few clients says so."""
    columns = [
        Column("Partner", wide=True),
        Column("Clients sent", Kind.NUMBER),
        Column("Won", Kind.NUMBER),
        Column("Conversion", Kind.SHARE),
        Column(f"Average value ({currency})", Kind.MONEY, currency),
        Column("Half had paid after (days)", Kind.NUMBER),
        Column("Few"),
    ]

    def cells(each: Balance) -> Iterable[Cell]:
        quality = qualities[each.source.id]
        yield from (
            in_full(each.source.name, apart.get(each.source.id, "")),
            each.received.referrals,
            each.received.won,
        )
        yield None if quality.conversion is None else float(quality.conversion)
        yield from (quality.average, quality.days)
        yield "few" if quality.is_few and each.received.referrals else ""

    return Table("Quality", columns, (Row(tuple(cells(each))) for each in found), cover, "Quality")


def _data(balance: Balance, locale: Locale) -> dict[str, Any]:
    return {
        "id": str(balance.source.id),
        "name": balance.source.name,
        "given": _figures(balance.given),
        "received": _figures(balance.received),
        "difference": _figures(balance.difference),
        "sentence": sentence(balance, locale),
    }


def _figures(side: Side | Difference) -> dict[str, int]:
    return {measure: getattr(side, measure) for measure in MEASURES}
