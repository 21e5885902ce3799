"""A page in each look that people see it in: light and dark, on the narrowest telephone, a tablet and a desk."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Frame, Page

SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)
BETWEEN = 760
"""A tablet: a wide table is not shown as cards any more, and has not all the room that it wants."""

OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours. What all others look at is the same in light and in dark."""

_ROOM = """[document.documentElement.scrollWidth,
  [...document.querySelectorAll("th[scope=row]")].filter(head => {
    const style = getComputedStyle(head), padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    return head.offsetWidth && head.textContent.trim().length > 5 && head.offsetWidth - padding < 32;
  }).map(head => head.textContent.trim())]"""

_axe = Axe()


def check_every_look(page: Page) -> None:
    """Axe finds nothing and nothing is cut off at the side, in every look. The page needs script to be on."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal is asked for
            page.set_viewport_size({"width": width, "height": 800})
            look = f"{page.url} in {scheme} at {width} px"
            axe(page, look, only=() if scheme == SCHEMES[0] else OF_COLOURS)
            has_room(page, look, width)
    page.set_viewport_size({"width": BETWEEN, "height": 800})
    has_room(page, f"{page.url} at {BETWEEN} px", BETWEEN)


def has_room(page: Page, look: str, width: int) -> None:
    """Nothing is cut off at the side, and no row's name is squeezed into a column of single letters."""
    wide, squeezed = page.evaluate(_ROOM)
    assert wide <= width, f"{look} is {wide} px wide"
    assert not squeezed, f"{look} has no room for the words of {squeezed}"


def axe_inside(frame: Frame) -> None:
    """The same of a frame by itself: from outside, axe sees nothing of a page of another site."""
    found = [(each["id"], each["nodes"][0]["html"]) for each in _violations(frame)]
    assert found == [], f"{frame.url}: {found}"


def axe(page: Page, look: str = "", only: tuple[str, ...] = ()) -> None:
    """Fail with every violation that axe, or ``only`` some of its rules, finds on the page as it is."""
    found = _violations(page, only)
    assert not found, f"{look or page.url}:\n{AxeResults({'violations': found}).generate_report()}"


def _violations(seen: Page | Frame, only: tuple[str, ...] = ()) -> Any:
    # The script is half a megabyte, so a page that has it already is not given it again.
    if not seen.evaluate("'axe' in window"):
        seen.evaluate(_axe.axe_script)
    options = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "rule", "values": list(only)}} if only else {})
    # Of what it found in order it would tell at length, too.
    return seen.evaluate("options => axe.run(options).then(found => found.violations)", options)
