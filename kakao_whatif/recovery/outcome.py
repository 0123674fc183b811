"""What an outage comes to, and nothing of how: when each service is back, and for how many hours it was away.

Stands apart from `simulate`, which also tells what was waited for: a search that tries a thousand systems asks only
this of each, and that costs a fifth.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Final

from kakao_whatif.model.apply import in_place
from kakao_whatif.model.frozen import frozen
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.system import System
from kakao_whatif.recovery.ends import locked_under, restored_of
from kakao_whatif.recovery.hazard import Hazard, chosen_hazard
from kakao_whatif.recovery.means import means_of
from kakao_whatif.recovery.numbers import central
from kakao_whatif.recovery.plan import plan_of
from kakao_whatif.recovery.run import Run

DEFAULT_HORIZON: Final = 240.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an outage ends.

    Parameters
    ----------
    restored
        By service, the hours from the origin to the end of the last interval in which it is DARK or LOCKED; at least 0,
        infinite for never.
    away
        By service, for how many hours it is DARK or LOCKED, up to the horizon.
    """

    restored: Mapping[str, float]
    away: Mapping[str, float]


def begun(
    system: System, scenario: Scenario, hazard: str | Iterable[Mapping[str, Any]] | None = None
) -> tuple[System, Run, Hazard, float]:
    """Return a run at its beginning, at the central numbers: the system in place, the run, its hazard, the horizon."""
    effective = in_place(system, scenario)
    plan, numbers = plan_of(effective), central(effective, scenario)
    chosen = chosen_hazard(effective, scenario, hazard, numbers)
    horizon = DEFAULT_HORIZON if effective.horizon_hours is None else float(effective.horizon_hours)
    return effective, Run(plan, means_of(plan, numbers), chosen.events), chosen, horizon


def outcome(
    system: System, scenario: Scenario, *, hazard: str | Iterable[Mapping[str, Any]] | None = None
) -> Outcome:
    """Return what an outage comes to at the central numbers.

    *It is what `simulate_recovery` says of the same outage*, which see for what is refused.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> events = [{"at_hours": 0, "lose": "pangyo"}, {"at_hours": 10, "restore": "pangyo"}]
    >>> outcome(two_sites(), Scenario({"pangyo"}), hazard=events).away["account"]
    10.0
    """
    _, run, chosen, horizon = begun(system, scenario, hazard)
    while run.step(horizon):
        pass
    first = min((event.start for event in chosen.events), default=0.0) - 1.0
    ids = run.plan.ids
    return Outcome(
        frozen(dict(zip(ids, restored_of(run), strict=True))),
        frozen(dict(zip(ids, _away(run, first, horizon), strict=True))),
    )


def _away(run: Run, first: float, horizon: float) -> list[float]:
    """Return the hours for which each service was down, from a first moment to the horizon."""
    found = [0.0] * len(run.plan.nodes)
    until = horizon
    for hours, dark, _ in reversed(run.history):
        since = min(first if hours == -inf else hours, horizon)  # an outage may begin only after the horizon
        left = dark | locked_under(run.plan, dark)
        while left:
            bit = left & -left
            found[bit.bit_length() - 1] += until - since
            left ^= bit
        until = since
    return found
