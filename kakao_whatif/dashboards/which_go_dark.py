"""The dashboard "which services go dark": the state, the five views, and the wires between them."""

from pathlib import Path

import ipywidgets

from kakao_whatif.dashboards.opening import opening_of, settling, wired
from kakao_whatif.dashboards.state import ScenarioState
from kakao_whatif.model.system import System
from kakao_whatif.views.page import VIEWS
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
    with settling():
        given = opening_of(case, query)
        return app(ScenarioState(given.system, given.link, given.language, given.home, report=given.report))


def app(state: ScenarioState) -> ipywidgets.Box:
    """Return the five views of a state, wired to it."""
    # The map first: its rows are made and sent before those of the rest.
    return wired(state, _WIDGETS, VIEWS, page_style(), lambda _, __: VIEWS)
