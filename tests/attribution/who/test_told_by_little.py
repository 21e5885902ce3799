"""A firm or one of its people, two branches, two of one sound: by how little one is told from the other."""

import pytest

from attribution import Directory, Entity, Entry, Kind, Result, attribute


def _person(id: str, name: str, occupation: str = "", firm: str = "", city: str = "", aliases: str = "") -> Entry:
    named = tuple(aliases.split(";")) if aliases else ()
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city, aliases=named)


def _firm(id: str, name: str, occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _person("bianca", "Bianca Ortiz", "hairdresser", "Bianca Hair"),
        _firm("hair", "Bianca Hair", "hair salon"),
        _person("eric", "Eric Holmgren, DC", "chiropractor", "Holmgren Chiropractic"),
        _firm("spine", "Holmgren Chiropractic", "chiropractic clinic"),
        _person("lauren", "Lauren Cowden", "mortgage broker", "Cowden Mortgages"),
        _firm("mortgages", "Cowden Mortgages", "mortgage brokers"),
        _person("quarry", "Gerard McTaggart", "quarry owner", "McTaggart Quarries"),
        _firm("mctaggart law", "McTaggart Law", "solicitors"),
        _firm("warranty", "Keystone Home Warranty", "home warranty"),
        _firm("pharmacy", "Keystone Pharmacy", "pharmacy"),
        _firm("bakery", "Panadería La Paloma", "bakery"),
        _person("paloma", "Paloma Rangel", "teacher"),
        _firm("reyes", "Reyes & Reyes Family Law, PLLC", "law firm"),
        _person("olga", "Olga Reyes, Esq.", "attorney", "Reyes & Reyes Family Law"),
        _person("octavio", "Octavio Reyes, Esq.", "attorney", "Reyes & Reyes Family Law"),
        _firm("clarity", "Clarity", "counselling", "Kelowna"),
        _firm("home", "Home", "interior shop"),
        _firm("stallings", "Stallings Builders", "home builder", "Forsyth"),
        _firm("chamber", "Derry Chamber of Commerce", "business association", "Derry"),
        _person("kate", "Kate Moss-Taylor", "past client"),
        _person("kathryn", "Kathryn Taylor", "nurse"),
        _firm("grace", "Grace & Co", "hair salon"),
        _person("adeleke", "Grace Adeleke", "care home manager"),
        _person("mensah", "Grace Mensah", "midwife"),
        _firm("eco", "Eco Homes Geelong", "home builder", "Geelong"),
        _firm("ecohome", "Ecohome Designs", "building design", "Torquay"),
        _person("gordon", "Gordon Pruitt", "private investigator", "Pruitt Investigations", aliases="Gord"),
        _person("prewitt", "Gord Prewitt", "roofer", "Prewitt Roofing"),
        _person("kieran", "Kieran Gallaher", "haulier", "Gallaher Haulage"),
        _person("ciaran", "Ciaran Gallaher", "web designer", "Gallaher Web"),
        _person("maria luisa", "María Luisa Chapa", "tortilla shop owner"),
        _person("marilu", "Marilú Chapa", "past client"),
        _person("carmen", "María del Carmen Soto", "florist"),
        _person("steph", "Stephanie Cormack", "winery manager", "Quail Winery", aliases="Steph"),
        _person("macca", "Craig McIntyre", "gardener", aliases="Macca"),
        _person("chorlton", "Lee Chorlton", "past client", city="Bolton"),
        _person("bolton", "Lee Bolton", "window fitter", "Bolton Windows", "Chorley"),
        _person("combes", "Annie Combes", "past client"),
        _person("coombs", "Annette Coombs", "homing officer", "Greyhound Homes"),
        _firm("canal", "Harbor State Bank - Canal Park", "bank branch"),
        _firm("lakeside", "Harbor State Bank - Lakeside", "bank branch"),
        _person("john", "John Olsson", "past client", city="Duluth"),
        _person("joan", "Joan Olsson", "care manager", city="Duluth"),
        _person("wally", "Walter Kolodzey", "past client", aliases="Wally"),
        _person("shirley", "Shirley Kolodzey", "past client"),
        _person("dwayne", "Dwayne Fischer", "insurance agent", "Fischer Insurance Agency", "Fargo"),
        _person("robinson", "Glenn Robinson", "air conditioning technician", "Robinson Air", aliases="Robbo"),
        _person("robertson", "Wayne Robertson", "earthmover", aliases="Robbo"),
        _person("eleanor", "Dr Eleanor Whitlow", "GP", "Longmoor Medical Centre", "Longmoor"),
        _person("neil", "Dr Neil Whitlow", "GP", "Westside Surgery", "Preston"),
        _person("chen", "Wei Chen", "acupuncturist"),
        _person("former", "Chen Wei", "former patient"),
        _firm("print", "Acorn Print & Design", "printing"),
        _person("duane", "Duane Schmitz", "farmer", city="Mapleton"),
    ]
)


