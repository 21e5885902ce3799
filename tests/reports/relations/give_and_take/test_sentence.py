"""A balance is one plain sentence, whatever is in it."""

import pytest

from records.sources import Partner, Source
from reports.relations.give_and_take.balance import Balance, Side, sentence

NOBODY = Side()
SENTENCES = [
    ("Joe", Side(10), Side(2), "Joe: we sent 10, they sent 2, neither qualified."),
    ("Steve", NOBODY, Side(3, 3, 3, 940_000), "Steve: they sent 3, all became clients worth $9,400; we sent none."),
    ("Ann", NOBODY, NOBODY, "Ann: nobody sent either way yet."),
    ("Ann", Side(1), NOBODY, "Ann: we sent 1, they sent none."),
    ("Ann", Side(1), Side(1), "Ann: they sent 1, who has not qualified; we sent 1."),
    ("Ann", NOBODY, Side(1, 1), "Ann: they sent 1, who qualified; we sent none."),
    ("Ann", NOBODY, Side(1, 1, 1), "Ann: they sent 1, who became a client; we sent none."),
    ("Ann", NOBODY, Side(1, 1, 1, 5), "Ann: they sent 1, who became a client worth $0.05; we sent none."),
    ("Ann", NOBODY, Side(2, 1), "Ann: they sent 2, 1 qualified; we sent none."),
    ("Ann", NOBODY, Side(2, 2), "Ann: they sent 2, both qualified, but neither became a client; we sent none."),
    ("Ann", NOBODY, Side(2, 1, 1, 120_050), "Ann: they sent 2, 1 became a client worth $1,200.50; we sent none."),
    ("Ann", NOBODY, Side(2, 2, 2), "Ann: they sent 2, both became clients; we sent none."),
    ("Ann", NOBODY, Side(7), "Ann: they sent 7, none qualified; we sent none."),
    ("Ann", NOBODY, Side(7, 7), "Ann: they sent 7, all qualified, but none became a client; we sent none."),
    (
        "Hudson Tax",
        Side(2, 2, 2, 30_000),
        Side(1_250, 9, 4, 500_000),
        "Hudson Tax: they sent 1,250, 9 qualified and 4 became clients worth $5,000; "
        "we sent 2, both became clients of theirs worth $300 to them.",
    ),
    (
        "Hudson Tax",
        Side(5, 1, 1),
        Side(4, 4, 4),
        "Hudson Tax: we sent 5, 1 became a client of theirs; they sent 4, all became clients.",
    ),
    (
        "Ann",
        Side(1, 1, 1, 700),
        NOBODY,
        "Ann: we sent 1, who became a client of theirs worth $7 to them; they sent none.",
    ),
    (
        "Ann",
        NOBODY,
        Side(3, 2, 2, 940_000, {"EUR": 30_050, "JPY": 7_000}),
        "Ann: they sent 3, 2 became clients worth $9,400, €300.50 and ¥7,000; we sent none.",
    ),
    (
        "Ann",
        NOBODY,
        Side(2, 2, 2, 0, {"KWD": 1_500}),
        "Ann: they sent 2, both became clients worth KWD\u00a01.500; we sent none.",
    ),
    (
        "Ann",
        NOBODY,
        Side(2, 0, 0, 100),
        "Ann: they sent 2, neither qualified, and people they sent paid $1; we sent none.",
    ),
    (
        "Ann",
        NOBODY,
        Side(2, 2, 2, -2_000),
        "Ann: they sent 2, both became clients, and $20 more was given back to people they sent than paid; "
        "we sent none.",
    ),
]  # fmt: skip
IN_A_PERIOD = [
    (NOBODY, NOBODY, "Ann: nobody sent either way in this time."),
    (NOBODY, Side(money=200), "Ann: they sent none, and people sent before paid $2; we sent none."),
    (
        Side(4),
        Side(3, 3, 3, 940_000),
        "Ann: we sent 4, they sent 3, all became clients, and people they sent paid $9,400.",
    ),
    (
        NOBODY,
        Side(3, 3, 3, 940_000, {"EUR": -100}),
        "Ann: they sent 3, all became clients, and people they sent paid $9,400, "
        "and €1 more was given back than paid; we sent none.",
    ),
]


def balance(name: str, given: Side, received: Side, *, is_dated: bool = False) -> Balance:
    return Balance(Source(name=name), Partner(), given, received, "USD", is_dated)


@pytest.mark.parametrize(("name", "given", "received", "said"), SENTENCES)
def test_all_that_ever_was_is_one_sentence(name: str, given: Side, received: Side, said: str) -> None:
    assert sentence(balance(name, given, received)) == said


@pytest.mark.parametrize(("given", "received", "said"), IN_A_PERIOD)
def test_money_of_a_period_is_not_called_the_worth_of_who_came_in_it(given: Side, received: Side, said: str) -> None:
    assert sentence(balance("Ann", given, received, is_dated=True)) == said
