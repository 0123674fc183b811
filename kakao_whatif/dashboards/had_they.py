"""The dashboard "Had Kakao ...": the state, its views, and the wires between them."""

from pathlib import Path

import ipywidgets

from kakao_whatif.dashboards.opening import opening_of, poster, settling, wired
from kakao_whatif.dashboards.saving_state import SavingState
from kakao_whatif.model.system import System
from kakao_whatif.views.saving.page import VIEWS, touched
from kakao_whatif.widgets import (
    Building,
    Cards,
    Details,
    Dial,
    Frontier,
    Header,
    Headline,
    Heat,
    Points,
    Question,
    Switches,
    View,
)
from kakao_whatif.widgets.assets import SAVING_VIEWS, page_style

_WIDGETS: dict[str, type[View]] = {
    "header": Header,
    "switches": Switches,
    "question": Question,
    "cards": Cards,
    "frontier": Frontier,
    "headline": Headline,
    "building": Building,
    "details": Details,
    "heat": Heat,
    "points": Points,
    "dial": Dial,
}


def dashboard(case: str | Path | System | None = None, query: str | None = None) -> ipywidgets.Box:
    """Return the dashboard of a case, ready to be shown; `dashboards.had_kakao` says what it takes."""
    with settling():
        given = opening_of(case, query)
        return app(
            SavingState(given.system, given.link, given.language, given.home, poster(), report=given.report)
        )


def app(state: SavingState) -> ipywidgets.Box:
    """Return the views of a state, wired to it."""
    return wired(state, _WIDGETS, VIEWS, page_style(SAVING_VIEWS), touched)
