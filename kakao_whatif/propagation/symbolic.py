"""What goes dark, in many scenarios at once: the same meaning as the engine's, over any lattice of answers.

Stands apart from `engine`, which answers one scenario as fast as it can: here losses and mitigations are themselves
answers ("lost in these scenarios", "not in place in those"), and so is all that follows from them.

*Rings stand*: within a ring, nothing is dark at first, and what cannot stand is added until nothing changes. *Waking is
founded*: everything sleeps at first; what can then be woken is awake in the next round. Answers of finitely many
scenarios can only grow so often, so both end; and since each step is taken in every scenario alike, each scenario ends
where the engine would.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Generic, TypeVar

from kakao_whatif.model.expression import Expression
from kakao_whatif.model.parts import NOTHING
from kakao_whatif.propagation.groups import Groups, groups
from kakao_whatif.propagation.lattice import Lattice, all_of, any_of, fails, gate_fails, weighing
from kakao_whatif.propagation.wiring import (
    Alternatives,
    Guard,
    WiredCopy,
    WiredNeed,
    WiredService,
    Wiring,
)

T = TypeVar("T")


@dataclass(slots=True)
class Evaluation(Generic[T]):
    """Where each service is dark, and where its standbys sleep; the worse statuses on request.

    Parameters
    ----------
    wiring, lattice, lost, off
        What was asked: see `evaluate`.
    dark, asleep, out
        By service; `out` is where it is dark whatever it needs.
    places
        By domain, where it is lost.
    wholes
        By domain, those whose loss may be contained to it.
    """

    wiring: Wiring
    lattice: Lattice[T]
    lost: Mapping[str, T]
    off: Mapping[str, T] = field(default_factory=lambda: NOTHING)
    dark: dict[str, T] = field(default_factory=dict)
    asleep: dict[str, T] = field(default_factory=dict)
    out: dict[str, T] = field(default_factory=dict)
    places: dict[str, T] = field(default_factory=dict)
    wholes: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Note of each part which losses are contained to it: that is asked for every place."""
        for whole, ways in self.wiring.contained.items():
            for part in dict.fromkeys(part for parts, _ in ways for part in parts):
                self.wholes.setdefault(part, []).append(whole)

    def locked(self, id: str) -> T:
        """Return where a service is LOCKED or DARK."""
        return self.lattice.either(self.dark[id], self.fails(id, "login"))

    def degraded(self, id: str) -> T:
        """Return where a service is not UP."""
        return any_of(
            self.lattice, [self.locked(id), self.fails(id, "soft"), self._carries_less(self._service(id), 1)]
        )

    def fails(self, id: str, kind: str) -> T:
        """Return where a need of one kind is not met; a softened hard need is a soft one."""
        needs = [
            need
            for need in self._service(id).needs
            if need.kind == kind or (kind == "soft" and need.softened)
        ]
        return any_of(self.lattice, [self._unmet(need) for need in needs])

    def _service(self, id: str) -> WiredService:
        return self.wiring.services[id]

    # ------------------------------------------------------------------------------------------- the rules

    def absent(self, guards: Iterable[Guard]) -> T:
        """Return where none of these guards holds."""
        return all_of(self.lattice, [self._open(guard) for guard in guards])

    def _open(self, guard: Guard) -> T:
        sets = ([self.off.get(id, self.lattice.never) for id in sorted(ids)] for ids in guard)
        return any_of(self.lattice, [all_of(self.lattice, each) for each in sets])

    def _unmet(self, need: WiredNeed) -> T:
        """Return where a need fails that nothing removes."""
        lattice = self.lattice
        failing = self._failing(need.on, need.alternatives)
        for guard in need.removed:
            failing = lattice.both(failing, self._open(guard))
        return failing

    def _failing(self, on: Expression, alternatives: Alternatives) -> T:
        """Return where an expression is false, with the alternatives to its parts."""
        lattice = self.lattice
        if isinstance(on, str) or not alternatives:
            failing = fails(lattice, on, self.dark)
        else:
            failing = gate_fails(lattice, on, [self._failing(part, alternatives) for part in on.of])
        for other, guard in alternatives.get(on, ()):
            if failing != lattice.never:
                missing = lattice.either(self._open(guard), fails(lattice, other, self.dark))
                failing = lattice.both(failing, missing)
        return failing

    def is_dark(self, service: WiredService) -> T:
        """Return where a service is dark, given where the others are."""
        lattice, found = self.lattice, self.out[service.id]
        for need in service.needs:
            if need.kind == "hard":
                unmet = self._unmet(need)
                for guard in need.softened:
                    unmet = lattice.both(unmet, self._open(guard))
                found = lattice.either(found, unmet)
        return found

    def cannot_wake(self, service: WiredService) -> T:
        """Return where nothing wakes the standbys of a service."""
        ways = [
            self.lattice.either(self._open(wake.guard), self._failing(wake.on, wake.alternatives))
            for wake in service.wakes
        ]
        return all_of(self.lattice, ways)

    def grounded(self, service: WiredService) -> T:
        """Return where a service is lost, is not there, or has too little capacity, whatever it needs."""
        lattice = self.lattice
        found = lattice.either(self.lost.get(service.id, lattice.never), self.absent(service.guards))
        if not service.copies:
            return found
        return lattice.either(found, self._carries_less(service, service.min_capacity))

    def _carries_less(self, service: WiredService, least: Fraction | int) -> T:
        """Return where the serving copies carry less than so much of peak load, or nothing at all."""
        if not service.copies:
            return self.lattice.never
        pieces = [piece for copy in service.copies for piece in self._pieces(service.id, copy) if piece[0]]
        if not least:
            return all_of(self.lattice, (out for _, out in pieces))
        scale = lcm(Fraction(least).denominator, *(weight.denominator for weight, _ in pieces))
        whole = [(int(weight * scale), out) for weight, out in pieces]
        wanted = int(least * scale)
        return weighing(self.lattice, whole, sum(weight for weight, _ in whole) - wanted + 1)

    def _pieces(self, id: str, copy: WiredCopy) -> Iterator[tuple[Fraction, T]]:
        """Yield the pieces of a copy's capacity, each with where it does not serve."""
        lattice = self.lattice
        out = lattice.either(self.lost_place(copy.domain), self.absent(copy.guards))
        if copy.role == "standby":
            out = lattice.either(out, self.asleep[id])
        yield copy.capacity, out
        below = copy.capacity
        for to in sorted({to for to, _ in copy.raised}):
            raising = [guard for reached, guard in copy.raised if reached >= to]
            yield to - below, lattice.either(out, self.absent(raising))
            below = to

    def lost_place(self, domain: str) -> T:
        """Return where a domain is lost, or one that it stands in, or where it is not there."""
        places, domains, around = self.places, self.wiring.domains, [domain]
        while around[-1] not in places and (parent := domains[around[-1]].parent) is not None:
            around.append(parent)
        above = self.lattice.never
        # From the outermost in: they may stand in each other deeper than calls may go.
        for each in reversed(around):
            if each not in places:
                reasons = [above, self._lost_itself(each), self.absent(domains[each].guards)]
                places[each] = any_of(self.lattice, reasons)
            above = places[each]
        return above

    def _lost_itself(self, domain: str) -> T:
        """Return where the whole of a domain is lost by its own loss, which its containment may limit to parts."""
        lattice = self.lattice
        contained = self.wiring.contained.get(domain, ())
        return all_of(lattice, [self._named(domain), *(self._open(guard) for _, guard in contained)])

    def _named(self, domain: str) -> T:
        """Return where a domain is lost by name, or as a part to which the loss of another is contained."""
        names = {domain: None}
        waiting = [domain]
        while waiting:
            for whole in self.wholes.get(waiting.pop(), ()):
                if whole not in names:
                    names[whole] = None
                    waiting.append(whole)
        return any_of(self.lattice, [self.lost.get(name, self.lattice.never) for name in names])


