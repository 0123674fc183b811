"""How much each possible loss matters to a service, by the measures of reliability engineering.

It stands apart from the cut sets because a weight is asked of the probability, not of the sets.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kakao_whatif.analysis.chances import chances
from kakao_whatif.analysis.loss_function import Question
from kakao_whatif.diagrams.bounds import MAX_STEPS, Budget, Progress
from kakao_whatif.diagrams.function import Function, Number
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System

Measure = Literal["birnbaum", "criticality", "diagnostic", "risk_achievement_worth", "risk_reduction_worth"]
CANCELLED = 1e-6
"""Below this share of the risk, a difference of floats has lost digits and is worked out afresh."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one loss, with p its probability and R the risk: that the service is this bad.

    R(lost) is the risk if it is certainly lost, R(kept) if it certainly is not. A loss that has no
    influence has 0, 0, p, 1 and 1.

    Parameters
    ----------
    birnbaum
        R(lost) - R(kept): the chance that it decides.
    criticality
        p (R(lost) - R(kept)) / R: given that the service is this bad, the chance that the loss has
        happened and decides. 0 where R is 0.
    diagnostic
        p R(lost) / R: given that the service is this bad, the chance that the loss has happened.
        0 where R is 0.
    risk_achievement_worth
        R(lost) / R: how many times the risk is if it is certain. 1 at p = 1. Where R is 0 it is
        infinite, or 1 if R(lost) is 0 too.
    risk_reduction_worth
        R / R(kept): how many times less the risk is if it never happens. 1 at p = 0. Infinite where
        nothing else brings the service down, as with its only single point of failure; 1 where R
        is 0.
    """

    birnbaum: float
    criticality: float
    diagnostic: float
    risk_achievement_worth: float
    risk_reduction_worth: float


@dataclass(frozen=True, slots=True)
class Importance:
    """The risk of a service, and how much each possible loss matters to it.

    Parameters
    ----------
    service, status
        The service, and what it is at least as bad as.
    risk
        The probability of that.
    measures
        By id, in the order in which probabilities were given.
    """

    service: str
    status: Status
    risk: float
    measures: Mapping[str, Measures]

    def __getitem__(self, id: str) -> Measures:
        """Return the measures of one loss."""
        return self.measures[id]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self.measures)

    def ranked(self, by: Measure = "criticality") -> list[str]:
        """Return the ids, the weightiest first by one measure; ties by id."""
        return sorted(self.measures, key=lambda id: (-getattr(self.measures[id], by), id))


def importance(
    system: System,
    service: str,
    p: Mapping[str, Number],
    status: Status = Status.DARK,
    scenario: Scenario | None = None,
    *,
    max_steps: int = MAX_STEPS,
    progress: Progress | None = None,
) -> Importance:
    """Return how much each possible loss matters to a service being at least as bad as a status.

    *What may be lost is what has a probability in `p`;* losses happen independently. `Measures`
    gives the formulas.

    Parameters
    ----------
    system
        The dependency model.
    service
        The service that is to stay up.
    p
        The probability of each loss, 0 to 1.
    status
        DARK, LOCKED (or worse) or DEGRADED (or worse).
    scenario
        Mitigations and readings in place, and what is lost already.
    max_steps
        At most so many steps of work; the default is reached within seconds.
    progress
        Called with (steps done, steps at most); the work ends when it returns false.

    Raises
    ------
    UnknownIdError
        If the service or something in `p` is not known.
    ScenarioError
        If a probability is none.
    LimitError
        If it is not done within `max_steps`, or `progress` ended it.

    Notes
    -----
    Exact, on the diagram of the service: one walk up and one down give all measures.

    References
    ----------
    Z. W. Birnbaum, On the importance of different components in a multicomponent system, in
    Multivariate Analysis II (1969): Birnbaum's measure. H. E. Lambert, Fault trees for decision
    making in systems analysis, UCRL-51829 (1975): criticality. J. B. Fussell, How to hand-calculate
    system reliability and safety characteristics, IEEE Transactions on Reliability R-24 (1975):
    diagnostic, in the form of Y. Dutuit, A. Rauzy, Efficient algorithms to assess component and
    gate importance in fault tree analysis, Reliability Engineering & System Safety 72 (2001), which
    defines all five on exact probabilities. W. E. Vesely et al., Measures of risk importance and
    their applications, NUREG/CR-3385 (1983): both worths.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> found = importance(two_sites(), "chat", {"pangyo": 0.01, "anyang": 0.01})
    >>> found.risk, found["pangyo"].risk_reduction_worth, found["anyang"].birnbaum
    (0.01, inf, 0.0)
    """
    question = Question.asked(system, service, tuple(p), status, scenario)
    chance = chances(question.system, p, tuple(p))
    way_out = "Give probabilities to fewer losses, or raise `max_steps`."
    function = question.function(Budget(max_steps, progress, "importance", way_out, ("p", "max_steps")))
    risk, slopes = function.derivatives(chance)
    measures = {id: _measures(function, chance, id, risk, slopes.get(id, 0)) for id in p}
    return Importance(service, question.status, float(risk), frozen(measures))


def _measures(
    function: Function, chance: Mapping[str, Number], id: str, risk: Number, slope: Number
) -> Measures:
    p, slope = chance[id], max(slope, 0)  # rounding may leave a little less than nothing
    lost = risk + (1 - p) * slope
    kept = risk - p * slope
    if p > 0 and kept <= CANCELLED * risk:
        kept = function.probability({**chance, id: 0})
    if not risk:
        return Measures(float(slope), 0.0, 0.0, math.inf if lost else 1.0, 1.0)
    return Measures(
        birnbaum=float(slope),
        criticality=float(p * slope / risk),
        diagnostic=float(p * lost / risk),
        risk_achievement_worth=float(lost / risk),
        risk_reduction_worth=float(risk / kept) if kept else math.inf,
    )
