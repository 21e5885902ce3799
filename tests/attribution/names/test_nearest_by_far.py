"""Who is nearest by far is credited, although somebody else has a name, a firm or a trade that is a little like it."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation)


DIRECTORY = Directory(
    [
        _person("yoga", "William Tavener", "Tavener Yoga Studio", "yoga teacher"),
        _person("piano", "Billy Tavener", "Lotus Music", "piano teacher"),
        _person("caterer", "Lindy Oakstead", "", "caterer"),
        _person("photographer", "Dylan Oakstead", "", "photographer"),
        _person("travel", "Kelly Cobbold", "Snowdrop Travel", "travel agent"),
        _person("mortgage", "Kelly Nettleship", "", "mortgage broker"),
        _person("harold", "Harold Barston", "Barston Strength", "personal trainer"),
        Entry("strength", "Barston Strength", entity=Entity.BUSINESS, occupation="personal training"),
        _person("harry", "Harry Barlock", "", "vet"),
        _person("virginia", "Virginia Quaife", "", "past client"),
        _person("juan", "Juan Quaife", "", "pharmacist"),
        _person("helen", "Helen Payling", "", "realtor"),
        _person("hannah", "Hannah Pellin", "", "dentist"),
        _person("louise", "Louise Clayhanger", "", "past client"),
        _person("betty", "Betty Clayhanger", "", "past client"),
        _person("abigail", "Abigail Vanstone", "", "past client"),
        _person("michael", "Michael Hartnoll", "Sextant Physical Therapy", "physical therapist"),
        _person("curtis", "Curtis Emberley", "", "tailor"),
        _person("adams", "Julie Adams", "", "accountant"),
        _person("adam", "Adam Rushall", "", "bookkeeper"),
        _person("david", "David Keldine", "Marinerhill Insurance", "insurance agent"),
        Entry("dale", "Polaris Dale Insurance", entity=Entity.BUSINESS, occupation="insurance"),
        _person("austin", "Austin Fairlie", "Fairlie Tax & Accounting", "accountant"),
        Entry("rivers", "Austin & Rivers Tax & Accounting", entity=Entity.BUSINESS, occupation="accounting"),
        _person("terry", "Terry Roman", "", "pharmacist"),
        _person("dorothy", "Dorothy Mathis", "", "caterer"),
        _person("chuck", "Chuck Dragomir", "", "massage therapist"),
        _person("charles", "Charles Dobrev", "Winter Ring Alterations", "tailor"),
        _person("donald", "Donald Inchcape", "", "pediatrician"),
        _person("hannahvet", "Dr. Hannah Inchcape", "", "vet"),
        _person("neville", "Neville Dean", "Dean Decorators", "decorator"),
        Entry("dean", "Dean Decorators", entity=Entity.BUSINESS, occupation="decorators"),
        _person("carson", "Carson Price", "Price Turf", "lawn care"),
        _person("peter-green", "Peter Green", "Green & Green Estate Agents", "estate agent"),
        Entry("green", "Green & Green Estate Agents", entity=Entity.BUSINESS, occupation="estate agent"),
        _person("hervey-man", "Michael Hervey", "Hervey & Co Lettings", "letting agent"),
        Entry("hervey", "Hervey & Co Lettings", entity=Entity.BUSINESS, occupation="letting agent"),
        Entry("women", "Mersey Women in Business", entity=Entity.BUSINESS, occupation="business network"),
        Entry("refuge", "Mersey Women's Refuge", entity=Entity.BUSINESS, occupation="charity"),
        _person("bank-man", "Ian Tolmie", "ATB Branch Whitmoor", "bank manager"),
        Entry("bank", "ATB Branch Whitmoor", entity=Entity.BUSINESS, occupation="bank branch", aliases=("ATB",)),
        Entry("sunshine", "Sunshine Credit Union", entity=Entity.BUSINESS, occupation="credit union"),
        Entry("liberty", "Liberty Park Tennis Club", entity=Entity.BUSINESS, occupation="tennis club"),
        _person("rich", "Rich Fields", "", "plumber"),
        _person("ketan", "Ketan Patwari", "", "optician"),
        _person("ketan-it", "Ketan Patwary", "Patwary IT", "IT consultant"),
        _person("shirley", "Shirley Frankland", "", "mechanic"),
        _person("jose", "Jose Wrightson", "", "home inspector"),
        _person("josephine", "Josephine Wrightson", "", "past client"),
        _person("chiro-a", "Anne Wrenfield", "Wrenfield Chiropractic", "chiropractor"),
        _person("chiro-b", "Bernard Wrenfield", "Wrenfield Chiropractic", "chiropractor"),
        Entry("chiro", "Wrenfield Chiropractic", entity=Entity.BUSINESS, occupation="chiropractic"),
        Entry("ribbon", "Vanguard Ribbon Painting", entity=Entity.BUSINESS, occupation="painting"),
        _person("richard", "Richard Crawshaw", "Taylor Travel", "travel agent"),
        _person("peter", "Peter Dewcross", "", "insurance agent"),
        _person("pete", "Pete Bexcross", "", "carer"),
        _person("hay", "David Haystone", "", "roofer"),
        _person("clay", "David Claystone", "", "plumber"),
        _person("teresa", "Teresa Villard", "", "tile setter"),
        _person("tess", "Tess Villardino", "", "carer"),
        Entry("bridge", "The Bridge", entity=Entity.BUSINESS, occupation="counselling"),
        Entry("tatum", "Tatum Construction", entity=Entity.BUSINESS, occupation="construction"),
        Entry("secret", "Secret Tree Yoga", entity=Entity.BUSINESS, occupation="yoga studio"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Tavener who is our yoga teacher", "yoga"),
        ("my dad's caterer Oakstead", "caterer"),
        ("Kelly, that is my travel agent", "travel"),
        ("Dr. Inchcape, a pediatrician", "donald"),
        ("Adam who is my bookkeeper", "adam"),
        ("Dave our insurance agent told us", "david"),
        ("Austin our accountant told us", "austin"),
        ("Barston the personal trainer", "harold"),
    ],
)
def test_the_trade_that_is_said_is_the_nearest(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Harry Barston", "harold"),
        ("pete dewcross!", "peter"),
        ("dabid haystone", "hay"),
        ("Ginny Quaife", "virginia"),
        ("H. Payling sent me", "helen"),
        ("L. Clayhanger", "louise"),
        ("A Vanstone", "abigail"),
        ("Mike at Sextant", "michael"),
        ("heard from Terry Rpman", "terry"),
        ("Neville at Dean Decorators", "neville"),
        ("Carson at Price Turf", "carson"),
        ("referred by rich fields", "rich"),
        ("shirly frankland", "shirley"),
        ("Jose Wrightson", "jose"),
        ("through Carson Price at church", "carson"),
        ("it was Ketan Patwari who sent me", "ketan"),
        ("from Dorothy Mahtis", "dorothy"),
        ("after a hard winter Charles Dragomir wrote your name down for us", "chuck"),
    ],
)
def test_the_whole_name_is_the_nearest(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("TATUM CONSTRUCTON RECOMMENDED YOU", "tatum"),
        ("secret tree referred us", "secret"),
        ("through secret tree", "secret"),
        ("green & green estate agents sent me", "green"),
        ("Hervye & Co Lettings", "hervey"),
        ("Mersey Women in Business", "women"),
        ("atb branch whitmoor sent me", "bank"),
        ("Sunhsine Credit Union", "sunshine"),
        ("Libery Park Tennis Club", "liberty"),
    ],
)
def test_a_firm_is_known_by_all_that_tells_it_and_by_a_misspelt_trade(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    [
        "Sigrid Inchcape gave me your name",  # Nobody of that name, whoever has either half of it.
        "a vanstone",
        "secret tree salon",
        "you were a secret tree to me",
        "my dad's chiropractor wrenfield",
        "vanguard line painting",
        "tyler richards",
        "tess villard",  # Villardino may be shortened.
        "we have land on both sides of the bridge and needed advice",
    ],
)
def test_nobody_is_nearest(answer: str) -> None:
    directory = Directory([*DIRECTORY, _person("sigrid", "Sigrid Pearsall")])
    result = attribute(answer, directory)
    assert not [credit for credit in result.introduced_by() if credit.source.kind is Kind.PARTNER]


@pytest.mark.parametrize(
    "answer", ["Curtis Emberley next door said you were good", "Roger down the road recommended you"]
)
def test_no_turn_of_phrase_begins_within_a_word(answer: str) -> None:
    """Not "is ... next door ... you" in "Curtis ...", nor "r down the road ... you" in "Roger ..."."""
    assert not [c for c in attribute(answer, DIRECTORY).introduced_by() if c.rule == "walk_by"]


def test_who_is_named_with_where_they_live_is_credited() -> None:
    assert _credited("Curtis Emberley next door said you were good") == {"curtis"}


def test_a_short_form_and_a_trade_are_looked_at_beside_many_of_the_very_name() -> None:
    others = [_person(f"jeff-{k}", f"Jeff Zq{letter}v", "", "roofer") for k, letter in enumerate("abcdefghij")]
    directory = Directory([*DIRECTORY, *others, _person("vet", "Jeffrey Josling, DVM", "", "vet")])
    (credit,) = attribute("Jeff our vet told us", directory).introduced_by()
    assert credit.source.id == "vet"
