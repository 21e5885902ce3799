"""Who is certain although the words sound open: advice with an "or", the titles of a house, a long story."""

import pytest

from attribution import Directory, Entity, Entry, attribute


def _person(id: str, name: str, firm: str = "", occupation: str = "") -> Entry:
    return Entry(id, name, entity=Entity.PERSON, organisation=firm, occupation=occupation, city="Otterby")


def _firm(id: str, name: str, occupation: str) -> Entry:
    return Entry(id, name, entity=Entity.BUSINESS, occupation=occupation, city="Otterby")


DIRECTORY = Directory(
    [
        _person("don", "Don Tregarrick", "Tregarrick Plumbing", "plumber"),
        _person("donald", "Donald Tregarrick", "Otterby Legion", "branch president"),
        _person("pedro", "Don Pedro", "Casa Pedro", "barber"),
        _person("vet", "Dr. Alma Tavishall", "Tavishall Veterinary", "veterinarian"),
        _person("pine", "Josune Pinewick", "", "past client"),
        _person("mediator", "Bernadette Cassowby", "Cassowby Mediation", "family mediator"),
        _person("agent", "Jamal Haskerry", "Quayside Lettings", "property manager"),
        _firm("motors", "Sikorin Motors", "garage"),
        _person("pastor", "Rev. Marcus Whitlowe", "Zion Ridge Baptist Church", "pastor"),
        _person("secretary", "Loretta Whitlowe", "Zion Ridge Baptist Church", "church secretary"),
        _firm("eds", "Ed's Tyres", "tyre shop"),
        _person("haddi", "Saleh Al-Haddiri", "Lodge Row Newsagents", "newsagent"),
        _person("kit", "Kit Aldouse", "Beacon Wharf", "community manager"),
        _firm("wharf", "Beacon Wharf", "co-working space"),
        _person("chiro", "Chad Nebekker", "Nebekker Chiropractic", "chiropractor"),
        _firm("chiropractic", "Nebekker Chiropractic", "chiropractic practice"),
        _firm("union", "First Coast Federal Credit Union", "credit union"),
        _firm("owners", "First Coast Property Owners", "association"),
        Entry("barn", "The Barn", entity=Entity.BUSINESS, occupation="yoga studio", city="Eynsmoor"),
        _firm("seniors", "Eastmere Chinese Senior Center", "senior center"),
        _firm("optics", "Eastmere Optometry", "optometrist"),
        _firm("realty", "Parkstone Realty", "real estate"),
        _firm("tap", "Delaveys Tap", "bar"),
        _person("doctor", "Joseph Oyelarande, MD", "Northwest Family Medicine", "family physician"),
        _person("interpreter", "Sabitra Raimaya", "Otterby Refugee Services", "interpreter"),
        _person("poured", "Sione Tuipulomo", "Tuipulomo Concrete", "concrete contractor"),
        _person("trusty", "Will Trusty", "Trusty Home Repair", "handyman"),
        _person("beto", "Roberto Quirozano", "", "janitor (past client)"),
        _person("choir", "Sione Fifitau", "", "choir director"),
        _person("cooler", "Winston Prycehill", "Prycehill Refrigeration", "commercial refrigeration tech"),
        _person("ribs", "Jim Bob Akerby", "Akerby Bar-B-Q", "restaurant owner"),
        _firm("bbq", "Akerby Bar-B-Q", "restaurant"),
        _person("tailor", "Rosa Akerby", "Akerby Tailors", "tailor"),
        _firm("tailors", "Akerby Tailors", "tailor"),
        _person("genny", "Everett Stokesworth", "Stokesworth Generators", "generator dealer"),
        _person("root", "Dr. Jonathan Ticeworth", "Ticeworth Endodontics", "endodontist"),
        _person("tyce", "John Tyceworth", "Tyceworth Family Dentistry", "dentist"),
        _firm("switch", "The Switchyard", "pub"),
        _person("nurse", "Sunil Kuriander", "", "nurse (past client)"),
    ]
)


