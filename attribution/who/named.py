"""A place in the answer where the directory is meant, and how sure it is who."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from attribution.names.households import belongs_to
from attribution.names.match import Match
from attribution.tables import table


@dataclass(slots=True)
class Named:
    """A place in the answer where the directory is meant: the best entry, its rivals, and whether it is certain."""

    best: Match
    rivals: list[Match] = field(default_factory=list)
    doubt: str = ""
    likelihood: float = 0.0
    """How likely it is that what is named here brought the client, between 0 and 1."""
    told_apart: dict[str, str] = field(default_factory=dict)
    """How each of those who fit is called in words for people, by id, kept by whoever has put it together."""
    settled: bool = False
    """Whether the client wavers first and then says that it was this one."""
    namesake: Match | None = None
    """Somebody of the same name from whom what stands beside it tells the best entry."""

    @property
    def certain(self) -> bool:
        """Whether exactly one entry is meant beyond doubt."""
        return not self.rivals and not self.doubt

    @property
    def confidence(self) -> float:
        """The probability that the best entry is the one that is meant."""
        if self.certain:
            return round(self.likelihood, 4)
        weights = table("weights")
        if self.rivals and self._is_told_apart():
            return round(min(float(weights["doubtful"]["told_apart"]), self.likelihood), 4)
        if self.rivals:
            return round(min(float(weights["doubtful"]["rivals"]), 0.9 / (1 + len(self.rivals))), 4)
        return round(min(self.likelihood, float(weights["doubtful"].get(self.best.rule, 0.4))), 4)

    def _is_told_apart(self) -> bool:
        """Whether what stands beside a name that several share fits one alone: no credit, but the likeliest by far."""
        best = self.best
        return best.support.telling and all(best.card.trades.isdisjoint(other.card.trades) for other in self.rivals)


def is_where_one_works(named: Named, others: Sequence[Named]) -> bool:
    """Whether a business is only where somebody works who is meant ("Hope, the social worker up at KGH")."""
    card = named.best.card
    return not card.person and any(one.certain and belongs_to(one.best.card, card) for one in others)
