"""What may show that a search phrase begins, goes on or ends at a word: the clues that the fitted decision weighs.

Every clue is a word, a class of words (``data/phrases.toml``) or a mark, at the place or close to it. They are told as
rows of values in the order of the templates of ``attribution.searches.templates``; the weights of each template are in
``phrase_weights.json``.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from attribution.searches.phrase_words import classes_of
from attribution.searches.templates import GAP_TEMPLATES
from attribution.words.marks import between, edge, gaps_of, sentences
from attribution.words.text import READ_AT_MOST, Token, tokens_of

MOST_WORDS = 24
"""So many words has the longest phrase."""

_VERBS = frozenset({"googled", "search", "typed", "put", "looked", "asked", "query", "greeting"})
_ENGINES = frozenset({"engine", "assistant", "site"})
_COUNTED = (
    {"trade"},
    {"you", "your"},
    {"engine", "assistant", "site"},
    {"googled", "search", "typed", "put", "looked", "asked"},
    {"i", "my"},
)
"""Classes of words of which a phrase has none, one or more: of trades, you, engines, verbs and the client."""
_TELLING = _VERBS | {"you", "your", "i", "my", "they", "kin", "past", "came", "being", "laugh", "device"}
"""Classes of words that tell a story: a run between two marks without any of them is hardly anything but a phrase."""
_FIRST = frozenset({"first", "1st", "tried", "try", "started", "began", "originally", "meant", "wanted"})
_NEXT = frozenset(
    {"then", "second", "2nd", "third", "3rd", "next", "instead", "later", "finally", "eventually", "again"}
)
_FAILED = frozenset(
    {"useless", "nowhere", "nothing", "rubbish", "junk", "booked", "full", "closed", "shut", "gave", "only", "wrong"}
    | {"neither", "didnt", "couldnt", "wasnt", "werent", "dont", "doesnt", "not", "no"}
)
"""Words of a search that came before another, of the other, and of one that found nothing."""
_OUTCOME = (
    _VERBS | _ENGINES | {"came", "result", "you", "your", "i", "my", "they", "kin", "device", "past", "time", "just"}
)
"""Classes of words that tell what came of a search: what follows a phrase without any of them belongs to it."""
_OF_ENGINES = 2
"""The place of engines among what is counted."""
_FARTHEST = 6
_SOON = 8
"""So many words after a search may say that it found nothing."""


class Clues:
    """The words of an answer as the decision on its search phrase looks at them."""

    __slots__ = (
        *("answer", "bracketed", "classes", "clauses", "counts", "gaps", "quoted", "rests", "rule", "searches"),
        *("sentence", "telling", "tokens", "turns", "words"),
    )

    def __init__(self, answer: str, rule: tuple[str, tuple[int, int]] | None) -> None:
        self.answer = answer[:READ_AT_MOST]
        self.tokens = tokens_of(self.answer)
        self.words = [token.text for token in self.tokens]
        self.gaps = gaps_of(self.answer, self.tokens)
        self.classes = self._joined(classes_of(self.words))
        self.quoted = between(self.gaps, "Q", "q")
        self.bracketed = between(self.gaps, "(", ")")
        self.sentence = sentences(self.gaps)
        self.rule = _places(rule, self.tokens)
        self.rests = self._rests()
        self.counts = [_sums(map(counted.__contains__, self.classes)) for counted in _COUNTED]
        self.turns = [_sums(map(listed.__contains__, self.words)) for listed in (_FIRST, _NEXT, _FAILED)]
        self.telling = _sums(map(_TELLING.__contains__, self.classes))
        self.searches = _sums(map(_VERBS.__contains__, self.classes))
        self.clauses = _sums(bool(gap) and gap != "h" for gap in self.gaps)

    def _joined(self, classes: list[str]) -> list[str]:
        """The classes, but that of a word that a hyphen or "&" joins to the next ("I-601A", "R&D") is no small word."""
        if "-" in self.answer or "&" in self.answer:
            for place, after in enumerate(self.tokens[1:]):
                token = self.tokens[place]
                if after.before == "-" and any(c.isdigit() for c in after.raw):
                    classes[place] = "digit"
                elif token.raw == "&" and not token.before and not after.before:
                    classes[place] = "word"
        return classes

    def _rests(self) -> list[str]:
        """What follows each word up to the next mark: nothing, words that tell what came of it, or others."""
        rests = [""]
        for place in range(len(self.classes) - 1, 0, -1):
            gap = self.gaps[place]
            if gap and gap != "h":
                rests.append("")
            elif self.classes[place] in _OUTCOME or rests[-1] == "outcome" or self._is_told(place):
                rests.append("outcome")
            else:
                rests.append("plain")
        return rests[::-1]

    def _is_told(self, place: int) -> bool:
        """Whether a word after "and" says what was done then ("and recognised the logo")."""
        return self.words[place].endswith("ed") and self.classes[place - 1] == "and"

    def edges(self) -> list[tuple[str, ...]]:
        """The values of ``EDGE_TEMPLATES`` for each word."""
        w = ["<", "<", "<", *self.words, ">", ">", ">"]
        c = ["<", "<", "<", *self.classes, ">", ">", ">"]
        g = ["<", *self.gaps, ">"]
        # Words side by side are clues of several places: they are put together once.
        ww, cc, ccc = _side_by_side(w, w[1:]), _side_by_side(c, c[1:]), _side_by_side(c, c[1:], c[2:])
        gap_before, gap_here = _side_by_side(g[1:], c[2:]), _side_by_side(g[1:], c[3:])
        engines = [place for place, name in enumerate(self.classes) if name in {"engine", "assistant"}]
        rows: list[tuple[str, ...]] = []
        verb = who = ""
        since = 0
        for place, token in enumerate(self.tokens):
            k = place + 3
            if place and self.sentence[place] != self.sentence[place - 1]:
                verb, since = verb and verb.rstrip("*") + "*", 0
            before, here, after = g[place], g[place + 1], g[place + 2]
            w3, w2, w1, w0, x1, x2, x3 = w[k - 3 : k + 4]
            c3, c2, c1, c0, d1, d2, d3 = c[k - 3 : k + 4]
            told = f"{verb} {min(since, _FARTHEST)}"
            last = next((place - p for p in reversed(engines) if p < place), 0) if engines else 0
            following = next((p - place for p in engines if p > place), 0) if engines else 0
            rows.append(
                (
                    *(w0, w1, w2, w3, x1, x2, x3),
                    *(c0, c1, c2, c3, d1, d2, d3),
                    *(here, after, before, g[place + 3] if place + 3 < len(g) else ">"),
                    *(ww[k - 1], ww[k], ww[k - 2], ww[k + 1]),
                    *(cc[k - 1], cc[k], cc[k - 2], cc[k + 1]),
                    *(ccc[k - 3], ccc[k + 1], ccc[k - 1]),
                    *(gap_before[place], gap_here[place], gap_here[place + 1], gap_before[place + 1]),
                    *(f"{here} {c2} {c1}", f"{after} {d1} {d2}", f"{here} {w1}", f"{after} {x1}"),
                    *(self.quoted[place], self.bracketed[place]),
                    self.rule[0] if self.rule[1] == place else "",
                    self.rule[0] if self.rule[2] == place else "",
                    *(_shape(token), told, str(min(last, _FARTHEST)), str(min(following, _FARTHEST))),
                    str(min(place, 3)) + (" last" if place + 1 == len(self.tokens) else ""),
                    *(w1[:4], f"{told} {here}", str(min(since, _FARTHEST)), w1[-3:]),
                    *(f"{who} {verb}", f"{d1} {x2[-2:]} {self.rests[place]}" if d1 in {"and", "in"} else ""),
                )
            )
            since += 1
            if c0 in _VERBS:
                verb, who, since = c0, c1, 0
        return rows

    def insides(self) -> list[tuple[str, ...]]:
        """The values of ``INSIDE_TEMPLATES`` for each word."""
        kind, first, last = self.rule
        return [
            (
                *(self.classes[k], self.words[k], self.quoted[k], _shape(token)),
                *("" if not kind else "in" if first <= k <= last else "out", self.bracketed[k]),
            )
            for k, token in enumerate(self.tokens)
        ]

    def crossings(self) -> list[tuple[str, ...]]:
        """The values of ``GAP_TEMPLATES`` for each word; the first has none before it."""
        rows: list[tuple[str, ...]] = [("",) * len(GAP_TEMPLATES)] if self.tokens else []
        for k in range(1, len(self.tokens)):
            gap, before, here = self.gaps[k], self.classes[k - 1], self.classes[k]
            rows.append(
                (
                    *(gap, f"{before} {here}", f"{gap} {before}", f"{gap} {here}"),
                    *(self.words[k], f"{self.words[k - 1]} {self.words[k]}", f"{gap} {self.words[k]}"),
                    *(f"{self.quoted[k - 1]} {self.quoted[k]}", f"{here} {self.rests[k - 1]}"),
                )
            )
        return rows

    def span(self, first: int, last: int) -> tuple[str, ...]:
        """The values of ``SPAN_TEMPLATES`` for the phrase from one word to another, both included."""
        kind, begins, ends = self.rule
        length = _length(last - first + 1)
        same = "no rule"
        if kind:
            same = "both" if (begins, ends) == (first, last) else "begins" if begins == first else "other"
            same = "ends" if same == "other" and ends == last else same
        left, right = self.gaps[first], self.gaps[last + 1]
        edges = f"{edge(left, first == 0)} {edge(right, last + 1 == len(self.tokens))}"
        begin, end = self.classes[first], self.classes[last]
        before = self.classes[first - 1] if first else "<"
        after = self.classes[last + 1] if last + 1 < len(self.classes) else ">"
        trades, you, engines, verbs, own = [str(min(2, sums[last + 1] - sums[first])) for sums in self.counts]
        clauses = min(3, self.clauses[last + 1] - self.clauses[first + 1])
        asks = begin == "question"
        return (
            *(length, f"{same} {kind}", edges, f"{left} {right}"),
            *(trades, you, engines, verbs, own, f"{begin} {end}", f"{before} {after}"),
            *(str(min(2, self.sentence[last] - self.sentence[first])), str(clauses)),
            *(f"{length} {same}", f"{asks} {trades != '0'} {before}"),
            *(f"{left} {before} {begin}", f"{right} {end} {after}", f"{edges} {length}"),
            *(f"{asks} {edges} {after}", f"{asks} {length}"),
            *(f"{self.rests[last]} {after}", self._pair(first, last)),
            *(f"{same} {kind} {trades}", f"{left} {before} {trades} {length}", f"{kind} {left} {begin} {trades}"),
            f"{self.classes[last - 1] if last > first else '<'} {end} {right} {trades}",
            *self._turns(first, last, edges),
            *self._plain(first, last, f"{edges} {trades != '0'}", length),
        )

    def _turns(self, first: int, last: int, edges: str) -> tuple[str, str]:
        """Whether another search comes before or after this one, and whether this one found nothing."""
        first_tried, then, failed = self.turns
        soon = min(len(self.words), last + _SOON)
        verbs = f"{min(2, self.searches[first])} {min(1, self.searches[-1] - self.searches[last + 1])}"
        before = f"{first_tried[first] > 0:d}{then[first] > 0:d}"
        after = f"{then[-1] > then[last + 1]:d}{failed[soon] > failed[last + 1]:d}"
        return f"{before} {after} {verbs}", f"{then[first] > 0:d} {after} {edges}"

    def _plain(self, first: int, last: int, edges: str, length: str) -> tuple[str, str]:
        """Whether a run tells nothing by itself, and whether a search or an engine is spoken of outside of it."""
        tells = min(2, self.telling[last + 1] - self.telling[first])
        engines, verbs = self.counts[_OF_ENGINES], self.searches
        outside = f"{engines[first] > 0:d}{engines[-1] > engines[last + 1]:d}"
        outside += f"{verbs[first] > 0:d}{verbs[-1] > verbs[last + 1]:d}"
        return f"{edges} {tells} {outside}", f"{edges} {tells} {length}"

    def _pair(self, first: int, last: int) -> str:
        """Whether "both" and "between" have their "and" in the phrase."""
        said = self.words[first : last + 1]
        opened = "both" if "both" in said else "between" if "between" in said else ""
        return f"{opened} {'and' in said[said.index(opened) :]}" if opened else ""

    def offered(self) -> list[tuple[int, int]]:
        """Runs that are looked at whatever their words are: what the expressions propose, and what stands in quotes."""
        runs = [self.rule[1:]] if self.rule[0] else []
        opened = -1
        for place, state in enumerate((*self.quoted, "")):
            if opened >= 0 and (not state or "Q" in self.gaps[place]):
                runs.append((opened, place - 1))
                opened = -1
            if state and opened < 0:
                opened = place
        return runs[:4]

    def whole(self) -> set[str]:
        """The clues of the answer as a whole, for whether it tells a phrase at all."""
        found = {f"w {word}" for word in self.words}
        found |= {f"c {name}" for name in self.classes}
        found |= {f"cc {a} {b}" for a, b in zip(self.classes, self.classes[1:], strict=False)}
        found |= {f"ww {a} {b}" for a, b in zip(self.words, self.words[1:], strict=False)}
        found |= {f"g {gap}" for gap in self.gaps if gap}
        found |= {f"rule {self.rule[0]}", f"length {_length(len(self.words))}", "always"}
        quoted = any(self.quoted)
        names = set(self.classes)
        verbs = len(names & _VERBS)
        found.add(f"speaks {min(verbs, 2)} {bool(names & _ENGINES)} {'device' in names} {quoted} {bool(self.rule[0])}")
        found.add(f"{'came' in names} {'you' in names or 'your' in names} {min(verbs, 1)}")
        return found


def _places(rule: tuple[str, tuple[int, int]] | None, tokens: Sequence[Token]) -> tuple[str, int, int]:
    """The group of expressions that proposes a phrase, and the places of its first and last word."""
    if rule is None:
        return "", -1, -1
    kind, (start, end) = rule
    inside = [k for k, token in enumerate(tokens) if token.start >= start and token.end <= end]
    return (kind, inside[0], inside[-1]) if inside else ("", -1, -1)


def _length(count: int) -> str:
    if count < 5:
        return str(count)
    return "5-6" if count < 7 else "7-9" if count < 10 else "10-14" if count < 15 else "15+"


@lru_cache(maxsize=4_096)
def _shape_of(raw: str) -> str:
    if raw.isdigit():
        return "digits"
    if any(c.isdigit() for c in raw):
        return "mixed"
    if not raw.isascii():
        return "foreign"
    return "lower" if raw.islower() else "upper" if raw.isupper() and len(raw) > 1 else "capital"


def _shape(token: Token) -> str:
    return _shape_of(token.raw)


def _side_by_side(*values: Sequence[str]) -> list[str]:
    return list(map(" ".join, zip(*values, strict=False)))


def _sums(flags: Iterable[bool]) -> list[int]:
    return list(accumulate(flags, initial=0))
