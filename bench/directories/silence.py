"""Families of answers that credit no partner: somebody must be asked, or there is nothing to ask."""

from bench.directories.asking import Asking
from bench.directories.labels import Labelled
from bench.directories.names import capitalised
from bench.directories.rows import trades
from bench.directories.text import firm_words


def unknown_name(asking: Asking) -> Labelled | None:
    """A name like those of the directory that no row has, nor nearly has; or a firm that is not in it."""
    if asking.rng.random() < 0.25:
        return _unknown_firm(asking)
    given = capitalised(asking.names.first(asking.rng).formal)
    surname = asking.names.surname(asking.rng)
    called = asking.fits.called(given)
    if any(row.id in called for row in asking.fits.near(surname, 3)):
        return None
    answer = asking.say("unknown", slots={"name": f"{given} {surname}"})
    return Labelled("", "unknown name", answer)


def _unknown_firm(asking: Asking) -> Labelled | None:
    """A firm whose telling part is known, of another trade; or one of which nothing is known."""
    known = asking.rng.choice(asking.fits.firms)
    fresh = asking.rng.random() < 0.5
    short = asking.names.coined(asking.rng) if fresh else known.short
    trade = asking.rng.choice(trades())
    said = f"{short} {asking.rng.choice(trade.firm)}"
    near = asking.fits.firms_called(said) or asking.fits.staff(said)
    alike = [row for row in asking.fits.firms_called(short) if row.trade is None or row.trade.group == trade.group]
    wanted = firm_words(said)
    within = any(firm_words(row.name) <= wanted for word in wanted for row in asking.fits.firms_called(word))
    if near or alike or within or asking.fits.staff(short) or len(wanted) < 2:
        return None
    return Labelled("", "unknown name", asking.say("unknown_firm", slots={"firm": said}), note="firm")


def role_only(asking: Asking) -> Labelled:
    """A role without a name, which is never certain."""
    return Labelled("", "role only", asking.say("role", slots={"who": asking.rng.choice(trades()).who}))


def common_first_name(asking: Asking) -> Labelled | None:
    """A common first name alone, which is never certain."""
    row = asking.rng.choice(asking.fits.people)
    if row.tier != "common":
        return None
    given = asking.given(row)
    holders = tuple(sorted(id for id, cost in asking.fits.called(given).items() if cost < 1))
    answer = asking.say("first_only", slots={"given": given})
    return Labelled("", "common first name", answer, candidates=holders)


def shared_surname(asking: Asking) -> Labelled | None:
    """A surname alone that several rows have."""
    row = asking.rng.choice(asking.fits.people)
    holders = tuple(sorted(each.id for each in asking.fits.with_surname(row.surname)))
    if len(holders) < 2:
        return None
    answer = asking.say("surname_only", slots={"surname": row.surname})
    return Labelled("", "shared name", answer, candidates=holders, note="surname")


def shared_name(asking: Asking) -> Labelled | None:
    """A full name that several rows fit."""
    row = asking.rng.choice(asking.fits.people)
    given = asking.given(row)
    judged = asking.fits.named(given, row.surname, row)
    answer = asking.say("exact", slots={"name": f"{given} {row.surname}"})
    label = asking.label("full name", answer, judged, row)
    return label if label is not None and not label.partners else None


def nothing(asking: Asking) -> Labelled:
    """Nothing usable."""
    return Labelled("", "nothing", asking.say("nothing", slots={}), auto_ok=True, kind="none")


def other_source(asking: Asking) -> Labelled:
    """A source that is no partner."""
    frame = asking.frame("other")
    answer = asking.typed(frame["text"])
    websites = tuple(frame.get("websites", ()))
    return Labelled("", "other source", answer, auto_ok=True, websites=websites, kind=frame["kind"])
