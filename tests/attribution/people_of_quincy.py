"""A small directory that the tests of the decision share."""

from attribution import Directory, Entity, Entry, Kind

PERSON, BUSINESS = Entity.PERSON, Entity.BUSINESS

ENTRIES = (
    Entry("1", "Joe Ferrante", entity=PERSON, organisation="Ferrante Realty", occupation="realtor", city="Quincy"),
    Entry("2", "Ferrante Realty", entity=BUSINESS, occupation="real estate", city="Quincy", website="ferrante.example"),
    Entry("3", "Joe Mahoney", entity=PERSON, organisation="Mahoney Plumbing", occupation="plumber", city="Weymouth"),
    Entry("4", "Dr. Susan Kim", entity=PERSON, organisation="Granite Orthopedics", occupation="surgeon", city="Milton"),
    Entry("5", "Daniel Kim, DMD", entity=PERSON, organisation="Kim Dental", occupation="dentist", city="Quincy"),
    Entry(
        "6", "Sean Murphy", entity=PERSON, organisation="Daly Insurance", occupation="insurance agent", city="Quincy"
    ),
    Entry("7", "Shawn Murphy", entity=PERSON, organisation="Murphy Gardens", occupation="landscaper", city="Milton"),
    Entry("8", "Hudson Title LLC", entity=BUSINESS, occupation="title company", city="Braintree"),
    Entry("9", "Quincy Family Dental", entity=BUSINESS, occupation="dentistry", city="Quincy"),
    Entry("10", "Grace", entity=PERSON, organisation="Grace's Hair", occupation="hairdresser", city="Quincy"),
    Entry("11", "Meera Patel", entity=PERSON, organisation="Patel Tax", occupation="accountant", city="Braintree"),
    Entry("12", "Colin Heyes", entity=PERSON, organisation="Heyes Flooring", occupation="floor fitter", city="Wigan"),
    Entry("13", "Светлана Кузнецова", entity=PERSON, occupation="seamstress", city="Brighton"),
    Entry("14", "Summit", entity=BUSINESS, occupation="climbing gym", city="Everett"),
    Entry("15", "Summit Physical Therapy", entity=BUSINESS, occupation="physical therapy", city="Dedham"),
    Entry("16", "Maria Santos", entity=PERSON, occupation="past client", city="Quincy"),
    Entry("17", "Maria Santos", entity=PERSON, organisation="Signature Care", occupation="nurse", city="Brockton"),
    Entry("18", "Father Declan Shea", entity=PERSON, organisation="St. Brendan Parish", occupation="priest"),
    Entry("19", "Greater Boston Estate Board", entity=BUSINESS, aliases=("GBEB",), occupation="association"),
    Entry("20", "Wilma Okafor", Kind.EXISTING_CLIENT, entity=PERSON),
)


def quincy() -> Directory:
    """The directory, with the firm's own website."""
    return Directory(ENTRIES, own_hosts=["firm.example"])
