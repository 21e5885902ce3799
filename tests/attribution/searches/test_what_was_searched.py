"""The phrase that was typed or spoken into a search, in its own words."""

import pytest

from attribution import attribute
from attribution.searches.searching import phrase_in
from tests.attribution.people_of_quincy import quincy


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ('googled "how much does a will cost"', "how much does a will cost"),
        ("typed in probate attorney near me", "probate attorney near me"),
        ("just put boiler repair m20 into google maps", "boiler repair m20"),
        ("I searched florists on my tablet and yours was the one still open", "florists"),
        ("search: oboe teacher didsbury", "oboe teacher didsbury"),
        ("asked chatgpt for a good physio for a runner", "good physio for a runner"),
        ("hey google find me a lawyer for a slip and fall", "lawyer for a slip and fall"),
        ("google search for veneers cost no bs", "veneers cost no bs"),
        ("busqué dentista barato en google", "dentista barato"),
        ("emergency plumber near me", "emergency plumber near me"),
        ("you came up first when I googled boiler service chorlton", "boiler service chorlton"),
    ],
)
def test_it_is_cut_out_cleanly(answer: str, phrase: str) -> None:
    result = attribute(answer, quincy())
    assert result.keyword == phrase
    assert result.keyword_kind == "told"


@pytest.mark.parametrize(
    "answer",
    [
        "googled you",
        "looked you up online",
        "google",
        "put me in touch with you",
        "searched online",
        "asked my neighbor",
    ],
)
def test_what_is_no_phrase_is_not_taken_for_one(answer: str) -> None:
    assert attribute(answer, quincy()).keyword is None


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        # Verbs of searching, and what follows the phrase.
        ("googled rising damp survey stockport at 6am, in my dressing gown", "rising damp survey stockport"),
        ("typed emergency locksmith hale in google an rang the first", "emergency locksmith hale"),
        ("my lad looked on the google for me under chimney sweep bolton, and wrote it down", "chimney sweep bolton"),
        ("looked up wedding florist cork and there ye were", "wedding florist cork"),
        ("bing, that's what the library has. put oven cleaning crewe", "oven cleaning crewe"),
        ("Yahoo (yes, still). I put in: cat boarding reading", "cat boarding reading"),
        ("dog grooming wigan price, I think I put in on the laptop", "dog grooming wigan price"),
        ("she wrote in piano tuner st. ives on the computer", "piano tuner st. ives"),
        # An engine and a separator.
        ("ecosia → solar panels for flat roofs", "solar panels for flat roofs"),
        ("qwant - wheelchair taxi harrogate", "wheelchair taxi harrogate"),
        ("duckduckgo (don't laugh) vegan caterers bath", "vegan caterers bath"),
        ("google maps, dentists open saturday", "dentists open saturday"),
        ('startpage "loft ladder fitted"', "loft ladder fitted"),
        # Assistants: a command is not part of the phrase, a question is.
        ("siri find me a locksmith open now", "locksmith open now"),
        ("hey google tree surgeon chester", "tree surgeon chester"),
        ("I put it to Gemini: tutor who knows dyslexia", "tutor who knows dyslexia"),
        ("asked copilot to compare quotes for a porch", "compare quotes for a porch"),
        ("asked Alexa who can fix an aga in Ludlow. She knew", "who can fix an aga in Ludlow"),
        ("chatgpt. i asked it is it safe to move a beam and it said ring you", "is it safe to move a beam"),
        # Other languages.
        ("wpisałam w google tani dentysta leeds i wyskoczyliście", "tani dentysta leeds"),
        ("pesquisei advogado barato no google e apareceu vcs", "advogado barato"),
        ("j'ai cherché plombier lyon sur google et vous étiez là", "plombier lyon"),
        ("bei Google nach Steuerberater Bonn gesucht", "Steuerberater Bonn"),
        ("google pe cheap plumber leeds search kiya", "cheap plumber leeds"),
        ("google'da diş hekimi aradım", "diş hekimi"),
        ("Chuardaigh mé “dlíodóir Gaillimh” ar Google", "dlíodóir Gaillimh"),
        ("我在谷歌搜 牙医 曼城", "牙医 曼城"),
        ("искала в гугле: бухгалтер недорого", "бухгалтер недорого"),
        ("hỏi chat gpt luật sư nói tiếng Việt ở St. Paul", "luật sư nói tiếng Việt ở St. Paul"),
        ("구글에서 강남 치과 검색했어요", "강남 치과"),
    ],
)
def test_it_is_cut_out_of_many_ways_of_telling(answer: str, phrase: str) -> None:
    assert attribute(answer, quincy()).keyword == phrase


