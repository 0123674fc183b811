"""The whole page that compares, as rows."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.catalogue import say
from kakao_whatif.views import header as top
from kakao_whatif.views.comparing.beside import sides
from kakao_whatif.views.comparing.explained import details
from kakao_whatif.views.comparing.hours import hour_by_hour
from kakao_whatif.views.comparing.maps import map_a, map_b
from kakao_whatif.views.comparing.sides import escaped, other_side, read_side, written
from kakao_whatif.views.comparing.snapshot import ComparisonSnapshot
from kakao_whatif.views.controls import switches
from kakao_whatif.views.dashboards import dashboard
from kakao_whatif.views.link import Link, write_link
from kakao_whatif.views.naming import case_name
from kakao_whatif.views.page import opened as first_opened
from kakao_whatif.views.recovery.page import playable

Row = dict[str, Any]
KEYS: Final = dashboard("compare").keys


def link(snapshot: ComparisonSnapshot) -> str:
    """Return the address that shows both sides."""
    passed = [(key, value) for key, value in snapshot.passed if key not in KEYS]
    address = write_link(
        snapshot.system,
        snapshot.a.scenario,
        language=snapshot.language,
        selected=snapshot.selected,
        passed=passed,
    )
    side = "&side=b" if snapshot.side == "b" else ""
    return f"{address}&b={escaped(written(snapshot.system, snapshot.b.scenario))}{side}"


def title(system: System, language: Language) -> str:
    """Return the title of the page."""
    return say("views.comparing.page", language, case=case_name(system, language))


def header(snapshot: ComparisonSnapshot) -> Row:
    """Return the top of the page; its picker shows the side that is being changed."""
    row = top.header(snapshot, "compare")
    return row | {"title": title(snapshot.system, snapshot.language), "link": link(snapshot)}


#: The views, what the reader watches first.
VIEWS: Final[Mapping[str, Callable[[ComparisonSnapshot], Row]]] = {
    "building": map_a,
    "building_b": map_b,
    "sides": sides,
    "hours": hour_by_hour,
    "details": details,
    "header": header,
    "switches": switches,
}


def opened(system: System, asked: Link, language: Language = "ko") -> ComparisonSnapshot:
    """Return the moment that a link opens; without a side B, B is what A is worth comparing with.

    Numbers that recovery refuses are told and left out, on either side.
    """
    first, refused = playable(system, asked.scenario)
    plain = first_opened(system, replace(asked, scenario=first), language)
    passed = dict(asked.passed)
    told = (*plain.told, *refused)
    if "b" in passed:
        scenario, problems = read_side(system, passed["b"])
        scenario, refused = playable(system, scenario)
        told = tuple(dict.fromkeys((*told, *problems, *refused)))
    else:
        scenario = other_side(system, first)
    known = {each.name: getattr(plain, each.name) for each in fields(plain)}
    a, b = plain.impact, propagate(system, scenario)
    is_b = passed.get("side") == "b"
    known |= {"told": told, "impact": b if is_b else a}
    return ComparisonSnapshot(**known, other=a if is_b else b, side="b" if is_b else "a")


def rows(snapshot: ComparisonSnapshot) -> dict[str, Row]:
    """Return the data of all views for one moment."""
    return {view: make(snapshot) for view, make in VIEWS.items()}
