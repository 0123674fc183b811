"""What a set of mitigations leaves lost, in several scenarios: the question of a frontier."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from kakao_whatif.analysis.saving.choices import Choices
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status

Measure: TypeAlias = Literal["services", "worst", "hours"]


@dataclass(frozen=True, slots=True)
class Losing:
    """What is counted as lost.

    Parameters
    ----------
    choices
        What may be chosen.
    scenarios, weights
        In which scenarios, and how much each counts.
    keep
        The measure: the weighted mean, or the worst of all scenarios.
    than
        The worst status that is not lost.
    services
        What counts.
    """

    choices: Choices
    scenarios: tuple[Scenario, ...]
    weights: tuple[Fraction, ...]
    keep: Measure
    than: Status
    services: tuple[str, ...]

    def together(self, lost: Sequence[Fraction]) -> Fraction:
        """Return what is lost in all scenarios together, given what is lost in each."""
        if self.keep == "worst":
            return max(lost)
        return sum((weight * each for weight, each in zip(self.weights, lost, strict=True)), Fraction(0))
