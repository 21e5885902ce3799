"""Who does what in an answer: whether a name stands where the one who sent the client stands.

Each sentence is walked from left to right with its subject in mind: a name, a pronoun that stands for whoever was named
last, a relation, a medium, the client, the firm. What follows is what the subject does, by the sense of its words, and
whether it was done with something of ours ("your card", "this place", "you"). So "Hope did the sale ... and came back
with your card" is seen as something that Hope did with our card, however many words stand between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from attribution.names.match import Match
from attribution.tables import table
from attribution.words.reading import Reading

ME, KIN, MEDIUM = "client", "kin", "medium"
_US = "firm"
_REACH = 9
"""So many words after what somebody did may that stand which it was done with."""
_TOGETHER = 8
"""So many who do one thing together share what it is done with."""
_MOST = 250
"""So many words are walked."""


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of ``data/acting.toml``."""
    return frozenset(table("acting")[name].split())


@cache
def _telling() -> frozenset[str]:
    """The words that change the subject, or say what something is done with or that it is had."""
    return frozenset({"my", "here"}).union(*map(listed, _LISTS))


_LISTS = ("client", "pronouns", "you", "your", "this", "mine", "no", "had")


@dataclass(slots=True)
class Act:
    """Something that somebody is said to have done: the sense of the word, its place, and what it was done with."""

    who: str
    sense: str
    place: int
    named: bool
    """Whether the one who did it is named in this very clause, not only meant by a pronoun or left out."""
    ours: str = ""
    mine: bool = False
    denied: bool = False


def acts_in(
    reading: Reading,
    senses: Sequence[str],
    named: Sequence[Match],
    media: Sequence[tuple[int, int]],
    kin: Sequence[tuple[int, int]],
) -> list[Act]:
    """All that is said to be done, in the order of the words. ``who`` is the id of a name, or the sort of another."""
    walk = _Walk(reading, senses)
    starts = {p: match for match in named for p in range(match.start, match.end)}
    of_media = {p for start, end in media for p in range(start, end)}
    of_kin = {p for start, end in kin for p in range(start, end)}
    told, acts = _telling(), listed("acts")
    for place, (word, full) in enumerate(zip(reading.words[:_MOST], reading.full, strict=False)):
        if place in starts:
            walk.meet_a_name(starts[place], place)
        elif place in of_media:
            walk.meet(MEDIUM, place)
        elif place in of_kin:
            walk.meet_kin(place)
        else:
            if place and reading.sentence[place] != reading.sentence[place - 1]:
                walk.begin_a_sentence()
            if full in told or word in told or senses[place] in acts:
                walk.word(place)  # Most words tell nothing of who does what.
    return walk.acts


