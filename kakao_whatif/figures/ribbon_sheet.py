"""The words around the ribbons: title, names, axis, legend, and what they rest on.

Stands apart from the drawing, because it is what must be right in both languages.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from kakao_whatif.figures.ink import source
from kakao_whatif.figures.marks import everything_sample, never_sample, sample, seen_sample
from kakao_whatif.figures.page import Sheet
from kakao_whatif.files.ledger import EVERYTHING, Observation
from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import WANTS, Timeline
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.fitting import name_of
from kakao_whatif.views.outages import outages
from kakao_whatif.views.recovery.clock import day, midnight_after
from kakao_whatif.views.recovery_words import clock_end, never
from kakao_whatif.views.waits import LOOKS

_BEYOND: Final = 0.02  # how much of the axis stands after the last thing that is drawn


def sheet_of(
    timeline: Timeline, language: Language, shown: Sequence[str], seen: Sequence[Observation]
) -> Sheet:
    """Return the words and numbers around the ribbons of these services and what was seen of them."""
    start, end = _span(timeline, shown, seen)
    system = timeline.system
    title = system.title.in_language(language) or system.id
    return Sheet(
        title=say("figures.ribbons.title" if title else "figures.ribbons.untitled", language, case=title),
        above=tuple(_supposed(timeline, language)),
        rows=tuple(_rows(timeline, language, shown)),
        right=say("figures.ribbons.back", language) if shown else "",
        start=start,
        end=end,
        axis=_axis(timeline, language),
        days=tuple(_days(timeline, start, end, language)),
        legends=(tuple(_waits(timeline, language, shown)), tuple(_seen(language, seen))),
        below=tuple(_below(timeline, language, seen)),
    )


def _rows(timeline: Timeline, language: Language, shown: Sequence[str]) -> Iterator[tuple[str, str]]:
    down = {each.id: each for each in outages(timeline)}
    for id in shown:
        outage = down.get(id)
        said = (
            say("figures.ribbons.not_down", language)
            if outage is None
            else clock_end(timeline, outage.end, language)
        )
        yield timeline.system.name(id).in_language(language), said


def _span(timeline: Timeline, shown: Sequence[str], seen: Sequence[Observation]) -> tuple[float, float]:
    """Return the hours that the axis shows: from before the first loss to after the last return and observation."""
    down = [each for each in outages(timeline) if each.id in shown]
    bounds = [
        bound for each in seen for bound in (each.earliest_hours, each.latest_hours) if bound is not None
    ]
    first = min([0.0, *(each.start for each in down)])
    if any(each.end is None for each in down):
        return first, timeline.horizon_hours
    last = max([1.0, *bounds, *(each.end for each in down if each.end is not None)])
    return first - last * _BEYOND / 2, last * (1 + _BEYOND)


def _supposed(timeline: Timeline, language: Language) -> Iterator[str]:
    scenario, system = timeline.scenario, timeline.system
    if not scenario.losses:
        yield say("cli.nothing_lost", language)
    for key, ids in (
        ("lost", scenario.losses),
        ("with", scenario.mitigations),
        ("read", scenario.readings),
    ):
        names = ", ".join(name_of(system, id).in_language(language) for id in sorted(ids))
        if names:
            yield say(f"cli.{key}", language, names=names)
    if not any(timeline.waits.values()):
        yield say("recovery.told.none_down", language)


def _axis(timeline: Timeline, language: Language) -> str:
    origin = timeline.system.origin
    if not origin:
        return say("figures.ribbons.axis", language)
    return say("figures.ribbons.axis_from", language, origin=origin[:16].replace("T", " "))


def _days(timeline: Timeline, start: float, end: float, language: Language) -> Iterator[tuple[float, str]]:
    """Yield where the axis and each day in it begin; a case without an origin has no days."""
    at = start
    while timeline.system.origin and at < end:
        yield at, day(timeline.system, at, language)
        at = midnight_after(timeline.system, at)


def _waits(timeline: Timeline, language: Language, shown: Sequence[str]) -> Iterator[tuple[Any, str]]:
    wanted = {wait.want for id in shown for wait in timeline.waiting_for(id)}
    for want in WANTS:
        if want in wanted:
            yield sample(want), say(LOOKS[want].word, language)
    if any(each.end is None for each in outages(timeline) if each.id in shown):
        yield never_sample(), never(timeline, language)


def _seen(language: Language, seen: Sequence[Observation]) -> Iterator[tuple[Any, str]]:
    states = {each.state for each in seen if each.service != EVERYTHING}
    for state in ("usable", "sign_in", "full"):
        if state in states:
            yield seen_sample(state), say(f"views.recovery.mark.{state}", language)
    if any(each.service == EVERYTHING for each in seen):
        yield everything_sample(), say("figures.ribbons.seen_everything", language)


def _below(timeline: Timeline, language: Language, seen: Sequence[Observation]) -> Iterator[str]:
    yield source(timeline.system, language)
    if seen:
        yield say("figures.ribbons.seen_source", language)
        if timeline.scenario.mitigations:
            yield say("figures.ribbons.seen_without", language)
    for note in (*timeline.hazard_notes, *timeline.notes):
        yield note.in_language(language)
