"""What one check of ``flask doctor`` found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Flask


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; ``problem`` says what is wrong and what to do, and is empty if all is well.

    ``warning`` says the same of what works, but not as well as it should.
    """

    what: str
    problem: str = ""
    warning: str = ""


Check = Callable[[Flask], Iterator[Finding]]
