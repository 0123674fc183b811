"""The play head as rows: every frame, the marks of its axis, and the words of its buttons."""

from typing import Any

from kakao_whatif.text.catalogue import say
from kakao_whatif.views.recovery.axis import ticks
from kakao_whatif.views.recovery.frames import frames, words_of_looks
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

#: A mark nearer to the end than this share of the axis has no room for its label.
_LABEL = 0.07

WORDS = ("play", "pause", "back", "on", "label", "keys")


def playhead(snapshot: RecoverySnapshot) -> dict[str, Any]:
    """Return the rows of the play head."""
    language = snapshot.language
    start, end = snapshot.span
    played = frames(snapshot)
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "start": start,
        "end": end,
        "at": round(snapshot.head, 4),
        "most": len(snapshot.services),
        "frames": played,
        "none": ""
        if any(frame["down"] for frame in played)
        else say("views.recovery.playhead.none", language),
        "looks": words_of_looks(language),
        "ticks": [t for t in ticks(snapshot) if t["kind"] == "day" and t["h"] < end - _LABEL * (end - start)],
        "words": {word: say(f"views.recovery.playhead.{word}", language) for word in WORDS},
    }
