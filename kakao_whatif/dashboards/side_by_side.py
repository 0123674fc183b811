"""The dashboard "A or B": the state, its views, and the wires between them."""

import os
from pathlib import Path

import ipywidgets

from kakao_whatif.dashboards.comparison_state import ComparisonState
from kakao_whatif.dashboards.opening import is_in_voila, query_of, report_of, settling, system_of, wired
from kakao_whatif.dashboards.voila.language import kernel_language
from kakao_whatif.model.system import System
from kakao_whatif.views.comparing.page import VIEWS
from kakao_whatif.views.link import read_link
from kakao_whatif.views.page import FRONT_PAGE
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
    query = query_of(query)
    home = FRONT_PAGE if is_in_voila() else None
    with settling():
        system = system_of(case, query)
        return app(
            ComparisonState(
                system, read_link(query, system), kernel_language(os.environ), home, report=report_of(case)
            )
        )


def app(state: ComparisonState) -> ipywidgets.Box:
    """Return the views of a state, wired to it."""
    return wired(state, _WIDGETS, VIEWS, page_style(COMPARING_VIEWS), lambda _, __: VIEWS)