def _credited(answer: str) -> set[str]:
    return {credit.source.id for credit in attribute(answer, DIRECTORY).introduced_by()}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("Dr Tavishall says get a second opinion or move back to the coast", "vet"),
        ("Bernie Cassowby did our mediation, or tried to, and then gave me your number", "mediator"),
        ("Jamal at quayside lettings wants a certificate off you by friday or the tenants cant move in", "agent"),
        ("Josune Pinewick, I believe you hung the lamp over her stairs", "pine"),
        ("josune pinewick, you did her papers I think", "pine"),
        ("sikorin motors fixed it after the crash and said dont settle yet", "motors"),
        ("Chad Nebekker has been cracking my back for years and has never once steered me wrong", "chiro"),
        ("Sikorin Motors said don't you dare pay that, ring this number", "motors"),
    ],
)
def test_what_was_advised_or_is_said_of_us_leaves_nothing_open(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    [
        "Dr Tavishall or somebody else at the vets",
        "Josune Pinewick I think",
        "Josune Pinewick, I think you call her",
        "Jamal or Jim at the lettings, wants a word or the tenants do",
        "sikorin motors said dont know anyone",
        "Chad Nebekker has never mentioned you",
        "Sunil Kuriander, he is the butcher at Tesco",
        "sikorin motors said don't",
    ],
)
def test_who_is_not_sure_is_asked(answer: str) -> None:
    assert _credited(answer) == set()


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("don tregarrick the plumber", "don"),
        ("don pedro told me", "pedro"),
        ("Rev Whitlowe", "pastor"),
        ("pastor whitlowe", "pastor"),
        ("mr al haddiri in the newsagents on lodge row", "haddi"),
        ("eds tyres told me to call you", "eds"),
        ("Chiropractor Nebekker says the headaches are from my jaw", "chiro"),
        ("Sunil Kuriander, works with me above in UHL", "nurse"),
    ],
)
def test_the_name_and_what_is_before_it_tell_who_is_meant(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        (
            "Kit from Beacon Wharf, the place by the river. We share the hot water with them and it was Kit who got"
            " tired of the cold showers and the forms and the letters and rang you",
            "kit",
        ),
    ],
)
def test_the_firm_may_stand_in_another_part_of_the_story(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ("Whitlowe from Zion Ridge", set()),
        (
            "Latoya from Gibbsley Hair Lounge ruined my hair. So no more Latoya. My neighbour told me",
            set(),
        ),
        (
            "I used to go to Gibbsley Hair Lounge in the Falls. Latoya messed up my colour two years running and I got"
            " a rash. So no more Latoya. My neighbor gave me your number.",
            {"word-of-mouth"},
        ),
        ("the chiropractor at Nebekker", {"chiropractic"}),
    ],
)
def test_without_it_the_firm_is_meant_or_it_is_asked(answer: str, ids: set[str]) -> None:
    assert _credited(answer) == ids


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("first coast federal has yall on the rebate list", "union"),
        ("the barn in Eynsmoor, after yoga", "barn"),
        ("the chinese senior center on eastmere", "seniors"),
        ("Parkstone realty, one of the two", "realty"),
        ("Delaveys Tap, forget which of them behind the bar", "tap"),
        ("Doctor Oyelarande over on Lindhurst filled out the form and said go see these people", "doctor"),
        ("sabitra translated at my last doctor and she knew you have somebody", "interpreter"),
        ("sabi ni Josune Pinewick mabait daw kayo", "pine"),
        ("Sione who poured our driveway", "poured"),
        ("winston, he does our walk in cooler, told me residential aint his thing", "cooler"),
        ("Jim Bob over at Akerby BBQ watched me send back a plate of ribs and took it personal", "ribs"),
        ("so I called Everett about a generator and he gave me your number instead", "genny"),
        ("Dr Ticeworth did my root canal Thursday and says get a crown on it", "root"),
        ("the bloke behind the bar at The Switchyard", "switch"),
        ("We were getting bids on a ramp and will trusty said get the papers done before the ramp", "trusty"),
        ("beto, limpiaba oficinas conmigo", "beto"),
        ("Josune Pinewick couldnt say enough about you", "pine"),
        ("Josune Pinewick squinted at the letters through a loupe or whatever and said go", "pine"),
    ],
)
def test_ordinary_words_beside_it_are_no_doubt(answer: str, id: str) -> None:
    assert _credited(answer) == {id}


@pytest.mark.parametrize(
    "answer",
    [
        "my first coast trip was in May",
        "we kept the hay in the barn",
        "our barn in Otterby burned down",
        "first coast",
        "Parkstone realty or one of the two others",
        "Josune Pinewick or one of them",
        "Josune Pinewick couldnt say",
        "so will trusty people call",
        "Sandy behind the counter at The Switchyard",
        "behind The Switchyard there is a sign",
        "Everett",
        "Sione",
    ],
)
def test_by_chance_or_of_two_nobody_is_credited(answer: str) -> None:
    assert _credited(answer) == set()


PARISH = Directory(
    [
        _person("halyna", "Halyna Tkachenkiv", "St. Volodymyr Parish", "parish secretary"),
        _firm("parish", "St. Volodymyr Parish", "church"),
        _person("panos", "Father Panos Zervasakis", "St. Demetrios Greek Church", "priest"),
        _person("peter", "Peter Corkumby", "", "surveyor"),
        _firm("stop", "PetStop Warehouse - Hurstmoor", "pet store"),
        Entry("alias", "PetCastle Warehouse", entity=Entity.BUSINESS, occupation="pet store", aliases=("PetCastle",)),
        _person("trainer", "Devon Sparkhill", "PetCastle Warehouse", "store trainer"),
        _person("union", "Lorraine Hignettly", "GMB Quayside Branch", "union rep"),
        _person("rose", "Rose Hill", "", "retired teacher"),
        _firm("runners", "Rose Hill Runners", "running club"),
        _person("chuck", "Chuck Landersby", "Eastmoor Hardware", "hardware store owner"),
        _person("charlie", "Charlie Sandersby", "Eastmoor Little League", "league president"),
    ]
)


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("пані Галина з церкви св. Володимира", "halyna"),
        ("Ο πάτερ Πάνος από τον Άγιο Δημήτριο", "panos"),
        ("Pet Castle told me", "alias"),
        ("Lorraine GMB", "union"),
        ("Rose Hill, she's a person and not the place, she taught my two", "rose"),
        ("Chuck at Eastmoor Hardware", "chuck"),
    ],
)
def test_titles_scripts_and_what_stands_beside_tell_who_is_meant(answer: str, id: str) -> None:
    assert {credit.source.id for credit in attribute(answer, PARISH).introduced_by()} == {id}


@pytest.mark.parametrize(
    ("answer", "ids"),
    [("Rose Hill", set()), ("Rose Hill Runners, he told me", {"runners"}), ("Chuck from Eastmoor", set())],
)
def test_without_them_it_is_asked_or_the_firm_is_meant(answer: str, ids: set[str]) -> None:
    assert {credit.source.id for credit in attribute(answer, PARISH).introduced_by()} == ids
