"""The backtest as a table that a lay reader understands: what was predicted, how well, and against which guesses."""

from typing import Any

from kakao_whatif.text.catalogue import say
from kakao_whatif.views.recovery.snapshot import RecoverySnapshot

WORDS = ("title", "intro", "label", "figure", "verdict")


def scorecard(snapshot: RecoverySnapshot) -> dict[str, Any]:
    """Return the rows of the backtest; none if the case has none."""
    language, score = snapshot.language, snapshot.score
    return {
        "lang": language,
        "seq": snapshot.seq,
        "live": snapshot.live,
        "words": {word: say(f"views.recovery.score.{word}", language) for word in WORDS},
        "baselines": [name.in_language(language) for name in score.baselines],
        "rows": [
            {
                "label": row.label.in_language(language),
                "figure": row.figure.in_language(language),
                "baselines": [figure.in_language(language) for figure in row.baselines],
                "verdict": row.verdict.in_language(language),
            }
            for row in score.rows
        ],
    }
