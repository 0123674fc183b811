"""axe-core, which looks for what keeps people from using a page: the script that a test dependency brings."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

#: Findings that count, each with the elements that have it and what is wrong with them.
RUN = """async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => [id, nodes.map((node) => `${node.target} ${node.failureSummary}`)]);
}"""


def findings(page: Page) -> dict[str, list[str]]:
    """Return the serious and critical findings on a page as it is now, by the rule that found them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    found: list[Any] = page.evaluate(RUN)
    return dict(found)


def still(page: Page) -> None:
    """Wait until nothing moves: what fades in has no contrast yet."""
    page.wait_for_function(
        "document.getAnimations().every(one => one.playState !== 'running'"
        " || one.effect.getTiming().iterations === Infinity)"
    )


@cache
def source() -> str:
    """Return axe-core as one script."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
