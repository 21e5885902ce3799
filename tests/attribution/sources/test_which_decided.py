"""Of several sources, the one that is said to have decided comes first.

Where nothing is said, a partner comes before a medium, and the first of two partners before the other. The sentences
are the tests' own, and the names those of nobody.
"""

import pytest

from attribution import Directory, Entity, Entry, attribute
from attribution.sources.weighing import findings_in

ROSIE, HOUSTON, JAVIER, GYM = "Rosie Floyd", "Houston Pruitt", "Javier Cepeda", "Uptown Barbell"
DIRECTORY = Directory(
    [
        Entry("1", ROSIE, entity=Entity.PERSON, occupation="florist", city="Quincy"),
        Entry("2", HOUSTON, entity=Entity.PERSON, occupation="banker", city="Salem"),
        Entry("3", JAVIER, entity=Entity.PERSON, occupation="barber"),
        Entry("4", GYM, entity=Entity.BUSINESS, occupation="gym"),
        Entry("5", "La Vecina Bakery", entity=Entity.BUSINESS, occupation="bakery"),
        Entry("6", "Amigo Insurance", entity=Entity.BUSINESS, occupation="insurance"),
        Entry("7", "María de los Ángeles García", entity=Entity.PERSON),
    ]
)

DECIDED = (
    # What is said right after a source, and right before it.
    ("Houston Pruitt told me and so did Rosie Floyd. Rosie is the reason I called", ROSIE),
    ("Houston Pruitt told me about you and Rosie Floyd told me about you, Rosie wins", ROSIE),
    ("Both Houston Pruitt and Rosie Floyd recommended you. Rosie more", ROSIE),
    ("Houston Pruitt recommended you and Rosie Floyd recommended you. credit to Rosie", ROSIE),
    ("Houston Pruitt and Rosie Floyd both recommended you, but mainly Rosie", ROSIE),
    # What was only seen first seldom decided, unless that is the last word.
    ("Facebook first. then Rosie Floyd told me about you", ROSIE),
    ("Facebook first and foremost, though Rosie Floyd told me about you too", "Facebook"),
    ("saw your van, then your ad on Facebook. Van first", "Van"),
    # What is said of a word or a thing of theirs; and what the client went by.
    ("Houston Pruitt told me and Rosie Floyd told me. Rosie's nagging did it", ROSIE),
    ("Rosie Floyd told me about you, then I watched your YouTube video and that was me decided", "YouTube"),
    ("Rosie Floyd told me, and I read 40 Google reviews and that's what sold it", "Google"),
    ("Houston Pruitt told me and Rosie Floyd told me. Rosie is the one who texted me the link", ROSIE),
    ("Rosie Floyd told me, Yelp had you at five stars. the stars are what I went by", "Yelp"),
    ("Rosie Floyd said your name once but what did it was me putting florist law into Google", "Google"),
    ("Rosie Floyd told me, but it was the Instagram reel of the cake that did it", "Instagram"),
    ("Rosie Floyd recommended you, your van wore me down", "Van"),
    ("Houston Pruitt told me, Rosie Floyd told me, Rosie louder", ROSIE),
    (
        "Rosie Floyd told me first, but I kept watching your reels on instagram and its the reels that did it",
        "Instagram",
    ),
    ("reddit had me convinced already, then google maps just for the hours", "Reddit"),
    ("Houston Pruitt told me and Rosie Floyd told me, rosie's the one i listen to", ROSIE),
    # Who took the client by the hand, and what came to nothing.
    ("Houston Pruitt gave me three names and Rosie Floyd circled one", ROSIE),
    ("Houston Pruitt told me in May. I did nothing. Rosie Floyd told me, too", ROSIE),
    ("Houston Pruitt told me, it went in one ear. Then Rosie Floyd told me", ROSIE),
    ("Rosie Floyd told me, and I looked at your Instagram to be sure", ROSIE),
    ("saw you in the Gazette I think but what did it was Rosie Floyd", ROSIE),
    ("Houston Pruitt while doing my loan, then Rosie Floyd recommended you. Rosie is the one who called for me", ROSIE),
    ("Rosie Floyd first, then Houston Pruitt told me the same", ROSIE),
    ("Houston Pruitt told me about you, but the one who actually got me to book was Rosie Floyd", ROSIE),
    ("Houston Pruitt recommended you, what made me ring was Rosie Floyd", ROSIE),
    ("Houston Pruitt recommended you. Without Rosie Floyd I wouldn't have called", ROSIE),
    ("Houston Pruitt recommended you but I'd never have called if Rosie Floyd hadn't said so", ROSIE),
    ("Houston Pruitt told me and Rosie Floyd did too, though Rosie said it a month before he did", ROSIE),
    ("Houston Pruitt told me and Rosie Floyd told me, Rosie did the nagging", ROSIE),
    ("Houston Pruitt told me what you do. Then Rosie Floyd told me, too", HOUSTON),
    ("Facebook told me. Then Rosie Floyd the florist convinced me", ROSIE),
    ("Houston Pruitt and Rosie Floyd told me. Rosie's the one who made me call", ROSIE),
    ("Facebook mainly. Rosie Floyd told me once", "Facebook"),
    ("Houston Pruitt told me, but I called because Rosie Floyd told me", ROSIE),
    # Named once more, at the end and alone.
    ("Houston Pruitt gave me your number. Then Rosie Floyd gave me your number too and said call. Rosie", ROSIE),
    # A pronoun stands for whoever was named last.
    ("Houston Pruitt told me about you and so did Rosie Floyd, but mostly her", ROSIE),
    # Figures and signs.
    ("Rosie Floyd > Facebook", ROSIE),
    # The last word on it goes before who was first, and before what was said of another.
    ("Facebook first, then Rosie Floyd told me about you. Rosie sealed it", ROSIE),
    ("Rosie Floyd gave me your card, found you again on Google and its google you should thank", "Google"),
    ("Facebook told me. Rosie Floyd told me about you too, but really it was facebook", "Facebook"),
    ("an Instagram reel is what made me call, Rosie Floyd had said your name once too", "Instagram"),
    ("put Google, though Rosie Floyd recommended you as well", "Google"),
    ("Rosie Floyd told me first. Houston Pruitt told me loudest. Loudest wins", HOUSTON),
    ("Houston Pruitt and Rosie Floyd both recommended you, the latter more", ROSIE),
    ("saw Instagram, then Google. the google one i'd say", "Google"),
    ("Nextdoor, then the reviews on Google. the reviews decided it", "Google"),
    ("Facebook first, but then Rosie Floyd told me about you. That settled it", ROSIE),
    ("Houston Pruitt gave me a list of five, Rosie Floyd circled yours", ROSIE),
    ("first heard of you from Houston Pruitt, forgot. Then Rosie Floyd told me about you", ROSIE),
    ("Rosie Floyd told me, but I wouldn't have called if I hadn't seen the billboard", "Billboard"),
    ("heard you on the radio and Rosie Floyd told me. the radio alone wouldn't have got me to call", ROSIE),
    ("Facebook mostly, Rosie Floyd told me about you once", "Facebook"),
    ("Rosie Floyd told me, but not so much Rosie as the billboard", "Billboard"),
    ("Yelp. Rosie Floyd told me about you too but yelp is where I made my mind up", "Yelp"),
    ("Houston Pruitt told me and Rosie Floyd told me. Rosie pushed hardest", ROSIE),
    ("A Houston Pruitt me dijo, pero a Rosie Floyd le creo más, me recomendó", ROSIE),
    # Nothing is said: the partner before the medium, and the first of two.
    ("Rosie Floyd recommended you and then I saw your billboard", ROSIE),
    ("saw your billboard for years, then Rosie Floyd recommended you", ROSIE),
    ("Houston Pruitt and Rosie Floyd both recommended you", HOUSTON),
    ("Rosie Floyd and Houston Pruitt both recommended you", ROSIE),
)


