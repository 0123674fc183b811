"""Find a Chromium for the browser tests, or get one: the one installed, else Playwright's, else the system's.

Run as a program by `make test`; the fixtures import `find`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

#: For a browser under test: no sandbox, which root in a container cannot have, and no traffic of its own.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
APT_PACKAGES = ("chromium", "fonts-nanum")

WAY_OUT = """No Chromium could be found or installed, and the browser tests are not skipped for want of one.
Any of these will do:
  - install Chromium or Google Chrome (Debian: apt-get install chromium fonts-nanum)
  - .venv/bin/playwright install --with-deps chromium
  - name one: KAKAO_WHATIF_CHROMIUM=/path/to/chromium make test
"""


def candidates() -> Iterator[str]:
    """Yield the paths of browsers that may be there, the wanted one first."""
    wanted = os.environ.get("KAKAO_WHATIF_CHROMIUM")
    if wanted:
        yield wanted
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield path
    yield from (place for place in MAC_PLACES if Path(place).exists())
    yield from playwrights()


def playwrights() -> Iterator[str]:
    """Yield Playwright's own Chromium, if it has been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def runs(path: str) -> bool:
    """Tell whether a browser really starts: a wrapper may be there without the browser behind it."""
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=path, args=list(FLAGS), timeout=300_000).close()
    except Error:
        return False
    return True


def find() -> str | None:
    """Return the path of a Chromium that runs, or nothing."""
    return next((path for path in candidates() if runs(path)), None)


def install_playwrights() -> None:
    """Let Playwright download its Chromium, which some networks do not allow."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=True)


def install_systems() -> None:
    """Let Debian's or Ubuntu's package manager install Chromium and a Korean font."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise PermissionError("apt-get is for root on Debian and Ubuntu")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], check=True, env=environment)
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *APT_PACKAGES]
    subprocess.run(command, check=True, env=environment)


WAYS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("Playwright's download", install_playwrights),
    ("the system's package manager", install_systems),
)


def find_or_install() -> str | None:
    """Return the path of a Chromium that runs, installed if need be, or nothing."""
    path = find()
    for name, install in WAYS:
        if path:
            break
        say(f"No Chromium yet: trying {name}")
        try:
            install()
        except (OSError, subprocess.SubprocessError) as problem:
            say(f"  {name} failed: {problem}")
        path = find()
    return path


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Find or install a Chromium; return the exit code."""
    path = find_or_install() if "--install" in sys.argv else find()
    say(f"Chromium for the browser tests: {path}" if path else WAY_OUT)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