def evaluate(
    wiring: Wiring,
    lattice: Lattice[T],
    lost: Mapping[str, T],
    off: Mapping[str, T] = NOTHING,
    of: Collection[str] | None = None,
) -> Evaluation[T]:
    """Return where each service is dark, in all scenarios at once.

    *In each scenario the answer is what `propagate` says of it.*

    Parameters
    ----------
    wiring
        The system, with mitigations that may be in place.
    lattice
        Of the answers.
    lost
        By id of a domain or service, where it is lost; nowhere, if not given.
    off
        By id of a mitigation, where it is *not* in place; nowhere, if not given.
    of
        The services that are asked for: what they do not depend on is left out. All, if not given.

    Notes
    -----
    One look at each service, and at those on rings as often as something on the ring changes, but for those that go
    dark together; again for each round of waking, at what that touches.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> from kakao_whatif.propagation.lattice import Bits
    >>> from kakao_whatif.propagation.wiring import wired
    >>> answer = evaluate(wired(two_sites()), Bits(2), {"pangyo": 0b01, "account": 0b10})
    >>> {id: f"{dark:02b}" for id, dark in sorted(answer.dark.items()) if dark}
    {'account': '11', 'chat': '01', 'control': '01'}
    """
    found = Evaluation(wiring, lattice, lost, off)
    settle(found, groups(wiring, of))
    return found


