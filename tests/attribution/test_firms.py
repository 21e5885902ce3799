"""Two invented firms with labelled answers: what is decided by itself must be right, and most must be decided.

The labels were written before the answers were first decided; they are for development and no measure of the world.
"""

from pathlib import Path

import pytest

from bench.answers import measure, read_answers, read_partners

FIRMS = Path(__file__).parent / "firms"


@pytest.mark.parametrize("firm", ["trade", "books"])
def test_decisions_are_right_and_most_are_made(firm: str) -> None:
    directory = read_partners(FIRMS / f"{firm}_partners.csv")
    scores = measure(directory, read_answers(FIRMS / f"{firm}_answers.jsonl"))
    assert not scores["automatic precision"].missed
    assert not scores["no partner credited wrongly"].missed
    assert not scores["keyword"].missed
    assert not scores["website or channel"].missed
    assert scores["coverage"].right >= 0.9 * scores["coverage"].of
