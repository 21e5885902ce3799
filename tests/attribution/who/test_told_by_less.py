"""Names that hardly stand there: by ear, with a slip, beside a deed, a place or a day; and what is no name."""

import pytest

from attribution import Directory, Entity, Entry, Kind, Result, attribute


def _person(id: str, name: str, occupation: str = "", firm: str = "", city: str = "", aliases: str = "") -> Entry:
    named = tuple(aliases.split(";")) if aliases else ()
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city=city, aliases=named)


def _firm(id: str, name: str, occupation: str = "", city: str = "") -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city=city)


DIRECTORY = Directory(
    [
        _firm("heating", "Stockley Heating & Air", "HVAC", "Tulsa"),
        _person("stockley", "Thomas Stockley", "HVAC technician", "Stockley Heating & Air", "Tulsa"),
        _firm("cleaning", "Aroha Cleaning", "cleaners"),
        _person("aroha", "Aroha Rangi", "cleaner", "Aroha Cleaning"),
        _firm("larder", "The Larder", "delicatessen", "Newport"),
        _firm("saturday", "Dundee Polish Saturday School", "school"),
        _firm("harvest", "Gleaning", "grocery co-op", "Canmore"),
        _firm("hills", "Gleaning Hills Association", "community association", "Calgary"),
        _firm("trattoria", "Bertolani's", "restaurant"),
        _firm("dance", "Quiet Lane Dance", "dance school"),
        _person("street", "Dean Street", "plumber"),
        _person("ger", "Ger Harnett", "farm machinery dealer", "Harnett Machinery"),
        _person("geraldine", "Geraldine Harnett", "past client"),
        _person("pip", "Philippa Garlick", "riding instructor", "Garlick Equestrian", aliases="Pip"),
        _person("shane", "Shane Luce", "gym owner", "Luce's Gym", "Mahon"),
        _firm("gym", "Luce's Gym", "gym", "Mahon"),
        _person("milburn", "Andrew Milburn", "land agent"),
        _person("jock", "Jock Mackinnon", "cattle farmer"),
        _person("siobhan", "Siobhan Keefe", "lactation consultant", "Rex Lactation"),
        _person("chrissie", "Christine Maddox", "home carer"),
        _person("menzies", "Robert Menzies", "advocate"),
        _person("seonaid", "Seonaid Urquhart", "speech therapist"),
        _person("pc", "Andrew Armitage", "police officer", city="Drylaw"),
        _person("jo", "Jo Flett", "employment adviser", "ACAS East Midlands Forum", "Derby"),
        _person("other jo", "Joanne Brent", "teacher"),
        _person("franco", "Franco Bertolani", "chip shop owner", "Bertolani's"),
        _person("lena", "Lena Hoang", "pilates instructor", "Southpark Loft"),
        _person("lena two", "Lena Ortiz", "bookkeeper"),
        _person("paul", "Paul Brannan", "group organiser", "Dads Together Lothian"),
        _person("paolo", "Paolo Tamburini", "baker"),
        _person("dot", "Dot", "hairdresser", "Dot's Hair Parlor"),
        _person("bree", "Bree Latimer", "dog groomer"),
        _person("earl", "Earl Dukes", "mover", "Dukes Moving"),
        _person("kasey", "Kasey Wetherall", "firefighter", "Station 40"),
        _person("delores", "Delores Amherst", "centre manager", "Eastside Senior Center"),
        _person("jean", "Jean-Luc Ferrand", "pastor"),
        _person("dermot", "Dermot Lanigan", "piano tuner"),
        _firm("legion", "American Legion Post 7", "veterans club"),
        _firm("martha", "Martha Baptist Fellowship", "church"),
        _person("park", "Logan Park", "netball coach"),
    ]
)


def _decided(answer: str) -> Result:
    return attribute(answer, DIRECTORY)


