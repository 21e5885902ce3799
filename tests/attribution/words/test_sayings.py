"""Sources that a whole turn of phrase tells, and answers that tell none: in many wordings."""

import re

import pytest

from attribution import Directory, Entry, Kind, Result, attribute
from attribution.tables import table
from attribution.words.cues import cue_words
from attribution.words.media import medium_called
from attribution.words.sayings import sayings_in
from attribution.words.text import fold, tokens_of
from tests.attribution.people_of_quincy import quincy


def decide(answer: str) -> Result:
    """Decide on the small directory."""
    return attribute(answer, quincy())


def names(answer: str) -> list[str]:
    """The names of what is credited."""
    return [credit.source.name for credit in decide(answer).introduced_by()]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        # Print
        ("ad in the Rossendale Gazette", "Newspaper ad"),
        ("An advertisement in the Plain Dealer Press, page four.", "Newspaper ad"),
        ("saw you in the Mayo Echo", "Newspaper ad"),
        ("half page in the scouting magazine", "Magazine ad"),
        ("a card pushed through the letter box", "Flyer"),
        ("your voucher in the post", "Mailer"),
        ("The Tribune, page 9, next to the recipes", "Newspaper ad"),
        ("your ad is right beside the crossword", "Newspaper ad"),
        ("a slip behind my wiper at the market", "Flyer"),
        # Sound and screen
        ("Channel 9, after the weather", "TV ad"),
        ("Capital was on in the barbers and your ad came round", "Radio ad"),
        ("commercial on the radio", "Radio ad"),
        ("Heard ye on Ocean in the milking parlour", "Radio ad"),
        ("KPLQ spot on the drive home", "Radio ad"),
        ("heard your advert on shannonfm", "Radio ad"),
        ("your jingle is stuck in my head, 98 fm", "Radio ad"),
        ("advert on the telly", "TV ad"),
        ("ye sponsor that true crime podcast", "Podcast"),
        # Out of doors
        ("ad on the back of the 46a", "Transit ad"),
        ("your poster was on the side of the number 9 tram", "Transit ad"),
        ("red line, the poster by the doors", "Transit ad"),
        ("noticed ur jeep with the big tooth on it", "Van"),
        ("stuck behind your van on the bypass", "Van"),
        ("followed one of your pickup trucks", "Truck"),
        ("there was a board outside a house on our avenue", "Yard sign"),
        ("yere sign is up in the neighbours garden", "Yard sign"),
        ("poster at the tram stop", "Transit ad"),
        ("wee sign in the grass by the roundabout, yours", "Yard sign"),
        ("saw the board you had up in Mill Lane", "Yard sign"),
        ("a tram came by with your faces on it", "Transit ad"),
        ("green line. your ad by the doors", "Transit ad"),
        ("the cake van!!! it was double parked", "Van"),
        ("passed your billboard on route 9", "Billboard"),
        ("opposite my work", "Walk-by"),
        ("blue sign on the A56", "Billboard"),
        ("vu votre camionnette", "Van"),
        ("w gazecie", "Newspaper ad"),
        ("banner along the side of the hurling pitch", "Banner"),
        ("I cycle past your surgery each day", "Walk-by"),
        ("your lads were on the roof opposite", "Walk-by"),
        ("I work across from your depot", "Walk-by"),
        # Networks, listings and the firm's own website
        ("r/galway, somebody asked about leaks", "Reddit"),
        ("Which? Trusted Traders, I subscribe", "Which?"),
        ("posted it through my builder", "MyBuilder"),
        ("the bit about boundaries on yer own website", "Firm website"),
        ("goldenpages.ie/q/anything", "Golden Pages"),
        # Misspelt, run together or apart
        ("thumbtackk", "Thumbtack"),
        ("home advisr", "HomeAdvisor"),
        ("trust a tradr", "TrustATrader"),
        ("golden pagse", "Golden Pages"),
        ("billbord near the bridge", "Billboard"),
    ],
)
def test_it_is_the_medium(answer: str, name: str) -> None:
    assert names(answer) == [name]


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("claude suggested four names and yours was free", "Claude"),
        ("the gemini thing in the kitchen", "Gemini"),
        ("alexa find me a barber", "Alexa"),
        ("I put it to Claude and there you were", "Claude"),
        ("copilot at work lol", "Copilot"),
    ],
)
def test_a_word_that_is_also_a_name_is_the_medium_where_only_that_makes_sense(answer: str, name: str) -> None:
    people = Directory([Entry("1", "Claude Martin"), Entry("2", "Alexa Ruiz"), Entry("3", "Gemini Holdings")])
    assert [credit.source.name for credit in attribute(answer, people).introduced_by()] == [name]


@pytest.mark.parametrize("answer", ["Claude", "Claude told me, he is our tenant", "Alexa from next door"])
def test_elsewhere_it_may_be_the_person(answer: str) -> None:
    people = Directory([Entry("1", "Claude Martin"), Entry("2", "Alexa Ruiz")])
    assert attribute(answer, people).decision == "review"


@pytest.mark.parametrize("answer", ["advertisement", "saw an advert"])
def test_an_advertisement_without_a_place_stays_unnamed(answer: str) -> None:
    assert names(answer) == ["Advertisement"]


@pytest.mark.parametrize("answer", ["my xero woman", "our quickbooks guy"])
def test_somebody_known_by_the_program_they_use_is_no_listing(answer: str) -> None:
    assert not {"Xero", "QuickBooks"} & set(names(answer))


def test_a_poster_is_where_it_hangs() -> None:
    assert names("your poster on the number 12 bus") == ["Transit ad"]
    assert names("the poster by the bridge") == ["Poster"]


