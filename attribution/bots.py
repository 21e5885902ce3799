"""Whether a visit was a program's and not a person's: what such a visit shows is not counted."""

from functools import lru_cache

from crawlerdetect import CrawlerDetect

_REMEMBERED = 4_096
"""How many agents are remembered: a busy site is visited by far fewer kinds of browser in a day."""


@lru_cache(maxsize=_REMEMBERED)
def is_bot(agent: str) -> bool:
    """Whether the user agent that a browser gave is a known bot's; one that gives none is a bot."""
    return not agent.strip() or bool(_detector().isCrawler(agent))


@lru_cache(maxsize=1)
def _detector() -> CrawlerDetect:
    return CrawlerDetect()
