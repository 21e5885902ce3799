"""Which agents are programs: a visit of theirs is not counted.

The patterns are the package crawlerdetect's (MIT), with a few agents of assistants and previews that it lacks.
Whoever gives no name at all is a program too: every browser says what it is.
"""

from functools import cache, lru_cache

from crawlerdetect import CrawlerDetect

from attribution.tables import table

_READ = 300
"""So much of an agent is read: names stand at the beginning, and the patterns take time that grows with its square."""


def is_bot(agent: str) -> bool:
    """Whether the agent (the header User-Agent) is that of a program and not of a person's browser."""
    read = agent[:_READ].strip()
    return not read or _is_program(read)


@lru_cache(maxsize=4_096)
def _is_program(agent: str) -> bool:
    lower = agent.lower()
    return any(word in lower for word in _further()) or bool(_patterns().is_crawler(agent))


@cache
def _further() -> tuple[str, ...]:
    return tuple(table("web/bots")["agents"])


@cache
def _patterns() -> CrawlerDetect:
    return CrawlerDetect()
