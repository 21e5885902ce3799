"""Whether an insurer, a union, a body or a maker is said to have listed or named the firm ("AXA sent a list of 3").

Most who name one only tell that they have it ("I have Aetna", "the VA turned me down"): it is a source where the answer
is nothing but its name, where a list or page of it is spoken of, where it did something that leads here, or where the
client found the firm there.
"""

from collections.abc import Iterable

from attribution.entries.directory import Directory
from attribution.model import Kind
from attribution.tables import table
from attribution.tables import words as words_of
from attribution.words.media import Medium
from attribution.words.reading import Reading, is_a_word, stop_words
from attribution.words.text import fold

_KNOWN = table("mentions")["plans"]
_PAGES = frozenset(_KNOWN["pages"])
_BESIDE_PAGES = frozenset(_KNOWN["beside_pages"])
_BARE = _PAGES | _BESIDE_PAGES | frozenset(_KNOWN["bare"])
_USELESS = frozenset(_KNOWN["useless"])
_LISTED = frozenset(_KNOWN["listed"])
_GAVE = frozenset(_KNOWN["gave"])
_US = frozenset(_KNOWN["us"])
_THINGS = frozenset(_KNOWN["things"])
_FOUND = frozenset(_KNOWN["found"])
_BY = frozenset(_KNOWN["by"])
_WITHOUT_YOU = frozenset(_KNOWN["without_you"])
_NOT_THEIRS = frozenset(_KNOWN["not_theirs"])
_BETWEEN_DEEDS = frozenset(_KNOWN["between"])
_PLACES = frozenset(_KNOWN["places"])
_STOPS = frozenset(_KNOWN["stops"])
_ASKS = frozenset(_KNOWN["asks"])
_THERE = frozenset(_KNOWN["there"])
_SEARCHED = frozenset({"searched", "search", "found", "looked", "typed", "ticked", "filtered", "scrolled", "clicked"})
_SEARCHED_BY = [["i", word] for word in sorted(_SEARCHED)]
_OF_MANY_SENSES = frozenset({"got", "get", "came", "come", "went", "see", "look"})
_ME = frozenset({"me", "us"})
_OF_ANY_BODY = stop_words() | {"association", "society", "state", "union", "insurance", "health", "the", "of"}
_ARTICLES = frozenset({"the", "my", "our", "your", "their", "his", "her", "a", "this", "old"})
_BETWEEN = 5
"""So many words may stand between the name and the page of it, or the name and what it did."""
_MANY = 200
"""So many entries that share the first word of the name are compared with it."""
_NEAR = 7
"""So many words after a deed may tell whom it was for, and before the name how the client came upon it."""


