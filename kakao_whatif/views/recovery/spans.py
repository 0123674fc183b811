"""The life of one service as stretches: its status, and what it waited for.

Stands apart because ribbons, details and sums are all cut from the same stretches.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kakao_whatif.model.status import Status
from kakao_whatif.recovery.timeline import Timeline, Want

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which nothing changes for a service; `want` is None while it waits for nothing."""

    start: float
    end: float
    status: Status
    want: Want | None = None
    on: str | None = None


def spans(timeline: Timeline, id: str, start: float, end: float) -> tuple[Span, ...]:
    """Return the stretches of a service between two hours, in time, without gaps; none if it is not there."""
    if id not in timeline.system.services:
        return ()
    found: list[Span] = []
    for span in _cut(timeline, id, start, end):
        last = found[-1] if found else None
        if last is not None and (last.status, last.want, last.on) == (span.status, span.want, span.on):
            found[-1] = Span(last.start, span.end, span.status, span.want, span.on)
        else:
            found.append(span)
    return tuple(found)


def is_ever_down(timeline: Timeline, id: str) -> bool:
    """Return whether a service is DARK or LOCKED at any time."""
    return any(moment.status.get(id, Status.UP) >= Status.LOCKED for moment in timeline.moments)


def _cut(timeline: Timeline, id: str, start: float, end: float) -> Iterator[Span]:
    """Yield the runs of one status, those that wait cut by what they wait for."""
    for first, last, status in _runs(timeline, id, start, end):
        at = first
        if status >= Status.LOCKED:
            for wait in timeline.waits.get(id, ()):
                begin, finish = max(wait.start, at), min(wait.end, last)
                if finish - begin < _LEAST:
                    continue
                if begin - at >= _LEAST:
                    yield Span(at, begin, status)
                yield Span(begin, finish, status, wait.want, wait.on)
                at = finish
        if last - at >= _LEAST:
            yield Span(at, last, status)


def _runs(timeline: Timeline, id: str, start: float, end: float) -> Iterator[tuple[float, float, Status]]:
    """Yield the runs of one status, within the two hours."""
    first, status = start, None
    for moment in timeline.moments:
        now = moment.status.get(id)
        if now is status:
            continue
        last = min(max(moment.hours, start), end)
        if status is not None and last - first >= _LEAST:
            yield first, last, status
        first, status = (start if status is None else last), now
    if status is not None and end - first >= _LEAST:
        yield first, end, status
