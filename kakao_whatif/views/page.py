"""The whole page as rows, for the live dashboard and for the first picture alike."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.views.building import building
from kakao_whatif.views.controls import switches
from kakao_whatif.views.dashboards import FRONT_PAGE
from kakao_whatif.views.details import details
from kakao_whatif.views.header import header, title
from kakao_whatif.views.headline import headline
from kakao_whatif.views.link import Link, read_link
from kakao_whatif.views.snapshot import Snapshot

#: The five views, the map first: it is what the reader watches.
VIEWS: Final[Mapping[str, Callable[[Snapshot], dict[str, Any]]]] = {
    "building": building,
    "headline": headline,
    "details": details,
    "header": header,
    "switches": switches,
}
#: Where the server gives the report of a link, beside each page.
REPORT: Final = "kakao-whatif/report"


def rows(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """Return the data of the five views for one moment."""
    return {view: make(snapshot) for view, make in VIEWS.items()}


def opened(system: System, link: Link, language: Language = "ko") -> Snapshot:
    """Return the moment that a link opens; `language` is used if the link names none."""
    return Snapshot(
        system=system,
        impact=propagate(system, link.scenario),
        language=link.language or language,
        selected=link.selected,
        told=link.problems,
        passed=link.passed,
    )


def page(system: System, query: str, language: Language = "ko") -> dict[str, Any]:
    """Return the first picture of a link: the data of the five views, not yet live.

    Parameters
    ----------
    system
        The case.
    query
        The query string of the link.
    language
        Used if the link names none.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> picture = page(two_sites(), "lose=pangyo&lang=en")
    >>> [(count["id"], count["n"]) for count in picture["headline"]["counts"]]
    [('dark', 3), ('sign_in', 1), ('locked', 1), ('degraded', 0), ('up', 1)]
    """
    snapshot = replace(
        opened(system, read_link(query, system), language), home=FRONT_PAGE, report=REPORT, live=False
    )
    return {"lang": snapshot.language, "title": title(system, snapshot.language), **rows(snapshot)}
