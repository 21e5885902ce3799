"""Media that everybody knows, and kinds of source without a name."""

import pytest

from attribution import Channel, Directory, Entry, Kind, attribute
from tests.attribution.people_of_quincy import quincy


@pytest.mark.parametrize(
    ("answer", "name", "channel"),
    [
        ("goggle lol", "Google", Channel.ORGANIC_SEARCH),
        ("google maps", "Google", Channel.ORGANIC_SEARCH),
        ("在谷歌上搜的", "Google", Channel.ORGANIC_SEARCH),
        ("google ad", "Google", Channel.PAID_SEARCH),
        ("facebook ad with the dog", "Facebook", Channel.PAID_SOCIAL),
        ("fb", "Facebook", Channel.ORGANIC_SOCIAL),
        ("asked chat gpt", "ChatGPT", Channel.AI_ASSISTANT),
        ("asked Claude", "Claude", Channel.AI_ASSISTANT),
        ("https://www.avvo.com/attorneys/1.html?utm_source=x", "Avvo", Channel.LOCAL_LISTING),
        ("check a trade", "Checkatrade", Channel.LOCAL_LISTING),
        ("heard u on the radio", "Radio ad", Channel.OFFLINE),
        ("saw your van on our street", "Van", Channel.OFFLINE),
        ("youtube", "YouTube", Channel.VIDEO),
        ("walked past", "Walk-by", Channel.OFFLINE),
        ("my neighbour", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("mi mamá", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("un ami", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("eine Freundin", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("mi cuñada", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("ma belle-mère", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("von meiner Arbeitskollegin", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("meu cunhado", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("mia suocera", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("mijn schoonzus", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("moja szwagierka", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("the ladies at aqua aerobics told me", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("lads at seven a side", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("ma granny", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("каза ми една приятелка", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("egy ismerősöm ajánlotta", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("min granne tipsade", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("naapurini suositteli", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("همسایه ام معرفی کرد", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("എന്റെ കൂട്ടുകാരി പറഞ്ഞു", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("আমার প্রতিবেশী বলেছেন", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("rafiki yangu aliniambia", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("мне посоветовала соседка", "Word of mouth", Channel.WORD_OF_MOUTH),
        ("увидела рекламу", "Advertisement", Channel.OFFLINE),
        ("une pub", "Advertisement", Channel.OFFLINE),
        ("στο ίντερνετ", "Search engine", Channel.ORGANIC_SEARCH),
        ("that city bus with the pug on it", "Transit ad", Channel.OFFLINE),
        ("place mat at the diner", "Flyer", Channel.OFFLINE),
        ("new mover welcome pack", "Flyer", Channel.OFFLINE),
        ("I read a blog post about back pain", "Website", Channel.WEBSITE),
        ("Tesco noticeboard", "Noticeboard", Channel.OFFLINE),
        ("bulletin board at my apartment building", "Noticeboard", Channel.OFFLINE),
        ("saw people on treadmills through the glass", "Walk-by", Channel.OFFLINE),
        ("the 12 bus. there's a huge tooth on it", "Transit ad", Channel.OFFLINE),
        ("Evening Courier wedding insert", "Newspaper ad", Channel.OFFLINE),
        ("the falls prevention class in the hall", "Event", Channel.OFFLINE),
        ("you acted for my parents", "Existing client", Channel.EXISTING_CLIENT),
        ("existing", "Existing client", Channel.EXISTING_CLIENT),
        ("been with the practice since my first tooth", "Existing client", Channel.EXISTING_CLIENT),
        ("our deeds are with you", "Existing client", Channel.EXISTING_CLIENT),
        ("ya he venido antes", "Existing client", Channel.EXISTING_CLIENT),
        ("sono già stata da voi", "Existing client", Channel.EXISTING_CLIENT),
        ("ben al patiënt", "Existing client", Channel.EXISTING_CLIENT),
        ("auf dem Weihnachtsmarkt", "Event", Channel.OFFLINE),
        ("alla sagra", "Event", Channel.OFFLINE),
        ("na festynie", "Event", Channel.OFFLINE),
        ("the start-up fair", "Event", Channel.OFFLINE),
        ("you did my will in 2009", "Existing client", Channel.EXISTING_CLIENT),
        ("your talk at the library", "Event", Channel.OFFLINE),
        ("some-forum.example", "some-forum.example", Channel.WEBSITE),
    ],
)
def test_it_is_credited_under_its_known_name(answer: str, name: str, channel: Channel) -> None:
    result = attribute(answer, quincy())
    assert result.decision == "auto"
    (credit,) = result.introduced_by()
    assert (credit.source.name, credit.channel) == (name, channel)
    assert result.channel is channel


def test_a_flyer_on_a_board_is_one_medium_and_the_board_of_a_club_is_the_clubs() -> None:
    assert [c.source.name for c in attribute("a flyer on the noticeboard in Tesco", quincy()).introduced_by()] == [
        "Flyer"
    ]
    assert attribute("the club notice board", quincy()).credits == ()


@pytest.mark.parametrize("answer", ["", "   ", "idk", "n/a", "asdf", "none of ur business", "no idea", "???", "."])
def test_nothing_usable_is_neither_credited_nor_asked(answer: str) -> None:
    result = attribute(answer, quincy())
    assert result.decision == "none"
    assert not result.credits
    assert not result.suggestions


@pytest.mark.parametrize("answer", ["Claude Martin told me", "Alexa Jones", "Bark Street Plumbers"])
def test_a_name_that_is_also_a_medium_is_not_taken_for_it(answer: str) -> None:
    assert attribute(answer, quincy()).decision == "review"


def test_an_advertisement_makes_a_named_network_paid() -> None:
    assert attribute("facebook ad", quincy()).paid is True
    assert attribute("facebook", quincy()).paid is None


def test_the_firms_own_row_of_a_medium_is_the_source() -> None:
    directory = Directory([Entry("77", "Google", Kind.SEARCH_ENGINE)])
    (credit,) = attribute("google", directory).introduced_by()
    assert credit.source.id == "77"


def test_the_firms_own_website_leaves_open_what_led_there() -> None:
    result = attribute("www.firm.example", quincy())
    assert result.decision == "review"
    assert [credit.source.name for credit in result.introduced_by()] == ["Firm website"]
    assert result.open_share > 0


@pytest.mark.parametrize("answer", ["a blog post you wrote about knee pain", "your guide to divorce"])
def test_what_the_firm_wrote_is_its_website_and_no_search(answer: str) -> None:
    result = attribute(answer, quincy())
    assert ([credit.source.name for credit in result.credits], result.keyword) == (["Firm website"], None)


def test_a_partners_website_is_the_partner() -> None:
    (credit,) = attribute("ferrante.example", quincy()).introduced_by()
    assert credit.source.id == "2"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("copilot popped up while I was writing a letter", "Copilot"),
        ("I said to the Alexa, who mends gates, and she told me", "Alexa"),
        ("the Gemini gave three and you were one", "Gemini"),
        ("picked you off yell", "Yell"),
        ("the aetna website", "Aetna"),
        ("BBB", "Better Business Bureau"),
    ],
)
def test_a_medium_whose_name_is_also_a_word_is_known_by_what_is_said_of_it(answer: str, name: str) -> None:
    assert [credit.source.name for credit in attribute(answer, quincy()).introduced_by()] == [name]


@pytest.mark.parametrize("answer", ["harborviewdental.example.com", "www.harborviewdental.co.uk contact form"])
def test_an_address_alone_is_the_firms_own_unless_the_firm_has_said_which_is(answer: str) -> None:
    (credit,) = attribute(answer, Directory()).introduced_by()
    assert credit.source.name == "Firm website"
    (credit,) = attribute(answer, Directory(own_hosts=["other.example.org"])).introduced_by()
    assert credit.source.name != "Firm website"
