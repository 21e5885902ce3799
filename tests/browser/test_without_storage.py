"""The form in a website needs no cookie and no storage: it works where they are forbidden."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import FLAGS, find
from tests.browser.conftest import AGENT, ONLY_THIS_MACHINE, without_errors
from tests.browser.test_embedding import FORM, fill_in, thanks
from tests.browser.test_public_form import submissions
from tests.browser.website import Website, allow, snippet, touches

ALLOWED: dict[str, Any] = {"profile": {"block_third_party_cookies": False, "cookie_controls_mode": 0}}
THIRD_PARTIES: dict[str, Any] = {"profile": {"block_third_party_cookies": True, "cookie_controls_mode": 1}}
EVERYBODY: dict[str, Any] = {"profile": {"default_content_setting_values": {"cookies": 2}}}

# Reads and writes whatever a browser might keep, and says what it was allowed to.
TRY_STORAGE = """() => {
    const tried = {};
    try { document.cookie = "a=1; SameSite=None; Secure"; tried.cookie = document.cookie.includes("a=1") }
    catch { tried.cookie = false }
    try { localStorage.a = 1; tried.storage = true } catch { tried.storage = false }
    return tried;
}"""


@contextmanager
def with_preferences(browser: Browser, folder: Path, preferences: dict[str, Any]) -> Iterator[BrowserContext]:
    """The same browser, started anew with what its owner has chosen in its settings."""
    (folder / "Default").mkdir(parents=True)
    (folder / "Default" / "Preferences").write_text(json.dumps(preferences))
    context = browser.browser_type.launch_persistent_context(
        folder,
        executable_path=find(),
        args=[*FLAGS, ONLY_THIS_MACHINE],
        user_agent=AGENT,
        reduced_motion="reduce",
    )
    with without_errors(context):
        yield context
    context.close()


def send(app: Flask, page: Page, site: Website, server: str) -> dict[str, Any]:
    allow(app, site.address)
    page.goto(site.put("/page", snippet(server + FORM, keep="30days")), referer="https://www.google.com/")
    frame = page.frame_locator("iframe")
    expect(page.locator("iframe")).to_be_visible()
    tried: dict[str, Any] = frame.locator("body").evaluate(TRY_STORAGE)
    frame.get_by_label("E-mail").fill("maria@")
    frame.get_by_role("button", name="Send").click()
    expect(frame.get_by_role("alert")).to_be_visible()
    fill_in(frame)
    thanks(frame)
    return tried


@pytest.mark.parametrize(
    ("preferences", "inside", "outside"),
    [(ALLOWED, True, True), (THIRD_PARTIES, False, True), (EVERYBODY, False, False)],
    ids=["allowed", "third parties blocked", "everybody blocked"],
)
def test_whatever_the_browser_lets_it_keep_the_form_is_sent_with_its_visit(
    app: Flask,
    browser: Browser,
    site: Website,
    live_server: str,
    tmp_path: Path,
    preferences: dict[str, Any],
    inside: bool,
    outside: bool,
) -> None:
    with with_preferences(browser, tmp_path / "profile", preferences) as context:
        page = context.new_page()
        assert send(app, page, site, live_server) == {"cookie": inside, "storage": inside}
        assert page.evaluate(TRY_STORAGE) == {"cookie": outside, "storage": outside}
    assert len(submissions(app)) == 1
    assert [referrer for _, _, referrer in touches(app)] == ["https://www.google.com/"]
