"""Whether a name stands where a source stands: what else its sentence says must not leave room for doubt."""

from attribution.entries.directory import Directory
from attribution.names.match import Match
from attribution.names.roles import is_a_role
from attribution.said.left_open import is_left_open
from attribution.said.standing import Standing
from attribution.tables import table, words
from attribution.who.another_bearer import MODAL
from attribution.who.first_names import is_rare_first_name
from attribution.words.reading import Reading, is_a_word, is_ordinary, stop_words
from attribution.words.trades import generic_firm_words, titles

UNSURE = "the client was not sure"
"""The ground that outweighs everything else."""
_A_STREET, _OWNED = "a street may be meant", "it is said what they own, not that they pointed here"
PLACES = frozenset({_A_STREET, _OWNED})
"""Grounds of a name that is part of a place: it is never credited unless somebody is said to have pointed here."""
OTHERWISE_KNOWN = "is known to be"
"""How the ground ends that somebody of the name is said to be something else than the entry."""
_WHOLE = frozenset({"full_name", "nickname_and_surname", "name_turned_round", "first_names", "initial_and_surname"})
_FIRMS = frozenset({"firm", "part_of_firm", "acronym", "alias"})
_STREETS = frozenset(table("names")["streets"])
_PARKS = frozenset(table("names")["places"])
_ALONG = frozenset({"on", "down", "up", "off", "along", "of", "in", "at", "to", "past", "near"})
_IS_A = [[verb, article] for verb in ("shes", "hes", "is", "whos") for article in ("a", "an")]
_TEACHING = frozenset({"teacher", "instructor", "coach", "tutor", "professor", "lecturer", "driver"})
_LIVING = frozenset({"live", "lives", "lived", "living", "move", "moved", "moving", "based", "grew", "born", "bought"})
_NEUTRAL = frozenset(table("names")["neutral_firm_words"])
_PLACED = frozenset({"at", "in", "on", "by", "from", "of", "chez", "bei", "w", "en", "hauv"})
_EXPLAINED = (
    "relations", "relative_of", "fillers", "decides", "names_it", "points", "weak_points", "returning", "contrasts",
    "existing_client_words", "pronouns", "ads", "staff_of", "nothing",
)  # fmt: skip


def unproved(  # noqa: PLR0911, PLR0912 - one ground after another reads best as a ladder
    match: Match, standing: Standing, reading: Reading, directory: Directory
) -> str:
    """What keeps a match that fits one entry from being credited: "" if it stands as a source does."""
    if match.rule == "confirmed_alias":
        return ""
    if _is_a_street(match, reading):
        return _A_STREET
    sure = match.support.count > 1 or match.support.firm_share >= 0.5
    if is_left_open(match, reading, directory, sure=sure):
        return UNSURE
    if standing.points < 2 and any(match.start - 1 <= c.end <= match.start for c in reading.of("tries")):
        return "somebody else said to try them"
    if word := _beside_a_part(match, reading):
        return f"“{word}” is not part of the name"
    if standing.points < 2 and any(0 <= match.start - cue.end <= 1 for cue in reading.of("present")):
        return "it is only said who is there"
    if _is_advertised(match, reading):
        return _OWNED
    if _is_only_used(match, reading):
        return "it is only said whom somebody uses"
    if role := _other_role(match, reading):
        return f"“{role}” is not what {match.card.entry.name} {OTHERWISE_KNOWN}"
    if name := _in_between(match, reading):
        return f"“{name}” had it from them, and told the client"
    bare = match.rule == "first_name" and not match.support.count and not standing.points
    if bare and not is_rare_first_name(reading.words[min(match.name)]) and _more_is_said(match, reading):
        return "a first name alone"
    if match.rule not in _WHOLE and not match.support.firm_share and (town := _other_town(match, reading, directory)):
        return f"“{town}” is not where {match.card.entry.name} {OTHERWISE_KNOWN}"
    if standing.points == 0 and not standing.decides and not _stands_as_a_source(match, reading):
        return "it is not said that they pointed here"
    return ""


def _is_only_used(match: Match, reading: Reading) -> bool:
    """Whether it is only said of the one who told that they use somebody ("my neighbour, who also uses Dr Patel")."""
    low, high = reading.bounds(match.start)
    before = [word for word in reading.words[max(low, match.start - 4) : match.start] if word not in _ALSO]
    used = before[-1:] in (["uses"], ["use"], ["sees"]) or before[-2:] in (["goes", "to"], ["is", "with"])
    told = any(match.end <= cue.start < high for cue in reading.of("points", "strong_points", "pronouns"))
    return used and not {"who", "that"}.isdisjoint(before[:-1]) and not told


_ALSO = frozenset({"also", "always", "too", "just", "still", "already"})


