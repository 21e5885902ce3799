"""A second small directory: partners whose names are also towns, words, streets, or each other's."""

from attribution import Directory, Entity, Entry

PERSON, BUSINESS = Entity.PERSON, Entity.BUSINESS


def _person(id: str, name: str, organisation: str, occupation: str, city: str) -> Entry:
    return Entry(id, name, entity=PERSON, organisation=organisation, occupation=occupation, city=city)


def _firm(id: str, name: str, occupation: str, city: str, aliases: tuple[str, ...] = ()) -> Entry:
    return Entry(id, name, entity=BUSINESS, occupation=occupation, city=city, aliases=aliases)


ENTRIES = (
    _person("oakley", "Martin Oakley", "Oakley Mortgages", "mortgage broker", "Leeds"),
    _firm("oakley-firm", "Oakley Mortgages", "mortgage broker", "Leeds"),
    _person("dana", "Dana Whitcomb", "Harbor Dental", "dentist", "Salem"),
    _firm("harbor", "Harbor Dental", "dental practice", "Salem"),
    _person("menon", "Dr. Ravi Menon", "Northside Clinic", "physician", "Peabody"),
    _person("teresa", "Teresa Kowalczyk", "Kowalczyk Bakery", "baker", "Lynn"),
    _firm("bakery", "Kowalczyk Bakery", "bakery", "Lynn"),
    _person("bill", "Bill Hanley", "", "past client", "Salem"),
    _person("rosalind", "Rosalind Achterberg", "Achterberg Design", "interior designer", "Beverly"),
    _firm("yoga", "Maple Street Yoga", "yoga studio", "Salem"),
    _person("gus", "Gus Petrakis", "Petrakis Roofing", "roofer", "Lynn"),
    _firm("roofing", "Petrakis Roofing LLC", "roofing", "Lynn"),
    _person("tom", "Father Tom Brennan", "St. Anne Parish", "priest", "Salem"),
    _person("lucy", "Lucy Tran", "Tran Nails", "nail salon owner", "Lynn"),
    _person("marcus", "Marcus Bell", "Bell & Howe LLP", "attorney", "Boston"),
    _firm("howe", "Bell & Howe LLP", "law firm", "Boston"),
    _person("nadia", "Nadia Haddad", "", "past client", "Beverly"),
    _firm("gym", "Cobalt Fitness", "gym", "Lynn"),
    _person("stan", "Stan Fisher", "Cobalt Fitness", "personal trainer", "Lynn"),
    _person("eric", "Eric Larsen", "Larsen Auto", "mechanic", "Peabody"),
    _person("erik", "Erik Larson", "Larson Movers", "mover", "Lynn"),
    _person("moon", "Patricia Moon", "Moon Realty", "realtor", "Salem"),
    _firm("realty", "Moon Realty", "real estate", "Salem"),
    _person("grainne", "Gráinne Ní Cheallaigh", "Wexford Stables", "riding instructor", "Lynn"),
    _person("wei", "Wei Liang", "", "past client", "Boston"),
    _person("liang", "Liang Wei", "Liang Tailoring", "tailor", "Boston"),
    _firm("union", "Coast & Harbor Credit Union", "credit union", "Salem", ("CHCU",)),
    _person("pam", "Pam Ostrow", "Coast & Harbor Credit Union", "loan officer", "Salem"),
    _person("rose", "Rose Field", "Field Florist", "florist", "Salem"),
    _person("farrier", "Ned Garvey", "Garvey Farriery", "farrier", "Lynn"),
    _person("driver", "Ned Garvey", "", "taxi driver", "Salem"),
)


def salem() -> Directory:
    """The directory."""
    return Directory(ENTRIES)
