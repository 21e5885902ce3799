"""What the hand-written expressions of searching take for the phrase that a client searched for."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from attribution.model import Kind
from attribution.searches.whole_search import whole_in
from attribution.tables import table, words
from attribution.words.media import Medium, all_media
from attribution.words.text import READ_AT_MOST, fold
from attribution.words.trades import trades_in

Span = tuple[int, int]

_LONGEST = 160
_MOST_WORDS = 18
_MOST_LEADING = 12
"""So many characters of articles and marks may stand between the verb and the phrase."""
_MOST_TRIES = 8
"""So many places at which one expression fits are tried: an answer tells one phrase."""
_QUOTED = re.compile(
    r"[\"“”«„「『]([^\"“”«»„「」『』]{2,160})[\"“”»」』]|(?<!\w)['‘]([^'‘’\n]{4,160}(?:['’]\w[^'‘’\n]{0,60})?)['’](?!\w)"
)
_MARKS = re.compile("[\"“”«„「『'‘]")
_SPOKEN = re.compile(r"\b(?:said|says|saying|called|named|reviews?|ad|ads|goes|went|told me|sign)\W*$", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()\n]{1,120}\)")
_BREAK = r"(?:\s*[:=→>|]+\s*|\s+[-–—]+\s*|\s*[–—]+\s*|\s*,\s*|\s*\n\s*)"
_COMMENT = re.compile(r"\(\?#([^)]*)\)")
_CAREFULLY = re.compile(r"\s*(?:,|[-–—]+|\n)\s*")


def proposed(answer: str) -> tuple[str, Span] | None:
    """What the expressions propose: which group of them, and the half-open place of the phrase."""
    text = answer[:READ_AT_MOST]
    quoted = _quoted(text) if _MARKS.search(text) else None
    if quoted is not None:
        return "quoted", quoted
    # An aside is no part of a phrase: a dash of its length takes its place, so that every other word keeps its own.
    text = _ASIDE.sub(lambda aside: " –".ljust(len(aside.group())), text)
    return next(_phrases(text), None)


def verb_before(answer: str, phrase: Span) -> Span | None:
    """The place of foreign words of searching that lead to the phrase ("hỏi chat gpt"): they are no names either."""
    text = answer[:READ_AT_MOST]
    for language in _spoken(text):
        for match in _fits(text, "starts", (language,)) if language != "en" else ():
            if 0 <= phrase[0] - match.end() <= _MOST_LEADING:
                return match.start(), phrase[0]
    return None


def _phrases(text: str) -> Iterator[tuple[str, Span]]:
    """What may be the phrase, the surest first."""
    languages = _spoken(text)
    own, others = tuple(n for n in languages if n == "en"), tuple(n for n in languages if n != "en")
    if languages:
        yield from (("starts", span) for span in (_starting(text, "starts", own) if own else ()))
        yield from (("starts abroad", span) for span in (_starting(text, "starts", others) if others else ()))
        yield from (("between", span) for span in _between(text, languages))
        yield from (("engine", span) for span in _after_an_engine(text))
        if _speaks_of_searching().search(text):
            yield from (("after", span) for span in _told_first(text, languages))
            yield from (("weak", span) for span in _starting(text, "weak", languages))
    whole = whole_in(text)
    if whole is not None:
        yield "whole", whole


def _spoken(text: str) -> tuple[str, ...]:
    """The languages of which a sign of searching stands in the text."""
    low = text.casefold()
    return tuple(name for name, signs in _signs() if any(map(low.__contains__, signs)))


def _quoted(text: str) -> Span | None:
    """Words in quotation marks after a word of searching, or beside the name of an engine."""
    for match in islice(_QUOTED.finditer(text), _MOST_TRIES):
        start, end = match.span(1 if match.group(1) else 2)
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 24]
        told = _verbs().search(before) and not re.search(r"[.!?]\s", before[-25:])
        if _SPOKEN.search(before):
            continue
        if told or _engine_ends().search(before) or _engine_begins().match(after):
            return _trimmed(text, start, end)
    return None


def _fits(text: str, key: str, languages: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Where the expressions of one key fit, in the order of the tables."""
    low = text.casefold()
    for needed, pattern in _patterns(key, languages):
        if not needed or any(map(low.__contains__, needed)):
            yield from islice(pattern.finditer(text), _MOST_TRIES)


