"""The talk: the state, its views, and the wires between them."""

import os
from pathlib import Path

import ipywidgets

from kakao_whatif.dashboards.opening import is_in_voila, query_of, settling, system_of, wired
from kakao_whatif.dashboards.story_state import StoryState
from kakao_whatif.dashboards.voila.language import kernel_language
from kakao_whatif.model.system import System
from kakao_whatif.views.dashboards import FRONT_PAGE
from kakao_whatif.views.story.page import VIEWS, talk_for, touched
from kakao_whatif.widgets import Building, Deck, Ribbons, Stage, View
from kakao_whatif.widgets.assets import STORY_VIEWS, page_style

_WIDGETS: dict[str, type[View]] = {"stage": Stage, "building": Building, "ribbons": Ribbons, "deck": Deck}


def dashboard(case: str | Path | System | None = None, query: str | None = None) -> ipywidgets.Box:
    """Return the talk of a case, ready to be shown; `dashboards.story` says what it takes."""
    query = query_of(query)
    home = FRONT_PAGE if is_in_voila() else None
    with settling():
        system = system_of(case, query)
        talk = talk_for(system, _folder(case))
        return app(StoryState(system, talk, query, kernel_language(os.environ), home))


def app(state: StoryState) -> ipywidgets.Box:
    """Return the views of a state, wired to it."""
    return wired(state, _WIDGETS, VIEWS, page_style(STORY_VIEWS), touched)


def _folder(case: str | Path | System | None) -> Path | None:
    """Return the folder of a case that is given by its path."""
    if case is None or isinstance(case, System) or not Path(case).exists():
        return None
    path = Path(case)
    return path if path.is_dir() else path.parent
