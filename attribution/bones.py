"""The bones of what is said around a name: who does what to whom, without the words that tell no part of it.

"Lewis Gammon said yow was alright" and "Thelma Haws, bless her, swore to me that u are honest" have little in common as
words, but both go on from the name to somebody who *tells* about *you*. Senses, persons ("you", "me", "they"), trades,
relations, denials and breaks are the bones; what follows one another among them is seen as a fact.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attribution.match import Match
from attribution.reading import stop_words
from attribution.scene import Scene

_PERSONS = {
    "you": "you your yours u ur ye yous youse yow yall yis yer yourselves yourself ustedes usted vous vos sie",
    "me": "me us",
    "i": "i we im ive id weve wed",
    "my": "my our",
    "they": "he she they hes shes theyre hed shed theyd who whos",
    "them": "him her them his their",
    "not": "not no never didnt dont doesnt wasnt isnt werent arent wouldnt couldnt wont cant nobody without nor",
    "but": "but though although however except instead only",
    "then": "then after afterwards later next until before when while",
    "and": "and also plus too both as well",
    "or": "or either whether",
    "if": "if would could should might maybe",
    "because": "because cos cause bc since so thats why",
    "at": "at from with of by through via",
    "is": "is was are were be been being its it",
}
_CLASS_OF = {word: name for name, listed in _PERSONS.items() for word in listed.split()}
_CLASSES = frozenset({"(kin)", "(trade)", "(title)", "(given)", "(town)", "(unknown)", "(number)"})
_SOFT = frozenset({"is", "at", "and", "because"})
"""Bones that many sentences have: they stand in pairs with their neighbours, and never alone."""
_MOST = 9
_BREAK, _STOP = "/", "."


def bones_of(scene: Scene) -> list[str]:
    """For each word of the answer its bone, "" where it tells nothing."""
    taken = {p: "(name)" for named in scene.named for p in named.best.explained}
    taken |= {p: "(medium)" for m in scene.media for p in range(m.start, m.end)}
    bones = []
    for place, word in enumerate(scene.reading.full):
        said = taken.get(place) or _CLASS_OF.get(word) or scene.senses[place]
        if not said and scene.classes[place] in _CLASSES:
            said = scene.classes[place]
        bones.append(said)
    return bones


def facts_of_bones(match: Match, scene: Scene) -> Iterator[str]:
    """What follows the name and what leads up to it, bone by bone; and how much of its clause and sentence it fills."""
    if not scene.bones:
        scene.bones = bones_of(scene)
    after = _chain(range(match.end, min(len(scene.bones), match.end + 30)), match.end - 1, match, scene)
    before = _chain(range(match.start - 1, max(-1, match.start - 30), -1), match.start, match, scene)
    yield from _of_chain("+", after)
    yield from _of_chain("-", before)
    yield f"between={before[0] if before else '^'} NAME {after[0] if after else '$'}"
    yield from _of_room(match, scene)


def _chain(places: range, last: int, match: Match, scene: Scene) -> list[str]:
    """The bones at these places one after another, each once in a row, with the breaks between."""
    reading, chain = scene.reading, []
    for place in places:
        if reading.sentence[place] != reading.sentence[last]:
            chain.append(_STOP)
        elif reading.clause[place] != reading.clause[last] and (not chain or chain[-1] != _BREAK):
            chain.append(_BREAK)
        last = place
        bone = scene.bones[place]
        if place in match.explained:
            bone = "(own)"
        if bone and (not chain or chain[-1] != bone):
            chain.append(bone)
        if len(chain) >= _MOST:
            break
    return chain[:_MOST]


def _of_chain(side: str, chain: Sequence[str]) -> Iterator[str]:
    ends = "$" if side == "+" else "^"
    whole = [*chain[:_MOST], ends] if len(chain) < _MOST else list(chain)
    for k, bone in enumerate(whole[:3], start=1):
        yield f"bone{side}{k}={bone}"
    for bone in whole:
        if bone not in _SOFT:
            yield f"bone{side}={bone}"
    for one, other in pairwise(whole):
        yield f"bones{side}={one} {other}"
    if len(whole) > 1:
        yield f"first bones{side}={' '.join(whole[:2])}"
    if len(whole) > 2:
        yield f"first bones{side}={' '.join(whole[:3])}"
    plain = [bone for bone in whole if bone not in _SOFT and bone not in (_BREAK,)]
    for one, other in pairwise(plain):
        yield f"plain bones{side}={one} {other}"
    for one, other, third in zip(plain, plain[1:], plain[2:], strict=False):
        yield f"plain bones{side}={one} {other} {third}"


def _of_room(match: Match, scene: Scene) -> Iterator[str]:
    """How many telling words share the clause and the sentence with the name."""
    reading = scene.reading
    own = match.explained | set(range(match.start, match.end))
    low, high = reading.bounds(match.start)
    in_sentence = [p for p in range(low, high) if p not in own and reading.words[p] not in stop_words()]
    in_clause = [p for p in in_sentence if reading.clause[p] == reading.clause[match.start]]
    room = f"room={min(len(in_clause), 3)} of {min(len(in_sentence), 4)}"
    yield room
    yield f"{room}&{match.rule}"
    if low == match.start:
        yield f"{room}&begins"
    if scene.ways:
        yield f"{room}&not alone"
    if len(reading.bounds_of) > 1:
        yield f"{room}&sentence={'first' if low == 0 else 'later'}"
