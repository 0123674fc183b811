"""The dashboard "when is it back": the state, its views, and the wires between them."""

import os
from pathlib import Path

import ipywidgets

from kakao_whatif.dashboards.opening import (
    is_in_voila,
    poster,
    query_of,
    report_of,
    settling,
    system_of,
    wired,
)
from kakao_whatif.dashboards.recovery_state import RecoveryState
from kakao_whatif.dashboards.voila.language import kernel_language
from kakao_whatif.model.system import System
from kakao_whatif.views.link import read_link
from kakao_whatif.views.page import FRONT_PAGE
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
    query = query_of(query)
    home = FRONT_PAGE if is_in_voila() else None
    with settling():
        system = system_of(case, query)
        link = read_link(query, system)
        language = kernel_language(os.environ)
        return app(RecoveryState(system, link, language, home, poster(), report=report_of(case)))


def app(state: RecoveryState) -> ipywidgets.Box:
    """Return the views of a state, wired to it."""
    return wired(state, _WIDGETS, VIEWS, page_style(RECOVERY_VIEWS), touched)
