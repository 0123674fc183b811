"""What the page shows before any kernel has started: the link's own scenario, evaluated by the server.

Stands apart so that it can be tested without a server. The picture is drawn from the same rows, by the same
ES modules, as the live dashboard, so it cannot tell another story.
"""

import importlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from kakao_whatif.cases import load_case
from kakao_whatif.dashboards.no_case import no_case_html
from kakao_whatif.dashboards.voila.language import preferred_language
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.views.address import shown_case
from kakao_whatif.views.dashboards import DASHBOARDS, Dashboard
from kakao_whatif.views.link import LONGEST_LINK
from kakao_whatif.widgets.assets import (
    RECOVERY_VIEWS,
    SAVING_VIEWS,
    STORY_VIEWS,
    VIEWS,
    page_script,
    page_style,
)

Picture = dict[str, Any]


@cache
def words(language: Language) -> Mapping[str, str]:
    """Return the words of the page around a dashboard."""
    text = files("kakao_whatif.dashboards.voila").joinpath("words.toml").read_text("utf-8")
    catalogue: dict[str, dict[str, str]] = tomllib.loads(text)
    return catalogue[language]


def first_picture(dashboard: Dashboard, query: str, accept_language: str = "") -> Picture:
    """Return the views' data of a dashboard for a link.

    Parameters
    ----------
    dashboard
        One that has a first picture.
    query
        The query string of the link, without the question mark, as the browser sent it.
    accept_language
        The browser's `Accept-Language` header.
    """
    assert dashboard.picture is not None
    page = importlib.import_module(dashboard.picture).page
    language = preferred_language(query, accept_language)
    system = load_case(shown_case(query))
    picture: Picture
    if dashboard.is_of_scenario:
        picture = page(system, query, language)
    else:
        picture = page(system, _talk(system), query, language)
    return picture


@cache
def _talk(system: System) -> Any:
    """Return the talk of a shipped case, read once."""
    return importlib.import_module("kakao_whatif.views.story.page").talk_for(system)


#: The views of the dashboards that have a first picture, in reading order.
PICTURE_VIEWS: Final[Mapping[str, tuple[str, ...]]] = {
    "blackout": VIEWS,
    "recovery": RECOVERY_VIEWS,
    "had-kakao": SAVING_VIEWS,
    "story": STORY_VIEWS,
}


def shell(dashboard: str | None, query: str, accept_language: str = "") -> dict[str, Any]:
    """Return all that the page template needs: language, words, and the picture if there can be one.

    Parameters
    ----------
    dashboard
        Its name in the metadata of its notebook; none for a notebook that is no dashboard.
    query, accept_language
        As in `first_picture`.
    """
    language = preferred_language(query, accept_language)
    content: dict[str, Any] = {"lang": language, "words": dict(words(language)), "picture": None}
    content["title"] = content["words"]["title"]
    content["no_case"] = no_case_html(query, accept_language)
    if content["no_case"] is not None:
        return content
    given = next((each for each in DASHBOARDS if each.id == dashboard and each.picture is not None), None)
    if given is not None and len(query) <= LONGEST_LINK:
        picture = first_picture(given, query, accept_language)
        views = PICTURE_VIEWS[given.id]
        content |= {"picture": {view: picture[view] for view in views}, "css": page_style(views)}
        content["script"] = page_script(views)
        spoken: Language = picture["lang"]
        content |= {"lang": spoken, "words": dict(words(spoken)), "title": picture["title"]}
    return content


def bare_shell(query: str, accept_language: str = "") -> dict[str, Any]:
    """Return the page without a picture: what is shown when the picture could not be made."""
    return shell(None, query, accept_language)
