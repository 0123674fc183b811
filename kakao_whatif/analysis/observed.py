"""What was seen, as intervals, and how far a prediction is from them.

Stands apart from the score because each measure is one small formula that must be right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log

from kakao_whatif.analysis.bands import LEAST_HOURS, log_width
from kakao_whatif.files.ledger import EVERYTHING, Observation

_ALPHA = 0.2  # of a band from P10 to P90
_STATES = {"usable": 0, "sign_in": 1, "full": 2}


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the record says of one service in one state: one interval, or several where sources conflict.

    Parameters
    ----------
    service, state
        Whose, and of what: usable, sign_in, full.
    intervals
        Earliest and latest hours; None where there is no bound.
    facts
        What they rest on.
    """

    service: str
    state: str
    intervals: tuple[tuple[float | None, float | None], ...]
    facts: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Which end of a trial it is compared with: of DARK, of LOCKED too, of all but UP."""
        return _STATES[self.state]

    @property
    def is_never_out(self) -> bool:
        """Return whether the record says that it never was out."""
        return all(latest == 0 for _, latest in self.intervals)

    def before(self, total: float | None) -> "Seen":
        """Return the same without bounds that only say when everything was back: to predict that, they may not help."""
        if total is None:
            return self
        cut = tuple(
            (low, None if high is not None and high >= total else high) for low, high in self.intervals
        )
        return Seen(self.service, self.state, cut, self.facts)

    def error(self, hours: float) -> float:
        """Return the logarithm of predicted over observed: 0 within an interval, negative if too early."""
        errors = (_error(hours, *interval) for interval in self.intervals)
        return min(errors, key=abs)

    def gap(self, low: float, high: float) -> float:
        """Return how far a band lies from the nearest interval, in logarithms; 0 if they meet."""
        return min(_gap(low, high, *interval) for interval in self.intervals)

    @property
    def has_bound(self) -> bool:
        """Whether it says anything of when."""
        return any(bound is not None for interval in self.intervals for bound in interval)

    @property
    def middle(self) -> float:
        """The geometric middle of what was seen; a single bound where there is only one."""
        middles = [_middle(*interval) for interval in self.intervals if interval != (None, None)]
        return exp(sum(map(log, middles)) / len(middles))

    @property
    def bounds(self) -> tuple[float, float]:
        """The earliest and the latest that any source allows."""
        earliest = min(LEAST_HOURS if low is None else low for low, _ in self.intervals)
        return earliest, max(float("inf") if high is None else high for _, high in self.intervals)


def seen(observations: Iterable[Observation]) -> tuple[Seen, ...]:
    """Return the observations of single services, those of one service and state together."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    for observation in observations:
        has_bound = observation.earliest_hours is not None or observation.latest_hours is not None
        if observation.service != EVERYTHING and has_bound:
            groups.setdefault((observation.service, observation.state), []).append(observation)
    return tuple(
        Seen(
            service,
            state,
            tuple((each.earliest_hours, each.latest_hours) for each in group),
            tuple(dict.fromkeys(fact for each in group for fact in each.facts)),
        )
        for (service, state), group in groups.items()
    )


def interval_score(low: float, high: float, each: Seen) -> float:
    """Return the interval score of a band from P10 to P90, on log hours: its width, and ten times its miss.

    *S = (u - l) + (2 / alpha) * distance, with alpha = 0.2. Smaller is better: a band of 1 to 200 h proves nothing.*

    References
    ----------
    T. Gneiting, A. E. Raftery, Strictly proper scoring rules, prediction, and estimation, JASA 102 (2007).
    """
    return log_width(low, high) + 2 / _ALPHA * each.gap(low, high)


def kendall(predicted: Sequence[float], observed: Sequence[tuple[float, float]]) -> float | None:
    """Return Kendall's tau over the pairs whose observed order is known: (agreeing - disagreeing) / pairs.

    None if the order of no pair is known. Equal predictions agree with neither order.
    """
    agreeing = known = 0
    for i, (low, high) in enumerate(observed):
        for j, (other_low, other_high) in enumerate(observed[:i]):
            order = (low > other_high) - (high < other_low)
            if order:
                known += 1
                agreeing += order * ((predicted[i] > predicted[j]) - (predicted[i] < predicted[j]))
    return agreeing / known if known else None


def _error(hours: float, earliest: float | None, latest: float | None) -> float:
    at = log(max(hours, LEAST_HOURS))
    if earliest is not None and hours < earliest:
        return at - log(max(earliest, LEAST_HOURS))
    if latest is not None and hours > latest:
        return at - log(max(latest, LEAST_HOURS))
    return 0.0


def _gap(low: float, high: float, earliest: float | None, latest: float | None) -> float:
    if earliest is not None and high < earliest:
        return log(max(earliest, LEAST_HOURS)) - log(max(high, LEAST_HOURS))
    if latest is not None and low > latest:
        return log(max(low, LEAST_HOURS)) - log(max(latest, LEAST_HOURS))
    return 0.0


def _middle(earliest: float | None, latest: float | None) -> float:
    bounds = [max(bound, LEAST_HOURS) for bound in (earliest, latest) if bound is not None]
    return exp(sum(map(log, bounds)) / len(bounds))
