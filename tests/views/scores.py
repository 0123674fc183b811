"""Scores made up for the tests of the scorecard, and its card of them."""

from collections.abc import Iterable
from math import log
from typing import Any

from kakao_whatif.analysis.backtest import Band, Figure, Prediction, Score
from kakao_whatif.analysis.observed import Seen
from kakao_whatif.files.counts import Count
from kakao_whatif.model.text import Language
from kakao_whatif.views.scorecard import scorecard
from tests.analysis.recorded import recorded

FIGURES = (
    Figure("precision", 1, 1.0, 0.86, 0.86),
    Figure("recall", 1, 0.97, 1.0, 1.0),
    Figure("met", 1, 0.70, 0.90, 0.60),
    Figure("width", 1, 1.7, 12.7, 2.2),
    Figure("interval_score", 0, 1.35, 2.84, 3.86),
    Figure("log_error", 0, log(1.2), log(1.5), log(1.75)),
    Figure("order", 1, 0.72, -0.06, 0.0),
    Figure("total", 127.5, 122.75, 44.0, 85.5),
    Figure("counts", 0, 0.04, None, 0.4),
)
HERE = Band(10, 10, 10)


def predicted(seen: Seen, *hours: float) -> Prediction:
    return Prediction(seen, Band(*hours), HERE, HERE)


def shop(*intervals: tuple[float | None, float | None], state: str = "usable") -> Seen:
    return Seen("shop", state, intervals, ("F1", "F2"))


def score(
    figures: Iterable[Figure] = FIGURES,
    predictions: Iterable[Prediction] = (),
    counts: Iterable[tuple[Count, Band]] = (),
    fitted: dict[str, Band] | None = None,
    assumed: dict[str, int] | None = None,
) -> Score:
    return Score(
        tuple(figures), tuple(predictions), tuple(counts), fitted or {}, assumed or {}, 400, 20, seed=3
    )


def card(language: Language = "en", **given: Any) -> dict[str, Any]:
    return scorecard(recorded(), score(**given), language)


def figures(language: Language = "en", *given: Figure) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in card(language, figures=given or FIGURES)["figures"]["rows"]}
