"""The whole page "Had Kakao ..." as rows, for the live page and for the first picture alike."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.views import controls
from kakao_whatif.views import header as top
from kakao_whatif.views.building import building
from kakao_whatif.views.dashboards import FRONT_PAGE
from kakao_whatif.views.details import details
from kakao_whatif.views.headline import headline
from kakao_whatif.views.link import Link, read_link
from kakao_whatif.views.naming import case_name, say_of_owner
from kakao_whatif.views.page import REPORT
from kakao_whatif.views.page import opened as first_opened
from kakao_whatif.views.recovery.page import playable
from kakao_whatif.views.redrawn import redrawn
from kakao_whatif.views.saving.asked import read_asked
from kakao_whatif.views.saving.cards import cards
from kakao_whatif.views.saving.dial import dial
from kakao_whatif.views.saving.frontier import frontier
from kakao_whatif.views.saving.heat import heat
from kakao_whatif.views.saving.points import points
from kakao_whatif.views.saving.question import question
from kakao_whatif.views.saving.snapshot import SavingSnapshot

Row = dict[str, Any]


def title(system: System, language: Language) -> str:
    """Return the title of the page."""
    return say_of_owner("views.saving.title", system, language, case=case_name(system, language))


def header(snapshot: SavingSnapshot) -> Row:
    """Return the top of the page."""
    return top.header(snapshot, "had-kakao") | {"title": title(snapshot.system, snapshot.language)}


def switches(snapshot: SavingSnapshot) -> Row:
    """Return the switches, what fails first: what might have been is on the cards."""
    row = controls.switches(snapshot)
    sections = sorted(row["sections"], key=lambda section: SECTIONS.index(section["id"]))
    return row | {"sections": sections}


#: The sections of the switches, in order.
SECTIONS: Final = ("fails", "had", "unify", "readings")

#: The views, what the reader watches first.
VIEWS: Final[Mapping[str, Callable[[SavingSnapshot], Row]]] = {
    "cards": cards,
    "building": building,
    "headline": headline,
    "question": question,
    "frontier": frontier,
    "heat": heat,
    "points": points,
    "dial": dial,
    "details": details,
    "header": header,
    "switches": switches,
}

#: What a change of these alone is seen in; any other change is seen everywhere.
SEEN_IN: Final[Mapping[str, frozenset[str]]] = {
    "document": frozenset({"header"}),
    "code": frozenset({"header"}),
    "work": frozenset({"cards"}),
    "is_given_up": frozenset({"cards"}),
    "in_time": frozenset({"cards"}),
    "k": frozenset({"heat"}),
    "dial": frozenset({"dial"}),
    "dial_at": frozenset({"dial"}),
    "measure": frozenset({"frontier"}),
    "weighed": frozenset({"frontier"}),
    "weighing": frozenset({"frontier"}),
}


def touched(before: SavingSnapshot, now: SavingSnapshot) -> tuple[str, ...]:
    """Return the views that look otherwise after a change, in their order."""
    return redrawn(before, now, VIEWS, SEEN_IN)


def opened(system: System, link: Link, language: Language = "ko") -> SavingSnapshot:
    """Return the moment that a link opens; `language` is used if the link names none.

    Numbers that recovery refuses are told and left out: the sets for a need in time are played through.
    """
    asked, told = read_asked(link.passed, system)
    scenario, refused = playable(system, link.scenario)
    link = replace(link, scenario=scenario, problems=(*link.problems, *refused))
    plain = first_opened(system, link, language)
    known = {each.name: getattr(plain, each.name) for each in fields(plain)}
    return SavingSnapshot(**(known | {"told": (*plain.told, *told)}), asked=asked)


def rows(snapshot: SavingSnapshot) -> dict[str, Row]:
    """Return the data of all views for one moment."""
    return {view: make(snapshot) for view, make in VIEWS.items()}


def page(system: System, query: str, language: Language = "ko") -> Row:
    """Return the first picture of a link: the data of all views, not yet live.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> cards = page(load_case("kakao-2022"), "lose=pangyo&keep=daum-mail&lang=en")["cards"]["cards"]
    >>> cards[0]["said"]
    'These two changes suffice, neither alone does.'
    """
    snapshot = replace(
        opened(system, read_link(query, system), language), home=FRONT_PAGE, report=REPORT, live=False
    )
    return {"lang": snapshot.language, "title": title(system, snapshot.language), **rows(snapshot)}
