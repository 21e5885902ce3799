"""What a profession switches off by itself, and that an owner can switch it on with a reason."""

import importlib

import pytest
from sqlalchemy.orm import Session

from records.firm import Profession, the_firm
from records.firm.professions import CannotSwitch, Switch, is_on, switch, switchings
from records.staff.users import UserRole, add_user
from tests.records.firm_of_tests import NOW, reviewer


def is_a(session: Session, profession: Profession, country: str = "US") -> None:
    the_firm(session).profession_kind, the_firm(session).country = profession, country


@pytest.mark.parametrize(
    ("profession", "off"),
    [
        (Profession.LAW, {Switch.SUGGEST_PARTNERS, Switch.FIXED_REWARDS}),
        (Profession.HEALTH, {Switch.SUGGEST_PARTNERS, Switch.STATEMENTS, Switch.FIXED_REWARDS}),
        (Profession.ACCOUNTING, set()),
        (Profession.TRADE, set()),
        (Profession.OTHER, set()),
    ],
)
def test_each_profession_has_its_usual_switches(session: Session, profession: Profession, off: set[Switch]) -> None:
    is_a(session, profession)
    assert {each for each in Switch if not is_on(session, each)} == off


def test_only_an_owner_switches_and_only_with_a_reason_and_it_is_kept(session: Session) -> None:
    is_a(session, Profession.HEALTH)
    owner = add_user(session, "olga@firm.example", UserRole.OWNER, "a long password", "Olga")
    with pytest.raises(CannotSwitch, match="say why"):
        switch(session, Switch.STATEMENTS, True, "  ", owner, NOW)
    with pytest.raises(CannotSwitch, match="owner"):
        switch(session, Switch.STATEMENTS, True, "We asked", reviewer(session), NOW)
    assert not is_on(session, Switch.STATEMENTS)
    switch(session, Switch.STATEMENTS, True, "Our counsel has looked at it.", owner, NOW)
    assert is_on(session, Switch.STATEMENTS)
    assert not is_on(session, Switch.FIXED_REWARDS)
    # The reason was given under the rules of one profession in one country.
    is_a(session, Profession.HEALTH, "GB")
    assert not is_on(session, Switch.STATEMENTS)
    is_a(session, Profession.HEALTH)
    switch(session, Switch.STATEMENTS, False, "Nobody read them.", owner, NOW)
    assert not is_on(session, Switch.STATEMENTS)
    kept = [(each.is_on, each.reason, each.user.name) for each in switchings(session)]
    assert kept == [(False, "Nobody read them.", "Olga"), (True, "Our counsel has looked at it.", "Olga")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Rechtsanwältin and Attorney at Law", "law"),
        ("Family lawyers", "law"),
        ("Dental Clinic", "health"),
        ("accounting", "accounting"),
        ("Tax & Bookkeeping", "accounting"),
        ("Plumbing and heating", "trade"),
        ("Estate agent", "property"),
        # Words that only look alike, or say two professions, are not guessed at.
        ("Lawn care", "other"),
        ("Taxi", "other"),
        ("Nursery", "other"),
        ("Private investigator", "other"),
        ("Estate planning", "other"),
        ("Tax lawyer", "other"),
        ("", "other"),
    ],
)
def test_the_free_words_of_before_are_read_where_they_are_clear(words: str, kind: str) -> None:
    migration = importlib.import_module("migrations.versions.0024_professions_and_switches")
    assert migration.profession_said(words) == kind
