"""Programs are told from people by what they call themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.web.bots import is_bot

MOZILLA = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "   ",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "facebookexternalhit/1.1",
        "meta-externalagent/1.1",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.1; +https://openai.com/gptbot)",
        "Mozilla/5.0 (compatible; Perplexity-User/1.0)",
        f"{MOZILLA} HeadlessChrome/126.0.0.0 Safari/537.36",
        "python-requests/2.32",
        "curl/8.8.0",
        "Go-http-client/2.0",
        "UptimeRobot/2.0",
    ],
)
def test_a_program(agent: str) -> None:
    assert is_bot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        f"{MOZILLA} Chrome/126.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/468.0]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 337.0",
        # A make of telephones whose name ends like that of a program.
        "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
        "Opera/9.80 (Android; Opera Mini/36.2/191.249; U; en) Presto/2.12.423 Version/12.16",
    ],
)
def test_a_person(agent: str) -> None:
    assert not is_bot(agent)


@given(st.text())
def test_whatever_is_claimed_nothing_is_raised(agent: str) -> None:
    is_bot(agent)


def test_so_much_of_an_agent_is_read_and_no_more() -> None:
    # The patterns would take minutes for a megabyte, which is anybody's to send.
    assert not is_bot("x" * 1_000_000)
    assert not is_bot(f"{MOZILLA} Chrome/126.0 Safari/537.36{' x' * 200} Googlebot")
