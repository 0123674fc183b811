"""What docs/recovery.md promises of a wait for a service, as literally as possible: read off the oracle's story."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from kakao_whatif.model.expression import Expression, conjuncts, leaves
from kakao_whatif.model.system import System
from kakao_whatif.recovery.timeline import Wait
from tests.oracles import has_standby, true
from tests.recovery.oracle import Story
from tests.recovery.oracle_power import Event

SOON = 1e-6
SHORT_OF = {"crew", "capacity"}


@dataclass(frozen=True)
class Promise:
    """A system with what is in place, its hazard, and what the oracle says happened."""

    system: System
    hazard: Sequence[Event]
    story: Story

    def broken(self, id: str, waits: Sequence[Wait]) -> Iterator[str]:
        """Yield what is wrong with the waits of one service."""
        for at, wait in enumerate(waits):
            if wait.end <= wait.start:
                yield f"{wait} has no length"
            if wait.want in ("service", "tools") and wait.on is not None:
                following = waits[at + 1] if at + 1 < len(waits) else None
                yield from self._broken(id, wait, following)
            elif wait.ended_by is not None and wait.want not in ("service", "tools"):
                yield f"{wait} is for no service, and says why it ended"

    def _broken(self, id: str, wait: Wait, following: Wait | None) -> Iterator[str]:
        on, end = wait.on, wait.end
        if not self._is_dark_through(on, wait.start, end):
            yield f"{id} waits for {on}, which is not dark from {wait.start} to {end}"
        if wait.ended_by is not None:
            if not self._is_so(id, wait, following):
                yield f"{id} does not end its wait for {on} at {end} by {wait.ended_by}"
        elif on in self.standing(end):
            if on == id:
                yield f"{id} waits for itself, and is back at {end} for no reason"
            if not any(self._helped(id, part, on, end) for part in self._needs(id)):
                yield f"{id} waits for {on}, which no need of it had to come at {end}"
        elif following is not None or self._is_up(id, end):
            yield f"{id} waits for {on} until {end}, when that is not back, for no reason"

    def _needs(self, id: str) -> list[Expression]:
        """Its needs; each part of an `all_of` is one of its own."""
        needs = [need.on for need in self.system.services[id].needs if need.kind != "soft"]
        return [part for on in needs for part in conjuncts(on)]

    def _helped(self, id: str, part: Expression, on: str, hours: float) -> bool:
        """Whether, of those that came, there is a set with which a need holds, and without this one does not.

        What only needs the waiter may count as there, since a need sees it so.
        """
        before, after = self.standing(hours, just_before=True), self.standing(hours)
        with_it = {
            other for other in self._hard_needs_of(id) | {id} if id in self._hard_needs_of(other) | {other}
        }
        stayed, came = before & after, sorted((after - before | with_it) & {*leaves(part)} - {on})
        sets = chain.from_iterable(combinations(came, size) for size in range(len(came) + 1))
        return on not in before and any(
            true(part, {*stayed, *others, on}) and not true(part, {*stayed, *others}) for others in sets
        )

    def _is_so(self, id: str, wait: Wait, following: Wait | None) -> bool:
        """Whether the reason that is named is what happened then."""
        service = self.system.services[id]
        is_on_its_way = following is None or following.want in SHORT_OF or self._runs(id, wait.end)
        match wait.ended_by:
            case "loss":
                return any("lose" in event and soon(event["at_hours"], wait.end) for event in self.hazard)
            case "link":
                return self._has("ends", id, "link", wait.end)
            case "glass":
                return "break_glass_hours" in service.recovery and (
                    is_on_its_way or self._begins(id, wait.end)
                )
            case "way":
                return has_standby(service) and (is_on_its_way or self._begins(id, wait.end))
            case "ring":
                return id in self._hard_needs_of(wait.on)
        return False

    def _hard_needs_of(self, id: str) -> set[str]:
        """Whatever a service needs to run, and what that needs, and so on."""
        found, left = set[str](), [id]
        while left:
            service = self.system.services[left.pop()]
            new = {leaf for need in service.needs if need.kind == "hard" for leaf in leaves(need.on)} - found
            found |= new
            left += new
        return found

    # --------------------------------------------------------------------------- what happened

    def standing(self, hours: float, *, just_before: bool = False) -> set[str]:
        """The services that are not dark at a time, or were not until then."""
        until = hours - SOON if just_before else hours + SOON
        status = self.story.before | {id: word for at, id, word in self.story.changes if at < until}
        return {id for id, word in status.items() if word != "DARK"}

    def _is_dark_through(self, id: str, start: float, end: float) -> bool:
        inside = [at for at, other, _ in self.story.changes if other == id and start + SOON < at < end - SOON]
        return all(id not in self.standing(at) for at in [start, *inside])

    def _is_up(self, id: str, hours: float) -> bool:
        status = self.story.before | {
            other: word for at, other, word in self.story.changes if at < hours + SOON
        }
        return status[id] in ("UP", "DEGRADED")

    def _runs(self, id: str, hours: float) -> bool:
        return id in self.standing(hours)

    def _begins(self, id: str, hours: float) -> bool:
        return any(what == "begins" and who == id and soon(at, hours) for at, what, who, *_ in self.story.log)

    def _has(self, what: str, id: str, label: str, hours: float) -> bool:
        return any((w, s, b) == (what, id, label) and soon(at, hours) for at, w, s, b, _ in self.story.log)


def soon(one: float, other: float) -> bool:
    return abs(one - other) < SOON
