"""The backtest at the foot of the dashboard: a button until it has been made, then its tables.

What stands in the tables is `views.scorecard`'s, which the terminal shows too.
"""

from typing import Any

from kakao_whatif.text.catalogue import say
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

WORDS = ("title", "intro", "run", "cancel", "details")
#: The tables after the first one, which are opened on demand.
MORE = ("counts", "predictions", "fitted")


def scorecard(snapshot: RecoverySnapshot) -> dict[str, Any]:
    """Return the rows of the backtest; `card` is None until it has been made, `can` says whether it can be."""
    language, scoring = snapshot.language, snapshot.scoring
    done, of = scoring if scoring is not None else (None, None)
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "can": can_be_scored(snapshot),
        "words": {word: say(f"views.recovery.score.{word}", language) for word in WORDS},
        "done": done,
        "of": of,
        "progress": _progress(snapshot),
        "card": _card(snapshot),
        "more": list(MORE),
    }


def can_be_scored(snapshot: RecoverySnapshot) -> bool:
    """Return whether there is anything that the model could be compared with."""
    return bool(getattr(snapshot.system, "observations", ()) or getattr(snapshot.system, "counts", ()))


def _progress(snapshot: RecoverySnapshot) -> str:
    if snapshot.scoring is None:
        return ""
    done, of = snapshot.scoring
    return say("views.recovery.score.progress", snapshot.language, done=done, of=of)


def _card(snapshot: RecoverySnapshot) -> dict[str, Any] | None:
    if snapshot.score is None:
        return None
    from kakao_whatif.views.scorecard import scorecard as card  # most readers never ask for it

    return card(snapshot.system, snapshot.score, snapshot.language)
