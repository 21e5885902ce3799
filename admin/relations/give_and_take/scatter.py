"""Points in a picture as SVG draws them: places only. Labels are set where they cover neither points nor each other.

The axes grow with the square root of clients and the cube root of money, so that many small partners do not lie on top
of each other beside a few large ones.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cbrt, hypot, sqrt

RADIUS = 6.0
_LETTER = 0.66
"""How wide a bold letter of the widest of the usual fonts is about, in sizes of the font."""
_BESIDE, _FREE = 10.0, 2.0
"""How far a label keeps from other points and labels, in its line and above, so that it is seen whose it is."""
_ROOM_BESIDE, _ROOM_ABOVE = 1.06, 1.2
"""How much further the axes go than the largest; above stand the words of the corners."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn: its name, and where it lies on both measures."""

    key: int
    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark with its place."""

    key: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words with the place where they begin, are in the middle, or end."""

    words: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a picture is, with room for the axes' numbers at the left and below, and its font's size."""

    width: int
    height: int
    font: int
    labels: int
    left: int = 44
    below: int = 40
    top: int = 10
    right: int = 12


@dataclass(frozen=True, slots=True)
class Scatter:
    """A picture: dots, labels, numbers of the axes, and the two lines of the middle."""

    frame: Frame
    dots: Sequence[Dot]
    labels: Sequence[Label]
    across: Sequence[tuple[float, float]]
    up: Sequence[tuple[float, float]]
    middle_x: float
    middle_y: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def scatter(marks: Sequence[Mark], middle: tuple[float, float], frame: Frame, corners: Iterable[str] = ()) -> Scatter:
    """The picture of marks, the most important first: those get their labels first. ``corners`` are words kept free."""
    most = (max([1.0, *(mark.x for mark in marks)]), max([1.0, *(mark.y for mark in marks)]))

    def across(value: float) -> float:
        return frame.left + (frame.width - frame.left - frame.right) * sqrt(max(0.0, value) / most[0] / _ROOM_BESIDE)

    def up(value: float) -> float:
        bottom = frame.height - frame.below
        return bottom - (bottom - frame.top) * cbrt(max(0.0, value) / most[1] / _ROOM_ABOVE)

    dots: list[Dot] = []
    seen: dict[tuple[int, int], int] = {}
    for mark in marks:
        x, y = across(mark.x), up(mark.y)
        times = seen.get((round(x), round(y)), 0)
        seen[round(x), round(y)] = times + 1
        # Of several in one place each is a little to the side, so that all can be seen.
        dots.append(Dot(mark.key, round(min(x + 5.0 * times, frame.width - RADIUS), 1), round(y, 1)))
    taken = [*_corners(corners, frame), *(_around(dot) for dot in dots)]
    return Scatter(
        frame=frame,
        dots=dots,
        labels=_labels(marks, dots, taken, frame),
        across=_numbers(most[0], across, 46),
        up=_numbers(most[1], up, 34),
        middle_x=round(across(middle[0]), 1),
        middle_y=round(up(middle[1]), 1),
    )


def _labels(marks: Sequence[Mark], dots: Sequence[Dot], taken: list[_Box], frame: Frame) -> list[Label]:
    labels: list[Label] = []
    for mark, dot in zip(marks, dots, strict=True):
        if len(labels) == frame.labels:
            break
        # Beside points that cover each other nobody could tell which of them a name belongs to.
        if any(each is not dot and hypot(each.x - dot.x, each.y - dot.y) < 1.8 * RADIUS for each in dots):
            continue
        words = mark.name if len(mark.name) <= 24 else f"{mark.name[:22]}…"
        for label, box in _ways(words, dot, frame):
            is_inside = box.left >= frame.left and box.right <= frame.width and box.top >= 0
            if is_inside and box.bottom <= frame.height - frame.below and not any(map(box.meets, taken)):
                labels.append(label)
                taken.append(box)
                break
    return labels


def _ways(words: str, dot: Dot, frame: Frame) -> Iterable[tuple[Label, _Box]]:
    width, height, far = len(words) * frame.font * _LETTER, frame.font * 1.15, RADIUS + _FREE + 1
    middle = dot.y + frame.font * 0.35
    clear = RADIUS + _FREE + 1
    above, below = dot.y - clear - height * 0.2, dot.y + clear + height * 0.8
    for x, y, anchor in (
        (dot.x + far, middle, "start"),
        (dot.x - far, middle, "end"),
        *((dot.x, above, anchor) for anchor in ("middle", "end", "start")),
        *((dot.x, below, anchor) for anchor in ("middle", "end", "start")),
    ):
        left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
        yield (
            Label(words, round(x, 1), round(y, 1), anchor),
            _Box(
                left - (_FREE if anchor == "start" else _BESIDE),
                y - height * 0.8 - _FREE,
                left + width + (_FREE if anchor == "end" else _BESIDE),
                y + height * 0.2 + _FREE,
            ),
        )


def _around(dot: Dot) -> _Box:
    return _Box(dot.x - RADIUS, dot.y - RADIUS, dot.x + RADIUS, dot.y + RADIUS)


def _corners(words: Iterable[str], frame: Frame) -> Iterable[_Box]:
    """Top left, top right, bottom left, bottom right."""
    for number, each in enumerate(words):
        width, height = len(each) * frame.font * _LETTER, frame.font * 1.4
        left = frame.width - frame.right - width if number % 2 else frame.left
        top = frame.height - frame.below - height if number > 1 else frame.top
        yield _Box(left, top, left + width, top + height)


def _numbers(most: float, place: Callable[[float], float], apart: float) -> list[tuple[float, float]]:
    """Round numbers along an axis with their places, as many as stand clear of each other."""
    found: list[tuple[float, float]] = []
    steps = [0.0, *(base * 10.0**power for power in range(10) for base in (1, 2, 5))]
    for step in steps:
        if step <= most * _ROOM_BESIDE and (not found or abs(place(step) - found[-1][1]) >= apart):
            found.append((step, round(place(step), 1)))
    return found
