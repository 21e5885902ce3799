"""The choices of a new firm's form, and what labels mean."""

import pytest

from attribution import DEFAULT_CHOICES, Kind, choice_for


def test_every_choice_has_a_key_of_its_own_a_label_and_a_question() -> None:
    assert len({choice.key for choice in DEFAULT_CHOICES}) == len(DEFAULT_CHOICES)
    assert all(choice.label and choice.question for choice in DEFAULT_CHOICES)


def test_the_last_two_stay_last_and_carry_no_weight() -> None:
    assert [choice.last for choice in DEFAULT_CHOICES[-2:]] == [True, True]
    assert not any(choice.last for choice in DEFAULT_CHOICES[:-2])
    assert [choice_for(choice.label) for choice in DEFAULT_CHOICES[-2:]] == [None, None]


def test_each_other_label_means_its_kind() -> None:
    for choice in DEFAULT_CHOICES[:-2]:
        meant = choice_for(choice.label)
        assert meant is not None
        assert meant.kind is choice.kind


@pytest.mark.parametrize(
    ("label", "kind", "name"),
    [
        ("search engine", Kind.SEARCH_ENGINE, None),
        ("Friend or family", Kind.WORD_OF_MOUTH, None),
        ("GOOGLE", Kind.SEARCH_ENGINE, "Google"),
        ("Nextdoor", Kind.SOCIAL_NETWORK, "Nextdoor"),
    ],
)
def test_kinds_and_names_are_known(label: str, kind: Kind, name: str | None) -> None:
    meant = choice_for(label)
    assert meant is not None
    assert meant.kind is kind
    assert (meant.source.name if meant.source else None) == name


@pytest.mark.parametrize("label", ["", "Other", "Saw us at Bob's", "????"])
def test_other_labels_mean_nothing(label: str) -> None:
    assert choice_for(label) is None
