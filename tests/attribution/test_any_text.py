"""Whatever is typed: nothing is raised, spans are true, the work is bounded, and the same gives the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import WHOLE, Choice, Directory, Kind, attribute
from tests.attribution.people_of_quincy import quincy

DIRECTORY = quincy()
WORDS = st.sampled_from(
    [
        "joe",
        "ferrante",
        "not",
        "from",
        "google",
        "my",
        "dentist",
        "dr",
        "kim",
        "told",
        "me",
        "sent",
        "but",
        "it",
        "was",
        "or",
        "and",
        "at",
        "hudson",
        "title",
        "the",
        "ad",
        "friend",
        "searched",
        "for",
        ",",
        ".",
        "(",
        ")",
        "'",
        '"',
        "near",
        "wife's",
        "of",
        "used",
        "to",
        "maybe",
        "summit",
        "grace",
        "Мария",
        "谷歌",
        "คุณสมชายแนะนำมา",
        "เเเ์็",
        "ທ່ານວິໄລ",
        "លោក\u200bសុខ្",
        "ကိုအောင်္မြင့်",
        "සුනිල් පෙරේරා",
        "\x00",
        "\u202e",
        "🍕",
        "www.avvo.com",
    ]
)
HEARD_OTHERWISE = st.text(
    "".join(map(chr, [0x20, *range(0x0D80, 0x0F00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800)]))
)
"""Random letters and signs of Sinhala, Thai, Lao, Burmese and Khmer."""
ANSWERS = st.one_of(st.text(max_size=200), HEARD_OTHERWISE, st.lists(WORDS, max_size=25).map(" ".join))
KINDS = st.one_of(st.none(), st.sampled_from(Kind).map(lambda kind: Choice("x", kind)))


@given(ANSWERS, KINDS)
def test_every_result_holds_together(answer: str, choice: Choice | None) -> None:
    result = attribute(answer, DIRECTORY, choice=choice)
    introduced = result.introduced_by()
    total = sum(credit.share for credit in introduced) + result.open_share
    assert total == (0 if result.decision == "none" else WHOLE)
    assert (result.decision == "auto") == (bool(introduced) and not result.open_share)
    assert len(result.suggestions) <= 5
    assert len({credit.source.id for credit in introduced}) == len(introduced)
    for credit in (*introduced, *result.suggestions):
        assert 0 <= credit.confidence <= 1
        assert credit.reason
        assert credit.rule
        if credit.span is not None:
            assert 0 <= credit.span[0] < credit.span[1] <= len(answer)
    if result.keyword and result.keyword_kind == "told" and choice is None:
        assert result.keyword in answer


@given(ANSWERS)
def test_the_same_always_gives_the_same(answer: str) -> None:
    assert attribute(answer, DIRECTORY) == attribute(answer, quincy())


@pytest.mark.parametrize(
    "answer",
    ["a" * 1_000_000, "joe kim " * 100_000, "(" * 500_000, "not " * 200_000, '"' * 300_000, "googled " * 100_000,
     "a.b." * 250_000, "www." * 250_000, "เกรียง" * 100_000, "ສະ ບາ" * 100_000,
     "ស្រី" * 100_000, "င်္ကျော" * 100_000, "ක්‍ර" * 100_000, "เ" * 100_000, "เก" * 2_000, "ก" * 4_000, "က" * 4_000,
     "\x00" * 100_000, "🍕" * 100_000, "x@" * 300_000, "search: " * 90_000],
    ids=lambda answer: repr(answer[:8]),
)  # fmt: skip
def test_a_megabyte_is_read_in_bounded_work(answer: str) -> None:
    attribute(answer, DIRECTORY, searched=answer, choice=Choice(answer))


def test_what_stands_beyond_the_part_that_is_read_does_not_count() -> None:
    assert attribute("- " * 2_500 + "Meera Patel", DIRECTORY).decision == "none"
    assert attribute("Meera Patel" + " -" * 2_500, Directory()).decision == "review"


def test_a_story_of_which_only_the_beginning_is_read_is_a_question_unless_that_names_somebody() -> None:
    story = "Well it is a long story. " * 60
    told = Choice("Someone recommended you", kind=Kind.PARTNER)
    unread = attribute(f"{story} In the end it was Meera Patel.", DIRECTORY, choice=told)
    assert (unread.decision, unread.introduced_by(), unread.suggestions) == ("review", (), ())
    assert "longer than is read" in unread.question
    assert attribute(f"Meera Patel. {story}", DIRECTORY, choice=told).decision == "auto"
    # What was searched for is not looked through for names, however much was written of it.
    assert attribute(story, DIRECTORY, choice=Choice("A search", kind=Kind.SEARCH_ENGINE)).decision == "auto"
    # Whatever is short enough is read whole.
    assert attribute("Well it is a long story. " * 40, DIRECTORY, choice=told).decision == "auto"
