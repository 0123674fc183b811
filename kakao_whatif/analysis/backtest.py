"""The model against what happened: leave one out, beside two naive ways to predict.

Stands apart from the trials (what numbers come to) and from the measures (`observed.py`): here they meet.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp
from typing import Final

from kakao_whatif.analysis.bands import LEAST_HOURS, Band, band_of
from kakao_whatif.analysis.baselines import PowerBack, counted_by_mean, mean_of_others
from kakao_whatif.analysis.observed import Seen, interval_score, kendall, seen
from kakao_whatif.analysis.trials import Night, Trial
from kakao_whatif.errors import RecoveryError
from kakao_whatif.files.counts import Count
from kakao_whatif.files.ledger import EVERYTHING, Observation
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System

__all__ = ["Band", "Figure", "Prediction", "Score", "backtest"]

_KEPT_SHARE: Final = 0.05
_KEPT_LEAST: Final = 20


@dataclass(frozen=True, slots=True)
class Prediction:
    """One observation, and what was predicted of it by whoever had not seen it.

    Parameters
    ----------
    seen
        The observation.
    model
        The model's, fitted without any observation of that service.
    mean
        The first baseline: the geometric mean of the other services' observations in that state (in any state if there
        is none; at once, if nothing else was observed).
    power
        The second: everything returns when power does.
    is_dark_at_first
        Whether the model has it DARK before the first midnight, as most of the trials that predict it say.
    """

    seen: Seen
    model: Band
    mean: Band
    power: Band
    is_dark_at_first: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the score, beside the same figure for the two baselines; None where it does not apply.

    Parameters
    ----------
    id
        What is measured.
    aim
        What would be perfect.
    model, mean, power
        The figure of the model, of the geometric mean of the others, and of "when power does".
    """

    id: str
    aim: float
    model: float | None
    mean: float | None
    power: float | None

    def is_beaten_by(self, baseline: float | None) -> bool:
        """Return whether a baseline comes nearer to the aim, or as near."""
        if baseline is None or self.model is None:
            return False
        return abs(baseline - self.aim) <= abs(self.model - self.aim)

    @property
    def is_best(self) -> bool:
        """Return whether the model comes nearer to the aim than both baselines."""
        if self.model is None:
            return False
        return not self.is_beaten_by(self.mean) and not self.is_beaten_by(self.power)


@dataclass(frozen=True, slots=True)
class Score:
    """How well a case's model tells what happened.

    Parameters
    ----------
    figures
        Every measure, beside the same for the baselines.
    predictions
        Each observation with its leave-one-out prediction.
    counts
        Each count of the record, with what the model predicts of it (P10, P50, P90).
    fitted
        The parameters that are fitted, with the P10, P50 and P90 of the trials kept when all observations are used.
    assumed
        How many parameters are assumed and not fitted, and how many structural choices the case makes, by kind: each
        place, and each service that was given a priority, servers, a class of data, a crew of its own or a way around.
    trials, kept, seed
        How many sets of numbers were tried, how many of them are kept for each prediction, and the seed.
    """

    figures: tuple[Figure, ...]
    predictions: tuple[Prediction, ...]
    counts: tuple[tuple[Count, Band], ...]
    fitted: Mapping[str, Band]
    assumed: Mapping[str, int]
    trials: int
    kept: int
    seed: int

    def figure(self, id: str) -> Figure:
        """Return one figure by its id."""
        return next(figure for figure in self.figures if figure.id == id)


def backtest(
    case: System,
    scenario: Scenario | None = None,
    *,
    trials: int = 400,
    seed: int = 0,
    progress: Callable[[int, int], bool] | None = None,
) -> Score:
    """Return how the model of a case compares with its record.

    *Leave one out: a service is predicted by the twentieth of all trials that come nearest to the observations of the
    other services. A trial is one set of the fitted numbers, drawn from their ranges as they were written down before.*

    Parameters
    ----------
    case
        A loaded case, with observations, counts, or both.
    scenario
        What happened, if it is not the first named scenario that has a hazard.
    trials, seed
        How many sets of numbers are tried, and the seed of their draw.
    progress
        Told how far the trials are; they end when it returns false.

    Raises
    ------
    RecoveryError
        If the case has nothing to compare with, or no scenario with a hazard, or if `trials` is less than 1.
    LimitError
        If `progress` ended it.

    Notes
    -----
    O(trials x moments x services), then O(trials x observations squared).
    """
    observations: tuple[Observation, ...] = getattr(case, "observations", ())
    counts: tuple[Count, ...] = getattr(case, "counts", ())
    if not observations and not counts:
        raise RecoveryError(
            "backtest: this case has no timeline.csv and no counts.csv to compare with. Add one."
        )
    if trials < 1:
        raise RecoveryError(f"backtest: {trials} trials are none. Ask for 1 or more.")
    night = Night.of(case, scenario or _what_happened(case), counts)
    known = [each for each in seen(observations) if each.service in night.plan.index]
    tried = night.trials(trials, seed, progress)
    kept = min(trials, max(_KEPT_LEAST, ceil(_KEPT_SHARE * trials)))
    errors, power = _Errors(tried, known, counts), PowerBack.of(night)
    predictions = tuple(
        _predicted(each, known, errors.nearest(each.service, kept), power.band) for each in known
    )
    nearest = [errors.nearest_without_count(number, kept) for number in range(len(counts))]
    counted, fully = (
        tuple(
            (count, band_of([getattr(trial, how)[number] for trial in trials_kept]))
            for number, (count, trials_kept) in enumerate(zip(counts, nearest, strict=True))
        )
        for how in ("normal", "full")
    )
    figures = [
        *_first_day(predictions),
        *_of_times(predictions),
        *_total(observations, known, errors, kept, power),
        *_counts("counts", counted, known, power),
        *_counts("counts_full", fully, known, power),
    ]
    return Score(
        figures=tuple(figures),
        predictions=predictions,
        counts=counted,
        fitted=_fitted(case, errors.nearest(None, kept)),
        assumed=_assumed(case),
        trials=trials,
        kept=kept,
        seed=seed,
    )


