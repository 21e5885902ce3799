"""Insurers, unions, bodies, makers and their like: sources where they listed the firm, and not where they are had."""

import pytest

from attribution import Directory, Entity, Entry, Kind, attribute
from attribution.words.media import all_media

LISTED = (
    # Nothing but the name, with its list or how one came to it.
    ("legalshield", "LegalShield"),
    ("legal sheild", "LegalShield"),
    ("Aetna", "Aetna"),
    ("aarp", "AARP"),
    ("perkbox thru work", "Perkbox"),
    ("Tricare list", "Tricare"),
    ("through Bupa", "Bupa"),
    ("from the RIAI", "Royal Institute of the Architects of Ireland"),
    ("propertymark", "Propertymark"),
    ("hbf members choice", "HBF"),
    ("legal plan through the shipyard. ARAG", "ARAG"),
    ("EAP at work (Telus Health). They have lawyers on their list", "TELUS Health"),
    ("my union has a legal page. UNISON", "UNISON"),
    # A list, page or finder of it.
    ("Aetna directory", "Aetna"),
    ("the Cigna website had your name", "Cigna"),
    ("Blue Cross find-a-doctor tool", "Blue Cross Blue Shield"),
    ("on the HMSA find a doctor page", "HMSA"),
    ("SelectHealth dental directory online", "SelectHealth"),
    ("petplan's list of vets", "Petplan"),
    ("the colorado bar find a lawyer page", "Colorado Bar Association"),
    ("FCA register, then alphabetically", "FCA Register"),
    ("Xero advisors page", "Xero"),
    ("Trane comfort specialist page", "Trane"),
    ("Daikin installer locator", "Daikin"),
    ("JEA rebate list", "JEA"),
    ("the motability booklet lists you for servicing", "Motability"),
    ("the government ozev installer list for the grant", "OZEV"),
    ("orthodontic society of ireland website", "Orthodontic Society of Ireland"),
    ("quickbooks find a proadvisor", "QuickBooks"),
    ("invisalign dot com says you are a top provider", "Invisalign"),
    ("my insurance has a website, Aetna find a dentist, and you came up", "Aetna"),
    # What it did.
    ("AXA sent a list of 3", "AXA"),
    ("SIPTU gave me a sheet of solicitors", "SIPTU"),
    ("the VA sent the list for community care", "VA"),
    ("Kaiser emailed me that I could go outside and you were on it", "Kaiser Permanente"),
    ("Laya have ye down as one of their approved ones", "Laya"),
    ("Bupa referred me", "Bupa"),
    ("Cigna gave me your number", "Cigna"),
    ("American Home Shield assigned you", "American Home Shield"),
    ("my home warranty assigned you. American home sheild", "American Home Shield"),
    ("ComPsych matched us with you", "ComPsych"),
    ("Medibank suggested you and two others", "Medibank"),
    ("Humana lists you as in network", "Humana"),
    ("the Teamsters recommended your office", "Teamsters"),
    # That the client found the firm there.
    ("found you thru Vhi", "Vhi"),
    ("you were on Tricare", "Tricare"),
    ("got your name from the Florida Bar", "Florida Bar"),
    ("was referred by LegalShield", "LegalShield"),
    ("came to you through Delta Dental", "Delta Dental"),
    ("united concordia, you're on there", "United Concordia"),
    ("saw you listed with Denplan", "Denplan"),
    ("whitecoat, searched snoring mouthguard", "Whitecoat"),
    ("hello, I picked you from Physio First", "Physio First"),
    # Directories are media like others, and so are those that are found misspelt.
    ("Open Path", "Open Path"),
    ("I found you thru Alma", "Alma"),
    ("Studentpad", "Studentpad"),
    ("psych today", "Psychology Today"),
    ("lawyers dot com", "Lawyers.com"),
)


@pytest.mark.parametrize(("answer", "name"), LISTED)
def test_who_listed_the_firm_is_the_source(answer: str, name: str) -> None:
    assert name in [credit.source.name for credit in attribute(answer, Directory()).credits]