@pytest.mark.parametrize(
    "answer",
    [
        "google maps, closest to my flat",
        "google, like everybody else",
        "google maps, only one with parking",
        "the surveyor wrote in the report that the wiring was a mess",
        "looked under plumbers in the book",
        "put my postcode in your form",
        "got a tape measure off you",
        "my nephew looked it up on the computer",
        "I typed your name into google",
        "my son put it into google and up you came",
        'read a google review that said "they turned up"',
        "asked siri",
        "gemini told us",
        "I searched high and low",
    ],
)
def test_nothing_is_taken_where_nothing_was_typed(answer: str) -> None:
    assert attribute(answer, quincy()).keyword is None


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("google, and my exact words were kayak hire exmouth", "kayak hire exmouth"),
        ("my daughter wrote lamp rewiring service into her phone and there you were", "lamp rewiring service"),
        ("banjo repair shop, thats what i googled", "banjo repair shop"),
        ("Bing. The search was curtain cleaning harrow", "curtain cleaning harrow"),
        ("asked chatgpt which tailor in ghent does kilts and it said you", "which tailor in ghent does kilts"),
        ("ice rink birthday party <- what I typed", "ice rink birthday party"),
        ("You came up when I searched goat vet powys", "goat vet powys"),
        ('"pension transfer advice" was my search', "pension transfer advice"),
        # What goes on after "and" or "with" belongs to it, unless it tells what was done then.
        ("asked ChatGPT for a baker who does both cakes and bread", "baker who does both cakes and bread"),
        ("googled brass polishing with collection", "brass polishing with collection"),
        ("typed lute strings quick and cheap on my phone and rang you", "lute strings quick and cheap"),
        ("searched pond liner cost 3 metre and fell asleep reading, then saw you", "pond liner cost 3 metre"),
        # A problem in place of a trade, figures, the firm's name in quotation marks, and nothing but a search.
        ("google, damp patch behind the wardrobe", "damp patch behind the wardrobe"),
        ("bing. 1099 preparer boise", "1099 preparer boise"),
        ('looked up "Alder Weaving" because my aunt has the mug', "Alder Weaving"),
        ("tree surgery cost hull", "tree surgery cost hull"),
    ],
)
def test_a_way_of_telling_that_no_expression_knows_is_cut_by_the_weights(answer: str, phrase: str) -> None:
    assert attribute(answer, quincy()).keyword == phrase


@pytest.mark.parametrize(
    "answer",
    [
        'the leaflet said "first hour free"',
        "looked you up after the choir mistress mentioned you",
        "asked in the facebook group for a plumber and a woman named you",
        "they put in a new kitchen next door and I liked it",
        "google maps, while waiting for the ferry",
        "typing this on the train, my boss told me",
        "You put in my fence posts 4 yrs ago",
        "harp society open day, you had the table with the harps",
        "a barber near the station",
        "your podcast about noisy neighbours",
    ],
)
def test_words_that_are_only_beside_a_search_are_no_phrase(answer: str) -> None:
    assert attribute(answer, quincy()).keyword is None


def test_what_is_not_typed_is_left_to_names() -> None:
    assert phrase_in("my sister's friend Dana") is None


@pytest.mark.parametrize("word", ["typed in ", "google ", "put a ", "asked google for ", '"', "(", "search "])
def test_however_often_a_word_is_repeated_the_work_is_bounded(word: str) -> None:
    phrase_in(word * 2_000)


def test_the_field_for_the_search_goes_before_the_answer() -> None:
    result = attribute("googled plumbers", quincy(), searched="  boiler   repair ")
    assert (result.keyword, result.keyword_kind) == ("boiler repair", "told")


def test_a_search_without_an_engine_is_credited_as_a_search_engine() -> None:
    (credit,) = attribute("", quincy(), searched="boiler repair").introduced_by()
    assert credit.source.name == "Search engine"