class _Errors:
    """How far each trial is from each observed service; the squares, averaged over a service's observations."""

    def __init__(self, trials: Sequence[Trial], known: Sequence[Seen], counts: Sequence[Count]) -> None:
        self.trials, self.counts = trials, counts
        self.rows = []
        self.counted = []
        for trial in trials:
            squares: dict[str, list[float]] = {each.service: [] for each in known}
            for each in known:
                squares[each.service].append(each.error(trial.ends[each.service][each.end]) ** 2)
            self.rows.append({id: sum(found) / len(found) for id, found in squares.items()})
            counted = zip(trial.normal, counts, strict=True)
            self.counted.append([((normal - count.normal) / count.of) ** 2 for normal, count in counted])

    def nearest(self, left_out: str | None, kept: int) -> list[Trial]:
        """Return the trials that come nearest to all services but one."""
        return self._smallest([sum(v for id, v in row.items() if id != left_out) for row in self.rows], kept)

    def nearest_without_count(self, number: int, kept: int) -> list[Trial]:
        """Return the trials nearest to all services; where none was observed, to the counts of other hours."""
        others = [k for k, count in enumerate(self.counts) if count.hours != self.counts[number].hours]
        sums = [
            sum(row.values()) if row else sum(counted[k] for k in others)
            for row, counted in zip(self.rows, self.counted, strict=True)
        ]
        return self._smallest(sums, kept)

    def _smallest(self, sums: list[float], kept: int) -> list[Trial]:
        order = sorted(range(len(sums)), key=lambda number: (sums[number], number))
        return [self.trials[number] for number in order[:kept]]


def _what_happened(case: System) -> Scenario:
    for named in case.scenarios.values():
        if named.hazard is not None:
            return named.scenario
    raise RecoveryError("backtest: no scenario of this case has a hazard. Name one, or give the scenario.")


def _predicted(each: Seen, known: Sequence[Seen], nearest: Sequence[Trial], power: Band) -> Prediction:
    """Return how one observation is predicted by trials that were chosen without that service."""
    return Prediction(
        each,
        band_of([trial.ends[each.service][each.end] for trial in nearest]),
        _mean(each, known),
        power,
        sum(each.service in trial.dark_at_first for trial in nearest) * 2 > len(nearest),
    )


def _mean(each: Seen, known: Sequence[Seen]) -> Band:
    own = (each.service,)
    found = mean_of_others(known, each.state, own) or mean_of_others(known, None, own)
    return found or Band(LEAST_HOURS, LEAST_HOURS, LEAST_HOURS)


def _first_day(predictions: Sequence[Prediction]) -> list[Figure]:
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


def _of_times(predictions: Sequence[Prediction]) -> list[Figure]:
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


def _total(
    observations: Sequence[Observation],
    known: Sequence[Seen],
    errors: _Errors,
    kept: int,
    power: PowerBack,
) -> list[Figure]:
    """Return when everything is fully back, by whoever was not told; under each baseline, when the last one is."""
    totals = [each for each in observations if (each.service, each.state) == (EVERYTHING, "full")]
    total = next((each.earliest_hours for each in totals if each.earliest_hours), None)
    if total is None:
        return []
    blind = [each.before(total) for each in known]
    nearest = _Errors(errors.trials, blind, errors.counts).nearest(None, kept)
    last = band_of([max(ends[2] for ends in trial.ends.values()) for trial in nearest]).middle
    mean = max((_mean(each, blind).middle for each in blind), default=None)
    return [Figure("total", total, last, mean, power.last)]


def _counts(
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


def _fitted(case: System, best: Sequence[Trial]) -> dict[str, Band]:
    return {
        id: band_of([trial.numbers[id] for trial in best])
        for id, parameter in case.parameters.items()
        if parameter.fitted
    }


def _assumed(case: System) -> dict[str, int]:
    """Count what the case assumes: numbers that are not fitted, and structural choices."""
    services = case.services.values()
    copies = [
        copy.role
        for service in services
        for copy in service.replicas
        if service.assumed or copy.assumed or not service.facts
    ]
    said = [service.recovery for service in services]
    return {
        "parameters": sum(bool(each.assumed) and not each.fitted for each in case.parameters.values()),
        "placements": copies.count("active"),
        "standbys": copies.count("standby"),
        "needs": sum(bool(need.assumed) or not need.facts for each in services for need in each.needs),
        "priorities": sum("priority" in each for each in said),
        "server_classes": sum("servers" in each for each in said),
        "data_classes": sum("data" in each for each in said),
        "own_crews": sum(each.get("crew") == "own" for each in said),
        "ways_around": sum("break_glass_hours" in each for each in said),
    }
