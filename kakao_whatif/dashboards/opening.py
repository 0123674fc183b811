"""How a dashboard is opened in a kernel: which case, in which language, and how the kernel settles down afterwards.

Stands apart because every dashboard opens in the same way.
"""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ipywidgets

from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.dashboards.beside import Post
from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.dashboards.voila.handover import received
from kakao_whatif.dashboards.voila.language import kernel_language
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.views.address import shown_case
from kakao_whatif.views.dashboards import FRONT_PAGE
from kakao_whatif.views.link import Link, read_link
from kakao_whatif.views.page import REPORT
from kakao_whatif.widgets import View


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page is opened with: its case and link, its language, the way home, and who gives reports."""

    system: System
    link: Link
    language: Language
    home: str | None
    report: str | None


def opening_of(case: str | Path | System | None, query: str | None) -> Opening:
    """Return what a dashboard is asked for.

    Raises
    ------
    ModelError
        If the case cannot be read.
    """
    query = query_of(query)
    system = system_of(case, query)
    home = FRONT_PAGE if is_in_voila() else None
    return Opening(system, read_link(query, system), kernel_language(os.environ), home, report_of(case))


def query_of(query: str | None) -> str:
    """Return the query string of the link: the one given, else the one that the page was opened with."""
    return os.environ.get("QUERY_STRING", "") if query is None else query


def system_of(case: str | Path | System | None, query: str) -> System:
    """Return the system that is given, else the shipped case that the link names, else the first one."""
    if isinstance(case, System):
        return case
    return received(shown_case(query)) if case is None else load_case(case)


def report_of(case: str | Path | System | None) -> str | None:
    """Return where the server gives the report of a link; None for a case that it does not know, or without Voila."""
    is_shipped = case is None or (isinstance(case, str) and case in case_ids())
    return REPORT if is_in_voila() and is_shipped else None


def is_in_voila() -> bool:
    """Return whether this kernel serves a page of its own."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


@contextmanager
def settling() -> Iterator[None]:
    """Make a page without collecting garbage, and do not look through what was made at each click: it goes last."""
    if not is_in_voila():
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
    # Messages leave by a thread of their own, which must not wait until all the rows of a click are made.
    sys.setswitchinterval(0.0005)


def poster() -> Post:
    """Return what runs a function where the kernel handles its messages; at once, where there is no kernel."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return _at_once

    def post(what: Callable[[], None]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(what)

    return post


def _at_once(what: Callable[[], None]) -> None:
    what()


def wired(
    state: ScenarioState,
    kinds: Mapping[str, type[View]],
    makers: Mapping[str, Callable[[Any], dict[str, Any]]],
    sheet: str,
    changed: Callable[[Any, Any], Iterable[str]],
) -> ipywidgets.Box:
    """Return the views of a state, in their order on the page, each sending its intents to it.

    Parameters
    ----------
    state
        What the reader supposes and looks at.
    kinds, makers
        For each view, its widget, and what makes its rows from a snapshot.
    sheet
        One style sheet for all: at each new one a browser looks at the whole page again.
    changed
        From the old snapshot and the new one, which views to draw again, in the order in which they are sent.
    """
    first = next(iter(kinds))
    views = {
        name: kind(makers[name](state.snapshot), _css="", sheet=sheet if name == first else "")
        for name, kind in kinds.items()
    }

    def draw(change: Any) -> None:
        for name in changed(change["old"], change["new"]):
            views[name].data = makers[name](change["new"])

    for view in views.values():
        view.on_intent(state.handle)
    state.observe(draw, "snapshot")
    box = ipywidgets.Box(list(views.values()))
    box.add_class("kw-app")
    return box
