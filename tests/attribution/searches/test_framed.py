"""Search phrases whose ends are told by what stands around them: what they were typed into, the question, a place."""

import pytest

from attribution.searches.searching import phrase_in


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("typed no hot water but heating works into my phone at 6 this morning", "no hot water but heating works"),
        ("i typed car starts then dies into google this morning", "car starts then dies"),
        ("stuck boiler on but house cold into bing", "boiler on but house cold"),
        ("alexa wheres the nearest vet that does guinea pigs", "wheres the nearest vet that does guinea pigs"),
        ("siri what's the best dentist in hull", "what's the best dentist in hull"),
        ("put in plumber isle of bute and rang the first", "plumber isle of bute"),
        (
            "we live on Skye so it was just the internet. put in accountants isle of skye online",
            "accountants isle of skye online",
        ),
        (
            "claude. asked it to compare 3 family lawyers in mesa az under $300 an hour",
            "compare 3 family lawyers in mesa az under $300 an hour",
        ),
        ("perplexity. asked it to rank the estate lawyers in mesa", "rank the estate lawyers in mesa"),
        (
            "Gemini. Asked: compare roofers in Hull for a slate roof, two storeys",
            "compare roofers in Hull for a slate roof, two storeys",
        ),
        ("google: plumber near me, great reviews", "plumber near me"),
        ("wpisałam w google weterynarz gateshead po polsku i jesteście", "weterynarz gateshead po polsku"),
        (
            "стоматолог в Спокане который говорит по-русски, так и написала в гугле",
            "стоматолог в Спокане который говорит по-русски",
        ),
        ("habe Steuerberater Hull deutsch gegoogelt und Sie kamen raus", "Steuerberater Hull deutsch"),
    ],
)
def test_all_of_it_is_told(answer: str, phrase: str) -> None:
    found = phrase_in(answer)
    assert found is not None
    assert answer[slice(*found)] == phrase


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("typed something like cheap freon refill into her phone", "cheap freon refill"),
        ("Asked Siri where's the nearest vet with a cat only waiting room", "nearest vet with a cat only waiting room"),
        ("hey siri find a physio thats open now", "physio thats open now"),
    ],
)
def test_nothing_but_it_is_told(answer: str, phrase: str) -> None:
    found = phrase_in(answer)
    assert found is not None
    assert answer[slice(*found)] == phrase


@pytest.mark.parametrize(
    "answer",
    [
        "Asked Claude to compare three firms and it liked your fee page",
        "asked Claude to compare 4 dentists and it liked your sedation page",
        "claude. asked it and it said you",
    ],
)
def test_what_an_assistant_was_told_of_itself_is_no_search(answer: str) -> None:
    assert phrase_in(answer) is None
