"""The scripts and style sheets of the views, as text.

Apart from the widgets, because the static first picture is drawn by the same files and needs no Jupyter.
Neither a build step nor another host is involved: what stands beside this file is what the browser runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

__all__ = [
    "RECOVERY_VIEWS",
    "SAVING_VIEWS",
    "STORY_VIEWS",
    "VIEWS",
    "front_style",
    "module_text",
    "page_script",
    "page_style",
    "view_style",
]

VIEWS: Final = ("header", "switches", "headline", "building", "details")
"""The five views of the dashboard "which services go dark", in reading order."""

RECOVERY_VIEWS: Final = (
    "header",
    "switches",
    "headline",
    "playhead",
    "sampling",
    "ribbons",
    "building",
    "details",
    "scorecard",
)
"""The views of the dashboard "when is it back", in reading order."""

SAVING_VIEWS: Final = (
    "header",
    "switches",
    "question",
    "cards",
    "frontier",
    "headline",
    "building",
    "details",
    "heat",
    "points",
    "dial",
)
"""The views of the dashboard "had Kakao ...", in reading order."""

COMPARING_VIEWS: Final = ("header", "switches", "sides", "building", "details", "hours")
"""The views of the dashboard that compares, in reading order; it has the building twice."""

STORY_VIEWS: Final = ("stage", "building", "ribbons", "deck")
"""The views of the talk, in reading order."""

_SHARED: Final = {
    "building": ("common.js", "roving.js", "edges.js", "floors.js"),
    "dial": ("common.js", "chart.js"),
    "frontier": ("common.js", "chart.js"),
    "hours": ("common.js", "chart.js"),
    "stage": ("common.js", "pictures.js", "stage_rows.js", "speaker.js"),
    "deck": ("common.js", "pictures.js"),
}
_PLACES: Final = {
    RECOVERY_VIEWS: "recovery.css",
    SAVING_VIEWS: "saving.css",
    COMPARING_VIEWS: "comparing.css",
    STORY_VIEWS: "story.css",
}
_FOLDER: Final = Path(__file__).parent


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _shared_by(view: str) -> tuple[str, ...]:
    return _SHARED.get(view, ("common.js",))


def module_text(view: str) -> str:
    """Return the ES module that draws a view: the shared functions, then the view's own.

    Parameters
    ----------
    view
        One of `VIEWS`, `RECOVERY_VIEWS`, `SAVING_VIEWS` or `COMPARING_VIEWS`.

    Returns
    -------
    str
        A module that imports nothing and exports ``default { render }``.
    """
    return "\n".join(map(_read, (*_shared_by(view), f"{view}.js")))


@cache
def page_script(views: Sequence[str] = VIEWS) -> str:
    """Return one expression for all views of a page, as its static first picture uses it: name to ``{ render }``.

    A script that stands in the page runs at once, where a module for each view would be fetched one by one.
    """
    shared = "\n".join(dict.fromkeys(_read(name) for view in views for name in _shared_by(view)))
    own = (f"{view}: (() => {{\n{_read(f'{view}.js')}}})()," for view in views)
    text = f'(() => {{\n"use strict";\n{shared}\nreturn {{\n{"".join(own)}\n}};\n}})()'
    return text.replace("\nexport default", "\nreturn")


def _sheets(views: Sequence[str]) -> Iterator[str]:
    """Yield the style sheets of views: what they share, then their own."""
    if any("chart.js" in _shared_by(view) for view in views):
        yield "chart.css"
    yield from (f"{view}.css" for view in views)


def view_style(view: str) -> str:
    """Return the style sheet that one view needs when it stands alone: the page's, then its own."""
    return "\n".join(map(_read, ("page.css", *_sheets((view,)))))


def page_style(views: Sequence[str] = VIEWS) -> str:
    """Return one style sheet for all views of a page, as its static first picture uses it."""
    sheets = ["page.css", *_sheets(views)]
    sheets += [_PLACES[each] for each in _PLACES if views == each]
    return "\n".join(map(_read, sheets))


def front_style() -> str:
    """Return the style sheet of the front page: the page's, then its own."""
    return _read("page.css") + "\n" + _read("front.css")
