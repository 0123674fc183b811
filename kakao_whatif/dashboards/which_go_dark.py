"""The dashboard "which services go dark": the state, the five views, and the wires between them."""

import os
from pathlib import Path

import ipywidgets

from kakao_whatif.dashboards.opening import is_in_voila, query_of, report_of, settling, system_of, wired
from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.dashboards.voila.language import kernel_language
from kakao_whatif.model.system import System
from kakao_whatif.views.link import read_link
from kakao_whatif.views.page import FRONT_PAGE, VIEWS
from kakao_whatif.widgets import Building, Details, Header, Headline, Switches, View
from kakao_whatif.widgets.assets import page_style

_WIDGETS: dict[str, type[View]] = {
    "header": Header,
    "switches": Switches,
    "headline": Headline,
    "building": Building,
    "details": Details,
}


def dashboard(case: str | Path | System | None = None, query: str | None = None) -> ipywidgets.Box:
    """Return the dashboard of a case, ready to be shown; `dashboards.blackout` says what it takes."""
    query = query_of(query)
    home = FRONT_PAGE if is_in_voila() else None
    with settling():
        system = system_of(case, query)
        link = read_link(query, system)
        language = kernel_language(os.environ)
        return app(ScenarioState(system, link, language, home, report=report_of(case)))


def app(state: ScenarioState) -> ipywidgets.Box:
    """Return the five views of a state, wired to it."""
    # The map first: its rows are made and sent before those of the rest.
    return wired(state, _WIDGETS, VIEWS, page_style(), lambda _, __: VIEWS)
