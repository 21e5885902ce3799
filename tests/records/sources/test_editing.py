"""Changing a partner's particulars and spellings tells every process that the directory has changed."""

from sqlalchemy.orm import Session

from attribution import Entity
from records.firm import the_firm
from records.sources import Relation, add_alias
from records.sources.editing import Particulars, edit_partner, set_aliases
from tests.records.firm_of_tests import NOW, credited, partner, reviewer, told


def test_an_answer_is_matched_to_the_new_name_and_old_credits_stay(session: Session) -> None:
    source = partner(session, "Karen Osterhaus")
    before = told(session, "Karen Osterhaus")
    assert source.partner
    edit_partner(
        session,
        source.partner,
        Particulars(name="Karen Vandeveer ", entity=Entity.PERSON, relation=Relation.PROSPECTIVE, city="Hull"),
        NOW,
        reviewer(session),
    )
    assert (source.name, source.partner.city, source.partner.relation) == (
        "Karen Vandeveer",
        "Hull",
        Relation.PROSPECTIVE,
    )
    assert credited(session, told(session, "Karen Vandeveer").client) == ["Karen Vandeveer"]
    assert credited(session, before.client) == ["Karen Vandeveer"]


def test_spellings_become_those_given_and_the_ones_that_stay_are_left_alone(session: Session) -> None:
    source = partner(session, "Karen Osterhaus")
    ann = reviewer(session)
    kept = add_alias(session, source, "Kaz Oster", NOW, None)
    add_alias(session, source, "Karo Haus", NOW, None)
    version = the_firm(session).directory_version
    set_aliases(session, source, ["kaz  OSTER", "Kari O.", "kari o", "  "], NOW, ann)
    session.refresh(source)
    assert [(alias.name, alias.user) for alias in source.aliases] == [("Kaz Oster", None), ("kari o", ann)]
    assert source.aliases[0] is kept
    assert the_firm(session).directory_version > version


def test_the_same_spellings_again_change_nothing(session: Session) -> None:
    source = partner(session, "Karen Osterhaus")
    ann = reviewer(session)
    set_aliases(session, source, ["Kaz Oster"], NOW, ann)
    version = the_firm(session).directory_version
    set_aliases(session, source, ["Kaz Oster"], NOW, ann)
    assert the_firm(session).directory_version == version
