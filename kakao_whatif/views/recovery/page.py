"""The whole recovery dashboard as rows, for the live page and for the first picture alike."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Final

from kakao_whatif.errors import WhatIfError
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language, Text
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import Timeline, hours
from kakao_whatif.text.catalogue import in_both, say
from kakao_whatif.views import building as blackout
from kakao_whatif.views import controls
from kakao_whatif.views import header as top
from kakao_whatif.views.dashboards import FRONT_PAGE
from kakao_whatif.views.link import Link, read_link
from kakao_whatif.views.naming import case_name
from kakao_whatif.views.page import REPORT
from kakao_whatif.views.page import opened as first_opened
from kakao_whatif.views.recovery.details import details
from kakao_whatif.views.recovery.frames import looks_at, words_of_looks
from kakao_whatif.views.recovery.headline import headline
from kakao_whatif.views.recovery.playhead import playhead
from kakao_whatif.views.recovery.ribbons import ribbons
from kakao_whatif.views.recovery.sampling import sampling
from kakao_whatif.views.recovery.scorecard import scorecard
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot, without_changes
from kakao_whatif.views.recovery_words import clock_end
from kakao_whatif.views.redrawn import redrawn

Row = dict[str, Any]


def building(snapshot: RecoverySnapshot) -> Row:
    """Return the map at the play head: it follows the frames, draws no edges, and leaves the places to the switches."""
    row = blackout.building(snapshot)
    looks, words = looks_at(snapshot.timeline, snapshot.head), words_of_looks(snapshot.language)
    for layer in row["layers"]:
        for product in layer["products"]:
            for tile in product["tiles"]:
                tile |= words[looks.get(tile["id"], "d")]
                tile["depth"] = 0
                tile["title"] = f"{tile['label']}: {tile['word']}"
    return row | {
        "ground": [],
        "needs": {},
        "causes": [],
        "label": say("views.recovery.building", snapshot.language),
    }


def header(snapshot: RecoverySnapshot) -> Row:
    """Return the top of the page; its search tells when each service is back."""
    row, line = top.header(snapshot, "recovery"), snapshot.timeline
    for hit in row["search"]:
        if hit["id"] in line.time_to_restore:
            hit["word"] = clock_end(line, hours(line.time_to_restore[hit["id"]]), snapshot.language)
    return row | {"title": title(snapshot.system, snapshot.language)}


def switches(snapshot: RecoverySnapshot) -> Row:
    """Return the switches, those for what Kakao might have had first: that is what is asked here."""
    row = controls.switches(snapshot)
    for section in row[
        "sections"
    ]:  # signing in takes no part in starting things again, but for who could sign in
        section["items"].sort(key=lambda item: item["kind"] == "unify")
    sections = sorted(row["sections"], key=lambda section: SECTIONS.index(section["id"]))
    return row | {"sections": sections}


def title(system: System, language: Language) -> str:
    """Return the title of the page; how long it takes is the answer's to say, for each scenario anew."""
    return say("views.recovery.title", language, case=case_name(system, language))


#: The sections of the switches, in order.
SECTIONS: Final = ("had", "unify", "fails", "readings")

#: The views, what the reader watches first.
VIEWS: Final[Mapping[str, Callable[[RecoverySnapshot], Row]]] = {
    "playhead": playhead,
    "building": building,
    "headline": headline,
    "ribbons": ribbons,
    "sampling": sampling,
    "details": details,
    "header": header,
    "switches": switches,
    "scorecard": scorecard,
}

#: What a change of these alone is seen in; any other change is seen everywhere.
SEEN_IN: Final[Mapping[str, frozenset[str]]] = {
    "document": frozenset({"header"}),
    "code": frozenset({"header"}),
    "work": frozenset({"sampling"}),
    "scoring": frozenset({"scorecard"}),
    "score": frozenset({"scorecard"}),
    "at": frozenset({"header"}),
    "passed": frozenset({"header"}),
}


def touched(before: RecoverySnapshot, now: RecoverySnapshot) -> tuple[str, ...]:
    """Return the views that look otherwise after a change, in their order."""
    return redrawn(before, now, VIEWS, SEEN_IN)


def rows(snapshot: RecoverySnapshot) -> dict[str, Row]:
    """Return the data of all views for one moment."""
    return {view: make(snapshot) for view, make in VIEWS.items()}


def played(system: System, scenario: Scenario) -> tuple[Timeline, Timeline]:
    """Return an outage played through, and the same losses without the changes."""
    found = _played(system, *_key(scenario))
    plain = without_changes(scenario)
    return found, found if plain == scenario else _played(system, *_key(plain))


def playable(system: System, scenario: Scenario) -> tuple[Scenario, tuple[Text, ...]]:
    """Return a scenario that can be played through, and why its own numbers are not used where they cannot be."""
    if not scenario.parameters:
        return scenario, ()
    try:
        played(system, scenario)
    except WhatIfError as error:  # a number out of bounds: the case's own serve instead
        told = in_both("views.recovery.refused", why=Text.plain(str(error)))
        return replace(scenario, parameters={}), (told,)
    return scenario, ()


def _key(scenario: Scenario) -> tuple[Any, ...]:
    numbers = tuple(sorted(scenario.parameters.items()))
    return frozenset(scenario.losses), frozenset(scenario.mitigations), frozenset(scenario.readings), numbers


@lru_cache(maxsize=64)
def _played(
    system: System,
    losses: frozenset[str],
    mitigations: frozenset[str],
    readings: frozenset[str],
    numbers: tuple[tuple[str, float], ...],
) -> Timeline:
    return simulate_recovery(system, Scenario(losses, mitigations, readings, dict(numbers)))


def opened(system: System, link: Link, language: Language = "ko") -> RecoverySnapshot:
    """Return the moment that a link opens; `language` is used if the link names none.

    Numbers that recovery refuses are told and left out.
    """
    scenario, told = playable(system, link.scenario)
    link = replace(link, scenario=scenario, problems=(*link.problems, *told))
    timeline, base = played(system, scenario)
    plain = first_opened(system, link, language)
    known = {each.name: getattr(plain, each.name) for each in fields(plain)}
    return RecoverySnapshot(**known, timeline=timeline, base=base, at=link.at)


def page(system: System, query: str, language: Language = "ko") -> Row:
    """Return the first picture of a link: the data of all views, not yet live."""
    snapshot = replace(
        opened(system, read_link(query, system), language), home=FRONT_PAGE, report=REPORT, live=False
    )
    return {"lang": snapshot.language, "title": title(system, snapshot.language), **rows(snapshot)}
