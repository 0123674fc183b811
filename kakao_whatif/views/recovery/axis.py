"""The axis of time: where its marks stand and what they say.

Stands apart because the play head and the ribbons share it.
"""

from math import ceil
from typing import Any

from kakao_whatif.views.recovery.clock import day, duration, midnight_after
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

_STEPS = (1, 2, 6, 12, 24, 48)
_MOST_MARKS = 12


def ticks(snapshot: RecoverySnapshot) -> list[dict[str, Any]]:
    """Return the marks of the axis: hours since the origin at even steps, and each midnight with its day."""
    start, end = snapshot.span
    step = next((step for step in _STEPS if (end - start) / step <= _MOST_MARKS), 120)
    found = []
    hour = ceil(start / step) * step
    while hour <= end:
        found.append(
            {"h": hour, "kind": "hour", "label": _hour(snapshot, hour), "major": hour % (2 * step) == 0}
        )
        hour += step
    midnight = midnight_after(snapshot.system, start)
    while midnight < end:
        label = day(snapshot.system, midnight, snapshot.language)
        found.append({"h": round(midnight, 4), "kind": "day", "label": label, "major": True})
        midnight += 24
    return found


def _hour(snapshot: RecoverySnapshot, hour: float) -> str:
    sign = "−" if hour < 0 else ""
    return sign + duration(hour, snapshot.language) if hour else "0"
