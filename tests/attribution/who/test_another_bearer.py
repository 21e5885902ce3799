"""Names of somebody else that share a part with an entry's: nobody is credited for the half that fits."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute


def _person(id: str, name: str, occupation: str = "", organisation: str = "", alias: str = "") -> Entry:
    aliases = (alias,) if alias else ()
    return Entry(
        id,
        name,
        entity=Entity.PERSON,
        occupation=occupation,
        organisation=organisation,
        city="Otterby",
        aliases=aliases,
    )


DIRECTORY = Directory(
    [
        _person("kelly", "Kelly Clayter", "attorney"),
        _person("yee", "Stephen Yee", "CPA"),
        _person("dirie", "Hodan Dirie", "interpreter"),
        _person("graham", "Graham Tuckwell", "solicitor", "Tuckwell Legal"),
        _person("ofelia", "Ofelia Castañeda", "tamale maker", "Castañeda Tamales"),
        _person("yousaf", "Farah Yousaf", "welfare adviser"),
        _person("gershon", "Naomi Gershon", "rabbi"),
        _person("pastor", "Jean-Pierre Mukendi", "pastor", "Living Word Church"),
        _person("tate", "Pastor Reginald Tate", "pastor"),
        _person("wren", "Wren Castleberry", "photographer"),
        _person("siobhan", "Siobhan Doyle", "pub owner", "The Otterby Tap"),
        _person("gabriela", "Gabriela Torres", "social worker", "Centro Familiar"),
        _person("kellyh", "Kelly Hartnoll", "tiler", "Northern Bathrooms"),
        _person("ernesto", "Ernesto Villalobos Sr.", "accountant", "Villalobos & Son"),
        _person("odalys", "Odalys Prado", "hairdresser", "Salon Prado"),
        _person("marten", "John A. Martenbury", "hardware store owner", "Martenbury Hardware"),
        _person("nguyen", "Nguyen Van Minh", "mechanic", "Minh Auto"),
        _person("hoa", "Tran Thi Hoa", "nail salon owner", "Tran Nails"),
        Entry("nails", "Tran Nails", entity=Entity.BUSINESS, occupation="nail salon", city="Otterby"),
        _person("molly", "Molly Tran", "physical therapist"),
        _person("turned", "Minh Quach", "florist"),
        _person("yoli", "Yolanda Archambault", "bail bondsman", alias="Yoli"),
        _person("lars", "Lars Sorensby", "dental technician"),
        _person("elena", "Elena Ruizpardo", "past client"),
        _person("maria", "María Elena Ruizpardo", "preschool director"),
    ]
)


def _credited(answer: str) -> list[str]:
    result = attribute(answer, DIRECTORY)
    return [credit.source.id for credit in result.introduced_by() if credit.source.kind is Kind.PARTNER]


@pytest.mark.parametrize(
    "answer",
    [
        "bob clayter gave me your name",
        "solveig clayter gave me your name",
        "Norm Clayter gave me your number",
        "referred by will clayter",
        "guy clayter told me about you",
        "Rhona Yee the CPA",
        "Wolfgang Yee, my accountant, told me about you",
        "Will Dirie the interpreter",
        "Graham Osgood at Tuckwell Legal",
        "Ofelia Pfeiffer the tamale maker",
        "my tamale maker Ofelia Brennan",
        "yousaf insurance recommended you",
        "gershon law group gave me your name",
        "Yolanda Martenbury the hardware store owner",
        "Elena Ruizpardo",
        "my neighbor, who also uses Graham Tuckwell",
    ],
)
def test_who_shares_half_a_name_is_nobody_known(answer: str) -> None:
    assert not _credited(answer)
    assert attribute(answer, DIRECTORY).decision == "review"


@pytest.mark.parametrize(
    ("answer", "id"),
    [
        ("kelly clayter gave me your name", "kelly"),
        ("the guy clayter, your old attorney, told me", "kelly"),
        ("Stephen Yee the CPA", "yee"),
        ("Mr Yee the CPA", "yee"),
        ("Graham Tuckwel at Tuckwell Legal", "graham"),
        ("Graham at Tuckwell Legal", "graham"),
        ("Yousaf the welfare adviser", "yousaf"),
        ("le pasteur Mukendi nous a parlé de vous", "pastor"),
        ("Paster Tate", "tate"),
        ("ren castlebury took our wedding pics and told us about you", "wren"),
        ("shuvon doyle who owns the tap told me about you", "siobhan"),
        ("Gabby Torres at centro familiar sent me", "gabriela"),
        ("Kelly Anne at Northern Bathrooms said you fit for them", "kellyh"),
        ("the old man at Villalobos & Son, Ernesto Sr., told us about you", "ernesto"),
        ("me mandó Odalys la del salón", "odalys"),
        ("Nguyen Van Minh told me", "nguyen"),
        ("Tran Thi Hoa told me", "hoa"),
        ("Quach Minh sent me", "turned"),
        ("Yoli", "yoli"),
        ("Lars Sorensby was my dentist 30 yrs, he said to come here", "lars"),
    ],
)
def test_the_entrys_own_name_in_another_spelling_is_known(answer: str, id: str) -> None:
    assert _credited(answer) == [id]


@pytest.mark.parametrize(
    "answer", ["Mary Ann Delacroix", "Jean-Pierre Delacroix at work", "Mary Ann Osgood the realtor"]
)
def test_two_first_names_before_another_surname_are_nobodys(answer: str) -> None:
    directory = Directory(
        [
            _person("ann", "Mary Ann Szymanski", "realtor"),
            _person("pierre", "Jean-Pierre Mukendi", "pastor"),
        ]
    )
    assert not attribute(answer, directory).introduced_by()


def test_two_first_names_alone_are_whose_they_are() -> None:
    directory = Directory([_person("ann", "Mary Ann Szymanski", "realtor", "Szymanski Homes")])
    for answer in ("Mary Ann", "Mary Ann from Szymanski Homes", "Mary Ann Szymanskie"):
        assert [credit.source.id for credit in attribute(answer, directory).introduced_by()] == ["ann"], answer


def test_whoever_has_a_rare_first_name_at_a_firm_is_not_the_firm() -> None:
    firm = Entry("firm", "Bedrosian & Bedrosian, P.C.", entity=Entity.BUSINESS, occupation="law firm", city="Otterby")
    directory = Directory([firm])
    assert not attribute("Haig Osgood from Bedrosian & Bedrosian", directory).introduced_by()
    assert attribute("someone from Bedrosian & Bedrosian", directory).introduced_by()


@pytest.mark.parametrize("answer", ["Donalda Farquharson", "Edward Novak", "Caroline Duff", "Carolyn Duffy"])
def test_a_bare_name_is_no_question_where_the_other_is_called_by_no_such_name(answer: str) -> None:
    directory = Directory(
        [
            _person("donald", "Donald Farquharson", "crofter"),
            _person("Donalda Farquharson", "Donalda Farquharson", "past client"),
            _person("tadeusz", "Tadeusz Nowak", "butcher", alias="Ted"),
            _person("Edward Novak", "Edward Novak", "past client"),
            _person("Caroline Duff", "Caroline Duff", "HR consultant"),
            _person("Carolyn Duffy", "Carolyn Duffy", "past client"),
        ]
    )
    assert [credit.source.id for credit in attribute(answer, directory).introduced_by()] == [answer]


def test_the_last_word_of_an_occupation_is_no_title() -> None:
    directory = Directory([_person("tyler", "Tyler Allred", "loan officer", "Red Mountain Mortgage")])
    result = attribute("our loan officer Tyler", directory)
    assert [credit.source.id for credit in result.introduced_by()] == ["tyler"]
    assert not attribute("Officer Tyler", directory).introduced_by()


def test_a_firm_of_a_short_form_of_a_bare_name_has_no_first_name() -> None:
    firm = Entry("firm", "Ted Novak Butchers", entity=Entity.BUSINESS, occupation="butcher", city="Otterby")
    directory = Directory([_person("edward", "Edward Novak", "past client"), firm])
    result = attribute("Edward Novak", directory)
    assert [credit.source.id for credit in result.introduced_by()] == ["edward"]


def test_first_names_that_begin_alike_and_share_a_short_form_are_a_question() -> None:
    directory = Directory(
        [
            _person("richard", "Richard Lozano", "water heater installer", alias="Ricky"),
            _person("ricardo", "Ricardo Lozano", "welder"),
        ]
    )
    assert not attribute("Ricardo Lozano", directory).introduced_by()
