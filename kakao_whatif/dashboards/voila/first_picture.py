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
from urllib.parse import parse_qsl, urlencode

from kakao_whatif.dashboards.voila.language import Language, preferred_language
from kakao_whatif.widgets.assets import VIEWS, module_text, page_style

Picture = dict[str, Any]

#: Links longer than this are refused by browsers and proxies anyway; the server does not evaluate them.
LONGEST_QUERY: Final = 8_000


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


#: Dashboards that have a first picture, by the name that their notebook's metadata gives.
PICTURES: Final[Mapping[str, Callable[[str, str], Picture]]] = {"blackout": blackout_picture}


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
    if dashboard is not None and dashboard in PICTURES and len(query) <= LONGEST_QUERY:
        picture = PICTURES[dashboard](query, accept_language)
        content |= {"picture": {view: picture[view] for view in VIEWS}, "css": page_style()}
        content["modules"] = {view: module_text(view) for view in VIEWS}
        content["title"] = picture.get("title") or content["title"]
    return content


def bare_shell(query: str, accept_language: str = "") -> dict[str, Any]:
    """Return the page without a picture: what is shown when the picture could not be made."""
    return shell(None, query, accept_language)


def _with_language(query: str, language: Language) -> str:
    """Return the query with its language made explicit, everything else as it was."""
    others = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key != "lang"]
    return urlencode([*others, ("lang", language)])


def _system(query: str) -> Any:
    """Return the system that the link asks for: only shipped cases, never a path of the server's disk."""
    cases = importlib.import_module("kakao_whatif.cases")
    asked = dict(parse_qsl(query)).get("case", "")
    return _loaded(asked if asked in _case_ids(cases) else "kakao-2022")


def _case_ids(cases: Any) -> frozenset[str]:
    """Return the ids of the cases that ship with the package."""
    return frozenset(cases.case_ids())


@cache
def _loaded(case: str) -> Any:
    """Return a shipped case, read once for the life of the server."""
    return importlib.import_module("kakao_whatif.cases").load_case(case)
