"""Papers, stations, magazines and programmes by what their readers call them, and when the words mean otherwise."""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.tables import table

NOBODY = Directory()
SMALL = Directory(
    [
        Entry("1", "Rosalind Herald", organisation="Herald Joinery", occupation="joiner"),
        Entry("2", "Dr. Amos West", organisation="Westgate Surgery", occupation="doctor"),
        Entry("3", "Afro Chic Salon", entity=Entity.BUSINESS, occupation="hair salon"),
        Entry("4", "Spotlight Dance Academy", entity=Entity.BUSINESS, occupation="dance school"),
        Entry("5", "Community Impact Partners", entity=Entity.BUSINESS, occupation="charity"),
        Entry("6", "St. Wilfrid's Parish", entity=Entity.BUSINESS, occupation="church"),
    ]
)
NAMED = (
    # The whole answer, or its first clause, is what a paper is called.
    ("the afro", "Newspaper ad"),
    ("EDP", "Newspaper ad"),
    ("the Spotlight (still on paper)", "Newspaper ad"),
    ("times union", "Newspaper ad"),
    ("P&J, the property pages", "Newspaper ad"),
    ("Midweek, an ad with a dog in it", "Newspaper ad"),
    ("community impact", "Newspaper ad"),
    ("half page in the West", "Newspaper ad"),
    ("the deeside piper I think", "Newspaper ad"),
    ("lei un anuncio en La Prensa", "Newspaper ad"),
    # Stations by a frequency and a word in any order, and by letters.
    ("97 rock", "Radio ad"),
    ("96 Rock, morning show", "Radio ad"),
    ("Z93 in the morning", "Radio ad"),
    ("99.5 gator country", "Radio ad"),
    ("wave 102, well its something else now", "Radio ad"),
    ("870 KOA during the pregame", "Radio ad"),
    ("WSM, right before the news", "Radio ad"),
    ("CHED, the ad with the man humming", "Radio ad"),
    ("WBAL, the news one not the radio", "TV ad"),
    # Programmes of television.
    ("you were on Look East with a heron", "TV ad"),
    ("saw y'all on Talk of the Town", "TV ad"),
    ("ye were on Ireland AM about teeth", "TV ad"),
    ("good morning maryland", "TV ad"),
    ("watched you on Good Day Philadelphia", "TV ad"),
    # Magazines, and papers that are said to be one or that came through the door.
    ("read about you in Toronto Life", "Magazine ad"),
    ("advert in Just Regional, by the crossword", "Magazine ad"),
    ("Howick Times mag at the barber", "Magazine ad"),
    ("Your Local Link mag through the door", "Magazine ad"),
    ("Toronto Life", "Magazine ad"),
    ("canaries programme", "Magazine ad"),
    ("Rovers matchday programme, inside back page", "Magazine ad"),
    # What comes by post, hangs by a road or on a bus, lies on a counter or is shown before a film.
    ("mailing I got like 3 days after the fall", "Mailer"),
    ("got a letter from you two weeks after i was fired", "Mailer"),
    ("a magnet in the letterbox", "Mailer"),
    ("that massive board by the ring road", "Billboard"),
    ("poster on the Glider", "Transit ad"),
    ("your little cards on the counter at the hardware shop", "Business card"),
    ("ad on the screen in the cinema before the film", "Cinema ad"),
    ("back of the St Botolph bulletin", "Mailing list"),
)
NO_OUTLET = (
    "west",
    "moved out west last year",
    "Midweek is best for me",
    "the spotlight in the hall flickers",
    "my afro needs cutting",
    "the community impact of it",
    "P and J Plumbing",
    "97 rocks fell on the roof",
    "98 degrees out and the AC died",
    "I am 96 and rock hard",
    "wolf 96 metres from the gate",
    "650 west elm",
    "850 kids in the school",
    "you were on my side",
    "you were on Look East Road",
    "good day",
    "Good morning",
    "saw you in Toronto",
    "the county programme sent me",
    "united programme manager",
    "got a letter from you about the appointment",
    "the big board at work",
    "a magnet in the scanner",
    "saw you before the film",
    "Our daughter in Denver",
    "the star of the show, your receptionist",
    "talk of the town",
    "we live in Burnaby now",
    "my parents in Dublin live near you",
)


@pytest.mark.parametrize(("answer", "medium"), NAMED)
def test_an_outlet_is_known_by_what_it_is_called_for_short(answer: str, medium: str) -> None:
    assert [credit.source.name for credit in attribute(answer, NOBODY).introduced_by()] == [medium], answer


@pytest.mark.parametrize("answer", NO_OUTLET)
def test_the_same_words_are_no_outlet_where_they_mean_something_else(answer: str) -> None:
    named = {credit.source.name for credit in attribute(answer, NOBODY).introduced_by()}
    assert named <= {"Word of mouth", "Existing client", "Walk-by"}, answer


@pytest.mark.parametrize(
    ("answer", "partner"),
    [
        ("Rosalind Herald", "1"),
        ("Dr West sent me", "2"),
        ("Dr. Amos West, he read it in the paper", "2"),
        ("Afro Chic", "3"),
        ("Spotlight Dance", "4"),
        ("Community Impact Partners", "5"),
    ],
)
def test_a_partner_comes_before_an_outlet_that_is_called_so(answer: str, partner: str) -> None:
    assert [credit.source.id for credit in attribute(answer, SMALL).introduced_by()][:1] == [partner], answer


@pytest.mark.parametrize("answer", ["the afro", "the Spotlight", "community impact", "the Herald who fits doors"])
def test_what_a_partner_may_be_called_is_no_outlet_alone(answer: str) -> None:
    names = {credit.source.name for credit in attribute(answer, SMALL).introduced_by()}
    assert "Newspaper ad" not in names, answer


def test_the_bulletin_of_a_listed_church_counts_for_it() -> None:
    names = {credit.source.name for credit in attribute("back of the St Wilfrid bulletin", SMALL).introduced_by()}
    assert "Mailing list" not in names


def test_a_magazine_is_told_from_a_paper_by_what_follows_its_title() -> None:
    for answer, medium in (("the Howick Times", "Newspaper ad"), ("the Howick Times magazine", "Magazine ad")):
        assert [credit.source.name for credit in attribute(answer, NOBODY).introduced_by()] == [medium], answer


def test_names_that_stand_alone_are_not_known_anywhere() -> None:
    for kind, known in table("outlets").items():
        assert not set(known.get("alone", ())) & set(known.get("plain", ())), kind