ONLY_HAD = (
    "I have Aetna",
    "I have Delta Dental through my job",
    "my insurance is Cigna do you take it",
    "do you take Tricare",
    "is Bupa ok?",
    "my Aetna card",
    "the VA turned me down",
    "Blue Cross said no",
    "Blue Cross said no so my neighbor told me to ring",
    "Aetna denied my claim",
    "Kaiser wouldn't see me till June",
    "my old dentist stopped taking Cigna",
    "left Kaiser last year",
    "we switched to Humana in January",
    "Medicare only covers half of it",
    "AXA won't pay",
    "State Farm totaled my car",
    "Geico lowballed us, my cousin said get a lawyer",
    "fighting with Allstate",
    "my wife works for Aetna",
    "my brother is in the Teamsters",
    "a friend at SIPTU head office",
    "I worked at Bupa for nine years",
    "Cigna gave me the runaround",
    "Humana sent me a bill",
    "Aetna gave me a hard time",
    "the Aetna list was useless",
    "nobody on the Cigna list rang back",
    "the Bupa website wouldn't load",
    "couldn't find anyone on the Tricare directory",
    "my Trane furnace is twenty years old",
    "we have a Tesla and need a charger",
    "want Invisalign",
    "Invisalign",
    "the Daikin is leaking again",
    "Lennox gave me your number",
    "had Petplan but they put the price up",
    "ARAG turned us away so I looked elsewhere",
    "American Home Shield sent a cowboy",
    "my daughter is on Medicaid",
    "I'm with HBF",
    "we use Xero for the books",
    "moving off QuickBooks",
    "ACC pays for six sessions",
    "the IRS and Medicare are both after me",
    "got hurt, WorkSafeBC is being slow",
    "my husband's Motability car needs tyres",
)


@pytest.mark.parametrize("answer", ONLY_HAD)
def test_who_is_only_had_or_fought_with_is_no_source(answer: str) -> None:
    listing = {medium.name for medium in all_media() if medium.lists}
    assert listing.isdisjoint(credit.source.name for credit in attribute(answer, Directory()).credits)


PARTNERS = (
    ("Kaiser Family Dental", "Kaiser Family Dental"),
    ("Propertymark", "propertymark"),
    ("Open Path Counselling", "Open Path Counselling"),
    ("Colorado Bar", "Colorado Bar"),
    ("IBEW Local 9", "IBEW hall gave me 2 names"),
)


@pytest.mark.parametrize(("name", "answer"), PARTNERS)
def test_a_partner_of_that_name_comes_before(name: str, answer: str) -> None:
    partner = Entry(id="7", name=name, kind=Kind.PARTNER, entity=Entity.BUSINESS)
    assert [credit.source.id for credit in attribute(answer, Directory([partner])).credits] == ["7"]


def test_what_is_only_misspelt_as_one_is_none() -> None:
    for answer in ("the daycare down the road told me", "they had a resource sheet", "gave me your direct line"):
        names = {credit.source.name for credit in attribute(answer, Directory()).credits}
        assert names.isdisjoint(medium.name for medium in all_media() if medium.lists), answer


def test_a_branch_that_is_a_partner_is_meant_where_its_further_name_is_said() -> None:
    branch = Entry(id="7", name="Unison Riverbank", kind=Kind.PARTNER)
    result = attribute("in the Unison magazine, riverbank pages", Directory([branch]))
    assert {credit.source.id for credit in (*result.credits, *result.suggestions)} == {"7"}


def test_a_partner_who_shares_only_a_word_does_not_hide_a_page() -> None:
    gym = Entry(id="7", name="Xero Gravity Gym", kind=Kind.PARTNER)
    assert [credit.source.name for credit in attribute("Xero advisors page", Directory([gym])).credits] == ["Xero"]


def test_somebody_of_the_directory_is_asked_about_rather_than_an_insurer() -> None:
    person = Entry(id="7", name="Alan Kaiser", kind=Kind.PARTNER)
    result = attribute("Kaiser gave me your number", Directory([person]))
    assert "Kaiser Permanente" not in [credit.source.name for credit in (*result.credits, *result.suggestions)]