def _starting(text: str, key: str, languages: tuple[str, ...]) -> Iterator[Span]:
    """Phrases after the expressions of one key, in the order of the tables."""
    for match in _fits(text, key, languages):
        span = _cut(text, match.end())
        if span is not None:
            yield span


def _between(text: str, languages: tuple[str, ...]) -> Iterator[Span]:
    """Phrases before a verb that comes last ("auf Google nach Zahnarzt Bonn gesucht")."""
    for before, behind in _pairs(languages):
        for match in islice(before.finditer(text), _MOST_TRIES):
            verb = behind.search(text, match.end(), match.end() + _LONGEST)
            if verb is not None:
                span = _checked(text, match.end(), verb.start())
                if span is not None:
                    yield span


def _after_an_engine(text: str) -> Iterator[Span]:
    """What follows the name of an engine and a separator ("ecosia: heat pumps"), unless it is a remark."""
    for match in islice(_engine_first().finditer(text), _MOST_TRIES):
        span = _cut(text, match.end())
        if span is None:
            continue
        phrase = fold(text[span[0] : span[1]])
        remark = _remarks().search(phrase)
        if _CAREFULLY.fullmatch(match.group("break")):
            if remark or " " not in phrase or ("," in match.group("break") and not _is_sought(phrase.split())):
                continue
        elif remark and remark.start() == 0:
            continue
        yield span


def _told_first(text: str, languages: tuple[str, ...]) -> Iterator[Span]:
    """Phrases that are told before the verb ("boiler service, I think I put in")."""
    for match in _fits(text, "after", languages):
        start = max(text.rfind(mark, 0, match.start()) for mark in ".,;:!?\n") + 1
        span = _checked(text, start, match.start())
        if span is not None:
            yield span


def _cut(text: str, start: int) -> Span | None:
    """The phrase from ``start`` to the first words that end one, without the words that lead to it."""
    leads, ends = _leads(), _ends()
    while (lead := leads.match(text, start)) is not None and lead.end() > start:
        start = lead.end()
    stop = ends.search(text, start, start + _LONGEST)
    return _checked(text, start, stop.start() if stop else min(len(text), start + _LONGEST))


def _checked(text: str, start: int, end: int) -> Span | None:
    span = _trimmed(text, start, end)
    if span is None:
        return None
    phrase = fold(text[span[0] : span[1]]).split()
    if phrase[:1] and (phrase[0] in _not_phrases() or len(phrase) > _MOST_WORDS):
        return None
    return span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and not (text[start].isalnum() or text[start] in "#£$€"):
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if end - start >= 2 else None


def _is_sought(phrase: list[str]) -> bool:
    """Whether the words speak of a trade, or of what is asked about one."""
    people = any(len(word) > 4 and word.endswith(("ers", "er", "ists", "ist", "ors", "or")) for word in phrase)
    return people or bool(trades_in(phrase)) or len(phrase) > 3


@cache
def _named(kinds: tuple[Kind, ...]) -> str:
    """An expression for every name of the media of these kinds, the longest first."""
    spellings: set[str] = set()
    for medium in all_media():
        if medium.kind in kinds:
            spellings.update(_spellings(medium))
    plain = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return "|".join(re.escape(spelling).replace(r"\ ", r"\s") for spelling in plain)


def _spellings(medium: Medium) -> Iterator[str]:
    for spelling in (medium.name, *medium.says, *medium.says_carefully, *medium.starts):
        folded = spelling.casefold()
        shown = any(word in folded for word in ("review", "listing", "profile", "business"))
        if len(folded) > 1 and not shown and folded not in words("ordinary_words"):
            yield folded


