"""Families of answers that name one partner, by one part of the name or another."""

from bench.directories.asking import Asking, bare, judged_firm
from bench.directories.fits import Judged, Verdict, is_a_name, judged
from bench.directories.labels import Labelled
from bench.directories.rows import Row
from bench.directories.spelling import misspelt
from bench.directories.text import plain


def exact(asking: Asking) -> Labelled | None:
    """The name as the directory has it: of a person in three of four, else of a firm."""
    if asking.rng.random() < 0.25:
        firm = asking.rng.choice(asking.fits.firms)
        said = bare(firm.name)
        answer = asking.say("firm", slots={"firm": said})
        return asking.label("exact", answer, judged_firm(asking.fits, said, firm), firm)
    row = asking.rng.choice(asking.fits.people)
    return _full_name(asking, "exact", "exact", row.given, row.surname, row)


def typo(asking: Asking) -> Labelled | None:
    """A full name or a firm's with a plain misspelling that is no other name."""
    if asking.rng.random() < 0.15:
        return _firm_typo(asking)
    row = asking.rng.choice(asking.fits.people)
    given, surname = row.given, row.surname
    if asking.rng.random() < 0.3:
        wrong = misspelt(given, asking.rng)
        given = wrong or given
    else:
        wrong = misspelt(surname, asking.rng)
        surname = wrong or surname
    if wrong is None or is_a_name(plain(wrong)) or asking.fits.is_firm_word(wrong):
        return None
    return _full_name(asking, "typo", "exact", given, surname, row)


def _firm_typo(asking: Asking) -> Labelled | None:
    firm = asking.rng.choice(asking.fits.firms)
    words = bare(firm.name).split()
    place = max(range(len(words)), key=lambda k: len(words[k]))
    wrong = misspelt(words[place], asking.rng) if len(words[place]) >= 6 else None
    if wrong is None or is_a_name(plain(wrong)) or asking.fits.is_firm_word(wrong):
        return None
    said = " ".join([*words[:place], wrong, *words[place + 1 :]])
    judged = judged_firm(asking.fits, said, firm)
    return asking.label("typo", asking.say("firm", slots={"firm": said}), judged, firm)


def nickname(asking: Asking) -> Labelled | None:
    """A full name with another form of the first name."""
    row = asking.rng.choice(asking.fits.people)
    form = asking.short_form(row)
    return _full_name(asking, "nickname", "exact", form, row.surname, row) if form else None


def sentence(asking: Asking) -> Labelled | None:
    """A full name somewhere in a longer answer."""
    row = asking.rng.choice(asking.fits.people)
    return _full_name(asking, "sentence", "sentence", asking.given(row), row.surname, row)


def initial(asking: Asking) -> Labelled | None:
    """The initial of the first name and the surname; one that fits somebody's short form only is disputed."""
    row = asking.rng.choice(asking.fits.people)
    letter = row.given[0]
    alike = asking.fits.with_surname(row.surname)
    if any(each.given[0] != letter and _may_begin(asking, each, letter) for each in alike):
        return None
    answer = asking.say("initial", slots={"initial": letter, "surname": row.surname})
    fitting = [each.id for each in alike if each.given[0] == letter]
    return asking.label("initial", answer, _among(fitting, row), row)


def _may_begin(asking: Asking, row: Row, letter: str) -> bool:
    forms = asking.names.related.get(plain(row.given), {plain(row.given)})
    return any(form.startswith(letter.lower()) for form in forms)


def first_and_firm(asking: Asking) -> Labelled | None:
    """A first name and the firm, or its telling part."""
    row = asking.rng.choice(asking.employed)
    given, firm = asking.given(row), asking.firm(row)
    called = asking.fits.called(given)
    costs = {each.id: called[each.id] for each in asking.fits.staff(firm) if each.id in called}
    for each in asking.fits.with_surname(firm):
        if each.id in called and called[each.id] < 1:
            costs.setdefault(each.id, called[each.id] + 0.5)
    answer = asking.say("first_firm", slots={"given": given, "firm": firm})
    return asking.label("first + firm", answer, judged(costs, row.id), row)


