"""The axis of time: where its marks stand and what they say.

Stands apart because the play head and the ribbons share it.
"""

from math import ceil
from typing import Any

from kakao_whatif.views.recovery.clock import duration, midnight_after, short_day
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

_STEPS = (1, 2, 6, 12, 24, 48)
_MOST_MARKS = 12
#: As many days as have room for their names on a phone.
_MOST_DAYS = 7


def ticks(snapshot: RecoverySnapshot) -> list[dict[str, Any]]:
    """Return the marks of the axis: hours since the origin at even steps, and midnights with their day."""
    start, end = snapshot.span
    language = snapshot.language
    step = next((step for step in _STEPS if (end - start) / step <= _MOST_MARKS), 120)
    found: list[dict[str, Any]] = []
    hour = ceil(start / step) * step
    while hour <= end:
        sign = "−" if hour < 0 else ""
        label = sign + duration(hour, language) if hour else "0"
        found.append({"h": hour, "kind": "hour", "label": label})
        hour += step
    midnight = midnight_after(snapshot.system, start)
    days = ceil((end - start) / 24 / _MOST_DAYS)
    while midnight < end:
        label = short_day(snapshot.system, midnight, language)
        found.append({"h": round(midnight, 4), "kind": "day", "label": label})
        midnight += 24 * days
    return found