@cache
def _parts() -> dict[str, str]:
    """What the names in braces stand for."""
    searching = table("searching")
    assistants = _named((Kind.AI_ASSISTANT,))
    engines = _named((Kind.SEARCH_ENGINE, Kind.AI_ASSISTANT))
    return {
        "{engine}": rf"(?:{engines}|goo?o?gl\w{{0,3}}|гугл\w{{0,3}}|apple\smaps|the\sai|an\sai|ai)",
        "{assistant}": rf"(?:{assistants})",
        "{voice}": r"(?:google|siri|alexa|bixby|cortana|gemini|copilot|meta|claude|chatgpt)",
        "{device}": "|".join(map(re.escape, searching["devices"]["words"])),
        "{command}": searching["commands"]["words"],
        "{question}": f"(?:{'|'.join(searching['questions']['words'])})",
        "{break}": _BREAK,
    }


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """An expression of the table with the names in braces filled in."""
    for name, meant in _parts().items():
        pattern = pattern.replace(name, meant)
    return re.compile(pattern, re.IGNORECASE)


def _gathered(key: str, languages: tuple[str, ...] = ()) -> list[Any]:
    """The values of one key in the tables of these languages, or of all."""
    found: list[Any] = []
    for name, language in table("searching").items():
        if not languages or name in languages:
            value = language.get(key, ())
            found += [value] if isinstance(value, str) else value
    return found


@cache
def _signs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(t["signs"])) for name, t in table("searching").items() if "signs" in t)


@cache
def _patterns(key: str, languages: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The expressions of one key, each with the parts of words that a comment at its beginning asks for."""
    return tuple((_needed(pattern), compiled(pattern)) for pattern in _gathered(key, languages))


def _needed(pattern: str) -> tuple[str, ...]:
    asked = _COMMENT.match(pattern)
    return tuple(asked.group(1).split("|")) if asked else ()


@cache
def _pairs(languages: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compiled(before), compiled(behind)) for before, behind in _gathered("between", languages))


@cache
def _ends() -> re.Pattern[str]:
    return compiled("|".join(_gathered("ends")))


@cache
def _leads() -> re.Pattern[str]:
    return compiled("|".join(f"(?:{leads})" for leads in _gathered("leads")))


@cache
def _not_phrases() -> frozenset[str]:
    return frozenset(_gathered("not_phrases"))


@cache
def _remarks() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(table('searching')['asides']['words'])})(?!\w)")


@cache
def _speaks_of_searching() -> re.Pattern[str]:
    return compiled(r"(?<!\w)(?:{engine}|{device})(?!\w)")


@cache
def _engine_first() -> re.Pattern[str]:
    before = (
        r"(?:^\W*|[.;!?\n]\s*|\b(?:on|via|through|from|used|using|by|with|in)\s+)(?:the |good old |plain old |old )?"
    )
    return compiled(rf"{before}{{engine}}(?: search| maps| app)?(?P<break>{{break}})(?=\S)")


@cache
def _engine_ends() -> re.Pattern[str]:
    return compiled(r"(?<!\w){engine}\W{0,4}$")


@cache
def _engine_begins() -> re.Pattern[str]:
    return compiled(r"\W{0,3}(?:(?:on|in|into|ar|en|no|na|sur|auf|bei|w|su|to|through)\s(?:the\s)?)?{engine}(?!\w)")


@cache
def _verbs() -> re.Pattern[str]:
    told = r"googl\w*|goggle\w*|search\w*|typ(?:ed|ing)|put in|put|looked up|entered|asked|wrote|bing\w*"
    others = r"busqu\w+|busc\w+|gesucht|gegoogelt|eingegeben|cherch\w+|recherch\w+|tapé|pesquis\w+|cercato|chuardaigh"
    return compiled(rf"(?<!\w)(?:{told}|{others}|wpisa\w+|szuka\w+|{{engine}})(?!\w)")
