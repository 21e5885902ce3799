"""Of several searches the last one counts, and of what was typed nothing but that."""

import pytest

from attribution.searches.searching import phrase_in


def keyword(answer: str) -> str | None:
    span = phrase_in(answer)
    return answer[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("first I googled cheap roofer hull, no answer, then I googled flat roof repair hull", "flat roof repair hull"),
        (
            "typed boiler service derby, all booked up, so I typed emergency boiler repair derby",
            "emergency boiler repair derby",
        ),
        ("searched “free will template” and then searched “wills solicitor ludlow”", "wills solicitor ludlow"),
        (
            "asked chatgpt what is a chargeback, useless, so then I googled business lawyer tacoma",
            "business lawyer tacoma",
        ),
        (
            "asked gemini what is a trust, it said see a solicitor, so I searched trust solicitor ripon",
            "trust solicitor ripon",
        ),
        ("i searched mortgage broker luton (rude), then mortgage adviser dunstable", "mortgage adviser dunstable"),
        ("googled osteopath stroud then osteopath cirencester, second one", "osteopath cirencester"),
        ("I searched tax help reno and bookkeeper sparks nv. the second one found you", "bookkeeper sparks nv"),
    ],
)
def test_the_last_search_counts(answer: str, phrase: str) -> None:
    assert keyword(answer) == phrase


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("googled divorce lawyer salem, then rang the second one", "divorce lawyer salem"),
        ("searched for tree surgeon kendal and then my neighbour said you were good", "tree surgeon kendal"),
        ("typed dentist open late and then clicked the top result", "dentist open late"),
        ("googled cat vet and dog vet bromley", "cat vet and dog vet bromley"),
    ],
)
def test_what_was_done_next_is_no_other_search(answer: str, phrase: str) -> None:
    assert keyword(answer) == phrase


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (
            "Looked up Fairlea Dental Studio for the opening times and google showed you beside it",
            "Fairlea Dental Studio",
        ),
        ("googled Whitcombe Motors to book the MOT, you came up above them", "Whitcombe Motors"),
        ("googled kitchen fitter oban or near enough", "kitchen fitter oban"),
        ("googled knee clinic taunton about forty times", "knee clinic taunton"),
    ],
)
def test_neither_why_nor_how_often_it_was_typed_belongs_to_it(answer: str, phrase: str) -> None:
    assert keyword(answer) == phrase


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("google. shoulder clinic luton", "shoulder clinic luton"),
        ("Yelp: emergency plumber", "emergency plumber"),
        ("goolge maps, upholsterer skipton", "upholsterer skipton"),
        ("facebook. typed in hedge cutting telford", "hedge cutting telford"),
        ("you tube, how to bleed brakes", "how to bleed brakes"),
    ],
)
def test_it_stands_after_the_name_of_where_it_was_typed(answer: str, phrase: str) -> None:
    assert keyword(answer) == phrase