def end_where_it_listed(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> int:
    """Where the words for it end, its list or page among them, if it is said to have listed the firm; else 0."""
    page = _end_of_page(end, reading)
    if page:
        told = led_here(start, page, reading) and not _is_of_somebody(page, reading, directory)
    elif _may_be_somebody(start, end, medium, reading, directory) or _is_asked(start, reading):
        return 0
    else:
        told = (
            (not medium.never_bare and _is_all(start, end, reading))
            or (start == 0 and _was_searched(end, reading))
            or _did(start, end, reading)
            or _was_found_there(start, end, reading)
        )
    return (page or end) if told and not _is_a_firms(start, end, medium, reading, directory) else 0


def _end_of_page(end: int, reading: Reading) -> int:
    """Where a page of it ends that stands right behind the name ("UHA website", "Blue Cross find-a-doctor tool")."""
    words, last = reading.words, 0
    if words[end - 1] in _PAGES and reading.full[end - 1] == words[end - 1]:
        last = end
    for place in range(end, min(end + _BETWEEN + 1, len(words))):
        if reading.sentence[place] != reading.sentence[end - 1] or words[place] not in _PAGES | _BESIDE_PAGES:
            break
        if words[place] in _PAGES or (words[place - 1] in {"a", "an"} and words[place - 2 : place - 1] == ["find"]):
            last = place + 1
    return last


def led_here(start: int, end: int, reading: Reading) -> bool:
    """Whether nothing beside a list or page says that it led to nobody ("the Aetna list was useless")."""
    return _USELESS.isdisjoint(_of_clause(start, end, reading))


def _is_of_somebody(end: int, reading: Reading, directory: Directory) -> bool:
    """Whether a list is that of somebody in the directory ("WSBA member list of Joan Marsh")."""
    if reading.words[end : end + 1] != ["of"] or end + 1 >= len(reading.words):
        return False
    return reading.capital_inside(end + 1) and bool(directory.ids_with(reading.words[end + 1]))


def _of_clause(start: int, end: int, reading: Reading) -> list[str]:
    low, high = reading.bounds(start)
    near = range(max(low, start - _NEAR), min(high, end + _NEAR))
    own = {reading.clause[start], reading.clause[end - 1]}
    return [reading.words[p] for p in near if reading.clause[p] in own]


def is_written_as_a_name(start: int, end: int, reading: Reading) -> bool:
    """Whether a name that is an ordinary word as well is written large, or a page of it is spoken of."""
    known = not is_a_word(reading.words[start]) and _end_of_page(end, reading) > 0
    return known or (reading.tokens[start].capital and not reading.shouted)


def _may_be_somebody(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> bool:
    """Whether the name is a word of somebody in the directory, the first words of a firm, or a maker's surname."""
    words = reading.words[start:end]
    if end - start == 1:
        named = medium.never_bare and (words[0] in words_of("surnames") or words[0] in words_of("first_names"))
        return named or bool(directory.ids_with(words[0]))
    cards = map(directory.card, directory.ids_with_both(words[0], words[1]))
    return any(not card.person and list(card.firm[: end - start]) == words for card in cards)


def _is_a_firms(start: int, end: int, medium: Medium, reading: Reading, directory: Directory) -> bool:
    """Whether a firm of the directory is called after it, and is meant: all words of a longer name are in that of the
    firm ("the Mass Bar" where its referral service is known), or a further word of the firm is said ("the Unison
    magazine, south west pages")."""
    phrase = {*reading.words[start:end]} - _PAGES - stop_words()
    rest = {*reading.words[:start], *reading.words[end:]} - _OF_ANY_BODY - _PAGES - _BESIDE_PAGES
    full = {*fold(medium.name).split()} - _OF_ANY_BODY
    alone = medium.kind is Kind.WEBSITE and not medium.never_bare
    for word in (*sorted(phrase), *sorted(full)):
        ids = directory.ids_with(word)
        for card in map(directory.card, ids if len(ids) <= _MANY else ()):
            if card.person:
                continue
            firm = {*card.firm}
            whole = [names for names in (phrase, full) if names and names <= firm]
            if any(len(names) > 1 for names in whole):
                return True
            if alone and phrase == {word}:
                return True
            if whole and card.firm[0] in whole[0] and rest & firm - phrase:
                return True
    return False


def _is_asked(start: int, reading: Reading) -> bool:
    """Whether its sentence is a question ("do you take Aetna", "is Cigna ok")."""
    low, high = reading.bounds(start)
    after = reading.answer[reading.tokens[high - 1].end :][:2]
    return (reading.words[low] in _ASKS and low != start) or ("?" in after and high - low > 2)


def _is_all(start: int, end: int, reading: Reading) -> bool:
    """Whether nothing but the name is said, or the rest speaks of a list of theirs ("EAP (Telus Health). They have
    lawyers on list", "my union has a financial page. UNISON")."""
    low, high = reading.bounds(start)
    rest = [p for p in range(low, high) if not start <= p < end]
    if any(not _is_bare(p, reading) for p in rest):
        return False
    others = [*range(low), *range(high, len(reading.words))]
    if not others:
        return True
    said = [reading.words[p] for p in others if abs(reading.sentence[p] - reading.sentence[start]) == 1]
    if not _USELESS.isdisjoint(said):
        return False
    return (
        any(word in _PAGES for word in said)
        or any(
            word in _LISTED | _GAVE and said[k + 1 : k + 2] and said[k + 1] in _US | {"me"}
            for k, word in enumerate(said)
        )
        or _is_told_through(others, reading)
    )


def _is_told_through(places: Iterable[int], reading: Reading) -> bool:
    """Whether all the rest says by whom one is a member ("legal plan through Nissan")."""
    words = [reading.words[p] for p in places]
    led = next((k for k, word in enumerate(words) if word in {"through", "thru", "via"}), None)
    return led is not None and len(words) - led <= 3 and all(word in _BARE for word in words[:led])


def _is_bare(place: int, reading: Reading) -> bool:
    return reading.words[place] in _BARE or reading.full[place] in _BARE


def _was_searched(end: int, reading: Reading) -> bool:
    """Whether the answer begins with the name and then tells how the client looked ("whitecoat, searched ...")."""
    apart = end < len(reading.words) and reading.clause[end] != reading.clause[end - 1]
    return apart and (reading.words[end] in _SEARCHED or reading.words[end : end + 2] in _SEARCHED_BY)


def _did(start: int, end: int, reading: Reading) -> bool:
    """Whether it is said to have listed, sent or named the firm ("SIPTU gave me a sheet of solicitors")."""
    words, (low, high) = reading.words, reading.bounds(start)
    if start > low and words[start - 1] in _NOT_THEIRS | _PLACES:
        return False
    if start - 1 > low and words[start - 1] in _ARTICLES and words[start - 2] in _NOT_THEIRS:
        return False
    for place in range(end, min(end + _BETWEEN, high)):
        word = words[place]
        if reading.clause[place] != reading.clause[start]:
            return False
        gave = word in _GAVE and _on_it(words[place:high])
        if gave or (word in _LISTED | _GAVE and _leads_here(place, high, reading)):
            return True
        if word not in _BETWEEN_DEEDS and reading.full[place] not in _PAGES | _BESIDE_PAGES:
            return False
    return False


def _leads_here(deed: int, high: int, reading: Reading) -> bool:
    """Whether a deed was to name the firm, or to give a list of such."""
    words, after = reading.words, []
    for place in range(deed + 1, min(deed + 1 + _NEAR, high)):
        if words[place] in _STOPS or (reading.clause[place] != reading.clause[deed] and words[place] not in _US):
            break
        after.append(words[place])
    if not _USELESS.isdisjoint(after):
        return False
    if not _US.isdisjoint(after) or not _THINGS.isdisjoint(after):
        return True
    # "Bupa referred me", and no more.
    return words[deed] in _LISTED and (after in ([], ["me"], ["us"]) or (after[:1] == ["a"] and len(after) <= 2))


def _was_found_there(start: int, end: int, reading: Reading) -> bool:
    """Whether the client found or was given the firm there ("you were on Tricare", "found you thru Laya", "United
    Concordia, you're on there")."""
    words, (low, high) = reading.words, reading.bounds(start)
    after = words[end:high]
    for k in range(min(3, len(after))):
        if after[k] in {"you", "youre", "ye", "yall"} and _on_it(after[k : k + 5]):
            return True
    lead = start - 1
    if lead >= low and words[lead] in _ARTICLES:
        lead -= 1
    before = words[max(low, lead - _NEAR) : max(low, lead)]
    if lead < low or words[lead] not in _BY or not _USELESS.isdisjoint(before):
        return False
    return _leads_there(before, words[lead])


def _leads_there(before: list[str], lead: str) -> bool:
    """Whether the words before "on", "from" or "through" tell how the client came upon the firm."""
    for k in range(len(before) - 1, -1, -1):
        word = before[k]
        if word in _STOPS or word in _NOT_THEIRS - {"had", "left"}:
            return False
        if word in _WITHOUT_YOU:
            return lead in {"on", "in", "with", "from"} and k > 0 and before[k - 1] in _US
        if word in _FOUND:
            return word not in _OF_MANY_SENSES or _names_us(before[k:], lead)
    return False


def _names_us(said: list[str], lead: str) -> bool:
    """Whether what the client got or came to is the firm or a name ("got your name from", "came to you through")."""
    return not {*_US, *_THINGS, *_ME}.isdisjoint(said) or (
        said[0] in {"came", "come"} and lead in {"through", "thru", "via"}
    )


def _on_it(words: list[str]) -> bool:
    """Whether the words say that the firm is on a list spoken of before ("you were on it", "you're on there")."""
    return any(words[k] in _THERE and words[k + 1] in {"it", "there", "them"} for k in range(len(words) - 1))
