"""A page in each look that people see it in: light and dark, on the narrowest telephone, a tablet and a desk."""

from pathlib import Path
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
_colours = (Path(__file__).parent / "colours.js").read_text(encoding="utf-8")

# How texts look that axe has passed in this process: their colours, sizes, weights and what is painted behind them.
_passed: set[str] = set()


def check_every_look(page: Page) -> None:
    """Axe finds nothing and nothing is cut off at the side, in every look. The page needs script to be on."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal is asked for
            page.set_viewport_size({"width": width, "height": 800})
            look = f"{page.url} in {scheme} at {width} px"
            if scheme == SCHEMES[0]:
                axe(page, look, without=OF_COLOURS)
            axe_colours(page, look)
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


def axe(page: Page, look: str = "", only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
    """Fail with every violation that axe, or ``only`` some of its rules, finds on the page as it is."""
    found = _violations(page, only, without)
    assert not found, f"{look or page.url}:\n{AxeResults({'violations': found}).generate_report()}"


def axe_colours(page: Page, look: str) -> None:
    """The rules about colours, of every text that does not look exactly like one that axe has passed before."""
    _give_axe(page)
    found = page.evaluate(_colours, {"known": list(_passed), "rules": list(OF_COLOURS)})
    if found is None or found["wrong"]:
        axe(page, look, OF_COLOURS)
    if found is not None:
        assert not found["wrong"], f"{look}: axe found something wrong with a colour only once"
        _passed.update(found["learnt"])


def _violations(seen: Page | Frame, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Any:
    _give_axe(seen)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    options["rules"] = {rule: {"enabled": False} for rule in without}
    # Of what it found in order it would tell at length, too.
    return seen.evaluate("options => axe.run(options).then(found => found.violations)", options)


def _give_axe(seen: Page | Frame) -> None:
    # The script is half a megabyte, so a page that has it already is not given it again.
    if not seen.evaluate("'axe' in window"):
        seen.evaluate(_axe.axe_script)