@pytest.mark.parametrize(("answer", "decisive"), DECIDED)
def test_the_one_that_is_said_to_have_decided_comes_first(answer: str, decisive: str) -> None:
    first = findings_in(answer, DIRECTORY).found[0]
    offered = (first.credit,) if first.credit is not None else first.suggestions
    assert offered[0].source.name == decisive, answer


RELATIONS = ("la vecina", "un amigo", "mi compadre", "my amiga", "una amiga")


@pytest.mark.parametrize("answer", RELATIONS)
def test_a_relation_is_no_firm_that_is_named_after_one(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert [credit.source.name for credit in result.introduced_by()] == ["Word of mouth"], answer


@pytest.mark.parametrize("answer", ["La Vecina Bakery", "the girl at Amigo Insurance told me about you"])
def test_the_whole_name_of_such_a_firm_is_still_the_firm(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    offered = [c.source.name for c in (*result.introduced_by(), *result.suggestions)]
    assert offered[0] in {"La Vecina Bakery", "Amigo Insurance"}, answer


@pytest.mark.parametrize("answer", ["soy el de la casa verde", "nunca me acuerdo de esas cosas"])
def test_small_words_of_another_language_are_nobody_s_name(answer: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert "7" not in {credit.source.id for credit in (*result.credits, *result.suggestions)}, answer
