"""Where the phrase that was searched for begins and ends in ways of telling that are easily misread."""

import pytest

from attribution import attribute
from attribution.searches.searching import phrase_in
from tests.attribution.people_of_quincy import quincy


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        # What somebody did or where they were meanwhile is no part of it.
        ("typed loft hatch repair hull sitting in the car", "loft hatch repair hull"),
        ("googled chimney sweep stroud from the back of a cab", "chimney sweep stroud"),
        ("typed emergency locksmith hale with one hand", "emergency locksmith hale"),
        ("my aunt searched oboe lessons for beginners bath for ages", "oboe lessons for beginners bath"),
        ("typed stair carpet fitter ayr intae google", "stair carpet fitter ayr"),
        # Names of engines as verbs.
        ("Bing'd wet rot repair whitby", "wet rot repair whitby"),
        ("so I duckduckgo’d lamp rewiring cork", "lamp rewiring cork"),
        ("lookd up kiln electrician stoke", "kiln electrician stoke"),
        # A hyphen or "&" joins letters and figures to one word.
        ("googled I-485 lawyer tulsa", "I-485 lawyer tulsa"),
        # An article is no part of it, unless it was quoted.
        ("hey siri call an upholsterer that does boats", "upholsterer that does boats"),
        ("asked claude for a baker who does wedding cakes near me", "baker who does wedding cakes near me"),
        ('typed "a quiet dentist for nervous people" into bing', "a quiet dentist for nervous people"),
        # What a question is asked under, and anybody of whom it is asked, belong to it.
        (
            "typed in how long does a claim take in ohio if they wont pay, clicked about",
            "how long does a claim take in ohio if they wont pay",
        ),
        (
            "I typed in who pays if a horse kicks your kid at a stable and read your page",
            "who pays if a horse kicks your kid at a stable",
        ),
        ("typed in how much does rewiring cost if I remember right", "how much does rewiring cost"),
        (
            "asked chatgpt if I can deduct my parrot. it said get an accountant and gave two",
            "if I can deduct my parrot",
        ),
        # Words that are another thing beside some words.
        ("bing search, u visa attorney near ocala", "u visa attorney near ocala"),
        ("searched the web: hit by bus tour guide", "hit by bus tour guide"),
        ("looked up roofers BA1 on yell", "roofers BA1"),
        # Other languages.
        ("puse en el buscador gotera en el techo", "gotera en el techo"),
        ("le dije a siri encuentra un cerrajero", "cerrajero"),
        ("busqué en google fontanero barato y al final fui con ustedes", "fontanero barato"),
        ("youtube!! how to hang a gate", "how to hang a gate"),
        ("Google, Suchwort Dachdecker Kiel", "Dachdecker Kiel"),
        ("szukałam po polsku księgowa cork, google", "księgowa cork"),
        ("căutat pe google contabil leeds", "contabil leeds"),
        ("검색했어요. 구글에서 강남 치과", "강남 치과"),
        ("百度搜的 墨尔本 水管工", "墨尔本 水管工"),
    ],
)
def test_it_begins_and_ends_with_what_was_typed(answer: str, phrase: str) -> None:
    assert attribute(answer, quincy()).keyword == phrase


@pytest.mark.parametrize(
    "answer",
    [
        "google maps, filtered by step free",
        "looked online for someone to mend a harp",
        "maps on google, sorted by rating",
        "asked Copilot to compare three upholsterers and it liked your page",
        "google. I put in every tooth I have and you came up",
        "looked on bing maps for one near harbourside",
        "your dot on google maps is right above the Bluebell Bakery, so I saw it",
    ],
)
def test_a_filter_or_a_description_is_not_what_was_typed(answer: str) -> None:
    assert phrase_in(answer) is None
