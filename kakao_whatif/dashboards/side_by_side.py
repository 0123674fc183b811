"""The dashboard "A or B": the state, its views, and the wires between them."""

from pathlib import Path

import ipywidgets

from kakao_whatif.dashboards.comparison_state import ComparisonState
from kakao_whatif.dashboards.opening import opening_of, settling, wired
from kakao_whatif.model.system import System
from kakao_whatif.views.comparing.page import VIEWS
from kakao_whatif.widgets import Building, Details, Header, Hours, Sides, Switches, View
from kakao_whatif.widgets.assets import COMPARING_VIEWS, page_style

_WIDGETS: dict[str, type[View]] = {
    "header": Header,
    "switches": Switches,
    "sides": Sides,
    "building": Building,
    "building_b": Building,
    "details": Details,
    "hours": Hours,
}


def dashboard(case: str | Path | System | None = None, query: str | None = None) -> ipywidgets.Box:
    """Return the dashboard of a case, ready to be shown; `dashboards.compare` says what it takes."""
    with settling():
        given = opening_of(case, query)
        return app(ComparisonState(given.system, given.link, given.language, given.home, report=given.report))


def app(state: ComparisonState) -> ipywidgets.Box:
    """Return the views of a state, wired to it."""
    return wired(state, _WIDGETS, VIEWS, page_style(COMPARING_VIEWS), lambda _, __: VIEWS)
