"""Keys pressed on a page that has come to rest."""

from playwright.sync_api import Locator


def press_enter(target: Locator) -> None:
    """Press Enter on a link or a button, once its page has loaded and has been shown.

    A page that opens at an anchor takes the focus from whatever has it when it is first shown, so a key pressed
    before that would go nowhere. The trial of a click waits until the target has stood still for two frames.
    """
    target.wait_for()
    target.page.wait_for_load_state()
    target.click(trial=True)
    target.press("Enter")
