"""A page in each look that people see it in: light and dark, on the narrowest telephone and on a desk."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)

_axe = Axe()


def check_every_look(page: Page) -> None:
    """Axe finds nothing and nothing is cut off at the side, in every look. The page needs script to be on."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal is asked for
            page.set_viewport_size({"width": width, "height": 800})
            look = f"{page.url} in {scheme} at {width} px"
            axe(page, look)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{look} is {wide} px wide"


def axe_inside(frame: Frame) -> None:
    """The same of a frame by itself: from outside, axe sees nothing of a page of another site."""
    frame.evaluate(_axe.axe_script)
    found = frame.evaluate("axe.run().then(found => found.violations.map(each => [each.id, each.nodes[0].html]))")
    assert found == [], f"{frame.url}: {found}"


def axe(page: Page, look: str = "") -> None:
    """Fail with every violation that axe finds on the page as it is."""
    results = _axe.run(page)
    assert results.violations_count == 0, f"{look or page.url}:\n{results.generate_report()}"
