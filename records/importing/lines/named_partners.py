"""Which partner a cell names: by number, name or another spelling, and with a particular where several fit."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from attribution import fold
from records.importing.lines.planning import found_by
from records.sources import Alias, Partner, Source
from records.sources.merged import Merge

_LISTED = 5


class NamedPartners:
    """The partners that the cells of a file name.

    Whoever is retired still has been given referrals, so they are found too, where nobody else fits.
    """

    def __init__(self, session: Session, cells: Iterable[str]) -> None:
        cells = set(cells)
        names = {key for cell in cells for key in (fold(cell), *(name for name, _ in _parts(cell)))} - {""}
        self.by_ref: dict[str, Source] = {}
        self.called: dict[str, dict[int, Source]] = {}
        partners = select(Source).join(Partner, Partner.source_id == Source.id).order_by(Source.id)
        unmerged = partners.where(Source.id.not_in(select(Merge.gone_id)))
        for (source,) in found_by(session, unmerged, Partner.ref, sorted(cells)):
            self.by_ref[source.partner.ref] = source
        for (source,) in found_by(session, unmerged, Source.name_key, sorted(names)):
            self.called.setdefault(source.name_key, {})[source.id] = source
        spelled = unmerged.join(Alias, Alias.source_id == Source.id).where(Alias.suspended_by_id.is_(None))
        for source, key in found_by(session, spelled.add_columns(Alias.name_key), Alias.name_key, sorted(names)):
            self.called.setdefault(key, {})[source.id] = source

    def meant(self, cell: str) -> Source:
        """The one partner that a cell names. Raises ValueError for none, and for several with all of them."""
        found = self.fitting(cell)
        if not found:
            raise ValueError(f"there is no partner called {cell[:80]!r}; correct it, or add the partner first")
        if len(found) > 1:
            raise ValueError(f"{cell[:80]!r} can be {_listed(found)}; write which one is meant in this way")
        return found[0]

    def fitting(self, cell: str) -> Sequence[Source]:
        """The partners that a cell may name, those in use only where there is one."""
        if cell in self.by_ref:
            return [self.by_ref[cell]]
        return _in_use(self.called.get(fold(cell), {}).values()) or _in_use(
            source
            for name, organisation in _parts(cell)
            for source in self.called.get(name, {}).values()
            if organisation in _particulars(source)
        )


def told_apart(source: Source, alike: Sequence[Source]) -> str:
    """What names a partner among those of the same name: the name alone, or with one particular, or the number."""
    partner = source.partner
    others = [each for each in alike if each.id != source.id]
    if not others or partner is None:
        return source.name
    for particular in (partner.organisation, partner.city, partner.occupation):
        if fold(particular) and all(fold(particular) not in _particulars(each) for each in others):
            return f"{source.name}, {particular}"
    return partner.ref or source.name


def _particulars(source: Source) -> set[str]:
    """What tells a partner from another of the same name, folded."""
    partner = source.partner
    return {fold(each) for each in (partner.organisation, partner.city, partner.occupation)} if partner else set()


def _in_use(found: Iterable[Source]) -> list[Source]:
    every = list({source.id: source for source in found}.values())
    return [source for source in every if source.retired_at is None] or every


def _parts(cell: str) -> list[tuple[str, str]]:
    """Every way to read a cell as a name and, behind a comma or in brackets, a particular such as the city; folded."""
    places = [place for place, sign in enumerate(cell) if sign in ",("]
    return [(fold(cell[:place]), fold(cell[place:])) for place in places if fold(cell[:place]) and fold(cell[place:])]


def _listed(found: Sequence[Source]) -> str:
    said = [told_apart(source, found) for source in found]
    shown = [repr(each) for each in said[:_LISTED]]
    if len(said) > _LISTED:
        shown.append(f"{len(said) - _LISTED} others")
    if len(set(said)) < len(said):
        # Nothing that is known of them tells them apart, so only a number of their own can.
        return f"{len(said)} partners that nothing tells apart; give each a number (id) and write that"
    return f"{', '.join(shown[:-1])} or {shown[-1]}"
