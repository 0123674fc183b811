"""When each service was last dark, last closed to new sign-ins, and last less than up.

Stands apart from the run because one central run, a thousand samples and a score all ask it of the same history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from kakao_whatif.recovery.plan import Needs, Node, Plan
from kakao_whatif.recovery.run import Run


@dataclass(frozen=True, slots=True)
class Ends:
    """Hours from the origin, by service in the order of the plan; at least 0, infinite for never.

    Parameters
    ----------
    served
        The end of the last interval in which it was DARK.
    restored
        The same for DARK or LOCKED.
    full
        The same for anything but UP.
    """

    served: list[float]
    restored: list[float]
    full: list[float]


def ends_of(run: Run) -> Ends:
    """Return the ends of a run that was followed to its horizon."""
    plan = run.plan
    login, soft = _grouped(plan, lambda node: node.login), _grouped(plan, lambda node: node.soft)
    found = [[0.0] * len(plan.nodes) for _ in range(3)]
    seen = [0, 0, 0]
    until = inf
    for hours, dark, degraded in reversed(run.history):
        locked = _failing(login, dark)
        masks = (dark, dark | locked, dark | locked | degraded | _failing(soft, dark))
        for number, mask in enumerate(masks):
            left = mask & ~seen[number]
            seen[number] |= mask
            while left:
                bit = left & -left
                found[number][bit.bit_length() - 1] = max(0.0, until)
                left ^= bit
        until = hours
    return Ends(*found)


def _grouped(plan: Plan, needs_of: Callable[[Node], Needs]) -> dict[Needs, int]:
    """Return the services that share the same needs, as a mask by those needs."""
    groups: dict[Needs, int] = {}
    for node in plan.nodes:
        if (needs := needs_of(node)).parts:
            groups[needs] = groups.get(needs, 0) | node.bit
    return groups


def _failing(groups: dict[Needs, int], dark: int) -> int:
    mask = 0
    for needs, members in groups.items():
        if needs.fail(dark):
            mask |= members
    return mask
