"""Somebody who claims the credit and is denied it, or of whom it is said that they never spoke of the firm, is neither
credited nor asked about; whoever only speaks so of others is."""

import pytest

from attribution import Directory, Entity, Entry, attribute

DIRECTORY = Directory(
    [
        Entry("joan", "Joan Delamere", entity=Entity.PERSON, organisation="Delamere Bakery", occupation="baker"),
        Entry("rory", "Rory Tansley", entity=Entity.PERSON, organisation="Tansley Motors", occupation="mechanic"),
        Entry("kofi", "Dr. Kofi Amponsah", entity=Entity.PERSON, occupation="GP"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("Rory Tansley next door reckons it was him but it wasn't, I saw the billboard", "Billboard"),
        ("Joan Delamere would love to take credit but I'd already found you on Yelp", "Yelp"),
        ("Joan Delamere likes to think she sent me. She didn't. Google.", "Google"),
        ("Facebook. Rory Tansley claims he told me but he never did", "Facebook"),
        ("Saw the van. Rory Tansley swears he told me about you, he's dreaming", "Van"),
        ("Rory Tansley is bragging that he got me in the door. It was your van", "Van"),
        ("Joan Delamere claims she recommended you - rubbish, I googled you", "Google"),
        ("Rory Tansley reckons everybody round here comes to you through him lol. not me, Google", "Google"),
        ("Joan Delamere takes the credit for everything but it was Facebook", "Facebook"),
        ("Rory Tansley says ye came from him, my eye, it was facebook", "Facebook"),
        ("billboard on the bypass. Joan Delamere wants the credit, don't give it to her", "Billboard"),
        ("Facebook. Joan Delamere gets no credit", "Facebook"),
        ("Facebook. Joan Delamere doesn't deserve any credit for this", "Facebook"),
        ("Facebook. Joan Delamere had no hand in it", "Facebook"),
        ("Google, and don't let Rory Tansley tell you any different", "Google"),
        ("saw you on facebook so don't go thanking Rory Tansley", "Facebook"),
        ("saw you on facebook, no thanks to Rory Tansley", "Facebook"),
        ("Google, whatever Rory Tansley says", "Google"),
        ("Dr Amponsah never let on you existed, saw you on Facebook", "Facebook"),
        ("Dr Amponsah told me nothing. Facebook it was", "Facebook"),
        ("my neighbour. Joan Delamere reckons it was her but it wasn't", "Word of mouth"),
        ("Joan Delamere never said a word. My sister told me", "Word of mouth"),
    ],
)
def test_who_is_denied_the_credit_is_not_asked_about(answer: str, source: str) -> None:
    result = attribute(answer, DIRECTORY)
    assert result.decision == "auto"
    assert [credit.source.name for credit in result.introduced_by()] == [source]


@pytest.mark.parametrize(
    "answer",
    [
        "Joan Delamere says she sent me but she didn't",
        "Joan Delamere had nothing to do with it",
        "Don't thank Joan Delamere",
        "nobody sent me, Joan Delamere doesn't even know you",
    ],
)
def test_there_is_nothing_to_ask_where_nobody_else_is_named(answer: str) -> None:
    assert attribute(answer, DIRECTORY).decision == "none"


@pytest.mark.parametrize(
    "answer",
    [
        "Joan Delamere reckons you're the best in town",
        "Joan Delamere gets the credit for this one",
        "Joan Delamere wants the credit, and she's right, she told me",
        "Joan Delamere told me to say she sent me so she gets the referral credit",
        "Joan Delamere sent me and won't take any credit for it",
        "Joan Delamere never said a word, she just handed me your card",
        "Joan Delamere said nothing, just slid your card across the counter",
        "Joan Delamere didn't say a word for weeks and then there was your leaflet in my post",
        "Joan Delamere never said a bad word about you",
        "Joan Delamere told me nothing but good things about you",
        "Joan Delamere told me. I thought it would hurt but it didn't",
        "Joan Delamere, I can't thank her enough",
        "Joan Delamere said don't thank me, thank them, and gave me your number",
        "Joan Delamere. I know she'll say it was my sister but it wasn't",
        "Joan Delamere said her husband reckons it was him who found you but it was her",
        "it was Joan Delamere no matter what anyone says",
        "Whatever, Joan Delamere",
        "Joan Delamere recommended you. She never said anything about a waiting list",
        "Joan Delamere sent me. She didn't say anything about parking",
        "please dont let Joan Delamere know I came, she recommended you",
        "whatever Joan Delamere says goes, she said come here so I did",
    ],
)
def test_whoever_sent_the_client_stays_credited(answer: str) -> None:
    assert "joan" in {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}
