"""The real application on a real address, and a real Chromium to visit it with."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    WebError,
    expect,
    sync_playwright,
)
from werkzeug.serving import make_server

from tests.browser.chromium import FLAGS, WHAT_TO_DO, find
from tests.browser.website import Website, website
from tests.conftest import checked_app
from tests.rig.databases import PostgresqlDatabases, SqliteDatabases
from tests.rig.people import COLLEAGUE, OWNER, SIGN_IN, Person, give_account

# Any other name does not resolve. The two are different sites to a browser, so a frame can be cross-site.
ONLY_THIS_MACHINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

# Without a screen Chromium says so in its name, which is then one of the programs whose visits are not counted.
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"

PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = find()
    if path is None:
        pytest.fail(WHAT_TO_DO, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, ONLY_THIS_MACHINE])
        yield browser
        browser.close()


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address at which the test's application is served, without a slash at its end."""
    with served(app) as address:
        yield address


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application, and give the address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, live_server: str) -> Iterator[Page]:
    """A visitor with script; paths are relative to the application: `page.goto("/f/new-client")`."""
    with visit(browser, live_server) as context, without_errors(context):
        yield context.new_page()


@pytest.fixture
def page_without_script(browser: Browser, live_server: str) -> Iterator[Page]:
    """A visitor whose browser runs no script."""
    with visit(browser, live_server, script=False) as context, without_errors(context):
        yield context.new_page()


@pytest.fixture
def owner_page(app: Flask, page: Page) -> Page:
    """The owner, signed in, with script."""
    return signed_in(app, page, OWNER)


@pytest.fixture
def colleague_page_without_script(app: Flask, page_without_script: Page) -> Page:
    """A colleague, signed in, in a browser that runs no script."""
    return signed_in(app, page_without_script, COLLEAGUE)


@contextmanager
def owner_of(
    databases: SqliteDatabases | PostgresqlDatabases, browser: Browser, folder: Path, fill: Callable[[Flask], None]
) -> Iterator[Page]:
    """The owner of a firm that many tests only look at, signed in; for fixtures of a module."""
    with databases.fresh() as database_url, checked_app(database_url, folder) as app:
        fill(app)
        with served(app) as address, visit(browser, address) as context:
            yield signed_in(app, context.new_page(), OWNER)


def signed_in(app: Flask, page: Page, person: Person) -> Page:
    """Give the person an account and fill in the sign-in form."""
    give_account(app, person)
    page.goto(SIGN_IN)
    page.locator("[name=email]").fill(person.email)
    page.locator("[name=password]").fill(person.password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda address: not address.split("?")[0].endswith(SIGN_IN))
    return page


@pytest.fixture
def site() -> Iterator[Website]:
    """A website of the firm, to a browser another site than the application."""
    with website() as found:
        yield found


@pytest.fixture
def context(browser: Browser, site: Website) -> Iterator[BrowserContext]:
    """A visitor of that website with script, whose pages have no error."""
    with visit(browser, site.address) as found, without_errors(found):
        yield found


@contextmanager
def visit(browser: Browser, address: str, *, script: bool = True) -> Iterator[BrowserContext]:
    # Without motion a page is measured as it will stay, so no test needs to wait for a transition.
    context = browser.new_context(
        base_url=address, reduced_motion="reduce", java_script_enabled=script, user_agent=AGENT
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@contextmanager
def without_errors(context: BrowserContext) -> Iterator[None]:
    """Fail a test whose pages had an error in a script, lacked a part or broke their own security policy."""
    errors: list[tuple[str, str]] = []
    refused: set[str] = set()

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append((message.location["url"], message.text))

    def note_refusal(response: Response) -> None:
        # What a script sends in place of a form may be refused as the form itself may.
        is_asked = response.request.is_navigation_request() or response.request.method == "POST"
        if response.status >= 400 and is_asked:
            refused.add(response.url)

    def note_error(error: WebError) -> None:
        errors.append(("", str(error.error)))

    context.on("console", note_message)
    context.on("response", note_refusal)
    context.on("weberror", note_error)
    yield
    context.remove_listener("console", note_message)
    context.remove_listener("response", note_refusal)
    context.remove_listener("weberror", note_error)
    # Chromium writes a line for every refused page, and tests ask for refusals. It writes the same line for a part
    # of a page that is missing, and that one is an error; only the icon that it asks for unbidden may be missing.
    wrong = [
        f"{url}: {text}"
        for url, text in errors
        if not ("the server responded with" in text and (url in refused or url.endswith("/favicon.ico")))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[[Page], None]:
    """Keeps a picture of the whole page in the test's folder, to be looked at."""

    def keep(page: Page) -> None:
        folder = request.getfixturevalue("tmp_path")
        page.screenshot(path=folder / f"{request.node.name}.png", full_page=True)

    return keep
