"""The whole talk as rows, for the live page and for the first picture alike."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from kakao_whatif.cases.talk import Talk, talk_of
from kakao_whatif.model.system import System
from kakao_whatif.model.text import Language
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.dashboards import FRONT_PAGE
from kakao_whatif.views.naming import case_name
from kakao_whatif.views.story.address import read_address
from kakao_whatif.views.story.deck import building, deck, ribbons
from kakao_whatif.views.story.numbers import check
from kakao_whatif.views.story.plain import plain_talk
from kakao_whatif.views.story.snapshot import StorySnapshot
from kakao_whatif.views.story.stage import stage

Row = dict[str, Any]

#: The views, what the audience watches first.
VIEWS: Final[Mapping[str, Callable[[StorySnapshot], Row]]] = {
    "building": building,
    "stage": stage,
    "ribbons": ribbons,
    "deck": deck,
}
#: What changes all beats.
_IN_DECK: Final = frozenset({"language", "host", "talk", "home", "system"})
#: What the map and the ribbons do not show.
_STAGE_ONLY: Final = frozenset({"problem", "told", "is_reading"})
_EVERY_TIME: Final = frozenset({"seq", "action", "along", "can_undo", "can_redo"})


def talk_for(system: System, folder: Path | None = None) -> Talk:
    """Return the talk of a case: its own, or one made of its scenarios.

    Raises
    ------
    ModelError
        If its own does not fit the case.
    """
    talk = talk_of(system, folder)
    if talk is None:
        return plain_talk(system)
    check(system, talk.beats)
    return talk


def opened(system: System, talk: Talk, query: str, language: Language = "ko") -> StorySnapshot:
    """Return the moment that an address opens; `language` is used if it names none."""
    address = read_address(query, system, talk)
    beat = talk.beats[address.at_beat]
    return StorySnapshot(
        system=system,
        impact=propagate(system, beat.scenario),
        language=address.language or language,
        selected=beat.selected,
        told=address.problems,
        talk=talk,
        at_beat=address.at_beat,
        is_reading=address.is_reading,
    )


def touched(before: StorySnapshot, now: StorySnapshot) -> tuple[str, ...]:
    """Return the views that look otherwise after a change, in their order."""
    changed = {
        each.name
        for each in fields(now)
        if each.name not in _EVERY_TIME and getattr(before, each.name) is not getattr(now, each.name)
    }
    seen = {"stage"}
    if changed & _IN_DECK:
        seen.add("deck")
    if not changed or changed - _STAGE_ONLY - {"host"}:
        seen |= {"building", "ribbons"}
    return tuple(view for view in VIEWS if view in seen)


def title(system: System, language: Language) -> str:
    """Return the title of the page."""
    return say("views.story.title", language, case=case_name(system, language))


def rows(snapshot: StorySnapshot) -> dict[str, Row]:
    """Return the data of all views for one moment."""
    return {view: make(snapshot) for view, make in VIEWS.items()}


def page(system: System, talk: Talk, query: str, language: Language = "ko") -> Row:
    """Return the first picture of an address: the data of all views, not yet live.

    Examples
    --------
    >>> from kakao_whatif.cases import load_case
    >>> kakao = load_case("kakao-2022")
    >>> page(kakao, talk_for(kakao), "beat=cut&lang=en")["stage"]["title"]
    '16:52: the whole site is switched off'
    """
    snapshot = replace(opened(system, talk, query, language), home=FRONT_PAGE, live=False)
    return {"lang": snapshot.language, "title": title(system, snapshot.language), **rows(snapshot)}
