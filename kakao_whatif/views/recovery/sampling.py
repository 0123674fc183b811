"""The switch of the uncertainty band, and how far its samples are."""

from typing import Any, Final

from kakao_whatif.text.catalogue import say
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

#: So many runs, each with other numbers.
SAMPLES: Final = 10_000
#: And so many of them are shown while the others are being made.
FIRST_SAMPLES: Final = 500


def sampling(snapshot: RecoverySnapshot) -> dict[str, Any]:
    """Return the row of the switch; `done` and `of` are None while nothing is being computed."""
    language, work = snapshot.language, snapshot.work
    done, of = work if work is not None else (None, None)
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "label": say("views.recovery.sampling.label", language),
        "line": say("views.recovery.sampling.line", language, samples=f"{SAMPLES:,}"),
        "on": snapshot.shows_band,
        "done": done,
        "of": of,
        "progress": ""
        if work is None
        else say("views.recovery.sampling.progress", language, done=f"{done:,}", of=f"{of:,}"),
        "ready": _ready(snapshot),
        "cancel": say("views.recovery.sampling.cancel", language),
    }


def _ready(snapshot: RecoverySnapshot) -> str:
    if not snapshot.shows_band or not snapshot.quantiles:
        return ""
    if snapshot.work is not None:
        return say("views.recovery.sampling.so_far", snapshot.language, samples=f"{FIRST_SAMPLES:,}")
    return say("views.recovery.sampling.ready", snapshot.language, samples=f"{SAMPLES:,}")