def settle(found: Evaluation[T], order: Groups, grounds: Collection[str] | None = None) -> None:
    """Work out where the services of these groups are dark, given where all others are.

    Parameters
    ----------
    found
        What is known; it is changed in place.
    order
        The services, in groups: each ring a group, after all that it needs.
    grounds
        Whose capacity may have changed, or what is lost of it. All, if not given.
    """
    services = [found.wiring.services[id] for group in order for id in group.ids]
    sleepers = [service for service in services if any(copy.role == "standby" for copy in service.copies)]
    for service in sleepers:
        found.asleep[service.id] = found.lattice.always
    for service in services if grounds is None else _both(sleepers, grounds, found.wiring):
        found.out[service.id] = found.grounded(service)
    changed: set[str] | None = None
    while changed is None or changed:
        _fall(found, order, changed)
        changed = set()
        for service in sleepers:
            asleep = found.cannot_wake(service)
            if asleep != found.asleep[service.id]:
                found.asleep[service.id] = asleep
                changed.add(service.id)
        for id in changed:
            found.out[id] = found.grounded(found.wiring.services[id])


def _both(sleepers: Iterable[WiredService], ids: Iterable[str], wiring: Wiring) -> Iterable[WiredService]:
    return {**{each.id: each for each in sleepers}, **{id: wiring.services[id] for id in ids}}.values()


def _fall(found: Evaluation[T], order: Groups, changed: set[str] | None) -> None:
    """Work out what is dark; with `changed`, only where one of these, or what one needs, has changed."""
    services, dark, never = found.wiring.services, found.dark, found.lattice.never
    touched = set(changed or ())
    for group in order:
        if changed is not None and touched.isdisjoint(group.ids) and touched.isdisjoint(group.needs):
            continue
        before = {id: dark.get(id) for id in group.ids}
        dark.update(dict.fromkeys(group.ids, never))
        is_moving = True
        while is_moving:
            is_moving = False
            for ids in group.together:
                # One look is enough at those that go dark together: what they need of each other adds nothing.
                now = any_of(found.lattice, [found.is_dark(services[id]) for id in ids])
                if now != dark[ids[0]]:
                    dark.update(dict.fromkeys(ids, now))
                    is_moving = len(group.together) > 1
        touched.update(id for id in group.ids if dark[id] != before[id])
