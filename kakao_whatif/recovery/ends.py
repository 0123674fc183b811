"""When each service was last dark, last closed to new sign-ins, and last less than up.

Stands apart from the run because one central run, a thousand samples and a score all ask it of the same history.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from kakao_whatif.recovery.plan import Needs, Plan
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
    found = [[0.0] * len(plan.nodes) for _ in range(3)]
    seen = [0, 0, 0]
    until = inf
    for hours, dark, degraded in reversed(run.history):
        locked = locked_under(plan, dark)
        masks = (dark, dark | locked, dark | locked | degraded | _failing(plan.soft, dark))
        for number, mask in enumerate(masks):
            left = mask & ~seen[number]
            seen[number] |= mask
            while left:
                bit = left & -left
                found[number][bit.bit_length() - 1] = max(0.0, until)
                left ^= bit
        until = hours
    return Ends(*found)


def restored_of(run: Run) -> list[float]:
    """Return the `restored` of `ends_of` alone: a sample asks for nothing else."""
    plan = run.plan
    found, seen, until, before = [0.0] * len(plan.nodes), 0, inf, -1
    for hours, dark, _ in reversed(run.history):
        if dark != before:
            left = (dark | locked_under(plan, dark)) & ~seen
            seen |= left
            while left:
                bit = left & -left
                found[bit.bit_length() - 1] = max(0.0, until)
                left ^= bit
            if seen == plan.every:
                break
            before = dark
        until = hours
    return found


def locked_under(plan: Plan, dark: int) -> int:
    """Return whose login needs fail while these are dark, dark ones too."""
    return _failing(plan.login, dark)


def _failing(groups: Mapping[Needs, int], dark: int) -> int:
    mask = 0
    for needs, members in groups.items():
        if needs.fail(dark):
            mask |= members
    return mask
