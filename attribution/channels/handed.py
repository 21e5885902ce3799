"""Whether a flyer, brochure or coupon only says how somebody who is credited told of the firm.

"She gave me your leaflet": what lies at a listed business, or is given by a partner, counts for them and is no
source of its own.
"""

from collections.abc import Sequence

from attribution.mentions.mention import Mention
from attribution.tables import table
from attribution.words.reading import Reading

_KNOWN = table("mentions")["handed"]
_SHEETS = frozenset(_KNOWN["media"])
_APART = frozenset(_KNOWN["apart"])
_DELIVERED = frozenset(_KNOWN["delivered"])
_POSTED = frozenset({"mailer", "mailers", "mailshot", "mail", "post"})
_GIVEN = frozenset(_KNOWN["given"])
_NEAR = 4
"""So many words around a sheet may say how it came."""


def is_handed_over(mention: Mention, credited: Sequence[tuple[int, int]], reading: Reading) -> bool:  # noqa: PLR0911 - one ground after another reads best as a ladder
    """Whether a sheet is only what a credited partner had or gave, or what was given out at a talk."""
    if _is_of_a_talk(mention, reading, credited=bool(credited)):
        return True
    if mention.own_site or not credited:
        return bool(credited) and _is_shown(mention, credited, reading)
    if _is_its_own(mention, credited, reading):
        return True
    if mention.medium is None or mention.medium.name not in _SHEETS:
        return False
    words = reading.words
    around = words[max(0, mention.start - _NEAR) : mention.end + _NEAR]
    if not _DELIVERED.isdisjoint(around) or not _POSTED.isdisjoint(words[mention.start : mention.end]):
        return False
    sentence = reading.sentence[mention.start]
    near = [place for place in credited if reading.sentence[place[0]] == sentence]
    if not near:
        # "Joy from the choir ... She pressed your leaflet on me".
        before = [place for place in credited if 0 < sentence - reading.sentence[place[0]] <= 1]
        low, _ = reading.bounds(mention.start)
        return bool(before) and words[low] in _THEY
    if not _GIVEN.isdisjoint(words[max(0, mention.start - _NEAR) : mention.start]):
        return any(start < mention.start for start, _ in near)
    if _lies_there(mention, near, reading):
        return False
    shared = words[mention.end : mention.end + 2] == ["with", "me"]
    return shared or all(end <= mention.start and _APART.isdisjoint(words[end : mention.start]) for _, end in near)


def _is_of_a_talk(mention: Mention, reading: Reading, *, credited: bool) -> bool:
    """Whether a handout is that of a talk or class ("a lunch and learn at work, I kept the handout")."""
    given_out = not _GIVEN_OUT.isdisjoint(reading.words[mention.start : mention.end])
    return given_out and (credited or bool(reading.of("events")) or not _TALKS.isdisjoint(reading.words))


_GIVEN_OUT = frozenset({"handout", "handouts", "worksheet", "booklet"})
_TALKS = frozenset(
    {"talk", "talks", "class", "classes", "workshop", "seminar", "webinar", "course", "lecture", "presentation"}
    | {"session", "training", "lunch", "meeting", "evening", "conference", "inservice", "orientation", "induction"}
)


def _lies_there(mention: Mention, near: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether a sheet was only seen at a firm ("the bakery has your flyer by the till"), and not given by anybody."""
    words = reading.words
    before = words[max(0, mention.start - 2) : mention.start]
    had = before[:1] in (["has"], ["have"], ["had"]) and before[1:] in (["your"], ["ur"], ["yer"], ["a"])
    placed = words[mention.end : mention.end + 1] in (["by"], ["at"], ["on"], ["in"], ["near"], ["next"], ["beside"])
    return had and placed and any(end == mention.start - 2 for _, end in near)


def _is_its_own(mention: Mention, credited: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether a magazine, list or chat is that of whoever is named right before, or somebody spoke on the radio."""
    own = mention.medium is not None and mention.medium.name in _OF_A_BODY
    joined = reading.words[mention.start] in _APART or reading.words[mention.start] == "with"
    return own and not joined and any(end == mention.start for _, end in credited)


_OF_A_BODY = frozenset({"Magazine ad", "Mailing list", "Newsletter", "Radio ad"})


def _is_shown(mention: Mention, credited: Sequence[tuple[int, int]], reading: Reading) -> bool:
    """Whether the firm's own pages are what somebody who is credited wrote down, printed or opened for the client."""
    before = reading.words[max(reading.bounds(mention.start)[0], mention.start - _NEAR) : mention.start]
    opened = reading.words[mention.end : mention.end + 1] == ["open"]
    return (opened or not _SHOWN.isdisjoint(before)) and any(start < mention.start for start, _ in credited)


_SHOWN = frozenset({"wrote", "printed", "slid", "turned", "pulled", "showed", "scribbled", "handed"})
_THEY = frozenset({"he", "she", "they", "the", "in", "under", "hers", "his"})
