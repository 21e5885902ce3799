"""How somebody is addressed: whether a title that stands before a name may be that entry's."""

from attribution.entries.cards import Card
from attribution.tables import table
from attribution.words.reading import GENERATIONS, Reading, title_before
from attribution.words.trades import titles, trades_of

BROAD_TITLES = frozenset(table("names")["broad_titles"])
_NOTHING: frozenset[str] = frozenset()
_DOCTOR = frozenset({"dr", "doctor"})
_ORDAINED = frozenset({"pastor", "rev", "reverend", "father", "fr", "priest", "rabbi", "imam", "vicar"})
_HELPING = frozenset(table("names")["helping_doctors"])
_HELPING_CLERGY = frozenset(table("names")["helping_clergy"])
"""Words of an occupation whose people work with doctors, and with clergy, and are none."""
_CLERGY = frozenset({"clergy"})
_LEARNED = frozenset({"school", "science", "bus_consult"})
"""Trades that may go with any doctor's degree: a lecturer's, and a hospital's consultant's."""
_SAME_TITLES = {
    title: pair.split() for pair in table("names")["same_titles"] for title in pair.split() if title != "sr"
}
"""Of each title those that mean the same, itself among them. "Sr" is a man in Spanish, and only what it says."""


def title_fits(card: Card, name: frozenset[int], reading: Reading) -> tuple[bool, bool]:
    """Whether a title before the name fits the entry; and whether one does not."""
    first = min(name)
    word = title_before(first, reading)
    if not word:
        after = max(name) + 1
        said = GENERATIONS.get(reading.words[after], "") if card.person and after < len(reading.words) else ""
        borne = _generation(card.entry.name.casefold().replace(".", " ").replace(",", " ").split()[-3:]) if said else ""
        return bool(said) and said == borne, bool(borne) and said != borne
    if has_title(word, card):
        return True, False
    if not card.person:
        return False, True
    if not titles()[word]:
        return False, False
    fits = may_bear(word, card)
    return fits, not fits


def has_title(title: str, card: Card) -> bool:
    """Whether the entry has a title before its name, or one that means the same."""
    return title in card.titles or not card.titles.isdisjoint(_SAME_TITLES.get(title, ()))


def may_bear(title: str, card: Card) -> bool:
    """Whether somebody of the entry's occupation is addressed so: a nurse of a practice is no doctor, one of a church
    no pastor, although the title fits the firm's trade."""
    fits = titles().get(title, _NOTHING) & card.trades
    if _only_helps(title, card):
        return False
    own = _own_trades(card) if fits and title not in BROAD_TITLES else _NOTHING
    only_the_firm = own and own.isdisjoint(fits | _LEARNED) and fits <= trades_of(card.entry.organisation)
    return bool(fits) and not only_the_firm


def _only_helps(title: str, card: Card) -> bool:
    """Whether somebody works with those who bear the title, and does not bear it: a hygienist is no "Dr"."""
    helping = _HELPING if title in _DOCTOR else _HELPING_CLERGY if title in _ORDAINED else _NOTHING
    return title not in card.occupation and not helping.isdisjoint(card.occupation)


def is_own_title(title: str, card: Card) -> bool:
    """Whether the entry has the title, or does what it means: "Rev" is no secretary of a church, a pastor no sister."""
    if has_title(title, card):
        return True
    if _only_helps(title, card):
        return False
    ordained = title in BROAD_TITLES and any(titles()[borne] == _CLERGY for borne in card.titles)
    return not ordained and not titles().get(title, _NOTHING).isdisjoint(_own_trades(card))


def is_titled_all_the_same(
    card: Card, name: frozenset[int], reading: Reading, *, at_firm: bool, trade: tuple[int, int] | None, whole: bool
) -> bool:
    """Whether a title that does not fit speaks against nobody: beside the firm or the trade, or out of respect."""
    if (trade or at_firm) and title_before(min(name), reading) in BROAD_TITLES:
        return True
    if trade and reading.words[min(name) - 1] in card.occupation:
        return True  # "our loan officer Tyler" is no officer.
    # "Dr. Oyelaran the pharmacist", "Sister Fatuma Ali".
    return card.person and (whole or is_of_respect(name, reading))


def is_of_respect(name: frozenset[int], reading: Reading) -> bool:
    """Whether a title that anybody is called by out of respect stands before a whole name, and nobody's relation."""
    first = min(name)
    owner = reading.words[first - 2] if first > 1 else ""
    return len(name) > 1 and title_before(first, reading) in BROAD_TITLES and owner not in _WHOSE


_WHOSE = frozenset({"my", "our", "her", "his", "their", "your", "mi"})


def _own_trades(card: Card) -> frozenset[str]:
    """What somebody is, by the last word of the occupation: a "church secretary" is a secretary."""
    last = trades_of(card.occupation[-1]) if card.occupation else _NOTHING
    return last or trades_of(card.entry.occupation)


def _generation(words: list[str]) -> str:
    """Which of a family's namesakes the words say: "jr", "sr", "iii" or ""."""
    return next((GENERATIONS[word] for word in words if word in GENERATIONS), "")
