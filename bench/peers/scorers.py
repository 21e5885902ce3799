"""rapidfuzz over the whole list, as ``process.extractOne`` does it, with its two scorers for sentences."""

from collections.abc import Callable
from typing import ClassVar

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bench.peers.listed import Nearest, Peer


class _Scorer(Peer):
    scorer: ClassVar[Callable[..., float]]

    def nearest(self, answers: list[str]) -> list[Nearest]:
        """What ``extractOne`` finds, and the best other row for the margin."""
        found = []
        for answer in answers:
            scored = process.extract(default_process(answer), self.listed.keys, scorer=type(self).scorer, limit=30)
            found.append(self.listed.nearest((place, score) for _, score, place in scored))
        return found


class WRatio(_Scorer):
    """The weighted ratio, rapidfuzz's own choice."""

    scorer = staticmethod(fuzz.WRatio)


class TokenSetRatio(_Scorer):
    """The ratio of sets of words, which forgives whatever else an answer says."""

    scorer = staticmethod(fuzz.token_set_ratio)
