"""Take pictures of every dashboard: `make shots`.

Starts `kakao-whatif explore`, opens each dashboard in a real Chromium, in both languages and at four widths, and ends
the server. Nothing in the pictures is drawn by hand. The README shows two of them.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from tests.browser import chromium  # noqa: E402

#: Width, height, and what the file's name adds. Those of the README show the whole house; the others are for talks.
SIZES = ((1600, 1100, ""), (1280, 800, "-laptop"), (1920, 1080, "-beamer"), (390, 844, "-phone"))
LANGUAGES = ("ko", "en")
#: Each dashboard with what its link asks for; on a phone the details would cover the map, so none are opened there.
PAGES = {
    "blackout": "lose=pangyo&view=tistory",
    "recovery": "lose=pangyo&at=17h",
    "had-kakao": "lose=pangyo&keep=daum-mail,tistory&need=login",
    "compare": "lose=pangyo&b=lose=pangyo;with=failover-control-two-sites",
}
ENDS = "body[data-kw-state='live'], body[data-kw-state='failed']"
SETTLED_MS = 1500  # the dark has spread, the fonts are there


@contextmanager
def dashboards() -> Iterator[str]:
    """Serve the dashboards and yield the root of their pages."""
    code = "from kakao_whatif.cli import main; main(prog_name='kakao-whatif')"
    command = [sys.executable, "-c", code, "explore", "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            announced = server.stdout.readline()
            yield announced.split()[-1].rpartition("/")[0]
        finally:
            server.terminate()


def shoot(
    browser: Browser, address: str, name: str, language: str, width: int, height: int, addition: str
) -> Path:
    """Take one picture and return its file."""
    locale = {"ko": "ko-KR", "en": "en-GB"}[language]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
    page = context.new_page()
    query = PAGES[name].replace("&view=tistory", "") if width < 800 else PAGES[name]
    page.goto(f"{address}/{name}.ipynb?{query}&lang={language}", wait_until="commit")
    page.wait_for_selector(ENDS, state="attached", timeout=60_000)
    if page.evaluate("document.body.dataset.kwState") != "live":
        raise RuntimeError("The dashboard failed. `kakao-whatif explore` shows it; is the package installed?")
    page.wait_for_timeout(SETTLED_MS)
    file = HERE / f"{name}-{language}{addition}.png"
    page.screenshot(path=file)
    page.goto("about:blank")  # leaves the dashboard, which ends its kernel
    context.close()
    return file


def main() -> int:
    """Take all pictures; return the exit code."""
    path = chromium.find()
    if path is None:
        print(chromium.WAY_OUT, file=sys.stderr)
        return 1
    with dashboards() as pages, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for name, language, size in product(PAGES, LANGUAGES, SIZES):
            print(shoot(browser, pages, name, language, *size).relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
