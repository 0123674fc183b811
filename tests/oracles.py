"""The definitions of the design, written as literally as possible: plain loops, brute force, no speed.

Nothing here imports the engine. What the engine answers is compared with this, line by line.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression
from kakao_whatif.model.parts import Dependency, Replica, Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System
from tests.plain_changes import Plain, plain_system


@dataclass(frozen=True)
class Answer:
    """What the design says of one scenario."""

    status: dict[str, Status]
    conditions: dict[str, dict[str, bool]]
    awake: set[str]
    asleep: set[str]
    sign_in_lost: set[str]


@dataclass(frozen=True)
class Restart:
    """What the design says of starting again."""

    unstartable: set[str]
    rings: set[frozenset[str]]
    held_up: dict[str, set[str]]


def answer(system: System, scenario: Scenario) -> Answer:
    """Return status, conditions and waking under a scenario."""
    return plain_answer(plain_system(system, scenario), scenario.losses)


def plain_answer(plain: Plain, losses: Collection[str]) -> Answer:
    awake, standing = founded(plain, losses)
    status, conditions = {}, {}
    for id, service in plain.services.items():
        of_kind = {kind: _needs_hold(service, kind, standing) for kind in ("hard", "login", "soft")}
        conditions[id] = {"hosting": _hosted(plain, service, losses, awake), **of_kind}
        if id not in standing:
            status[id] = Status.DARK
        elif not of_kind["login"]:
            status[id] = Status.LOCKED
        elif not of_kind["soft"] or (service.replicas and capacity(plain, service, losses, awake) < 1):
            status[id] = Status.DEGRADED
        else:
            status[id] = Status.UP
    return Answer(
        status,
        conditions,
        awake,
        {id for id, s in plain.services.items() if has_standby(s) and id not in awake},
        {id for id in plain.services if not conditions[id]["login"]},
    )


# ------------------------------------------------------------------------------------ definitions


def true(expression: Expression, standing: Collection[str]) -> bool:
    """A leaf is true when that service is not DARK."""
    if isinstance(expression, str):
        return expression in standing
    parts = [true(part, standing) for part in expression.of]
    if isinstance(expression, AllOf):
        return all(parts)
    if isinstance(expression, AnyOf):
        return any(parts)
    assert isinstance(expression, AtLeast)
    return parts.count(True) >= expression.k


def effective(plain: Plain, losses: Collection[str]) -> set[str]:
    """Losses, where losing a contained domain loses only the parts it is contained to."""
    now = set(losses)
    passed: set[str] = set()
    while whole := next((id for id in sorted(now) if id in plain.contained), None):
        passed.add(whole)
        now = (now - {whole}) | (set(plain.contained[whole]) - passed)
    return now


def lost(plain: Plain, domain: str, losses: Collection[str]) -> bool:
    """d or any ancestor of d is in the losses."""
    gone = effective(plain, losses)
    at: str | None = domain
    while at is not None:
        if at in gone:
            return True
        at = plain.domains[at].parent
    return False


def serving(
    plain: Plain, service: Service, replica: Replica, losses: Collection[str], awake: Collection[str]
) -> bool:
    return not lost(plain, replica.domain, losses) and (replica.role == "active" or service.id in awake)


def capacity(plain: Plain, service: Service, losses: Collection[str], awake: Collection[str]) -> Fraction:
    shares = [r.capacity for r in service.replicas if serving(plain, service, r, losses, awake)]
    return min(Fraction(1), sum(shares, Fraction(0)))


def has_standby(service: Service) -> bool:
    return any(replica.role == "standby" for replica in service.replicas)


def _suffices(service: Service, share: Fraction) -> bool:
    return not (share == 0 or share < service.min_capacity)


def _hosted(plain: Plain, service: Service, losses: Collection[str], awake: Collection[str]) -> bool:
    if service.id in losses:
        return False
    return not service.replicas or _suffices(service, capacity(plain, service, losses, awake))


def _needs_hold(service: Service, kind: str, standing: Collection[str]) -> bool:
    return all(true(need.on, standing) for need in service.needs if need.kind == kind)


def can_stand(
    plain: Plain, id: str, losses: Collection[str], awake: Collection[str], standing: Collection[str]
) -> bool:
    service = plain.services[id]
    return _hosted(plain, service, losses, awake) and _needs_hold(service, "hard", standing)


def greatest(plain: Plain, losses: Collection[str], awake: Collection[str]) -> set[str]:
    """Start with everything up and take away what cannot stand."""
    standing = set(plain.services)
    while True:
        stays = {id for id in standing if can_stand(plain, id, losses, awake, standing)}
        if stays == standing:
            return standing
        standing = stays


def greatest_of_all(plain: Plain, losses: Collection[str], awake: Collection[str]) -> set[str]:
    """The same by brute force: the union of all sets whose members all can stand on the set."""
    found: set[str] = set()
    for some in subsets(plain.services):
        if all(can_stand(plain, id, losses, awake, some) for id in some):
            found |= set(some)
    return found


def founded(plain: Plain, losses: Collection[str]) -> tuple[set[str], set[str]]:
    """Nothing awake; the fixpoint; what can be woken then is awake; until nothing new wakes."""
    awake: set[str] = set()
    while True:
        standing = greatest(plain, losses, awake)
        wakes = {id for id, service in plain.services.items() if _wakes(service, standing)}
        if wakes <= awake:
            return awake, standing
        awake |= wakes


def _wakes(service: Service, standing: Collection[str]) -> bool:
    return has_standby(service) and service.failover is not None and true(service.failover.needs, standing)


# -------------------------------------------------------------------------------------- questions


def hold_each_other_awake(system: System, scenario: Scenario) -> set[frozenset[str]]:
    """Every set of sleeping services that, were they awake, would all have what wakes them."""
    plain = plain_system(system, scenario)
    awake, _ = founded(plain, scenario.losses)
    asleep = [id for id, service in plain.services.items() if has_standby(service) and id not in awake]
    return {
        frozenset(some)
        for some in subsets(asleep)
        if some
        and all(
            _wakes(plain.services[id], greatest(plain, scenario.losses, awake | set(some))) for id in some
        )
    }


def restart(system: System, scenario: Scenario | None) -> Restart:
    """Give the losses back. What was not DARK counts as started; then the least fixpoint."""
    plain = plain_system(system, scenario or Scenario())
    _, can_run = founded(plain, ())
    started = set() if scenario is None else set(founded(plain, scenario.losses)[1])
    while more := {id for id in plain.services if id not in started and starts(plain, id, started)}:
        started |= more
    unstartable = can_run - started
    waits_for = {id: waited_for(plain, id, started) for id in unstartable}
    rings = _rings({id: names & unstartable for id, names in waits_for.items()})
    in_ring = {id for ring in rings for id in ring}
    return Restart(unstartable, rings, {id: names for id, names in waits_for.items() if id not in in_ring})


def starts(plain: Plain, id: str, started: Collection[str]) -> bool:
    """Its hard, restart and (for standbys) failover needs are started and its capacity then suffices."""
    service = plain.services[id]
    awake = {id} if _wakes(service, started) else set()
    needs_hold = _needs_hold(service, "hard", started) and _needs_hold(service, "restart", started)
    return needs_hold and _hosted(plain, service, (), awake)


def waited_for(plain: Plain, id: str, started: Collection[str]) -> set[str]:
    """Its unmet needs; the failover's too, where the active copies do not suffice."""
    service = plain.services[id]
    needs = [need.on for need in service.needs if need.kind in ("hard", "restart")]
    if has_standby(service) and service.failover is not None and not _hosted(plain, service, (), ()):
        needs.append(service.failover.needs)
    return {leaf for on in needs for leaf in unmet(on, started)}


