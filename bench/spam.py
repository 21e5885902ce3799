"""How many real clients the score would hold back: every labelled and marked answer, in the words of a form.

    python -m bench.spam [FOLDER ...]

Each answer is judged as an answer, and again as what somebody needs, sent slowly and sent at once. A folder holds
``*_answers.jsonl``. Without one, those of ``bench/firms`` and the answers of ``bench/marked`` are judged.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.marked_answers import read_marked
from intake.spam.judging import Circumstances, Judged, judge
from records.answers.recording import Filled

FIRMS, MARKED = (Path(__file__).resolve().parent / name for name in ("firms", "marked"))
AT = datetime(2026, 3, 10, tzinfo=UTC)
SLOWLY, AT_ONCE = 90.0, 1.0


def answers(folders: list[Path]) -> Iterator[str]:
    """Every answer of these folders, or of those that are shipped."""
    for file in sorted(file for folder in folders or [FIRMS] for file in folder.rglob("*_answers.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield str(json.loads(line)["answer"])
    for file in [] if folders else sorted(MARKED.glob("*.txt")):
        yield from (each.text for each in read_marked(file))


def judged(words: str, seconds: float, *, as_need: bool) -> Judged:
    """An answer in a form that is otherwise that of anybody."""
    need, answer = (words, "google") if as_need else ("A will", words)
    filled = Filled(identity="", received_at=AT, name="Ana", email="ana@mail.example", need=need, answer=answer)
    return judge(filled, Circumstances(seconds=seconds))


def main() -> None:
    """Print how many would be held back, and each with why."""
    every = [*answers([Path(each) for each in sys.argv[1:]])]
    for seconds, said in ((SLOWLY, "sent after 90 seconds"), (AT_ONCE, "sent after 1 second")):
        for as_need in (False, True):
            held = [(words, found) for words in every if (found := judged(words, seconds, as_need=as_need)).is_held]
            what = "what they need" if as_need else "their answer"
            print(f"as {what}, {said}: {len(held)} of {len(every):,} held back")
            for words, found in held:
                print(f"  {found.score}: {words[:80]!r}: {' '.join(reason.why for reason in found.reasons)}")
    scores = [judged(words, SLOWLY, as_need=True).score for words in every]
    print(f"of {len(every):,} as what they need, {sum(map(bool, scores)):,} have any sign; the most is {max(scores)}")


if __name__ == "__main__":
    main()