def title_and_firm(asking: Asking) -> Labelled | None:
    """A title, a surname and the firm; people of trades without that title do not fit."""
    row = asking.rng.choice(asking.titled)
    firm = asking.firm(row)
    if row.surname in firm.split() and firm == row.short:
        firm = row.organisation
    near = {each.id for each in asking.fits.near(row.surname, 1)}
    fitting = {each.id for each in asking.fits.staff(firm) if each.id in near and each.trade and each.trade.title}
    slots = {"title": asking.rng.choice(("Dr.", "Dr", "Doctor")), "surname": row.surname, "firm": firm}
    return asking.label("title + firm", asking.say("title_firm", slots=slots), _among(sorted(fitting), row), row)


def surname_and_trade(asking: Asking) -> Labelled | None:
    """A surname and the trade; other people of that surname in a trade like it, or their firm, make it disputed."""
    row = asking.rng.choice(asking.tradespeople)
    assert row.trade is not None
    alike = [each for each in asking.fits.with_surname(row.surname) if _in_group(each, row)]
    firms = [each for each in asking.fits.firms_called(row.surname) if _in_group(each, row) and each.id != row.firm_id]
    if firms or any(each.trade != row.trade for each in alike):
        return None
    slots = {"surname": row.surname, "who": row.trade.who, "title": asking.rng.choice(("Dr.", "Dr"))}
    answer = asking.say("surname_trade", slots=slots, **({} if row.trade.title else {"title": False}))
    return asking.label("surname + trade", answer, _among([each.id for each in alike], row), row)


def first_and_trade(asking: Asking) -> Labelled | None:
    """A first name and the trade."""
    row = asking.rng.choice(asking.tradespeople)
    assert row.trade is not None
    given = asking.given(row)
    called = asking.fits.called(given)
    alike = [each for each in asking.tradespeople if each.id in called and _in_group(each, row)]
    if any(each.trade != row.trade for each in alike):
        return None
    answer = asking.say("given_trade", slots={"given": given, "who": row.trade.who})
    costs = {each.id: called[each.id] for each in alike}
    return asking.label("first + trade", answer, judged(costs, row.id), row)


def told_apart(asking: Asking) -> Labelled | None:
    """A name that several people share, and the trade of one of them: the words fit that one alone."""
    row = asking.rng.choice(asking.tradespeople)
    assert row.trade is not None
    shared = asking.fits.named(row.given, row.surname, row)
    if shared.verdict is not Verdict.SHARED:
        return None
    others = [asking.fits.rows[id] for id in shared.fitting if id != row.id]
    if any(each.trade is None or each.trade.group == row.trade.group for each in others):
        return None
    if any((each.given, each.surname) != (row.given, row.surname) for each in others):
        return None  # Who has another form of the name, and another trade, is a matter of opinion.
    slots = {"name": f"{row.given} {row.surname}", "who": row.trade.who}
    return asking.label("told apart", asking.say("told_apart", slots=slots), Judged(Verdict.CERTAIN), row)


def firm_part(asking: Asking) -> Labelled | None:
    """The telling part of a firm's name alone."""
    firm = asking.rng.choice(asking.fits.firms)
    if not firm.coined:
        return None
    answer = asking.say("part", slots={"firm": firm.short})
    return asking.label("part of firm", answer, judged_firm(asking.fits, firm.short, firm), firm)


def rare_first_name(asking: Asking) -> Labelled | None:
    """A rare first name alone."""
    row = asking.rng.choice(asking.fits.people)
    if row.tier != "rare":
        return None
    answer = asking.say("first_only", slots={"given": row.given})
    return asking.label("rare first name", answer, judged(asking.fits.called(row.given), row.id), row)


def _full_name(asking: Asking, family: str, frame: str, given: str, surname: str, row: Row) -> Labelled | None:
    answer = asking.say(frame, slots={"name": f"{given} {surname}"})
    return asking.label(family, answer, asking.fits.named(given, surname, row), row)


def _among(fitting: list[str], row: Row) -> Judged:
    others = [id for id in fitting if id != row.id]
    return Judged(Verdict.SHARED, (row.id, *others)) if others else Judged(Verdict.CERTAIN)


def _in_group(each: Row, row: Row) -> bool:
    return each.trade is not None and row.trade is not None and each.trade.group == row.trade.group
