"""The dashboard "when is it back": the state, its views, and the wires between them."""

from pathlib import Path

import ipywidgets

from kakao_whatif.dashboards.opening import opening_of, poster, settling, wired
from kakao_whatif.dashboards.recovery_state import RecoveryState
from kakao_whatif.model.system import System
from kakao_whatif.views.recovery.page import VIEWS, touched
from kakao_whatif.widgets import (
    Building,
    Details,
    Header,
    Headline,
    Playhead,
    Ribbons,
    Sampling,
    Scorecard,
    Switches,
    View,
)
from kakao_whatif.widgets.assets import RECOVERY_VIEWS, page_style

_WIDGETS: dict[str, type[View]] = {
    "header": Header,
    "switches": Switches,
    "headline": Headline,
    "playhead": Playhead,
    "sampling": Sampling,
    "ribbons": Ribbons,
    "building": Building,
    "details": Details,
    "scorecard": Scorecard,
}


def dashboard(case: str | Path | System | None = None, query: str | None = None) -> ipywidgets.Box:
    """Return the dashboard of a case, ready to be shown; `dashboards.recovery` says what it takes."""
    with settling():
        given = opening_of(case, query)
        return app(
            RecoveryState(given.system, given.link, given.language, given.home, poster(), report=given.report)
        )


def app(state: RecoveryState) -> ipywidgets.Box:
    """Return the views of a state, wired to it."""
    return wired(state, _WIDGETS, VIEWS, page_style(RECOVERY_VIEWS), touched)