def unmet(expression: Expression, started: Collection[str]) -> set[str]:
    """What an expression waits for: nothing, if it is true already; else what its parts wait for."""
    if true(expression, started):
        return set()
    if isinstance(expression, str):
        return {expression}
    return {leaf for part in expression.of for leaf in unmet(part, started)}


def leaves(expression: Expression) -> Iterator[str]:
    if isinstance(expression, str):
        yield expression
    else:
        for part in expression.of:
            yield from leaves(part)


def _rings(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    reach = {id: _reached(graph, id) for id in graph}
    return {frozenset(b for b in reach[a] if a in reach[b]) for a in graph if a in reach[a]}


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        id = waiting.pop()
        if id not in seen:
            seen.add(id)
            waiting += graph[id]
    return seen


def is_minimal_reason(
    system: System, scenario: Scenario, id: str, losses: Collection[str], status: Status
) -> bool:
    """Whether these losses alone make a service at least this bad, and no proper subset of them does."""
    plain = plain_system(system, scenario)
    return plain_answer(plain, losses).status[id] >= status and not any(
        plain_answer(plain, some).status[id] >= status
        for some in subsets(losses)
        if len(some) < len(set(losses))
    )


def fails_alone(
    plain: Plain,
    id: str,
    status: Status,
    kind: str,
    need: Expression | None,
    losses: Collection[str],
    held: Collection[str] = (),
) -> bool:
    """Whether one condition of a service makes it this bad, with its other conditions waived.

    What is held can neither be lost nor fall.
    """
    bare = {"replicas": (), "failover": None, "needs": ()}
    services = {**plain.services, **{other: replace(plain.services[other], **bare) for other in held}}
    losses = set(losses) - set(held)
    if status is Status.DARK:
        if kind == "hosting":
            services[id] = replace(services[id], needs=())
        else:
            on = () if need is None else (Dependency("hard", need),)
            services[id] = replace(services[id], **{**bare, "needs": on})
        losses -= set() if kind == "lost" else {id}
    awake, standing = founded(eased := replace(plain, services=services), losses)
    if status is Status.DARK:
        return id not in standing
    if need is not None:
        return not true(need, standing)
    return capacity(eased, services[id], losses, awake) < 1


def conditions_of(service: Service, status: Status) -> Iterator[tuple[str, Expression | None]]:
    """The kind and the need of each condition that makes a service this bad when it fails."""
    kind = {Status.DARK: "hard", Status.LOCKED: "login", Status.DEGRADED: "soft"}[status]
    if status is Status.DARK:
        yield "lost", None
    if service.replicas and status is not Status.LOCKED:
        yield "hosting", None
    waiting = [need.on for need in service.needs if need.kind == kind]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, AllOf):
            waiting += part.of
        else:
            yield kind, part


def subsets(ids: Iterable[str], most: int = 99) -> Iterator[tuple[str, ...]]:
    every = sorted(set(ids))
    for size in range(min(most, len(every)) + 1):
        yield from combinations(every, size)
