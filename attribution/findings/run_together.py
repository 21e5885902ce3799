"""Answers in scripts that hardly part their words, read as a whole: "朋友介绍的", "친구가 소개해 줬어요", "จำไม่ได้".

Their words cannot be looked up one by one. Where a whole answer is made of words that are known, it names nobody: it
tells a friend, a search, that the client passed by, or nothing at all. Whatever else stands there may be a name.
"""

from functools import cache

from attribution.entries.directory import Directory
from attribution.findings.finding import Finding, Findings, credit_of_mention
from attribution.mentions.mention import Mention
from attribution.model import Channel, Kind
from attribution.said.standing import Standing
from attribution.tables import table
from attribution.words.letters import INVISIBLE
from attribution.words.media import CHANNEL_OF_KIND, medium_called, unnamed
from attribution.words.reading import Reading

_MOST = 60
"""So many letters of an answer are read so."""
_ORDER = (
    ("returning", Kind.EXISTING_CLIENT, "returning"),
    ("existing_client", Kind.EXISTING_CLIENT, "existing_client"),
    ("relations", Kind.WORD_OF_MOUTH, "relation"),
    ("search", Kind.SEARCH_ENGINE, "search"),
)


def told_as_a_whole(reading: Reading, directory: Directory) -> Findings | None:
    """What an answer tells that is made of nothing but known words, or None."""
    if reading.answer.isascii() or any(map(directory.ids_with, reading.words)):
        return None
    line = "".join(token.raw for token in reading.tokens).translate(INVISIBLE)
    roles = next(filter(None, (_roles(line, language) for language in _languages())), ())
    if not roles:
        return None
    mention = _mention(roles, reading)
    if mention is None:
        return Findings(nothing=True) if "nothing" in roles else None
    return Findings(found=[Finding(credit_of_mention(mention, reading), 0, 1.0, Standing())])


def _mention(roles: tuple[str, ...], reading: Reading) -> Mention | None:
    end = len(reading.words)
    for role, kind, rule in _ORDER:
        if role in roles:
            return Mention(0, end, unnamed(kind), CHANNEL_OF_KIND[kind], rule)
    passed = medium_called("walk by")
    if "walk_by" in roles and passed is not None:
        return Mention(0, end, passed.source, passed.channel, passed.rule, medium=passed)
    if roles[0] == "points":
        return Mention(0, end, unnamed(Kind.WORD_OF_MOUTH), Channel.WORD_OF_MOUTH, "relation")
    return None


def _roles(line: str, language: dict[str, str]) -> tuple[str, ...]:
    """The roles of the words that a line is made of, in their order, the longest word first; none if any is unknown."""
    if not line or len(line) > _MOST:
        return ()
    longest = max(map(len, language))
    after: list[tuple[str, ...] | None] = [None] * len(line) + [()]
    for start in range(len(line) - 1, -1, -1):
        for end in range(min(len(line), start + longest), start, -1):
            rest, role = after[end], language.get(line[start:end])
            if role is not None and rest is not None:
                after[start] = (role, *rest)
                break
    return after[0] or ()


@cache
def _languages() -> tuple[dict[str, str], ...]:
    """For each language its words with their roles."""
    return tuple(
        {word: role for role, listed in language.items() for word in listed}
        for language in table("run_together").values()
    )


_languages()  # Read at import, so that the first such answer does not wait.
