"""How well a model tells what happened: the frozen result of `backtest`.

Stands apart from how it is worked out, because tables and the command line read it and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kakao_whatif.analysis.bands import Band
from kakao_whatif.analysis.observed import Seen
from kakao_whatif.files.counts import Count


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
