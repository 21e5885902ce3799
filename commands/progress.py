"""A progress bar for long work, on standard error and only on a terminal."""

import sys
from types import TracebackType
from typing import Any

import click

from records.importing import Progress


class Bar(Progress):
    """Shows how far a piece of work has come; beside a file or a pipe it shows nothing."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.bar: Any = None

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self.bar.render_finish()

    def begin(self, steps: int) -> None:
        """Draw the bar if there is a terminal to draw it on, and enough to do to be worth it."""
        if steps > 100 and sys.stderr.isatty():
            self.bar = click.progressbar(length=steps, label=self.label, file=sys.stderr)
            self.bar.render_progress()

    def step(self) -> None:
        """One step further."""
        if self.bar:
            self.bar.update(1)
