"""The dashboard "which services go dark": the state, the five views, and the wires between them."""

import gc
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import ipywidgets

from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.dashboards.voila.handover import received
from kakao_whatif.dashboards.voila.language import kernel_language
from kakao_whatif.model.system import System
from kakao_whatif.views.link import read_link
from kakao_whatif.views.page import FRONT_PAGE, VIEWS
from kakao_whatif.widgets import Building, Details, Header, Headline, Switches, View
from kakao_whatif.widgets.assets import page_style

CASE = "kakao-2022"

_WIDGETS: dict[str, type[View]] = {
    "header": Header,
    "switches": Switches,
    "headline": Headline,
    "building": Building,
    "details": Details,
}


def dashboard(case: str | Path | System | None = None, query: str | None = None) -> ipywidgets.Box:
    """Return the dashboard of a case, ready to be shown; `dashboards.blackout` says what it takes."""
    if query is None:
        query = os.environ.get("QUERY_STRING", "")
    home = FRONT_PAGE if _is_in_voila() else None
    if home is not None:
        gc.disable()  # until all is made, and then frozen
    system = _system(case, query)
    box = app(ScenarioState(system, read_link(query, system), kernel_language(os.environ), home))
    if home is not None:
        # Nothing made so far will go before the page does: do not look through it again at each click.
        gc.freeze()
        gc.enable()
        # Messages leave by a thread of their own, which must not wait until all the rows of a click are made.
        sys.setswitchinterval(0.0005)
    return box


def app(state: ScenarioState) -> ipywidgets.Box:
    """Return the five views of a state, wired to it."""
    snapshot = state.snapshot
    # One style sheet for all: at each new one a browser looks at the whole page again.
    sheets = {"header": page_style()}
    views = {
        name: kind(VIEWS[name](snapshot), _css="", sheet=sheets.get(name, ""))
        for name, kind in _WIDGETS.items()
    }

    def draw(change: Any) -> None:
        # The map first: its rows are made and sent before those of the rest.
        for name, make in VIEWS.items():
            views[name].data = make(change["new"])

    for view in views.values():
        view.on_intent(state.handle)
    state.observe(draw, "snapshot")
    box = ipywidgets.Box(list(views.values()))
    box.add_class("kw-app")
    return box


def _system(case: str | Path | System | None, query: str) -> System:
    if isinstance(case, System):
        return case
    from kakao_whatif.cases import case_ids, load_case

    if case is not None:
        return load_case(case)
    asked = parse_qs(query.removeprefix("?")).get("case", [CASE])[0]
    return received(asked if asked in case_ids() else CASE)


def _is_in_voila() -> bool:
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")
