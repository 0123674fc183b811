"""Take pictures of every dashboard, every beat of the talk, the report and the handout: `make shots`.

Starts `kakao-whatif explore`, opens each page in a real Chromium, in both languages and at the widths of a phone, a
laptop and a beamer, and ends the server. Nothing in the pictures is drawn by hand. All of them go to `build/shots/`,
to be looked at before a change is called done; those that the README shows are taken once more at its size.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from kakao_whatif.cases import load_case  # noqa: E402
from kakao_whatif.views.story.page import talk_for  # noqa: E402
from tests.browser import chromium  # noqa: E402

OUT = ROOT / "build" / "shots"
SIZES = {"phone": (390, 844), "laptop": (1280, 800), "beamer": (1920, 1080)}
LOCALES = {"ko": "ko-KR", "en": "en-GB"}
#: Each dashboard with what its link asks for; on a phone the details would cover the map, so none are opened there.
PAGES = {
    "index": "lose=pangyo",
    "blackout": "lose=pangyo&view=tistory",
    "recovery": "lose=pangyo&at=17h",
    "had-kakao": "lose=pangyo&keep=daum-mail,tistory&need=login",
    "compare": "lose=pangyo&b=lose=pangyo;with=failover-control-two-sites",
    "story": "read",
}
#: What the README shows, and how wide and high: the whole house, and one beat of the talk.
README = {
    "blackout": (PAGES["blackout"], (1600, 1100)),
    "recovery": (PAGES["recovery"], (1600, 1100)),
    "had-kakao": (PAGES["had-kakao"], (1600, 1100)),
    "story": ("beat=ring", (1600, 900)),
}
TOOL = [sys.executable, "-c", "from kakao_whatif.cli import main; main(prog_name='kakao-whatif')"]
ENDS = "body[data-kw-state='live'], body[data-kw-state='failed']"
SETTLED_MS = 1500  # the dark has spread, the fonts are there
LEAST_BEATS = 10


@contextmanager
def dashboards() -> Iterator[str]:
    """Serve the dashboards and yield the root of their pages."""
    with subprocess.Popen(
        [*TOOL, "explore", "--no-browser"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            announced = server.stdout.readline()
            yield announced.split()[-1].rpartition("/")[0]
        finally:
            server.terminate()


@contextmanager
def opened(browser: Browser, address: str, language: str, size: tuple[int, int]) -> Iterator[Page]:
    """Open a page as a reader of a language has it, and leave it."""
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, locale=LOCALES[language])  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address, wait_until="commit")
    yield page
    page.goto("about:blank")  # leaves the dashboard, which ends its kernel
    context.close()


def await_live(page: Page) -> None:
    """Wait until a dashboard is live; say so when it is not."""
    page.wait_for_selector(ENDS, state="attached", timeout=60_000)
    if page.evaluate("document.body.dataset.kwState") != "live":
        raise RuntimeError("The dashboard failed. `kakao-whatif explore` shows it; is the package installed?")


def shoot(page: Page, file: Path) -> None:
    """Take one picture of what the window shows once it is still."""
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=file)
    print(file.relative_to(ROOT))


def shoot_dashboards(browser: Browser, pages: str) -> None:
    """Take every dashboard in every language and size."""
    for (name, query), language, (size, pixels) in product(PAGES.items(), LOCALES, SIZES.items()):
        asked = query.replace("&view=tistory", "") if size == "phone" else query
        with opened(browser, f"{pages}/{name}.ipynb?{asked}&lang={language}", language, pixels) as page:
            await_live(page)
            shoot(page, OUT / f"{name}-{language}-{size}.png")


def shoot_beats(browser: Browser, pages: str) -> None:
    """Walk through the talk by its keys, in every language and size."""
    beats = [beat.id for beat in talk_for(load_case("kakao-2022")).beats]
    assert len(beats) >= LEAST_BEATS
    for language, (size, pixels) in product(LOCALES, SIZES.items()):
        with opened(browser, f"{pages}/story.ipynb?lang={language}", language, pixels) as page:
            await_live(page)
            for number, beat in enumerate(beats, 1):
                page.wait_for_selector(f".kw-stage[data-id='{beat}']")
                shoot(page, OUT / f"beat-{number:02}-{beat}-{language}-{size}.png")
                page.keyboard.press("PageDown")


def shoot_files(browser: Browser, folder: Path) -> None:
    """Write the report and the handout, and take each from disk."""
    handout = folder / "handout.html"
    subprocess.run([*TOOL, "handout", "-o", handout], check=True, stdout=subprocess.DEVNULL)
    for language in LOCALES:
        report = folder / f"report-{language}.html"
        command = [*TOOL, "report", "--lose", "pangyo", "--lang", language, "-o", report]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        addresses = {
            "report": report.as_uri(),
            "handout": f"{handout.as_uri()}?lose=pangyo&lang={language}",
        }
        for (name, address), (size, pixels) in product(addresses.items(), SIZES.items()):
            with opened(browser, address, language, pixels) as page:
                shoot(page, OUT / f"{name}-{language}-{size}.png")


def shoot_readme(browser: Browser, pages: str) -> None:
    """Take what the README shows."""
    for (name, (query, pixels)), language in product(README.items(), LOCALES):
        with opened(browser, f"{pages}/{name}.ipynb?{query}&lang={language}", language, pixels) as page:
            await_live(page)
            shoot(page, HERE / f"{name}-{language}.png")


def main() -> int:
    """Take all pictures; return the exit code."""
    path = chromium.find()
    if path is None:
        print(chromium.WAY_OUT, file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with dashboards() as pages, sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        shoot_readme(browser, pages)
        shoot_dashboards(browser, pages)
        shoot_beats(browser, pages)
        shoot_files(browser, Path(folder))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
