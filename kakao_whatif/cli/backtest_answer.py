"""The answer of `backtest` for programs: every figure, prediction and count with both baselines.

Apart from `answers`, which is about one scenario. Hours are numbers; null is never, or no bound.
"""

from math import isfinite
from typing import Any, Final

from kakao_whatif.analysis.backtest import Band, Prediction, Score
from kakao_whatif.cli.answers import identity
from kakao_whatif.files.counts import Count
from kakao_whatif.model.system import System

BACKTEST: Final = "kakao-whatif.backtest/1"
_DIGITS: Final = 6


def backtest_answer(case: System, score: Score) -> dict[str, Any]:
    """Return a score: what was measured, predicted, fitted and assumed."""
    return {
        "schema": BACKTEST,
        "case": identity(case),
        "trials": score.trials,
        "kept": score.kept,
        "seed": score.seed,
        "figures": {
            figure.id: {
                "aim": _number(figure.aim),
                "model": _number(figure.model),
                "mean": _number(figure.mean),
                "power": _number(figure.power),
                "is_best": figure.is_best,
            }
            for figure in score.figures
        },
        "predictions": [_prediction(each) for each in score.predictions],
        "counts": [_count(count, band) for count, band in score.counts],
        "fitted": {id: _band(band) for id, band in score.fitted.items()},
        "assumed": dict(score.assumed),
    }


def _prediction(prediction: Prediction) -> dict[str, Any]:
    seen = prediction.seen
    return {
        "service": seen.service,
        "state": seen.state,
        "observed": [{"earliest": _number(low), "latest": _number(high)} for low, high in seen.intervals],
        "facts": [*seen.facts],
        "model": _band(prediction.model),
        "mean": _band(prediction.mean),
        "power": _band(prediction.power),
    }


def _count(count: Count, predicted: Band) -> dict[str, Any]:
    return {
        "hours": _number(count.hours),
        "normal": _number(count.normal),
        "of": _number(count.of),
        "facts": [*count.facts],
        "model": _band(predicted),
    }


def _band(band: Band) -> dict[str, float | None]:
    return {"p10": _number(band.low), "p50": _number(band.middle), "p90": _number(band.high)}


def _number(given: float | None) -> float | None:
    return None if given is None or not isfinite(given) else round(given, _DIGITS) + 0.0
