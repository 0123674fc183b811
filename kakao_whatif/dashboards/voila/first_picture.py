"""What the page shows before any kernel has started: the link's own scenario, evaluated by the server.

Stands apart so that it can be tested without a server. The picture is drawn from the same rows, by the same
ES modules, as the live dashboard, so it cannot tell another story.
"""

import importlib
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final
from urllib.parse import parse_qsl

from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.dashboards.voila.language import preferred_language
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
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

DEFAULT_CASE: Final = "kakao-2022"


@cache
def words(language: Language) -> Mapping[str, str]:
    """Return the words of the page around a dashboard."""
    text = files("kakao_whatif.dashboards.voila").joinpath("words.toml").read_text("utf-8")
    catalogue: dict[str, dict[str, str]] = tomllib.loads(text)
    return catalogue[language]


def blackout_picture(query: str, accept_language: str = "") -> Picture:
    """Return the views' data of the blackout dashboard for a link.

    Parameters
    ----------
    query
        The query string of the link, without the question mark, as the browser sent it.
    accept_language
        The browser's `Accept-Language` header.
    """
    page = importlib.import_module("kakao_whatif.views.page").page
    language = preferred_language(query, accept_language)
    picture: Picture = page(_system(query), _with_language(query, language))
    for view in VIEWS:
        picture[view] = {**picture[view], "live": False}
    return picture


def recovery_picture(query: str, accept_language: str = "") -> Picture:
    """Return the views' data of the recovery dashboard for a link; parameters as in `blackout_picture`."""
    page = importlib.import_module("kakao_whatif.views.recovery.page").page
    language = preferred_language(query, accept_language)
    picture: Picture = page(_system(query), _with_language(query, language))
    return picture


def saving_picture(query: str, accept_language: str = "") -> Picture:
    """Return the views' data of the dashboard "had Kakao ..." for a link; parameters as in `blackout_picture`."""
    page = importlib.import_module("kakao_whatif.views.saving.page").page
    language = preferred_language(query, accept_language)
    picture: Picture = page(_system(query), _with_language(query, language))
    return picture


def story_picture(query: str, accept_language: str = "") -> Picture:
    """Return the views' data of the talk for its address; parameters as in `blackout_picture`."""
    told = importlib.import_module("kakao_whatif.views.story.page")
    language = preferred_language(query, accept_language)
    system = _system(query)
    picture: Picture = told.page(system, _talk(system), query, language)
    return picture


@cache
def _talk(system: System) -> Any:
    """Return the talk of a shipped case, read once."""
    return importlib.import_module("kakao_whatif.views.story.page").talk_for(system)


#: Dashboards that have a first picture, by the name that their notebook's metadata gives.
PICTURES: Final[Mapping[str, Callable[[str, str], Picture]]] = {
    "blackout": blackout_picture,
    "recovery": recovery_picture,
    "had-kakao": saving_picture,
    "story": story_picture,
}

#: The views of those dashboards, in reading order.
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
        A name in `PICTURES`, or none for a notebook that has no first picture.
    query, accept_language
        As in `blackout_picture`.
    """
    language = preferred_language(query, accept_language)
    content: dict[str, Any] = {"lang": language, "words": dict(words(language)), "picture": None}
    content["title"] = content["words"]["title"]
    if dashboard is not None and dashboard in PICTURES and len(query) <= LONGEST_LINK:
        picture = PICTURES[dashboard](query, accept_language)
        views = PICTURE_VIEWS[dashboard]
        content |= {"picture": {view: picture[view] for view in views}, "css": page_style(views)}
        content["script"] = page_script(views)
        spoken: Language = picture["lang"]
        content |= {"lang": spoken, "words": dict(words(spoken)), "title": picture["title"]}
    return content


def bare_shell(query: str, accept_language: str = "") -> dict[str, Any]:
    """Return the page without a picture: what is shown when the picture could not be made."""
    return shell(None, query, accept_language)


def _with_language(query: str, language: Language) -> str:
    """Return the query with the language added that the link leaves to the reader's browser."""
    if any(key == "lang" for key, _ in parse_qsl(query, keep_blank_values=True)):
        return query
    return f"{query}&lang={language}" if query else f"lang={language}"


def _system(query: str) -> System:
    """Return the system that the link asks for: only shipped cases, never a path of the server's disk."""
    asked = dict(parse_qsl(query)).get("case", "")
    return load_case(asked if asked in case_ids() else DEFAULT_CASE)
