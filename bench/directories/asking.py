"""What every family of answers needs: the directory, its names and frames, chance, and how people type."""

import re
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from bench.directories.fits import Fits, Judged, Verdict
from bench.directories.labels import Labelled
from bench.directories.names import HERE, Pool, capitalised
from bench.directories.rows import Made, Row
from bench.directories.text import firm_words, parse_toml, plain

_SLOT = re.compile(r"\{\w+\}")


class Asking:
    """The clients of one directory, asked what brought them."""

    def __init__(self, made: Made, rng: Random) -> None:
        self.made, self.rng = made, rng
        self.fits = Fits(made)
        self.names = self.fits.names
        self.tradespeople = [row for row in self.fits.people if row.trade is not None]
        self.employed = [row for row in self.tradespeople if row.organisation]
        self.titled = [row for row in self.employed if row.trade is not None and row.trade.title]

    def frame(self, family: str, **wanted: bool) -> dict[str, Any]:
        """A frame of a family; ``title=False`` asks for one without that slot."""
        frames = frames_of(self.made.pool)[family]
        fitting = [f for f in frames if all((f"{{{slot}}}" in f["text"]) == has for slot, has in wanted.items())]
        return self.rng.choice(fitting)

    def say(self, family: str, *, slots: dict[str, str], **wanted: bool) -> str:
        """An answer: a frame of the family, filled and typed as people type."""
        return self.typed(self.filled(self.frame(family, **wanted)["text"], slots))

    def filled(self, frame: str, slots: dict[str, str]) -> str:
        """A frame with its words filled in."""
        return frame.format(**{"town": self.rng.choice(self.names.towns), **slots})

    def typed(self, text: str) -> str:
        """Words as people type them: mostly without capitals, now and then shouted or without punctuation."""
        chance = self.rng.random()
        if chance < 0.5:
            return text.lower()
        if chance < 0.55:
            return text.upper()
        if chance < 0.65:
            return re.sub(r"[.,;:!?'’-]", "", text).lower()
        return text

    def short_form(self, row: Row) -> str | None:
        """Another form of the first name of a row, if people use one."""
        others = sorted(self.names.related.get(plain(row.given), set()) - {plain(row.given)})
        return capitalised(self.rng.choice(others)) if others else None

    def given(self, row: Row) -> str:
        """The first name as a client would say it: as the directory has it, or another form of it."""
        return (self.short_form(row) if self.rng.random() < 0.35 else None) or row.given

    def firm(self, row: Row) -> str:
        """The row's firm as a client would say it: its telling part, or all of it but the legal ending."""
        whole = row.organisation or bare(row.name)
        said = row.short if self.rng.random() < 0.5 else whole
        return said.replace("&", "and") if self.rng.random() < 0.5 else said

    def label(self, family: str, answer: str, judged: Judged, row: Row) -> Labelled | None:
        """The label of an answer that means one row, or None where people would dispute it."""
        if judged.verdict is Verdict.DISPUTED:
            return None
        if judged.verdict is Verdict.SHARED:
            return Labelled("", "shared name", answer, candidates=judged.fitting, note=family)
        also = (row.firm_id,) if row.firm_id else ()
        return Labelled("", family, answer, (row.id,), row.id, auto_ok=True, also_ok=also)

    def certain_person(self) -> Row:
        """A person whose full name is theirs alone."""
        while True:
            row = self.rng.choice(self.fits.people)
            if self.fits.named(row.given, row.surname, row).verdict is Verdict.CERTAIN:
                return row

    def certain_firm(self) -> Row | None:
        """A firm that its name without the legal ending tells from all others, or None if chance finds none."""
        row = self.rng.choice(self.fits.firms)
        return row if judged_firm(self.fits, bare(row.name), row).verdict is Verdict.CERTAIN else None


def judged_firm(fits: Fits, said: str, row: Row) -> Judged:
    """Whether words for a firm fit that row only; a person so called, or an unlisted firm, makes it disputed."""
    called = fits.firms_called(said)
    wanted = firm_words(said)
    as_well = sorted(each.id for each in called if wanted <= firm_words(each.name) and each.id != row.id)
    if as_well:
        return Judged(Verdict.SHARED, (row.id, *as_well))
    unlisted = any(each.firm_id != row.id for each in fits.staff(said))
    surname = len(wanted) == 1 and bool(fits.with_surname(next(iter(wanted))))
    glued = any(each.id != row.id for each in fits.firms_glued(said))
    exact = wanted <= firm_words(row.name)
    others = unlisted or surname or glued or (not exact and [each.id for each in called] != [row.id])
    return Judged(Verdict.DISPUTED if others else Verdict.CERTAIN)


def bare(firm: str) -> str:
    """The name of a firm without its legal ending."""
    return re.sub(r",? (LLC|Inc\.|P\.C\.|Co\.|Ltd)$", "", firm)


def numbered(label: Labelled, number: int) -> Labelled:
    """The label with its id."""
    return replace(label, id=f"A{number:06d}")


@cache
def frames_of(pool: Pool) -> dict[str, list[dict[str, Any]]]:
    """The sentence frames of a pool by family, each a table with its ``text``."""
    table = parse_toml(HERE / "frames.toml")[pool]
    return {
        family: [{"text": frame} if isinstance(frame, str) else frame for frame in frames]
        for family, frames in table.items()
    }


def has_words(frame: str) -> bool:
    """Whether a frame says anything besides what is filled in; "{name}" alone does not."""
    return any(c.isalpha() for c in _SLOT.sub("", frame))
