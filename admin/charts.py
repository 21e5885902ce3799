"""Bars of a chart as SVG draws them: places and sizes only, since the words beside them are the page's own."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600.0, 120.0
_GAP = 0.25
"""How much of each bar's place stays free."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with what a pointer over it says. ``below`` is true of what is less than nothing."""

    x: float
    y: float
    width: float
    height: float
    words: str
    below: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars on one line; ``words`` say what it shows to whoever does not see it."""

    title: str
    words: str
    top: str
    bars: Sequence[Bar]
    line: float

    width: float = WIDTH
    height: float = HEIGHT


def chart(title: str, words: str, top: str, values: Sequence[tuple[int, str]]) -> Chart:
    """Bars as high as their values; those below nothing hang down from the line."""
    highest = max([0, *(value for value, _ in values)])
    lowest = min([0, *(value for value, _ in values)])
    reach = highest - lowest or 1
    line = HEIGHT * highest / reach if highest or lowest else HEIGHT
    place = WIDTH / max(1, len(values))
    bars = []
    for number, (value, said) in enumerate(values):
        height = HEIGHT * abs(value) / reach
        bars.append(
            Bar(
                x=round(place * (number + _GAP / 2), 2),
                y=round(line - height if value > 0 else line, 2),
                width=round(place * (1 - _GAP), 2),
                # What is there at all can be seen.
                height=round(max(height, 1.5), 2) if value else 0,
                words=said,
                below=value < 0,
            )
        )
    return Chart(title, words, top, [bar for bar in bars if bar.height], round(line, 2))
