"""The model against what happened: leave one out, beside two naive ways to predict.

Stands apart from the trials (`trials.py`), the choice among them (`nearest.py`) and the figures (`measures.py`): here
they meet.
"""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Final

from kakao_whatif.analysis.bands import Band, band_of
from kakao_whatif.analysis.baselines import PowerBack
from kakao_whatif.analysis.measures import first_day, mean_for, of_counts, of_times, total_length
from kakao_whatif.analysis.nearest import Errors
from kakao_whatif.analysis.observed import Seen, seen
from kakao_whatif.analysis.score import Figure, Prediction, Score
from kakao_whatif.analysis.trials import Night, Trial
from kakao_whatif.errors import RecoveryError
from kakao_whatif.files.counts import Count
from kakao_whatif.files.ledger import Observation
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System

__all__ = ["Band", "Figure", "Prediction", "Score", "backtest"]

_KEPT_SHARE: Final = 0.05
_KEPT_LEAST: Final = 20


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
        Called with (trials done, in all); they end when it returns false.

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
    errors, power = Errors(tried, known, counts), PowerBack.of(night)
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
        *first_day(predictions),
        *of_times(predictions),
        *total_length(observations, known, errors, kept, power),
        *of_counts("counts", counted, known, power),
        *of_counts("counts_full", fully, known, power),
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
        mean_for(each, known),
        power,
        sum(each.service in trial.dark_at_first for trial in nearest) * 2 > len(nearest),
    )


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
