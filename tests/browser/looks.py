"""A page in each look that people see it in: light and dark, on the narrowest telephone, a tablet and a desk."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Frame, Page

SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)
BETWEEN = 760
"""A tablet: a wide table is not shown as cards any more, and has not all the room that it wants."""

PAPER = 718
"""A sheet of A4 with margins of a centimetre."""
SHRUNK = 5 / 4
"""A browser prints a page that is somewhat wider than its paper a little smaller, which can be read as well."""

OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours. What all others look at is the same in light and in dark."""

_ROOM = """[document.documentElement.scrollWidth,
  [...document.querySelectorAll("th[scope=row]")].filter(head => {
    const style = getComputedStyle(head), padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    return head.offsetWidth && head.textContent.trim().length > 5 && head.offsetWidth - padding < 32;
  }).map(head => head.textContent.trim())]"""

# A word is broken where its letters stand on two lines. An address may be, and so may a word longer than any other.
_BROKEN = r"""[...document.querySelectorAll("th, td")].flatMap(cell => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest("th, td") !== cell) continue;
    for (const word of texts.currentNode.data.matchAll(/(?<=^|\s)\p{L}{2,20}(?=$|[\s,.;:])/gu)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
})"""

_CUT = """[...document.querySelectorAll("table")].filter(table => {
  for (let outer = table; outer; outer = outer.parentElement)
    if (outer.scrollWidth > outer.clientWidth + 1 && getComputedStyle(outer).overflowX !== "visible") return true;
  return false;
}).map(table => table.getAttribute("aria-label") ?? table.className)"""

# A button, a label and a link find the first of two of one name, and axe says nothing of it. Nothing leads to what is
# hidden, such as the token that each form of a page has.
_TWICE = """[...document.querySelectorAll("[id]:not(input[type=hidden])")].map(each => each.id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""

_axe = Axe()
_colours = (Path(__file__).parent / "colours.js").read_text(encoding="utf-8")

# How texts look that axe has passed in this process: their colours, sizes, weights and what is painted behind them.
_passed: set[str] = set()


def check_every_look(page: Page) -> None:
    """Axe finds nothing, nothing is cut off at the side, in every look, and no id is there twice. The page needs script
    to be on."""
    twice = page.evaluate(_TWICE)
    assert not twice, f"{page.url} has twice {twice}"
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
    broken = page.evaluate(_BROKEN)
    assert not broken, f"{look} breaks {broken}"


def has_room_on_paper(page: Page) -> None:
    """Printed on the narrower of the usual sheets nothing is cut off at the side, and no word of a table is broken."""
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print", color_scheme="light")
    try:
        has_room(page, f"{page.url} on paper", int(PAPER * SHRUNK))
        cut = page.evaluate(_CUT)
    finally:
        page.emulate_media(media="screen")
    assert not cut, f"{page.url} on paper is cut off at {cut}"


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
