"""One service as it happened and with the changes in place: by how much it differs, and why it may be later.

Stands apart because a change that only helps can still make a service later: crews take what waits in another order,
and the reader must be told which.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Timeline, Wait, Want
from kakao_whatif.text.catalogue import Parts, Ref, parts, say
from kakao_whatif.views.outages import NAMED
from kakao_whatif.views.recovery.clock import change, duration
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot
from kakao_whatif.views.recovery_summary import Change, changes
from kakao_whatif.views.waits import LOOKS

_NAMES_ONE = NAMED | {"crew"}
_LEAST_HOURS = 1 / 60


@dataclass(frozen=True, slots=True)
class Cause:
    """What a service waits longer for: `service` is the one that waits, perhaps another one that it needs."""

    service: str
    want: Want
    on: str | None
    longer: float


def compared(snapshot: RecoverySnapshot) -> Mapping[str, Change]:
    """Return the services that are back at another time than without the changes, by id."""
    if not snapshot.is_changed:
        return {}
    return {change.id: change for change in changes(snapshot.timeline, snapshot.base)}


def delta_words(found: Change | None, language: Language) -> str:
    """Return in a few signs by how much a service is sooner or later.

    Examples
    --------
    >>> (
    ...     delta_words(Change("chat", "sooner", 12.0, 2.5), "en"),
    ...     delta_words(Change("chat", "spared", 12.0, None), "en"),
    ... )
    ('−9 h 30 min', '−12 h')
    """
    if found is None:
        return change(0, language)
    before, after = (0.0 if time is None else time for time in (found.before, found.after))
    if inf in (before, after):
        return say(f"views.recovery.delta.{'back' if before == inf else 'lost'}", language)
    return change(after - before, language)


def cause_of_delay(snapshot: RecoverySnapshot, id: str) -> Cause | None:
    """Return what a service waits longer for than without the changes; None if no single wait is longer.

    *The wait that has grown most; if that is a wait for another service, what that one waits longer for.*
    """
    at, seen = id, set[str]()
    found: Cause | None = None
    while at not in seen:
        seen.add(at)
        grown = _grown_most(snapshot.timeline, snapshot.base, at)
        if grown is None:
            break
        found = grown
        if grown.want not in NAMED or grown.on is None:
            break
        at = grown.on
    return found


def why_later(snapshot: RecoverySnapshot, id: str) -> Parts:
    """Return why a service is back later than without the changes, as a sentence; empty if nothing can be said."""
    cause, language = cause_of_delay(snapshot, id), snapshot.language
    if cause is None:
        return ()
    more = duration(cause.longer, language)
    who = Ref(cause.service, snapshot.name(cause.service))
    if cause.want == "crew" and cause.on is not None:
        other = Ref(cause.on, snapshot.name(cause.on))
        key = "crew" if cause.service == id else "crew_of"
        return parts(f"views.recovery.later.{key}", language, service=who, on=other, more=more)
    what = say(LOOKS[cause.want].word, language)
    key = "other" if cause.service == id else "other_of"
    return parts(f"views.recovery.later.{key}", language, service=who, what=what, more=more)


def _grown_most(timeline: Timeline, base: Timeline, id: str) -> Cause | None:
    now, was = (_lengths(line.waits.get(id, ())) for line in (timeline, base))
    grown = {want: length - was[want] for want, length in now.items()}
    want = max(grown, key=lambda each: grown[each], default=None)
    if want is None or grown[want] < _LEAST_HOURS:
        return None
    return Cause(id, want, _grown_on(timeline.waits[id], base.waits.get(id, ()), want), grown[want])


def _lengths(waits: tuple[Wait, ...]) -> defaultdict[Want, float]:
    lengths: defaultdict[Want, float] = defaultdict(float)
    for wait in waits:
        lengths[wait.want] += wait.end - wait.start
    return lengths


def _grown_on(waits: tuple[Wait, ...], was: tuple[Wait, ...], want: Want) -> str | None:
    """Return for whom a service waits most longer, among its waits of one kind."""
    if want not in _NAMES_ONE:
        return None
    grown: defaultdict[str, float] = defaultdict(float)
    for sign, each in ((1, waits), (-1, was)):
        for wait in each:
            if wait.want == want and wait.on is not None:
                grown[wait.on] += sign * (wait.end - wait.start)
    return max(grown, key=lambda id: grown[id], default=None)
