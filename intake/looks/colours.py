"""Colours that can be read: a firm's colour becomes tones that have enough contrast in light and in dark.

Contrast is that of WCAG 2.2 (relative luminance, success criterion 1.4.3): text needs 4.5 to 1.
"""

from typing import NamedTuple

ENOUGH = 4.5
"""The least contrast of text."""
LIGHT = ("#f7f6f3", "#ffffff", "#efede8")
DARK = ("#14171a", "#1c2024", "#24292e")
"""The papers of ``tokens.css``: page, card and sunken."""
_STEPS = 100

Rgb = tuple[float, float, float]


class Tones(NamedTuple):
    """A colour, the ink that is written on it, and a soft ground of it for the usual ink."""

    accent: str
    ink: str
    soft: str


def tones(colour: str) -> tuple[Tones, Tones]:
    """The tones of a colour of six hexadecimal digits, on light paper and on dark."""
    wanted = _rgb(f"#{colour}")
    by_day = _until_it_is_read(wanted, (0, 0, 0), (*LIGHT, _soft(wanted, LIGHT[1], 0.1)))
    by_night = _until_it_is_read(wanted, (1, 1, 1), (*DARK, _soft(wanted, DARK[1], 0.14)))
    return (
        Tones(_hex(by_day), _ink_on(by_day), _soft(wanted, LIGHT[1], 0.1)),
        Tones(_hex(by_night), _ink_on(by_night), _soft(wanted, DARK[1], 0.14)),
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _until_it_is_read(colour: Rgb, towards: Rgb, papers: tuple[str, ...]) -> Rgb:
    """The colour, moved towards black or white by as little as it takes to be read on every paper."""
    for step in range(_STEPS):
        moved = _mixed(colour, towards, step / _STEPS)
        if all(contrast(_hex(moved), paper) >= ENOUGH for paper in papers):
            return moved
    return towards


def _ink_on(ground: Rgb) -> str:
    return max(("#ffffff", "#101214"), key=lambda ink: contrast(ink, _hex(ground)))


def _soft(colour: Rgb, paper: str, part: float) -> str:
    return _hex(_mixed(_rgb(paper), colour, part))


def _mixed(one: Rgb, other: Rgb, part: float) -> Rgb:
    red, green, blue = (a + (b - a) * part for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