def _credited(answer: str) -> set[str]:
    return {c.source.id for c in _decided(answer).introduced_by() if c.source.kind is Kind.PARTNER}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("stockley heat and air, their tech saw my thermostat", "heating"),
        ("stockley the heating technician", "stockley"),
        ("Aroha cleans for us Thursdays", "aroha"),
        ("Gleaning in Canmore, notice board beside the lentils", "harvest"),
        ("The Larder in Newport, where I do Saturdays, the owner had your leaflet on the wall", "larder"),
        ("Ger Harnett that sells the tractors, he fell off one", "ger"),
        ("Pip Garlick who teaches my daughter to ride", "pip"),
        ("shane luce, luces gym in mahon", "shane"),
        ("Jock McKinnon", "jock"),
        ("shavonn the lactation lady", "siobhan"),
        ("Chrissie the home carer", "chrissie"),
        ("Bob Mingis the advocate", "menzies"),
        ("shona urquhart", "seonaid"),
        ("PC Armatage, tall one, Drylaw", "pc"),
        ("Jo from ACAS", "jo"),
        ("franco fae the chippy", "franco"),
        ("lena told my wife after pilates", "lena"),
        ("Bree who clips our cavoodle", "bree"),
        ("earl, who hauled my piano up three flights", "earl"),
        # Another spelling of a first name, with a trade or a place beside it.
        ("Casey the firefighter sent me", "kasey"),
        ("Dolores at the senior center told me about you", "delores"),
        ("Post 7", "legion"),
        ("Logan Park who coaches my girl", "park"),
    ],
)
def test_one_is_meant(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    [
        "one of the Bertolanis",
        "andy milne, land agent",
        "Lena told my wife about you",
        "was walking up dean street in the rain and ducked in your doorway",
        # Another first name, however near; and one that is ordinary in Ireland, though not in the United States.
        "Casey sent me",
        "Joan the pastor",
        "Dermot",
        # A number, a first name that begins a firm's name, and a place that is called like a person.
        "they gave us 7 names and I rang you first",
        "martha from tuesday bible study",
        "saw your tent at logan park at the touch tournament",
    ],
)
def test_nobody_is_credited(answer: str) -> None:
    assert not _credited(answer)


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Dot was putting my rollers in and I was telling her about my boiler", "dot"),
        (
            "my sister goes to Dads Together. She said nothing. It was the fella who runs it, Paul, who phoned me",
            "paul",
        ),
    ],
)
def test_they_are_asked_about(answer: str, id: str) -> None:
    decided = _decided(answer)
    assert id in {each.source.id for each in (*decided.suggestions, *(c for c in decided.credits))}


SECOND = Directory(
    [
        _person("dan", "Dan Fothergill", "dentist", "Fothergill Dental", "Ripon"),
        _person("yusuf", "Yusuf Aydin", "taxi driver"),
        _person("hana", "Hana Brkic", "physiotherapist"),
        _person("bianca", "Bianca Ortega", "hairdresser", "Bianca Hair"),
        _firm("hair", "Bianca Hair", "hair salon"),
        _firm("stockley", "Stockley Heating & Air", "HVAC", "Tulsa"),
        _person("tom", "Thomas Stockley", "HVAC technician", "Stockley Heating & Air", "Tulsa"),
        _firm("canal", "Harbor State Bank - Canal Park", "bank branch"),
        _firm("lakeside", "Harbor State Bank - Lakeside", "bank branch"),
        _firm("warranty", "Keystone Home Warranty", "home warranty"),
        _firm("pharmacy", "Keystone Pharmacy", "pharmacy"),
        _firm("rotary", "Rotary Club of Brentwood", "service club", "Brentwood"),
        _firm("ivy", "Ivy", "flower shop", "Leeds"),
    ]
)


@pytest.mark.parametrize(
    "answer",
    [
        # In a short answer the word for what somebody is may be said of another one, whom they needed.
        "Dan said try you, he hates his dentist",
        "Dan and I share a dentist",
        "Yusuf took a taxi here",
        "Hana saw a physiotherapist for years",
        # Half a name with "who" is the firm's or its owner's, unless what follows is what they do.
        "Stockley who taught my son",
        # A first name that is a firm's as well, where something else is said of whom.
        "Bianca from school",
        "Bianca, my neighbour two doors down",
        "Ivy on Main St",
        # Branches and firms of one word, where what tells them apart is denied or said of somebody else.
        "Harbor State downtown, not Canal Park",
        "Keystone, and my pharmacist too",
        "my warranty people were useless so I rang Keystone",
        # A club of another town.
        "the Rotary Club of Dayton",
    ],
)
def test_what_is_said_of_somebody_else_tells_nobody(answer: str) -> None:
    decided = attribute(answer, SECOND)
    assert not [c for c in decided.introduced_by() if c.source.kind is Kind.PARTNER]
    assert decided.decision == "review"


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Stockley who put our furnace in", "tom"),
        ("dentist. Dan", "dan"),
        ("Bianca told me while doing my highlights", "bianca"),
        ("Harbor State, the teller window at Canal Park", "canal"),
        ("my pharmacist at Keystone", "pharmacy"),
        ("the rotary club of Brentwood", "rotary"),
    ],
)
def test_what_is_said_of_them_tells_them(answer: str, id: str) -> None:
    decided = attribute(answer, SECOND)
    assert [c.source.id for c in decided.introduced_by() if c.source.kind is Kind.PARTNER] == [id]