def _is_a_street(match: Match, reading: Reading) -> bool:
    """Whether "Summit Ave" or "on Otley Road" is where somebody lives or drives."""
    after, last = match.end, match.end - 1
    follows = after < len(reading.words) and reading.words[after] in _STREETS
    follows = follows and not (match.support.town and reading.words[after] == match.card.city[0])
    if follows and reading.clause[after] == reading.clause[last] and not reading.tokens[after].before.strip():
        return match.rule not in _WHOLE or reading.tokens[after].capital
    before = reading.words[match.start - 1] if match.start else ""
    if match.rule == "full_name" and match.card.person and _lives_there(match, reading):
        return True
    if match.rule == "full_name" and match.card.person and reading.words[last] in _STREETS:
        return before in _ALONG | {"down"} and not reading.tokens[last].possessive  # "Walking up Dean Street".
    if match.rule == "part_of_firm" and len(match.name) == 1 and before == "on":
        return not reading.tokens[last].possessive
    if match.rule != "part_of_firm" or reading.words[last] not in _STREETS or before not in _ALONG:
        return False
    beside = {*reading.words[max(0, match.start - 3) : match.start], *reading.words[match.end : match.end + 2]}
    return beside.isdisjoint(match.card.firm)


def _lives_there(match: Match, reading: Reading) -> bool:
    """Whether the client says that this is where somebody lives: "just moved into Rose Hill"."""
    before = reading.words[max(0, match.start - 3) : match.start]
    placed = before[-1:] in (["in"], ["into"], ["on"], ["to"])
    return placed and not _LIVING.isdisjoint(before) and not reading.tokens[match.end - 1].possessive


def _beside_a_part(match: Match, reading: Reading) -> str:
    """A word beside part of a name that makes it another's ("Dewgreen Animal Hospital" for Dewgreen Garage)."""
    if not (match.rule in {"surname", "part_of_firm"} or (match.rule == "alias" and len(match.name) == 1)):
        return ""
    before, after, card = match.start - 1, match.end, match.card
    own = {*card.firm, *card.given, *card.surname, *card.city}
    if before >= 0 and reading.clause[before] == reading.clause[match.start] and match.support.count < 2:
        word = reading.words[before]
        plain = (
            word not in titles()
            and not reading.tokens[match.start].before.strip()
            and word not in own
            and word not in stop_words()
        )
        named = word in words("first_names") and not is_ordinary(word)
        if plain and not _is_explained(before, match, reading) and (named or not is_a_word(word)):
            return reading.quote(before, before + 1)
    for place in range(after, min(after + 3, len(reading.words))):
        word = reading.words[place]
        broken = reading.clause[place] != reading.clause[match.start] or reading.tokens[place].before.strip()
        if broken or word in stop_words() or word in MODAL or word in own or place in match.explained:
            break
        trades = [t for low, high, t in reading.trades if low <= place < high]
        foreign = word in generic_firm_words() and word not in _NEUTRAL
        if foreign and (place > after or not any(t & card.trades for t in trades)):
            return reading.quote(after, place + 1)
        if any(cue.start <= place < cue.end for cue in reading.cues) or any(t & card.trades for t in trades):
            break
    return ""


def _is_explained(place: int, match: Match, reading: Reading) -> bool:
    """Whether a word belongs to the match, a cue, a title, or what is said of its trade."""
    spoken = any(low <= place < high for low, high, trades in reading.trades if trades & match.card.trades)
    cue = any(c.start <= place < c.end for c in reading.cues)
    return place in match.explained or spoken or cue or reading.words[place] in titles()


def _is_advertised(match: Match, reading: Reading) -> bool:
    """Whether it is the source's own advertisement or place that was seen ("Tony's ad", "Rose Field Park")."""
    after = match.end
    if after >= len(reading.words) or reading.clause[after] != reading.clause[after - 1]:
        return False
    if reading.tokens[after - 1].possessive:
        return any(cue.start == after for cue in reading.of("ads"))
    plain = all(is_ordinary(reading.words[p]) for p in match.name) and reading.words[after] in _PARKS
    return match.rule in _WHOLE and plain


def _other_role(match: Match, reading: Reading) -> str:
    """A trade that the client says the source has, and that it has not ("my landlord is Stan Fisher")."""
    if not match.card.trades or not match.card.person or match.support.trades or match.support.firm_share:
        return ""
    if _does_for_a_living(match, reading):
        return reading.quote(match.end, min(match.end + 3, reading.bounds(match.start)[1]))
    for low, high, trades in reading.trades:
        naming = reading.words[high : match.start] in ([], ["is"], ["was"], ["called"], ["named"])
        near = (high <= match.start and naming) or 0 <= low - match.end <= 3
        said = reading.words[max(0, low - 2) : low] in _IS_A
        apart = not said and reading.clause[low] != reading.clause[match.start] and not 0 < low - match.end <= 1
        if not near or apart or not (said or is_a_role(reading.words[high - 1])):
            continue
        if match.end <= low and not (said or _is_apposed(match.end, low, reading)):
            continue
        if reading.tokens[high - 1].possessive:
            continue  # "My cleaner's landlady".
        owned = said or (low > 0 and reading.words[low - 1] in {"my", "our", "the"})
        if owned and not trades & match.card.trades and not match.explained & set(range(low, high)):
            return reading.quote(low, high)
    return ""