def test_a_paper_that_is_a_partner_is_still_found() -> None:
    directory = Directory([Entry("5", "Rossendale Gazette")])
    result = attribute("ad in the Rossendale Gazette", directory)
    assert "Rossendale Gazette" in {credit.source.name for credit in (*result.credits, *result.suggestions)}


def test_a_newsletter_is_only_the_means_where_somebody_is_named() -> None:
    assert names("Meera Patel put you in her newsletter") == ["Meera Patel"]
    assert names("your newsletter") == ["Newsletter"]


def test_where_a_phrase_was_typed_is_never_denied() -> None:
    assert names("pesquisei advogado barato no google e apareceu vcs") == ["Google"]
    assert names("not google, my neighbour") == ["Word of mouth"]


@pytest.mark.parametrize(
    "answer",
    [
        "ye filled two teeth for me in 2014",
        "yous did our kitchen and now its the bathroom",
        "been with ye since my father's time",
        "4th time using you",
        "We are already on your maintenance plan.",
        "u unblocked my drain before xmas",
        "back again for the other knee",
        "customer no 88213",
        "Vy delali nam kryshu",
        "bin schon Kunde",
        "Zrobiliście nam kuchnię",
        "bhí mé libh cheana",
        "used ye twice before",
        "youve had all our dogs",
        "member since you opened",
    ],
)
def test_whoever_was_there_before_is_an_existing_client(answer: str) -> None:
    assert names(answer) == ["Existing client"]


@pytest.mark.parametrize(
    "answer", ["you came up first", "you sent me a postcard", "you called me back", "you answered"]
)
def test_what_a_firm_does_for_strangers_makes_nobody_a_client(answer: str) -> None:
    assert "Existing client" not in names(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "lass in the queue, never got her name",
        "a fella walking his dog",
        "a mate from five a side",
        "next door but one",
        "kuzynka",
        "arkadaşım",
        "walaalkay",
        "mere bhai ne",
        "mo chara",
        "compañera de trabajo",
        "a colleague",
        "Freundin hat euch empfohlen",
        "от соседки",
        "siostra mojej żony",
    ],
)
def test_somebody_without_a_name_is_word_of_mouth(answer: str) -> None:
    assert names(answer) == ["Word of mouth"]


@pytest.mark.parametrize(
    "answer",
    [
        "the wedding fair in the town hall, you had sweets",
        "your stall at the dog show",
        "evening class, one of your people taught it",
        "ye had a stand at the ploughing",
    ],
)
def test_where_they_met_the_firm_is_an_event(answer: str) -> None:
    assert names(answer) == ["Event"]


@pytest.mark.parametrize(
    "answer",
    [
        "need somebody asap, the ceiling is dripping",
        "cos we owe nine grand",
        "patience, rang about a dozen places",
        "I honestly cannot recall any more",
        "couldn't tell you now where I saw it, it was ages ago",
        "bella is a 6 yr old spaniel, vomiting since monday",
        "I would prefer not to say",
        "what is it to you, why do you want to know",
        "first one that picked up",
        "my nephew is getting divorced, it is urgent",
        "location, mainly",
        "you're the nearest",
        "we only moved here in June",
        "my old accountant retired",
        "had a bad experience elsewhere",
        "long story",
        "asdkjfh",
        "hindi ko maalala",
        "fdsjkl",
    ],
)
def test_where_no_source_is_told_nothing_is_asked(answer: str) -> None:
    result = decide(answer)
    assert result.decision == "none"
    assert not result.credits


@pytest.mark.parametrize(
    "answer",
    [
        "need a quote, Bartholomew sent me",
        "the woman in the bank",
        "lad in the pet shop",
        "Priestman Tiling were booked up and said try you",
        "Ocean Blue Studio",
        "you emailed us",
        "fella who did our windows, forgot his name",
        "the bank lady, I could not tell you which branch",
        "the landlord sent us",
        "a man in the paint shop",
        "My dentist. Lovely man, has a sister in Wigan",
        "Schwartzkopf",
        "my accountant, cant remember her name",
    ],
)
def test_where_somebody_may_be_meant_it_is_asked(answer: str) -> None:
    assert decide(answer).decision == "review"


def test_sayings_have_known_keys_and_media_and_roles() -> None:
    roles = {role for name in ("kinds", "cues") for language in table(name).values() for role in language}
    for row in table("sayings")["sayings"]:
        assert set(row) <= {"medium", "role", "words", "endings", "patterns", "shouted"}
        assert ("medium" in row) != ("role" in row)
        assert row.get("medium") in {None, "*"} or medium_called(fold(row["medium"])) is not None
        assert row.get("role") is None or row["role"] in roles
        assert row["words"]
        assert all(word == fold(word) and " " not in word for word in row["words"])


@pytest.mark.parametrize("number", range(len(table("sayings")["sayings"])))
def test_expressions_are_folded_and_bounded(number: int) -> None:
    row = table("sayings")["sayings"][number]
    for pattern in row["patterns"]:
        re.compile(pattern.replace("{known}", "a").replace("{name}", "a"))
        assert "'" not in pattern
        assert not re.search(r"\\w\+? ?\)\*", pattern), "an unbounded repetition of words"


def test_capitals_that_are_shouted_are_no_call_letters() -> None:
    answer = "WALL AD ON KILN ROAD"
    assert "Radio ad" not in names(answer)
    tokens = tokens_of(answer)
    assert not sayings_in(tokens, [token.text for token in tokens], [0] * len(tokens))


def test_the_words_of_a_role_are_gathered_from_all_languages() -> None:
    assert {"kuzynka", "mo chara", "friend"} <= cue_words("relations")


def test_the_kind_of_a_medium_stays() -> None:
    (credit,) = decide("heard ye on Ocean this morning").introduced_by()
    assert credit.source.kind is Kind.ADVERTISEMENT
