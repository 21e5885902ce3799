"""Whether a client tells of somebody and then says that it was another: "Joe cut my hair, but it was a girl in the next
chair who told me", "Ann sold us the house. It was the ad in the paper".

The shapes are in ``data/denials.toml``. They hold only where nothing between says that the one who is named pointed
here, and where the other is not the same one by another word ("Joe cut my hair, it was the barber who told me").
"""

from collections.abc import Sequence

from attribution.mentions.mention import Mention
from attribution.names.match import Match
from attribution.said.denials import Denial, denials, line_of
from attribution.words.reading import Reading, stop_words

_STAFF = frozenset({"receptionist", "secretary", "assistant", "desk", "office", "staff", "team", "hygienist"})
"""Who works for the one that is named: "the receptionist" stands for the business."""
_FEWEST = 3
"""So many words beside the name say at least that it was another ("it was Facebook")."""
_THEIRS = frozenset({"his", "her", "their"})


def it_was_another(match: Match, others: Sequence[tuple[int, int]], media: Sequence[Mention], reading: Reading) -> bool:
    """Whether it was somebody without a name, or the medium that is named next. ``others`` are all names and media."""
    another = denials()["another"]
    if len(reading.words) - len(match.name) < _FEWEST or not another.may_stand(reading):
        return False
    start = match.end
    end = min((first for first, _ in others if first >= start), default=len(reading.words))
    line = line_of(start, end, reading)
    # Who has no name may be one of a business ("it was the girl on the counter"): that shape, the first, is for people.
    shapes = another.shapes["after"][0 if match.card.person else 1 :]
    following = next((last for first, last in others if first == end), None)
    if any(mention.start == end for mention in media):
        shapes += another.shapes["medium"]
    elif following is not None and _did_it(following, another, reading):
        shapes += another.shapes["named"]
    for shape in shapes:
        found = shape.search(line)
        if found is None or not _THEIRS.isdisjoint(found.group().split()):
            continue  # A partner's own wife or brother leads to the partner.
        place = start + sum(part not in "|," for part in line[: found.start()].split())
        who = [word for word in (found.groupdict().get("who") or "").split() if word not in stop_words()]
        if not _is_said_to_have_pointed(start, place, reading) and not _is_the_same(match, who, reading):
            return True
    return False


def _did_it(end: int, another: Denial, reading: Reading) -> bool:
    said = line_of(end, end + 12, reading)
    return any(shape.search(said) for shape in another.shapes["did"])


def _is_said_to_have_pointed(start: int, end: int, reading: Reading) -> bool:
    return any(start <= cue.start < end for cue in reading.of("points", "strong_points"))


def _is_the_same(match: Match, who: Sequence[str], reading: Reading) -> bool:
    """Whether words for another may mean the one who is named, or who works there."""
    card = match.card
    own = {*card.given, *card.surname, *card.firm, *card.stems, *card.occupation}
    if not own.isdisjoint(who) or not _STAFF.isdisjoint(who):
        return True
    said = {word for first, last, trades in reading.trades if trades & card.trades for word in reading.full[first:last]}
    return not said.isdisjoint(who)
