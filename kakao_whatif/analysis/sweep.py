"""Monte Carlo: how often each service is dark when everything fails by chance, independently.

It stands apart from the exact probability, which needs a diagram of all cut sets: this one needs only many scenarios at
once, says how sure it is, and can be spread over machines.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from math import sqrt
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kakao_whatif.analysis.many.draws import Draws, Found, counted
from kakao_whatif.analysis.many.losses import check_counts
from kakao_whatif.analysis.many.worst import Progress
from kakao_whatif.analysis.over import Over, members
from kakao_whatif.errors import LimitError, ScenarioError, UnknownIdError
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.propagation.impact import Impact, propagate

if TYPE_CHECKING:
    import pandas as pd

Z: Final = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations
_SECONDS: Final = 1.0  # of a task that is given away
_AHEAD: Final = 64  # tasks that wait at an executor

Probabilities: TypeAlias = float | Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """How often something was seen, and between what its probability lies.

    Parameters
    ----------
    seen, of
        In how many scenarios, of how many.
    low, high
        The 95 % interval of Wilson.

    References
    ----------
    E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. Am. Stat. Assoc. 22 (1927).

    Examples
    --------
    >>> Estimate.of_count(5, 1000)
    Estimate(seen=5, of=1000, low=0.0021..., high=0.0116...)
    >>> Estimate.of_count(0, 1000).low
    0.0
    """

    seen: int
    of: int
    low: float
    high: float

    @classmethod
    def of_count(cls, seen: int, of: int) -> "Estimate":
        """Return the estimate for something that was seen so often."""
        share, square = seen / of, Z * Z / of
        middle = (share + square / 2) / (1 + square)
        half = Z / (1 + square) * sqrt(share * (1 - share) / of + square / of / 4)
        low, high = max(0.0, middle - half), min(1.0, middle + half)
        return cls(seen, of, 0.0 if seen == 0 else low, 1.0 if seen == of else high)

    @property
    def share(self) -> float:
        """In what share of the scenarios it was seen."""
        return self.seen / self.of


@dataclass(frozen=True)
class Sweep:
    """How often each service is dark when things fail by chance.

    Parameters
    ----------
    base
        What the scenario comes to without any loss by chance.
    scenarios, seed
        How many were drawn, and of what seed.
    probabilities
        The chance of each loss, by id.
    dark
        By service, how often it is DARK.
    locked
        By service, how often it is LOCKED or worse.
    """

    base: Impact
    scenarios: int
    seed: int
    probabilities: Mapping[str, float]
    dark: Mapping[str, Estimate]
    locked: Mapping[str, Estimate]

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with a row per service: shares, each with its interval."""
        import pandas as pd  # 0.4 s that only this method needs

        rows = [
            {
                "service": id,
                "dark": dark.share,
                "dark_low": dark.low,
                "dark_high": dark.high,
                "locked": self.locked[id].share,
                "locked_low": self.locked[id].low,
                "locked_high": self.locked[id].high,
            }
            for id, dark in self.dark.items()
        ]
        return pd.DataFrame(rows).set_index("service") if rows else pd.DataFrame()


def sweep(
    system: System,
    n: int,
    p: Probabilities = None,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
    scenario: Scenario | None = None,
    *,
    over: Over = "all",
) -> Sweep:
    """Return how often each service is dark when things are lost by chance, each independently of the others.

    Parameters
    ----------
    system
        The dependency model.
    n
        How many scenarios are drawn.
    p
        The chance that something is lost: one for each member of `over`, or one by id. If not given, each domain's own
        `probability`.
    seed
        Of the draws. The same seed gives the same answer, whoever works it out.
    executor
        Who shares the work: a pool of threads or processes, or Dask's ``client.get_executor()``.
    progress
        Called with how many scenarios are done, of how many; what it returns says whether to go on.
    scenario
        What is lost in any case, and what is in place.
    over
        What may be lost, if `p` is one number: ids, or words as in `contingencies`.

    Raises
    ------
    UnknownIdError
        If the scenario, `p` or `over` names something that the system does not know.
    ScenarioError
        If `n` is below 1, or something is no probability, or none is given.
    LimitError
        If `progress` ended it.

    Notes
    -----
    O(losses drawn + services x scenarios / bits of a machine word). Failures are independent: what fails together by
    one cause is one domain.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> found = sweep(two_sites(), 10_000, 0.1, seed=1, over="sites")
    >>> found.dark["chat"].low < 0.1 < found.dark["chat"].high
    True
    >>> found.locked["news"].low < 1 - 0.9**2 < found.locked["news"].high
    True
    """
    check_counts(n=n)
    scenario = scenario or Scenario()
    base = propagate(system, scenario)
    chances = _probabilities(base.system, p, over)
    draws = Draws(base.system, frozenset(scenario.losses), chances, n, seed)
    dark, locked = dict.fromkeys(base.status, 0), dict.fromkeys(base.status, 0)
    done = 0
    for blocks, found in _worked_out(draws, executor):
        for total, more in zip((dark, locked), found, strict=True):
            for id in total:
                total[id] += more[id]
        done += sum(map(draws.size, blocks))
        if progress is not None and not progress(done, n) and done < n:
            raise LimitError(f"sweep: ended after {done:,} of {n:,} scenarios. Ask for fewer, or let it run.")
    estimates = [
        frozen({id: Estimate.of_count(seen, n) for id, seen in total.items()}) for total in (dark, locked)
    ]
    return Sweep(base, n, seed, frozen(chances), *estimates)


def _probabilities(system: System, p: Probabilities, over: Over) -> dict[str, float]:
    if p is None:
        own = {id: each.probability for id, each in system.domains.items() if each.probability is not None}
        if not own:
            raise ScenarioError("p: no domain here has a probability. Give one number, or one by id.")
        given: Mapping[str, object] = own
    elif isinstance(p, Mapping):
        given = p
    else:
        given = dict.fromkeys(members(system, over), p)
    for id, chance in given.items():
        if id not in system.possible_ids:
            raise UnknownIdError("domain or service", id, "p", system.possible_ids)
        is_number = isinstance(chance, int | float) and not isinstance(chance, bool)
        if not is_number or not 0 <= float(str(chance)) <= 1:
            raise ScenarioError(f"p[{id!r}]: {chance!r} is not a probability. Give a number from 0 to 1.")
    return {id: float(str(chance)) for id, chance in given.items()}


def _worked_out(draws: Draws, executor: Executor | None) -> Iterator[tuple[range, Found]]:
    """Yield blocks with what was found in them; the first one is worked out here, to see how long one takes."""
    start = perf_counter()
    first = counted(draws, range(1))
    size = max(1, round(_SECONDS / (perf_counter() - start)))
    yield range(1), first
    tasks = iter([range(at, min(at + size, draws.blocks)) for at in range(1, draws.blocks, size)])
    if executor is None:
        for blocks in tasks:
            yield blocks, counted(draws, blocks)
        return
    waiting: list[tuple[range, Future[Any]]] = []
    try:
        for blocks in tasks:
            waiting.append((blocks, executor.submit(counted, draws, blocks)))
            if len(waiting) >= _AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    finally:
        for _, future in waiting:
            future.cancel()


def _first(waiting: list[tuple[range, Future[Any]]]) -> tuple[range, Found]:
    blocks, future = waiting.pop(0)
    return blocks, future.result()
