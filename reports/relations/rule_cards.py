"""The rule card of a profession in a country: in a few words what its rules say of giving something for referrals.

Facts in words of our own, each with its source and dates; ``rule_cards.toml`` has them. None is legal advice.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from records.firm import Firm, Profession

NO_ADVICE = "This is not legal advice. Rules change and differ from place to place: read the source, and ask who knows."


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it says, where it is written, of which day the text was, and when it was looked at."""

    name: str
    says: Sequence[str]
    source: str
    address: str
    text_of: date
    looked_at: date


@dataclass(frozen=True, slots=True)
class RuleCard:
    """The rules of a profession. A card without a profession is for all that have none of their own."""

    title: str
    note: str
    profession: Profession | None
    countries: frozenset[str]
    rules: Sequence[Rule]


def rule_card(firm: Firm) -> RuleCard:
    """The card of the firm: of its profession and country, else of its profession, else the general one."""
    return card_for(firm.profession_kind, firm.country)


def card_for(profession: Profession, country: str) -> RuleCard:
    """The card of a profession in a country (ISO 3166, two letters)."""
    own = [card for card in rule_cards() if card.profession is profession]
    fitting = [card for card in own if country in card.countries] or [card for card in own if not card.countries]
    return (fitting or [card for card in rule_cards() if card.profession is None])[0]


@cache
def rule_cards() -> tuple[RuleCard, ...]:
    """Every card."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(_card(each) for each in read["card"])


def _card(row: dict[str, Any]) -> RuleCard:
    return RuleCard(
        title=row["title"],
        note=row["note"],
        profession=Profession(row["profession"]) if "profession" in row else None,
        countries=frozenset(row.get("countries", ())),
        rules=tuple(Rule(**each) for each in row.get("rule", ())),
    )
