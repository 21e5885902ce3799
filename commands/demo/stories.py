"""Who came to the demo firm, when, because of whom, and what became of them: all of it drawn from one seed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from attribution import Visit
from commands.demo.tables import table
from commands.demo.visits import visit_of
from commands.demo.words import BROUGHT_BY, Said, said_about

MONTHS = 18
ZONE = ZoneInfo("America/New_York")
# New clients of an accountant by month, January first.
_SEASON = (32, 36, 38, 28, 16, 15, 13, 14, 20, 24, 17, 15)
# Of a hundred clients, how many are won, by what brought them.
_WON = {"partner": 58, "client": 80, "neighbour": 50, "search": 34, "assistant": 40, "event": 30, "listing": 36}
_USUALLY_WON = 24


@dataclass(frozen=True, slots=True)
class Story:
    """One client of the demo firm. ``partner`` is the one who sent them; ``fee`` in cents, 0 for nothing."""

    at: datetime
    name: str
    email: str
    phone: str
    need: str
    said: Said
    visit: Visit | None
    brought_by: str
    partner: dict[str, Any] | None
    stage: str
    fee: int
    may_tell: bool


def month_before(day: date, months: int) -> date:
    """The first day of the month so many months before a day's."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def all_stories(today: date, chance: Random) -> list[Story]:
    """Every client of the last 18 months up to yesterday, in the order in which they came."""
    people = _people(chance)
    stories = [_told_in_full(story, today, chance) for story in table("story")["sent"]]
    for back in range(MONTHS - 1, -1, -1):
        first = month_before(today, back)
        for _ in range(_SEASON[first.month - 1]):
            stories.append(_drawn(first + timedelta(days=chance.randrange(28)), next(people), chance))
    return sorted((story for story in stories if story.at.astimezone(ZONE).date() < today), key=lambda story: story.at)


def _people(chance: Random) -> Any:
    """Names that come up once each, with an e-mail address and a number from the ranges kept for fiction."""
    names = [(first, last) for first in table("people")["first"] for last in table("people")["last"]]
    chance.shuffle(names)
    for number, (first, last) in enumerate(names):
        email = f"{first}.{last}@mail.example".lower()
        phone = f"({(845, 518, 914, 607, 315, 716)[number // 100 % 6]}) 555-01{number % 100:02}"
        yield f"{first} {last}", email, phone if number < 600 and chance.random() < 0.6 else ""


def _drawn(day: date, person: tuple[str, str, str], chance: Random) -> Story:
    brought_by = chance.choices(list(BROUGHT_BY), list(BROUGHT_BY.values()))[0]
    partner = None
    if brought_by == "partner":
        # A few send many and many send a few, more so than the numbers in the data say.
        partners = [each for each in table("partners")["partners"] if each.get("sends")]
        partner = chance.choices(partners, [each["sends"] ** 1.7 for each in partners])[0]
    said = said_about(brought_by, partner, chance)
    won = chance.randrange(100) < _WON.get(brought_by, _USUALLY_WON)
    return Story(
        at=_moment(day, chance),
        name=person[0],
        email=person[1],
        phone=person[2],
        need=chance.choice(table("answers")["needs"]["all"]),
        said=said,
        visit=visit_of(brought_by, said, (partner or {}).get("website", ""), chance),
        brought_by=brought_by,
        partner=partner,
        stage="won" if won else chance.choice(["enquiry", "qualified", "unqualified", "lost", "lost"]),
        fee=round(chance.lognormvariate(6.7, 0.7)) * 100 if won else 0,
        may_tell=chance.random() < 0.4,
    )


def _told_in_full(story: dict[str, Any], today: date, chance: Random) -> Story:
    partner = next(each for each in table("partners")["partners"] if each["name"] == story["partner"])
    return Story(
        at=_moment(month_before(today, story["month"]) + timedelta(days=chance.randrange(20)), chance),
        name=story["name"],
        email=f"{story['name'].split()[0].lower()}@{story['name'].split()[-1].lower()}.example",
        phone="",
        need="Books and taxes of the whole business",
        said=Said("recommended", story["answer"]),
        visit=None,
        brought_by="partner",
        partner=partner,
        stage=story.get("stage", "won"),
        fee=story.get("fee", 0),
        may_tell=True,
    )


def _moment(day: date, chance: Random) -> datetime:
    """A time of that day at which people fill in forms."""
    return datetime.combine(day, time(7 + chance.randrange(14), chance.randrange(60), chance.randrange(60)), ZONE)
