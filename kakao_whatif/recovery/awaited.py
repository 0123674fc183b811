"""Which service a wait was for: known only when what was missing has come, so it is asked when the run is over.

A set of services is one integer, as in `plan.py`; `dark` holds those that a need does not find.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kakao_whatif.model.expression import Expression, holds, leaves
from kakao_whatif.recovery.plan import Node
from kakao_whatif.recovery.timeline import Ending, Wait, Want

if TYPE_CHECKING:
    from kakao_whatif.recovery.record import UnnamedWait
    from kakao_whatif.recovery.run import Run


def fails(part: Expression, dark: int, index: Mapping[str, int]) -> bool:
    """Return whether an expression does not hold while these are dark."""
    return not holds(part, lambda id: not dark >> index[id] & 1)


def ended_it(part: Expression, before: int, after: int, index: Mapping[str, int]) -> str | None:
    """Return the service whose coming made an expression hold.

    *Of those that came, leave out each that is not needed, the last as written first; of the rest the first as
    written.* None if the expression does not hold even then.
    """
    if fails(part, before & after, index):
        return None
    needed = [id for id in dict.fromkeys(leaves(part)) if before & ~after & (1 << index[id])]
    missing = before & after
    for id in reversed(needed.copy()):
        without = missing | 1 << index[id]
        if not fails(part, without, index):
            needed.remove(id)
            missing = without
    return needed[0] if needed else None


@dataclass(frozen=True, slots=True)
class Awaited:
    """The names of waits, read off a run that is over."""

    run: "Run"
    hours: Sequence[float]
    dark: Sequence[int]

    @classmethod
    def of(cls, run: "Run") -> "Awaited":
        """Return what can be read off a run."""
        return cls(run, [hours for hours, _, _ in run.history], [dark for _, dark, _ in run.history])

    def waits(self, unnamed: Sequence["UnnamedWait"]) -> tuple[Wait, ...]:
        """Return the waits of one service by name, in time; a wait that goes on at once is one wait."""
        found: list[Wait] = []
        for wait in (wait for each in unnamed for wait in self._named(each)):
            last = found[-1] if found else None
            goes_on = last is not None and last.ended_by != "link" and last.end == wait.start
            if last is not None and goes_on and (last.want, last.on) == (wait.want, wait.on):
                found[-1] = Wait(last.start, wait.end, wait.want, wait.on, wait.ended_by)
            else:
                found.append(wait)
        return tuple(found)

    def _named(self, unnamed: "UnnamedWait") -> Iterator[Wait]:
        if unnamed.part is None:
            yield Wait(unnamed.start, unnamed.end, unnamed.lack.want, unnamed.crew_of)
            return
        on = (
            self._comes_after(unnamed.node, unnamed.part, unnamed.end)
            if unnamed.now is None
            else ended_it(unnamed.part, unnamed.dark, unnamed.now, self.run.plan.index)
        )
        ended_by = unnamed.ended_by
        if ended_by == "ring" and on is not None and not self._is_dark(on, unnamed.end):
            ended_by = None
        pieces: list[tuple[float, float, str | None, Ending | None]] = [
            (unnamed.start, unnamed.end, on, ended_by)
        ]
        while (since := self._dark_since(*pieces[-1][1:3])) > pieces[-1][0]:
            # It was there at first, and lost meanwhile: until then it was another one that was missing.
            start, end, on, ended_by = pieces.pop()
            pieces += [
                (since, end, on, ended_by),
                (start, since, self._comes_after(unnamed.node, unnamed.part, since), "loss"),
            ]
        for start, end, on, ended_by in reversed(pieces):
            is_tool = on is not None and self.run.plan.system.services[on].layer == "operations"
            want: Want = "tools" if is_tool and unnamed.lack.kind == "job" else "service"
            yield Wait(start, end, want, on, ended_by)

    def _comes_after(self, node: Node, part: Expression, hours: float) -> str | None:
        """Return who would make an expression hold from some hours on, were nothing else lost.

        What is not back within the horizon counts as coming last, all of it at once; so does the waiting service.
        """
        at, index = bisect_left(self.hours, hours), self.run.plan.index
        missing = self.dark[at - 1]
        for dark in self.dark[at:]:
            still = missing & (dark | node.bit)
            if not fails(part, still, index):
                return ended_it(part, missing, still, index)
            missing = still
        return ended_it(part, missing, 0, index)

    def _is_dark(self, id: str, hours: float) -> bool:
        return bool(self.dark[bisect_right(self.hours, hours) - 1] >> self.run.plan.index[id] & 1)

    def _dark_since(self, end: float, on: str | None) -> float:
        """Return since when a service had been dark at the end of a wait; without a service, always."""
        at = bisect_left(self.hours, end)
        since = end
        while at and (on is None or self.dark[at - 1] >> self.run.plan.index[on] & 1):
            at -= 1
            since = self.hours[at]
        return since
