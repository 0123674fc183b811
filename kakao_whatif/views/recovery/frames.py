"""The frames of the play head: for each moment the clock, the figures, and which windows change.

Stands apart because a browser plays them without asking again: all that it shows at any moment is in here.
"""

from collections.abc import Mapping
from math import ceil, floor
from typing import Any, Final

from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language
from kakao_whatif.recovery.timeline import Timeline
from kakao_whatif.text.catalogue import say
from kakao_whatif.views.recovery.clock import duration, moment
from kakao_whatif.views.recovery.figures import Curve, difference, shut_out, written
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

Row = dict[str, Any]

#: What a window looks like, by one letter, since frames are many: its status, and whether nobody could sign in either.
LOOKS: Final[Mapping[str, tuple[Status, bool]]] = {
    "u": (Status.UP, False),
    "g": (Status.DEGRADED, False),
    "l": (Status.LOCKED, False),
    "d": (Status.DARK, False),
    "k": (Status.DARK, True),
}
_LETTERS: Final = {look: letter for letter, look in LOOKS.items()}


def frames(snapshot: RecoverySnapshot) -> list[Row]:
    """Return the frames in time: one for each change, and one for each hour so that the clock runs.

    A frame has the hour `h`, whether anything `changes`, the texts `clock` and `since`, the windows that `turn` with
    their new looks, the figures `n`, how they differ from those without changes `d`, and how many are `down`.
    """
    start, end = snapshot.span
    changes = {m.hours for m in snapshot.timeline.moments[1:] if start <= m.hours <= end}
    hours = {start, end, snapshot.head} | {float(hour) for hour in range(ceil(start), floor(end) + 1)}
    curve = Curve(snapshot.timeline, snapshot.services)
    base = Curve(snapshot.base, snapshot.services) if snapshot.is_changed else None
    found: list[Row] = []
    before: Mapping[str, str] = {}
    for hour in sorted(changes | hours):
        looks = looks_at(snapshot.timeline, hour) if hour in changes or not found else before
        turn = {id: look for id, look in looks.items() if before.get(id) != look}
        row = _frame(snapshot, hour, curve, base)
        found.append(row | {"turn": turn, "changes": hour in changes})
        before = looks
    return found


def looks_at(timeline: Timeline, hour: float) -> dict[str, str]:
    """Return what each window looks like at a moment, as letters of `LOOKS`."""
    status = timeline.status_at(hour)
    shut = shut_out(timeline.system, status)
    return {id: _LETTERS[now, now is Status.DARK and id in shut] for id, now in status.items()}


def words_of_looks(language: Language) -> dict[str, Row]:
    """Return what each letter stands for: the status, whether nobody could sign in either, and the word for it."""
    found = {}
    for letter, (status, no_sign_in) in LOOKS.items():
        word = say(f"status.{status.word}", language)
        if no_sign_in:
            word = f"{word}, {say('views.building.no_sign_in', language)}"
        found[letter] = {"status": status.word, "sign_in_lost": no_sign_in, "word": word}
    return found


def since(hour: float, language: Language) -> str:
    """Return how long after the origin a moment is.

    Examples
    --------
    >>> since(1.5, "en"), since(-0.13, "en")
    ('after 1 h 30 min', '8 min before')
    """
    key = "before" if hour < 0 else "after"
    return say(f"views.recovery.time.{key}", language, length=duration(hour, language))


def _frame(snapshot: RecoverySnapshot, hour: float, curve: Curve, base: Curve | None) -> Row:
    language = snapshot.language
    now = curve.at(hour)
    row: Row = {
        "h": round(hour, 4),
        "clock": moment(snapshot.system, hour, language),
        "since": since(hour, language),
        "n": written(now, language),
        "down": now.down,
    }
    if base is not None:
        row["d"] = difference(now, base.at(hour), language)
    return row
