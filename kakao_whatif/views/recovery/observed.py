"""What was observed of each service, as marks over its ribbon and as sentences with their facts.

Stands apart because the record is no part of the model: it is drawn over it, with bounds that may be open and rows
that may contradict each other.
"""

from typing import Any

from kakao_whatif.text.catalogue import say
from kakao_whatif.views.recovery.clock import duration
from kakao_whatif.views.recovery.record import Seen, observed_of
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

Row = dict[str, Any]


def marks(snapshot: RecoverySnapshot, id: str) -> list[Row]:
    """Return the observed intervals of a service, cut to the axis; an open end reaches to the axis' own.

    Each has the hours `a` and `b`, the `state`, whether an end is open (`open_a`, `open_b`), and its `title`.
    """
    start, end = snapshot.span
    found = []
    for seen in observed_of(snapshot.system, snapshot.scenario, id):
        first = max(0.0, start) if seen.earliest_hours is None else seen.earliest_hours
        last = end if seen.latest_hours is None else seen.latest_hours
        found.append(
            {
                "a": round(min(max(first, start), end), 4),
                "b": round(min(max(last, start), end), 4),
                "state": seen.state,
                "open_a": seen.earliest_hours is None,
                "open_b": seen.latest_hours is None,
                "title": interval(snapshot, seen),
            }
        )
    return found


def interval(snapshot: RecoverySnapshot, seen: Seen) -> str:
    """Return when something was seen to be back, in words."""
    language = snapshot.language
    state = say(f"views.recovery.observed.{seen.state}", language)
    low, high = seen.earliest_hours, seen.latest_hours
    if low is None and high is None:
        return say("views.recovery.observed.unknown", language, state=state)
    if low is None or high is None:
        bound = high if low is None else low
        assert bound is not None
        key = "until" if low is None else "from"
        return say(f"views.recovery.observed.{key}", language, state=state, time=duration(bound, language))
    if high - low < 1 / 60:
        return say("views.recovery.observed.at", language, state=state, time=duration(high, language))
    times = {"low": duration(low, language), "high": duration(high, language)}
    return say("views.recovery.observed.between", language, state=state, **times)


def sentences(snapshot: RecoverySnapshot, id: str) -> list[list[Row]]:
    """Return what was observed of a service, a sentence an observation, each with its facts."""
    found = []
    for seen in observed_of(snapshot.system, snapshot.scenario, id):
        said = f"{interval(snapshot, seen)}. {seen.note.in_language(snapshot.language)}".strip()
        cited = f" [{', '.join(seen.facts)}]" if seen.facts else ""
        found.append([{"text": said + cited}])
    return found
