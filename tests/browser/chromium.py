"""The Chromium that the browser tests drive: the one on this machine, or else one installed now.

`python -m tests.browser.chromium` installs one where none works, first by the system's package manager,
then by Playwright, and exits with 1 and what to do if neither could. The browser tests themselves only look.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHOSEN = "WHENCE_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# Of two such switches Chromium obeys the last, so the first part repeats what Playwright (1.65) switches off. Then come
# the suggestions below its address bar, which are pages with processes of their own in each window that is opened, and
# a process that it keeps ready for the next site: three quarters of what a visitor's first page costs.
SWITCHED_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
)

# Nothing leaves the machine: without these, Chromium asks its maker for components, accounts and updates.
FLAGS = (
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# A minimal system has no font at all, and then a page is measured and photographed without its words.
PACKAGE_MANAGERS = {
    "apt-get": (
        ("apt-get", "update", "-qq"),
        ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"),
    ),
    "dnf": (("dnf", "install", "-y", "-q", "chromium", "liberation-sans-fonts"),),
    "apk": (("apk", "add", "--quiet", "chromium", "font-liberation"),),
}

WHAT_TO_DO = """\
No Chromium was found and none could be installed, so the browser tests cannot run. Do one of these:
  Debian, Ubuntu:  sudo apt-get install chromium fonts-liberation
  Fedora:          sudo dnf install chromium
  any system:      .venv/bin/playwright install --with-deps chromium
  or set WHENCE_CHROMIUM to the path of a Chromium or Chrome that works."""


def find() -> Path | None:
    """The first Chromium on this machine that answers, or nothing."""
    return next((path for path in _candidates() if _answers(path)), None)


def find_or_install() -> Path | None:
    """The Chromium on this machine, installed if need be, or nothing if that failed too."""
    if CHOSEN in os.environ:
        return find()
    return find() or _install_by_system() or _install_by_playwright()


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get(CHOSEN):
        # A path that somebody chose is the only one: falling back would test another browser than they think.
        yield Path(chosen)
        return
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    yield from _of_playwright()


def _of_playwright() -> Iterator[Path]:
    """Where Playwright would keep its own Chromium: the path has a version in it that its driver knows."""
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(ROOT / ".browser"))
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    if path.exists():
        yield path


def _answers(path: Path) -> bool:
    """Whether it starts: Ubuntu has a `chromium-browser` that only tells people to install a snap."""
    command = [str(path), "--headless", "--no-sandbox", *FLAGS, "--version"]
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install_by_system() -> Path | None:
    as_root = _as_root()
    manager = next((name for name in PACKAGE_MANAGERS if shutil.which(name)), None)
    if as_root is None or manager is None:
        return None
    print(f"No Chromium found: installing one with {manager}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in PACKAGE_MANAGERS[manager]:
        # A list that could not be refreshed may still do, so only the last command, the installation, has to succeed.
        done = subprocess.run([*as_root, *command], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}", file=sys.stderr)
        return None
    return find()


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; nothing if that would ask for a password."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _install_by_playwright() -> Path | None:
    print("No Chromium found: installing one with Playwright")
    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(ROOT / ".browser"))
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if _as_root() is not None:
        command.insert(-1, "--with-deps")
    subprocess.run(command, check=False)
    return find()


def main() -> int:
    """Say which Chromium the tests will drive, installing one if need be."""
    path = find_or_install()
    if path is None:
        print(WHAT_TO_DO, file=sys.stderr)
        return 1
    print(f"Chromium: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
