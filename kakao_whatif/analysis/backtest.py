"""The model against what happened: leave one out, beside two naive ways to predict.

Stands apart from the trials (what numbers come to) and from the measures (`observed.py`): here they meet.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp, inf, log
from typing import Final

from kakao_whatif.analysis.observed import LEAST_HOURS, Seen, interval_score, kendall, seen
from kakao_whatif.analysis.trials import Night, Trial
from kakao_whatif.errors import RecoveryError
from kakao_whatif.files.counts import Count
from kakao_whatif.files.ledger import EVERYTHING, Observation
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.recovery.means import means_of
from kakao_whatif.recovery.numbers import Numbers
from kakao_whatif.recovery.power import Power

_KEPT_SHARE: Final = 0.05
_KEPT_LEAST: Final = 20
_BAND: Final = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Band:
    """A prediction: P10, P50, P90, in hours."""

    low: float
    middle: float
    high: float


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
        The first baseline: the geometric mean of the other services' observations in that state.
    power
        The second: everything returns when power does.
    """

    seen: Seen
    model: Band
    mean: Band
    power: Band


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
        How many parameters are assumed and not fitted, and how many structural choices the case makes, by kind.
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
        If the case has nothing to compare with, or no scenario with a hazard.
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
    night = Night.of(case, scenario or _what_happened(case), counts)
    known = [each for each in seen(observations) if each.service in night.plan.index]
    tried = night.trials(trials, seed, progress)
    kept = min(trials, max(_KEPT_LEAST, ceil(_KEPT_SHARE * trials)))
    errors = _Errors(tried, known, counts)
    predictions = tuple(_predicted(each, known, tried, errors, kept, night) for each in known)
    best = [tried[number] for number in errors.nearest(None, kept)]
    total = next(
        (o.earliest_hours for o in observations if o.service == EVERYTHING and o.earliest_hours), None
    )
    blind = [
        tried[n] for n in _Errors(tried, [each.before(total) for each in known], counts).nearest(None, kept)
    ]
    counted = tuple(
        (count, _band([trial.normal[number] for trial in _without_count(tried, errors, number, kept)]))
        for number, count in enumerate(counts)
    )
    return Score(
        figures=tuple(_figures(predictions, best, blind, night, total, counted)),
        predictions=predictions,
        counts=counted,
        fitted=_fitted(case, best),
        assumed=_assumed(case),
        trials=trials,
        kept=kept,
        seed=seed,
    )


class _Errors:
    """How far each trial is from each observed service; the squares, averaged over a service's observations."""

    def __init__(self, trials: Sequence[Trial], known: Sequence[Seen], counts: Sequence[Count]) -> None:
        self.services = list(dict.fromkeys(each.service for each in known))
        self.rows = []
        self.counted = []
        for trial in trials:
            squares: dict[str, list[float]] = {id: [] for id in self.services}
            for each in known:
                squares[each.service].append(each.error(trial.ends[each.service][each.end]) ** 2)
            self.rows.append({id: sum(found) / len(found) for id, found in squares.items()})
            self.counted.append(
                [((normal - c.normal) / c.of) ** 2 for normal, c in zip(trial.normal, counts, strict=True)]
            )

    def nearest(self, left_out: str | None, kept: int) -> list[int]:
        """Return the trials that come nearest to all services but one."""
        return self._smallest([sum(v for id, v in row.items() if id != left_out) for row in self.rows], kept)

    def nearest_without_count(self, number: int, kept: int) -> list[int]:
        """Return the trials that come nearest to all observations, but, of the counts, only to the others."""
        sums = [
            sum(row.values()) + (0.0 if row else sum(v for k, v in enumerate(counts) if k != number))
            for row, counts in zip(self.rows, self.counted, strict=True)
        ]
        return self._smallest(sums, kept)

    def _smallest(self, sums: list[float], kept: int) -> list[int]:
        return sorted(range(len(sums)), key=lambda number: (sums[number], number))[:kept]


def _without_count(trials: Sequence[Trial], errors: _Errors, number: int, kept: int) -> list[Trial]:
    return [trials[each] for each in errors.nearest_without_count(number, kept)]


def _what_happened(case: System) -> Scenario:
    for named in case.scenarios.values():
        if named.hazard is not None:
            return named.scenario
    raise RecoveryError("backtest: no scenario of this case has a hazard. Name one, or give the scenario.")


def _predicted(
    each: Seen, known: Sequence[Seen], trials: Sequence[Trial], errors: _Errors, kept: int, night: Night
) -> Prediction:
    mine = [trials[number].ends[each.service][each.end] for number in errors.nearest(each.service, kept)]
    others = [other.middle for other in known if other.service != each.service and other.state == each.state]
    others = [hours for hours in others if hours > LEAST_HOURS] or [LEAST_HOURS]
    mean = exp(sum(map(log, others)) / len(others))
    spread = _band(others)
    return Prediction(each, _band(mine), Band(spread.low, mean, spread.high), _power(night))