def _is_apposed(end: int, low: int, reading: Reading) -> bool:
    """Whether nothing stands between a name and a role but what says that it is the same one: "Joe, my realtor".

    "Joe from my church", "Joe and the nurse", "Joe had the lawyer" and "Joe, not the actor" do not.
    """
    return _SAME_ONE.issuperset(reading.words[end:low])


_SAME_ONE = frozenset({"my", "our", "the", "a", "an", "is", "was", "who", "whos", "hes", "shes", "he", "she", "also"})
_SAME_ONE |= {"thats", "that", "as", "local", "old", "new", "lovely", "good", "great", "nice", "wonderful", "amazing"}
_SAME_ONE |= {
    "her",
    "his",
    "their",
    "mum",
    "moms",
    "mums",
    "dads",
    "family",
    "kids",
    "sons",
    "daughters",
    "wifes",
    "husbands",
}


def _does_for_a_living(match: Match, reading: Reading) -> bool:
    """Whether the words go on with another living: "Hardip Sandhar, teaches maths" is hardly the chemist."""
    if match.rule not in _WHOLE or not _TEACHING.isdisjoint(match.card.occupation):
        return False
    place = match.end
    while place < len(reading.words) - 1 and reading.words[place] in {"she", "he", "who", "and"}:
        place += 1
    if any(cue.start > place for cue in reading.of("points", "strong_points", "weak_points")):
        return False
    whom = reading.words[place + 1 : place + 2]
    said = reading.words[place : place + 1]
    return (said == ["drives"] and _WHOM.isdisjoint(whom)) or (
        said == ["teaches"] and (_WHOM | _TAUGHT).isdisjoint(whom)
    )


_WHOM = frozenset({"you", "me", "us", "past", "by"})
_TAUGHT = frozenset({"my", "our", "his", "her", "their", "them", "kids", "children"})
"""What stands after "teaches" and "drives" where no living is told."""


def _in_between(match: Match, reading: Reading) -> str:
    """Somebody with a name who had it from this source ("my cousin Fidelma, who had it from Noreen")."""
    for cue in reading.of("had_it"):
        if not 0 <= match.start - cue.end <= 3:
            continue
        place = cue.start - 1
        while place >= 0 and reading.words[place] in {"who", "that", "which", "she", "he", "and"}:
            place -= 1
        word = reading.words[place] if place >= 0 else ""
        named = (
            word in words("first_names") or word in words("surnames") or (place > 0 and reading.capital_inside(place))
        )
        if named and len(word) > 1 and word not in stop_words() and not is_ordinary(word):
            return reading.quote(place, place + 1)
    return ""


def _more_is_said(match: Match, reading: Reading) -> bool:
    """Whether the answer tells more of the one whose first name it gives."""
    rest = [p for p, word in enumerate(reading.words) if p not in match.explained and word not in stop_words()]
    fillers = {p for cue in reading.of("fillers") for p in range(cue.start, cue.end)}
    return len([p for p in rest if p not in fillers]) > 1


def _other_town(match: Match, reading: Reading, directory: Directory) -> str:
    """Another town of the directory that is said of the source ("Mike from the skip place in Bolton")."""
    last = reading.bounds(match.start)[1]
    own = {*match.card.city, *match.card.firm, *match.card.given, *match.card.surname}
    for place in range(match.end + 1, min(last, match.end + 9)):
        word = reading.words[place]
        if any(cue.role == "points" and match.end <= cue.start <= place for cue in reading.cues):
            return ""
        street = reading.words[place + 1 : place + 2]
        named = directory.is_city(word) and word not in own and place not in match.explained
        named = named and _STREETS.isdisjoint(street)
        if named and reading.words[place - 1] in _PLACED and not is_ordinary(word):
            return reading.quote(place, place + 1)
    return ""


def _stands_as_a_source(match: Match, reading: Reading) -> bool:
    """Whether the sentence begins with the source, or says little else, or is foreign around it."""
    if match.start and reading.words[match.start - 1] in {"was", "were", "is", "its", "twas"}:
        return True
    low, high = reading.bounds(match.start)
    explained = match.explained | set(range(match.start, match.end))
    explained |= {p for first, last, _ in reading.trades for p in range(first, last)}
    explained |= {p for cue in reading.of(*_EXPLAINED) for p in range(cue.start, cue.end)}
    left = [p for p in range(low, high) if p not in explained and reading.words[p] not in stop_words()]
    turn = max((c.start for c in reading.of("contrasts") if low <= c.start < match.start), default=low)
    before = [p for p in left if turn <= p < match.start]
    if not before or len(left) <= 1 or (match.card.person and len(before) == 1):
        return True
    firm = match.rule in _FIRMS and (len(match.name) > 1 or (match.complete and match.support.count > 0))
    placed = reading.words[match.start - 1] in _PLACED or match.start - 1 in explained
    if firm and placed and (match.complete or match.support.count or len(before) < 3):
        return True
    foreign = sum(not is_a_word(reading.words[p]) and reading.words[p] not in words("surnames") for p in left)
    known = (
        match.rule in _WHOLE
        or firm
        or (match.card.person and match.support.count > 0 and len(reading.words[min(match.name)]) > 3)
    )
    return known and len(left) > 1 and foreign >= 0.7 * len(left)