def _decided(answer: str) -> Result:
    return attribute(answer, DIRECTORY)


def _credited(answer: str) -> set[str]:
    return {c.source.id for c in _decided(answer).introduced_by() if c.source.kind is Kind.PARTNER}


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        # Of a firm and its people under one name the person, where a first name or "who" says so.
        ("Bianca told me while doing my highlights", {"bianca"}),
        ("frizerita Bianca mi-a zis de voi", {"bianca"}),
        ("Bianca Hair told me", {"hair"}),
        ("holmgren the back cracker", {"eric"}),
        ("Cowden who did my mortgage", {"lauren"}),
        # A torn name is one word.
        ("Mc Taggart from the quarry", {"quarry"}),
        # What else is said of a firm tells it from another of the same word.
        ("Keystone sent you, the warranty people", {"warranty"}),
        ("my pharmacist at Keystone", {"pharmacy"}),
        ("Harbor State, the teller window at Canal Park. I don't know her name", {"canal"}),
        # A name with one word twice, with its article, without its town, with a name between.
        ("my divorce attorneys, Reyes and Reyes, they don't do injury", {"reyes"}),
        ("Reyes & Reyes sent me", {"reyes"}),
        ("Chamber of Commerce breakfast", {"chamber"}),
        ("the chamber of commerce told me about you", {"chamber"}),
        ("Kate Moss-Taylor (yes really)", {"kate"}),
        ("clarity on pandosy st", {"clarity"}),
        # By ear.
        ("stalins builders, Forsyth", {"stallings"}),
        ("gord pruit the roofer", {"prewitt"}),
        ("Duane Fisher my insurance guy, after the rollover", {"dwayne"}),
        ("my brother in law John Olsson, in Duluth", {"john"}),
        ("Maricarmen Soto", {"carmen"}),
        ("Macca!!", {"macca"}),
        # A trade, or a town where the trade is that of both.
        ("robbo the aircon bloke", {"robinson"}),
        ("Dr Whitlow over at Longmoor, I'd only gone in about my blood pressure", {"eleanor"}),
        # A name in Latin letters among others.
        ("陈针灸师 Wei Chen", {"chen"}),
        # Two with one surname.
        ("Wally and Shirley Kolodzey", {"wally", "shirley"}),
        ("Lee Bolton", {"bolton"}),
    ],
)
def test_one_is_told(answer: str, ids: set[str]) -> None:
    assert _credited(answer) == ids


@pytest.mark.parametrize(
    "answer",
    [
        "Reyes",
        "Keystone sent me",
        "Grace, she goes to my church",
        "Home",
        "Eco homes",
        "gord pruit",
        "Keern gallaher",
        "Marilu Chapa me dijo que viniera",
        "Steph told me at work",
        "Lee from Bolton",
        "Annie Coombes",
    ],
)
def test_either_may_be_meant(answer: str) -> None:
    assert not _credited(answer)
    assert _decided(answer).decision == "review"


def test_an_article_is_no_other_word_of_the_name() -> None:
    answer = "estaba comprando pan en La Paloma y la muchacha me platicó de ustedes"
    first = _decided(answer).suggestions[0]
    assert first.source.id == "bakery"
    assert "Rangel" not in first.reason and "“la”" not in first.reason


def test_part_of_a_firm_with_its_trade_is_no_ordinary_word() -> None:
    answer = _decided("the acorn printers told me about you")
    assert [each.source.id for each in answer.suggestions] == ["print"]


def test_a_bill_and_a_will_are_nobody() -> None:
    assert not _decided("I asked about changing my will, he says you do that").suggestions