class _Walk:
    """One pass over the words of an answer."""

    def __init__(self, reading: Reading, senses: Sequence[str]) -> None:
        self.reading, self.senses = reading, senses
        self.acts: list[Act] = []
        self.who = ""
        self.also: tuple[str, ...] = ()
        self.last_person = self.last_named = ""
        self.kin_in = -1
        self.named = False
        self.at = -1
        self.denied = -9

    def meet_a_name(self, match: Match, place: int) -> None:
        """A name: the subject of what follows, unless it stands after a word that makes it an object; two names with
        nothing but "and" between them are it together."""
        if self.who == match.card.id and self.named:
            self.at = place
            return
        before = self.reading.words[match.start - 1] if match.start else ""
        clause = self.reading.clause
        same = match.start > 0 and clause[match.start - 1] == clause[match.start]
        joined = self._is_joined(match, place)
        self.last_person = self.last_named = match.card.id
        if joined:
            self.also = (*self.also, self.who)
            self.who, self.at, self.named = match.card.id, place, True
            return
        if same and before in listed("object_after") and self.who and self.who != ME:
            return  # "she put you up on the board at Hope" is hers still.
        self._subject(match.card.id, place, named=True)

    def meet(self, who: str, place: int) -> None:
        before = self.reading.words[place - 1] if place else ""
        if before in listed("object_after") and self.who not in {"", ME}:
            return
        self._subject(who, place, named=True)

    def meet_kin(self, place: int) -> None:
        """A relation: it says who somebody named is where it stands beside the name, and is somebody else elsewhere."""
        beside = self.named and 0 < place - self.at <= 3 and self.who not in {"", ME, _US, MEDIUM, KIN}
        possessive = place > 0 and self.reading.tokens[place - 1].possessive
        object_of = (
            place > 0
            and self.reading.words[place - 1] in (listed("object_after") | listed("of_kin"))
            and self.who not in {"", ME}
        )
        if (beside or object_of) and not possessive:
            return
        self.last_person = KIN
        self.kin_in = self.reading.sentence[place]
        self._subject(KIN, place, named=True)

    def _is_joined(self, match: Match, place: int) -> bool:
        between = self.reading.words[self.at + 1 : match.start]
        return (
            self.named
            and place == match.start
            and self.at >= 0
            and bool(between)
            and listed("joins").issuperset(between)
        )

    def _subject(self, who: str, place: int, *, named: bool) -> None:
        self.who, self.at, self.named, self.also = who, place, named, ()

    def begin_a_sentence(self) -> None:
        """Another sentence than the one before: what it tells is done by whoever was named last, and by nobody else."""
        if self.who in {ME, _US, MEDIUM}:
            self.who = ""
        self.named = False

    def word(self, place: int) -> None:
        """Any other word: it may change the subject, be something done, or be what it is done with."""
        word, full = self.reading.words[place], self.reading.full[place]
        before = self.reading.words[place - 1] if place else ""
        first = place == 0 or self.reading.clause[place] != self.reading.clause[place - 1]
        if full in listed("client") or (full == "my" and first):
            self._subject(ME, place, named=True)
        elif full in listed("pronouns"):
            if self.last_person == KIN and self.last_named and self.reading.sentence[place] != self.kin_in:
                self.last_person = self.last_named  # "My brother ... . She ..." is whoever was named.
            if self.last_person and not (full in {"who", "whos", "whod"} and self.who not in {"", ME, _US}):
                self._subject(self.last_person, place, named=False)
        elif full in listed("you") and self._acts_next(place) and not first:
            self._ours(place, "you")
            self._subject(_US, place, named=True)
        elif full in listed("you"):
            self._ours(place, "you")
        elif full in listed("your"):
            self._ours(place, "contact" if self._contact_near(place) else "your")
        elif full == "here" or (word in listed("this") and before == "this"):
            self._ours(place, "here")
        elif full in listed("mine"):
            self._mine(place)
        elif full in listed("no"):
            self.denied = place
        elif full not in listed("polite") and (self.senses[place] in listed("acts") or self._is_had(place)):
            self._act(place)

    def _acts_next(self, place: int) -> bool:
        nxt = place + 1
        return nxt < len(self.senses) and (
            self.senses[nxt] in {"work", "use"} or self.reading.words[nxt] in listed("does")
        )

    def _contact_near(self, place: int) -> bool:
        return any(self.senses[p] == "contact" for p in range(place + 1, min(place + 4, len(self.senses))))

    def _is_had(self, place: int) -> bool:
        return self.reading.words[place] in listed("had")

    def _act(self, place: int) -> None:
        if not self.who:
            return
        sense = self.senses[place] or "other"
        if self._is_had(place):
            sense = self.reading.words[place]
        for who in (*self.also, self.who):
            self.acts.append(Act(who, sense, place, self.named, denied=place - self.denied <= 2))

    def _ours(self, place: int, what: str) -> None:
        last = [act for act in self.acts[-_TOGETHER:] if act.place == self.acts[-1].place]
        if last and place - last[-1].place <= _REACH and last[-1].who == self.who:
            for act in last:
                act.ours = act.ours or what
        elif self.who:
            self.acts.append(Act(self.who, "none", place, self.named, what))

    def _mine(self, place: int) -> None:
        last = [act for act in self.acts[-_TOGETHER:] if act.place == self.acts[-1].place]
        if last and place - last[-1].place <= 2 and last[-1].who == self.who:
            for act in last:
                act.mine = True


def facts_of_acts(match: Match, acts: Sequence[Act]) -> Iterator[str]:
    """What is said that the one who is named did, and who else did something with what is ours."""
    own = [act for act in acts if act.who == match.card.id]
    yield f"acts={min(len(own), 3)}"
    for act in own:
        yield from _of_act(act)
    if own:
        yield f"first act={_short(own[0])}"
        yield f"last act={_short(own[-1])}"
    together = {act.place for act in own}
    by = {
        act.who if act.who in {KIN, MEDIUM, ME} else "other"
        for act in acts
        if _is_towards_us(act) and act.who not in {match.card.id, _US} and act.place not in together
    }
    ours = "own" if any(map(_is_towards_us, own)) else "none"
    for who in sorted(by) or ("nobody else",):
        yield f"ours by {who}&{ours}"
    if acts and acts[-1].who == match.card.id:
        yield "acts last"
    for act in acts:
        if act.who == ME and 0 < match.start - act.place <= _NEAR:
            yield f"client did={act.sense}"
            if act.denied:
                yield "client did not"


_NEAR = 4
"""So many words before a name may that stand which the client did with its bearer."""


def _of_act(act: Act) -> Iterator[str]:
    way, no = f"act={act.sense}", "&denied" if act.denied else ""
    yield way + no
    if act.ours:
        yield f"{way}&{act.ours}{no}"
        yield f"act ours={act.ours}{no}"
        yield f"act ours{no}"
        if act.sense in listed("towards"):
            yield f"act towards us{no}"
    if act.mine:
        yield f"{way}&me{no}"
        yield f"act me{no}"
    if not act.named:
        yield f"{way}&later{no}"
        if act.ours:
            yield f"act ours&later{no}"


def _is_towards_us(act: Act) -> bool:
    return bool(act.ours) and act.sense in listed("towards") and not act.denied


def _short(act: Act) -> str:
    return f"{act.sense}{'&ours' if act.ours else ''}{'&denied' if act.denied else ''}"
