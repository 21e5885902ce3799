"""The phrase that a client says they searched for, cut out of the answer in its own words."""

import re
from functools import cache

from attribution.tables import table
from attribution.text import READ_AT_MOST, fold

_LONGEST = 160
_QUOTED = re.compile(r"[\"“”«„]([^\"“”«»„]{2,160})[\"“”»]|(?<!\w)['‘]([^'‘’\n]{4,160})['’](?!\w)")
_NEAR_ME = re.compile(r"^\W*((?:[\w&'’-]+ ){1,7}near (?:me|by|here))\W*$", re.IGNORECASE)
_SEARCHES = re.compile(
    r"\b(?:googl\w*|goggle\w*|search\w*|typed|put in|looked up|bing\w*|duckduckgo|siri|alexa|chat ?gpt|asked"
    r"|entered|yahoo"
    r"|busqu\w+|gesucht|gegoogelt|cherch\w+|tap[eé]|gemini|copilot|perplexity|claude)\b",
    re.IGNORECASE,
)


def phrase_in(answer: str) -> tuple[int, int] | None:
    """The half-open place of the phrase that was typed or spoken into a search, or None if none is told."""
    text = answer[:READ_AT_MOST]
    quoted = _quoted(text)
    if quoted is not None:
        return quoted
    for pattern in _starts():
        for match in pattern.finditer(text):
            span = _cut(text, match.end())
            if span is not None:
                return span
    whole = _NEAR_ME.match(text)
    return whole.span(1) if whole else None


def _quoted(text: str) -> tuple[int, int] | None:
    """Words in quotation marks after a word of searching."""
    for match in _QUOTED.finditer(text):
        group = 1 if match.group(1) else 2
        before = text[max(0, match.start() - 60) : match.start()]
        if _SEARCHES.search(before) and not re.search(r"[.!?]\s", before[-25:]):
            start, end = match.span(group)
            return _trimmed(text, start, end)
    return None


def _cut(text: str, start: int) -> tuple[int, int] | None:
    leads, ends = _leads(), _ends()
    while (lead := leads.match(text, start)) is not None:
        start = lead.end()
    stop = ends.search(text, start, start + _LONGEST)
    end = stop.start() if stop else min(len(text), start + _LONGEST)
    span = _trimmed(text, start, end)
    if span is None:
        return None
    words = fold(text[span[0] : span[1]]).split()
    if not words or words[0] in _not_phrases() or len(words) > 18:
        return None
    return span


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and not (text[start].isalnum() or text[start] in "#£$€"):
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if end - start >= 2 else None


@cache
def _starts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in table("searching")["starts"])


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(table("searching")["ends"], re.IGNORECASE)


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(table("searching")["leads"], re.IGNORECASE)


@cache
def _not_phrases() -> frozenset[str]:
    return frozenset(table("searching")["not_phrases"])
