"""A newsletter, a list or a group of a listed business counts for it; and what only stands beside a source."""

import pytest

from attribution import Directory, Entity, Entry, Kind, Result, attribute


def _person(id: str, name: str, occupation: str = "", firm: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation)


def _firm(id: str, name: str, occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _firm("welcome", "Newcomers Club of Alderton", "social club", "Alderton"),
        _firm("moms", "Northfield Moms Group", "parents group", "Alderton"),
        _firm("tamil", "Alderton Tamil Sangam", "community association", "Alderton"),
        _firm("rowing", "Alderton Rowing Club", "sports club", "Alderton"),
        _firm("fsa", "FSA Westmere", "business association", "Westmere"),
        _firm("care", "Pinehollow Family Counseling", "counseling", "Pinehollow"),
        _firm("cover", "Alderton Workcover Solutions", "injury consultants", "Alderton"),
        _person("greta", "Greta Ashdown", "florist", "Ashdown Flowers"),
        _person("majella", "Majella Kelsall", "crèche manager", "Little Acorns Crèche"),
        _person("hannah", "Hannah Loxwood", "physio"),
        _person("dan", "Dan Pryce", "auto mechanic", "Pryce & Sons Auto"),
        _person("pastor", "Dan Pryce", "pastor", "Hill Road Church"),
    ]
)


def _decided(answer: str) -> Result:
    return attribute(answer, DIRECTORY)


def _credited(answer: str) -> list[str]:
    return [c.source.id for c in _decided(answer).introduced_by() if c.source.kind is Kind.PARTNER]


def _kinds(answer: str) -> set[Kind]:
    return {c.source.kind for c in _decided(answer).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("newcomers club directory", "welcome"),
        ("the northfield moms group on facebook, somebody asked", "moms"),
        ("the northfield moms facebook group", "moms"),
        ("The Tamil Sangam whatsapp group", "tamil"),
        ("the rowing club newsletter, you sponsor the juniors", "rowing"),
        ("FSA members email", "fsa"),
        ("the poster in the waiting room of pinehollow family counseling", "care"),
    ],
)
def test_what_a_business_sends_out_or_keeps_counts_for_it(answer: str, who: str) -> None:
    assert _credited(answer) == [who]


@pytest.mark.parametrize(
    "answer", ["a rowing club newsletter", "my sister hates the northfield moms group on facebook"]
)
def test_of_any_club_or_denied_it_counts_for_nobody(answer: str) -> None:
    assert _credited(answer) == []


def test_a_public_scheme_is_no_firm_that_has_its_name() -> None:
    assert _credited("workcover") == []
    assert _credited("alderton workcover solutions") == ["cover"]


def test_who_is_only_to_be_greeted_is_no_source() -> None:
    result = _decided("Greta Ashdown sent me. Say hello to Majella from her.")
    assert result.decision == "auto"
    assert [c.source.id for c in result.introduced_by()] == ["greta"]


def test_a_make_of_car_says_who_mends_it() -> None:
    assert _credited("Dan Pryce fixed my Sonata") == ["dan"]
    assert _credited("Dan Pryce") == []


@pytest.mark.parametrize("answer", ["nan said", "nan sent me", "some girl at parkrun", "a guy at crossfit"])
def test_somebody_without_a_name_is_nobody_to_ask_about(answer: str) -> None:
    assert _kinds(answer) == {Kind.WORD_OF_MOUTH}
    assert _decided(answer).decision == "auto"


def test_nan_with_a_capital_may_be_a_name() -> None:
    assert _decided("Nan sent me").decision == "review"


@pytest.mark.parametrize(
    "answer", ["please ring me back", "bitte um Rückruf", "rappelez-moi svp", "llámenme por favor", "перезвоните мне"]
)
def test_who_asks_to_be_called_names_nobody(answer: str) -> None:
    assert _decided(answer).decision == "none"


def test_on_whose_screen_it_was_seen_is_no_source() -> None:
    assert Kind.WORD_OF_MOUTH not in _kinds("your website popped up on my cousins laptop")
    assert _kinds("my cousins neighbour said so") == {Kind.WORD_OF_MOUTH}


def test_whom_work_was_done_for_is_no_source() -> None:
    assert _decided("I need a will for my late husband").credits == ()
    assert _kinds("You acted for me in 2016, and for my late husband in the matter of the lane.") == {
        Kind.EXISTING_CLIENT
    }


@pytest.mark.parametrize(
    "answer",
    [
        "Nextdoor, a thread about accountants that dont charge for phonecalls. about six people said you",
        "Ye were over the butcher's in High Street when I was small and my father swore by ye",
    ],
)
def test_a_trade_that_is_a_subject_or_a_shop_is_nobody(answer: str) -> None:
    assert _decided(answer).decision == "auto"


def test_a_wrapped_car_is_a_sign() -> None:
    assert [c.source.name for c in _decided("saw the wrapped car at the market").introduced_by()] == ["Car sign"]
