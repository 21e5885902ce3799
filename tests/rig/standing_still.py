"""A real `flask` command that stands still in the middle of its work, so that it can be killed there on any machine.

``set_off`` starts it, ``reached`` waits until it is there, and ``kill`` kills it. However fast it is and however late
the test gets its turn, it is never at its end by then.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from flask.cli import main
from sqlalchemy import Select, event, text
from sqlalchemy.orm import Session

from records.engine.at_once import AtOnce
from records.engine.reading import reading
from tests.house.tree import ROOT

REACHED = "reached what was waited for"
MORE, ROWS = 5, 100
"""So many transactions it goes on before it stands still, so that whatever a test does meanwhile meets it at work; and
so many rows each of them has where the command would have as many as take it a moment."""


def set_off(
    when: Select[tuple[bool]], database_url: str, instance: Path, *command: str, **more: str
) -> "subprocess.Popen[str]":
    """`flask` with these arguments, in a process of its own that stands still once ``when`` is true."""
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": "a key that is only for tests, and long enough",
    }
    statement = str(when.compile(compile_kwargs={"literal_binds": True}))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.rig.standing_still", statement, *command],
        cwd=ROOT,
        env=os.environ | settings | more,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def reached(process: "subprocess.Popen[str]") -> None:
    """Wait until it is there; it goes on with a few transactions more."""
    said = []
    for line in process.stdout or ():
        said.append(line)
        if line.rstrip("\n").endswith(REACHED):
            return
    raise AssertionError(f"it ended before: {''.join(said)}")


def kill(process: "subprocess.Popen[str]") -> None:
    """Kill it where it is."""
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def _stand_still_when(statement: str) -> None:
    AtOnce.number = property(lambda _: ROWS, lambda _, number: None)  # type: ignore[assignment]  # whatever it measures
    commits_after = 0

    def look(session: Session) -> None:
        nonlocal commits_after
        if not commits_after:
            with reading(), session.get_bind().engine.connect() as connection:
                if not connection.scalar(text(statement)):
                    return
            print(REACHED, flush=True)
        commits_after += 1
        if commits_after > MORE:
            sys.stdin.read()

    event.listen(Session, "after_commit", look)


if __name__ == "__main__":
    _stand_still_when(sys.argv.pop(1))
    main()
