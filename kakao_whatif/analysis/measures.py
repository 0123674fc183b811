"""Every figure of the score, for the model and for both baselines.

Stands apart from the fitting: a figure knows predictions and the record, not how they came about.
"""

from collections.abc import Callable, Sequence
from math import exp

from kakao_whatif.analysis.bands import LEAST_HOURS, Band, band_of
from kakao_whatif.analysis.baselines import PowerBack, counted_by_mean, mean_of_others
from kakao_whatif.analysis.nearest import Errors
from kakao_whatif.analysis.observed import Seen, interval_score, kendall
from kakao_whatif.analysis.score import Figure, Prediction
from kakao_whatif.files.counts import Count
from kakao_whatif.files.ledger import EVERYTHING, Observation


def mean_for(each: Seen, known: Sequence[Seen]) -> Band:
    """Return what the mean of the others predicts: of those in the same state, else of all."""
    own = (each.service,)
    found = mean_of_others(known, each.state, own) or mean_of_others(known, None, own)
    return found or Band(LEAST_HOURS, LEAST_HOURS, LEAST_HOURS)


def first_day(predictions: Sequence[Prediction]) -> list[Figure]:
    """Return precision and recall of "dark before the first midnight"; the baselines call everything dark."""
    usable = [each for each in predictions if each.seen.state == "usable"]
    dark = {each.seen.service for each in usable if not each.seen.is_never_out}
    if not dark:
        return []
    predicted = {each.seen.service for each in usable if each.is_dark_at_first}
    both, every = len(dark & predicted), len(dark) / len(usable)
    precision = both / len(predicted) if predicted else None
    return [
        Figure("precision", 1.0, precision, every, every),
        Figure("recall", 1.0, both / len(dark), 1.0, 1.0),
    ]


def of_times(predictions: Sequence[Prediction]) -> list[Figure]:
    """Return what is measured on each service that was out, averaged."""
    timed = [each for each in predictions if not each.seen.is_never_out]
    if not timed:
        return []
    bounds = [each.seen.bounds for each in timed]
    widths = _three(timed, lambda band, _: band.log_width)
    return [
        Figure("met", 1.0, *_three(timed, lambda band, each: float(each.gap(band.low, band.high) == 0))),
        Figure("width", 1.0, *map(exp, widths)),
        Figure(
            "interval_score",
            0.0,
            *_three(timed, lambda band, each: interval_score(band.low, band.high, each)),
        ),
        Figure("log_error", 0.0, *_three(timed, lambda band, each: abs(each.error(band.middle)))),
        Figure("order", 1.0, *(kendall([band.middle for band in way], bounds) for way in _ways(timed))),
    ]


def total_length(
    observations: Sequence[Observation],
    known: Sequence[Seen],
    errors: Errors,
    kept: int,
    power: PowerBack,
) -> list[Figure]:
    """Return when everything is fully back, by whoever was not told; under each baseline, when the last one is."""
    totals = [each for each in observations if (each.service, each.state) == (EVERYTHING, "full")]
    total = next((each.earliest_hours for each in totals if each.earliest_hours), None)
    if total is None:
        return []
    blind = [each.before(total) for each in known]
    nearest = Errors(errors.trials, blind, errors.counts).nearest(None, kept)
    last = band_of([max(ends[2] for ends in trial.ends.values()) for trial in nearest]).middle
    mean = max((mean_for(each, blind).middle for each in blind), default=None)
    return [Figure("total", total, last, mean, power.last)]


def of_counts(
    id: str, counted: Sequence[tuple[Count, Band]], known: Sequence[Seen], power: PowerBack
) -> list[Figure]:
    """Return the mean error of the counts, as a share of what was counted; of several for one hour, the nearest."""
    if not counted:
        return []
    rows = [
        (count, (band.middle, counted_by_mean(count, known), power.share(count.hours) * count.of))
        for count, band in counted
    ]
    found: list[float | None] = []
    for way in range(3):
        nearest: dict[float, float] = {}
        for count, predicted in rows:
            if (number := predicted[way]) is not None:
                error = abs(number - count.normal) / count.of
                nearest[count.hours] = min(error, nearest.get(count.hours, error))
        found.append(sum(nearest.values()) / len(nearest) if nearest else None)
    return [Figure(id, 0.0, *found)]


def _ways(predictions: Sequence[Prediction]) -> list[list[Band]]:
    """Return the predictions of the model, and those of both baselines."""
    return [
        [each.model for each in predictions],
        [each.mean for each in predictions],
        [each.power for each in predictions],
    ]


def _three(predictions: Sequence[Prediction], measure: Callable[[Band, Seen], float]) -> list[float]:
    """Return the mean of a measure for the model and for both baselines."""
    return [
        sum(measure(band, each.seen) for band, each in zip(way, predictions, strict=True)) / len(way)
        for way in _ways(predictions)
    ]
