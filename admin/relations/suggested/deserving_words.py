"""What is suggested about partners in plain sentences, whose numbers lead to the records behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for

from admin.formats import amount, day, figure, plural
from records.money.currencies import minor_digits
from records.relations.known.suggestion_answers import Suggests
from reports.relations.expected.estimate import Estimate
from reports.relations.suggested.suggesting import Suggestion, Usual

TITLES = {
    Suggests.THANK: "Thank",
    Suggests.GIVE_BACK: "Give back",
    Suggests.RESCUE: "Ask how they are",
    Suggests.RETHINK: "Think again",
    Suggests.WELCOME: "Welcome",
    Suggests.NURTURE: "Nurture",
}
RULES = {
    Suggests.THANK: "somebody they sent waits for a thank-you. The most money first, then whoever waits longest.",
    Suggests.GIVE_BACK: "two or more clients of theirs are won beyond those they have won from us, and they sent more "
    "than they were given. The largest debt first: in clients won, then money, then referrals.",
    Suggests.RESCUE: "they have been quiet longer than ever before, and so long that their own rhythm would have it "
    "once in twenty times at most; for 30 days at least and two years at most. First those whose year is expected to "
    "be worth most: clients a year by their rhythm, times the estimate of one.",
    Suggests.RETHINK: "they were given four or more referrals, one of them in the last year, and nobody they sent is "
    "won. Those who were given most first.",
    Suggests.WELCOME: "their first client came in the last 90 days. The latest first.",
    Suggests.NURTURE: "three or more clients in half a year, at least two more than in the half before, and as large a "
    "part of all they sent is won as usual. The highest estimate first.",
}
WITHOUT_VALUE = {Suggests.THANK: "somebody they sent waits for a thank-you. Whoever waits longest first."}


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a sentence, and where they lead if they are a number."""

    words: str
    href: str = ""


Sentence = Sequence[Part]


def sentence(one: Suggestion, currency: str, usual: Usual | None = None, *, by_value: bool = True) -> Sentence:
    """Why something is suggested. Without ``by_value`` no money is named."""
    records = url_for("admin.time_records", number=one.facts.partner, kind=one.suggests.value)
    return _SENTENCES[one.suggests](one, _Words(records, currency, usual, by_value))


def plain(said: Sentence) -> str:
    """The same without links."""
    return "".join(part.words for part in said)


def money(minor: int, currency: str) -> str:
    """An amount without its minor digits where these are zero: ``$9,400``."""
    written, digits = amount(minor, currency), minor_digits(currency)
    if not digits or minor % 10**digits:
        return written
    last = max(place for place, sign in enumerate(written) if sign.isdigit())
    return written[: last - digits] + written[last + 1 :]


def about(minor: int, currency: str) -> str:
    """An amount to two digits, for what is not known more exactly: ``$1,900``."""
    unit = max(10 ** (len(str(abs(minor))) - 2), 1)
    unit = max(unit, 10 ** minor_digits(currency)) if abs(minor) >= 10 ** minor_digits(currency) else unit
    return money((2 * minor + unit) // (2 * unit) * unit, currency)


def estimate_words(found: Estimate, referrals: int, currency: str) -> str:
    """Such as ``about $1,900, between $400 and $5,100; 3 referrals so far``."""
    so_far = f"{plural(referrals, 'referral')} so far" if referrals else "no referral so far"
    low, high = about(found.low, currency), about(found.high, currency)
    return f"about {about(found.value, currency)}, between {low} and {high}; {so_far}"


@dataclass(frozen=True, slots=True)
class _Words:
    records: str
    currency: str
    usual: Usual | None
    by_value: bool

    def came(self, number: int, noun: str = "client") -> Part:
        return Part(plural(number, noun) if noun else figure(number), f"{self.records}#came")

    def gave(self, number: int) -> Part:
        return Part(figure(number) if number else "none", f"{self.records}#gave")

    def money(self, minor: int) -> Part:
        return Part(money(minor, self.currency), f"{self.records}#came")


def _thank(one: Suggestion, words: _Words) -> Sentence:
    said = [Part(f"{one.facts.name} sent "), words.came(len(one.came))]
    if words.by_value and one.money > 0:
        said += [Part(" worth "), words.money(one.money)]
    elif words.by_value:
        said.append(Part(", with nothing paid so far,"))
    return [
        *said,
        Part(" and nobody has said thank you since "),
        Part(day(one.since), f"{words.records}#came"),
        Part("."),
    ]


def _give_back(one: Suggestion, words: _Words) -> Sentence:
    facts = one.facts
    said = [Part(f"{facts.name} sent "), words.came(len(facts.came)), Part(", of whom "), words.came(facts.won, "")]
    said += [Part(" are won, worth "), words.money(facts.money), Part("; we sent "), words.gave(len(facts.gave))]
    return (
        [*said, Part(", of whom they have won "), words.gave(facts.won_by_them), Part(".")]
        if facts.gave
        else [
            *said,
            Part("."),
        ]
    )


def _rescue(one: Suggestion, words: _Words) -> Sentence:
    found = one.rhythm
    if found is None:
        return []
    usual = plural(round(found.usual), "day") if found.usual >= 1.5 else "day"
    said = [
        Part(f"{one.facts.name} sent "),
        words.came(len(one.came)),
        Part(f", one every {usual} on average. The last came "),
    ]
    said += [Part(f"{plural(found.silence, 'day')} ago", f"{words.records}#came"), Part(", on ")]
    return [*said, Part(f"{day(found.last)}; the longest they took before was {plural(found.longest, 'day')}.")]


def _rethink(one: Suggestion, words: _Words) -> Sentence:
    said = [Part(f"We sent {one.facts.name} "), Part(plural(len(one.gave), "referral"), f"{words.records}#gave")]
    if not one.came:
        return [*said, Part(", and they have sent nobody.")]
    if len(one.came) == 1:
        return [*said, Part(", they sent "), words.came(1), Part(", who is not won.")]
    return [*said, Part(", they sent "), words.came(len(one.came)), Part(", of whom none is won.")]


def _welcome(one: Suggestion, words: _Words) -> Sentence:
    said = [Part(f"{one.facts.name} sent "), Part("their first client", f"{words.records}#came")]
    return [*said, Part(f" on {day(one.since)}.")]


def _nurture(one: Suggestion, words: _Words) -> Sentence:
    before = Part(figure(len(one.before)) if one.before else "none", f"{words.records}#before")
    said = [
        Part(f"{one.facts.name} sent "),
        words.came(len(one.came)),
        Part(" in the last half year, up from "),
        before,
    ]
    won = Part(f"{figure(one.facts.won)} of {figure(len(one.facts.came))}", f"{words.records}#all")
    said += [Part(" in the half before, and "), won, Part(" of all they sent are won")]
    if words.usual and words.usual.came:
        said.append(Part(f" (of all partners’ clients {figure(words.usual.won)} of {figure(words.usual.came)})"))
    return [*said, Part(".")]


_SENTENCES: dict[Suggests, Callable[[Suggestion, _Words], Sentence]] = {
    Suggests.THANK: _thank,
    Suggests.GIVE_BACK: _give_back,
    Suggests.RESCUE: _rescue,
    Suggests.RETHINK: _rethink,
    Suggests.WELCOME: _welcome,
    Suggests.NURTURE: _nurture,
}
