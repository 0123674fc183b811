"""The play head as rows: every frame, the marks of its axis, and the words of its buttons."""

from typing import Any

from kakao_whatif.text.catalogue import say
from kakao_whatif.views.recovery.axis import ticks
from kakao_whatif.views.recovery.frames import frames, words_of_looks
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

WORDS = ("play", "pause", "back", "on", "label", "down", "keys")


def playhead(snapshot: RecoverySnapshot) -> dict[str, Any]:
    """Return the rows of the play head."""
    language = snapshot.language
    start, end = snapshot.span
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "start": start,
        "end": end,
        "at": round(snapshot.head, 4),
        "most": len(snapshot.services),
        "frames": frames(snapshot),
        "looks": words_of_looks(language),
        "ticks": [tick for tick in ticks(snapshot) if tick["kind"] == "day"],
        "words": {word: say(f"views.recovery.playhead.{word}", language) for word in WORDS},
    }
