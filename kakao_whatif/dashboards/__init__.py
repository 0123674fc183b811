"""The dashboards, one file each, and how they are served.

A dashboard's notebook is one line: ``from kakao_whatif.dashboards import blackout; blackout()``. The
functions stand here, the dashboards behind them: each is a page of its own and is imported when opened, and
the server, which needs none of them, imports none.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ipywidgets

    from kakao_whatif.model.system import System

__all__ = ["blackout", "compare", "had_kakao", "index", "recovery", "story"]


def blackout(case: "str | Path | System | None" = None, query: str | None = None) -> "ipywidgets.Box":
    """Return the dashboard "which services go dark".

    Parameters
    ----------
    case
        The id of a shipped case, the path of a case file or folder, or a system; if not given, the shipped
        case that the link names, else Kakao's outage of 2022.
    query
        The query string of the link; if not given, the one the page was opened with. If it names a case that is not
        here, the page says so and offers the cases.

    Raises
    ------
    ModelError
        If the case cannot be read.
    """
    return _opened("which_go_dark", case, query)


def recovery(case: "str | Path | System | None" = None, query: str | None = None) -> "ipywidgets.Box":
    """Return the dashboard "when is it back".

    Parameters
    ----------
    case, query
        As in `blackout`.

    Raises
    ------
    ModelError
        If the case cannot be read.
    """
    return _opened("when_back", case, query)


def had_kakao(case: "str | Path | System | None" = None, query: str | None = None) -> "ipywidgets.Box":
    """Return the dashboard "had Kakao ...": what would have saved them.

    Parameters
    ----------
    case, query
        As in `blackout`.

    Raises
    ------
    ModelError
        If the case cannot be read.
    """
    return _opened("had_they", case, query)


def compare(case: "str | Path | System | None" = None, query: str | None = None) -> "ipywidgets.Box":
    """Return the dashboard that shows two scenarios side by side.

    Parameters
    ----------
    case, query
        As in `blackout`; the second scenario stands under the key ``b`` of the link.

    Raises
    ------
    ModelError
        If the case cannot be read.
    """
    return _opened("side_by_side", case, query)


def story(case: "str | Path | System | None" = None, query: str | None = None) -> "ipywidgets.Box":
    """Return the talk: the outage beat by beat, to be presented or read.

    A case tells its own talk by a file ``talk.toml`` in its folder; of any other, its scenarios are told.

    Parameters
    ----------
    case, query
        As in `blackout`.

    Raises
    ------
    ModelError
        If the case or its talk cannot be read.
    """
    return _opened("telling", case, query)


def index(query: str | None = None) -> "ipywidgets.HTML":
    """Return the front page: a card for each dashboard.

    Parameters
    ----------
    query
        The query string of the link; if not given, the one the page was opened with.
    """
    from kakao_whatif.dashboards.front_page import front_page
    from kakao_whatif.dashboards.no_case import no_case_page

    return no_case_page(None, query) or front_page(query)


def _opened(module: str, case: "str | Path | System | None", query: str | None) -> "ipywidgets.Box":
    """Return a dashboard, or what is shown in its place if the link names a case that is not here."""
    import ipywidgets

    from kakao_whatif.dashboards.no_case import no_case_page

    instead = no_case_page(case, query)
    if instead is not None:
        return ipywidgets.Box([instead])
    box: ipywidgets.Box = import_module(f"kakao_whatif.dashboards.{module}").dashboard(case, query)
    return box