def _power(night: Night) -> Band:
    """Return when power was back: at 10, 50 and 90 of 100 of the servers that had lost it."""
    own = Numbers({id: float(parameter.value) for id, parameter in night.plan.system.parameters.items()})
    means = means_of(night.plan, own)
    power, exists = Power(night.plan, means.unit_servers), [not unit.is_rebuilt for unit in night.plan.units]
    back: dict[int, float] = {}
    for event in night.hazard.events:
        if event.id not in night.plan.standing_in:
            continue
        if event.is_loss:
            back.update(dict.fromkeys((unit for unit in power.lose(event.id)[0] if exists[unit]), inf))
        else:
            for time, unit in power.restore(event, exists):
                back[unit] = min(back[unit], time)
    timed = sorted((time, means.unit_servers[unit] or 1e-9) for unit, time in back.items())
    total, reached = sum(servers for _, servers in timed), 0.0
    found: list[float] = []
    for time, servers in timed:
        reached += servers
        while len(found) < len(_BAND) and reached >= _BAND[len(found)] * total:
            found.append(max(time, 0.0))
    return Band(*found) if len(found) == len(_BAND) else Band(0.0, 0.0, 0.0)


def _figures(
    predictions: Sequence[Prediction],
    best: Sequence[Trial],
    blind: Sequence[Trial],
    night: Night,
    total: float | None,
    counted: Sequence[tuple[Count, Band]],
) -> list[Figure]:
    figures: list[Figure] = []
    timed = [each for each in predictions if not each.seen.is_never_out]
    if predictions:
        figures += _first_day(predictions, best)
    if timed:
        figures += [
            Figure("met", 1.0, *_three(timed, lambda b, each: float(each.gap(b.low, b.high) == 0))),
            Figure("width", 1.0, *_geometric(timed)),
            Figure(
                "interval_score", 0.0, *_three(timed, lambda b, each: interval_score(b.low, b.high, each))
            ),
            Figure("log_error", 0.0, *_three(timed, lambda b, each: abs(each.error(b.middle)))),
            _order(timed),
        ]
    if total is not None:
        last = _band([max(ends[2] for ends in trial.ends.values()) for trial in blind]).middle
        mean = timed[0].mean.middle if timed else None
        figures.append(Figure("total", total, last, mean, _power(night).high))
    if counted:
        figures.append(_count_figure(counted, _power(night).high))
    return figures


def _count_figure(counted: Sequence[tuple[Count, Band]], power: float) -> Figure:
    """Return the mean error of the counts, as a share of what was counted; there is no mean of other services."""
    errors = [abs(band.middle - count.normal) / count.of for count, band in counted]
    naive = [
        abs((count.of if count.hours >= power else 0.0) - count.normal) / count.of for count, _ in counted
    ]
    return Figure("counts", 0.0, sum(errors) / len(errors), None, sum(naive) / len(naive))


def _first_day(predictions: Sequence[Prediction], best: Sequence[Trial]) -> list[Figure]:
    """Return precision and recall of "dark before the first midnight": as most kept trials say."""
    usable = {each.seen.service: each.seen for each in predictions if each.seen.state == "usable"}
    dark = {id for id, each in usable.items() if not each.is_never_out}
    predicted = {id for id in usable if sum(id in trial.dark_at_first for trial in best) * 2 > len(best)}
    both = len(dark & predicted)
    every = len(dark) / len(usable) if usable else None  # a baseline calls everything dark
    precision = both / len(predicted) if predicted else None
    recall = both / len(dark) if dark else None
    return [Figure("precision", 1.0, precision, every, every), Figure("recall", 1.0, recall, 1.0, 1.0)]


def _order(timed: Sequence[Prediction]) -> Figure:
    bounds = [each.seen.bounds for each in timed]
    model, mean, power = (kendall([_ways(each)[way].middle for each in timed], bounds) for way in range(3))
    return Figure("order", 1.0, model, mean, power)


def _ways(prediction: Prediction) -> tuple[Band, Band, Band]:
    return prediction.model, prediction.mean, prediction.power


def _three(predictions: Sequence[Prediction], measure: Callable[[Band, Seen], float]) -> list[float]:
    """Return the mean of a measure for the model and for both baselines."""
    found = [[measure(band, each.seen) for band in _ways(each)] for each in predictions]
    return [sum(row[way] for row in found) / len(found) for way in range(3)]


def _geometric(predictions: Sequence[Prediction]) -> list[float]:
    """Return the geometric mean of P90 over P10."""
    logs = _three(
        predictions, lambda band, _: log(max(band.high, LEAST_HOURS)) - log(max(band.low, LEAST_HOURS))
    )
    return [exp(each) for each in logs]


def _band(hours: Sequence[float]) -> Band:
    ordered = sorted(hours)
    return Band(*(ordered[ceil(share * len(ordered)) - 1] for share in _BAND))


def _fitted(case: System, best: Sequence[Trial]) -> dict[str, Band]:
    return {
        id: _band([trial.numbers[id] for trial in best])
        for id, parameter in case.parameters.items()
        if parameter.fitted
    }


def _assumed(case: System) -> dict[str, int]:
    """Count what the case assumes: numbers that are not fitted, and structural choices."""
    services = case.services.values()
    return {
        "parameters": sum(not parameter.fitted for parameter in case.parameters.values()),
        "placements": sum(len(service.replicas) for service in services),
        "standbys": sum(service.has_standby for service in services),
        "priorities": len({service.recovery.get("priority") for service in services} - {None}),
        "data_classes": len({service.recovery.get("data") for service in services} - {None}),
        "own_crews": sum(service.recovery.get("crew") == "own" for service in services),
        "ways_around": sum("break_glass_hours" in service.recovery for service in services),
    }
