"""The page's scripts as one text, put together from the files beside this one without a build step."""

from functools import cache
from pathlib import Path
from typing import Final

#: The model: what a scenario does to every service. Each file uses what the ones before it define.
EVALUATOR: Final = ("model.js", "workbench.js", "evaluator.js")

#: Why, in both languages: explanations and the sentences that tell them.
EXPLAINER: Final = (*EVALUATOR, "sentences.js", "explain.js", "wording.js")

#: The rows that the widgets draw, for any scenario, and what a click or a link comes to.
TELLER: Final = (
    *EXPLAINER,
    "moment.js",
    "map_rows.js",
    "headline_rows.js",
    "panel_rows.js",
    "turns.js",
    "link.js",
)

#: The whole page.
PAGE: Final = (*TELLER, "state.js", "beforehand.js", "page.js")

_FOLDER: Final = Path(__file__).parent


@cache
def read(name: str) -> str:
    """Return the text of a file beside this one."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def script(names: tuple[str, ...]) -> str:
    """Return some files as one text, in their order."""
    return "\n".join(map(read, names))
