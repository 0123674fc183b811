"""What must hold of a model before it becomes a system: ids, references, numbers, rings.

One function a check, each yielding every problem it sees, so that all are told at once. What must
hold of changes stands in `change_checks`.
"""

import math
from collections.abc import Collection, Iterable, Iterator

from kakao_whatif.errors import Problem, nearest, unknown_id
from kakao_whatif.model.components import rings
from kakao_whatif.model.draft import Draft
from kakao_whatif.model.expression import AtLeast, Expression, leaves
from kakao_whatif.model.parts import Service

PART = "domain or service"
MAX_DEPTH = 60


def find_model_problems(draft: Draft) -> Iterator[Problem]:
    """Yield every problem of a draft's domains, services, scenarios and parameters."""
    yield from duplicate_ids(draft)
    yield from domain_tree(draft)
    yield from services(draft)
    yield from scenarios(draft)
    yield from parameters(draft)


def unknown(where: str, id: str, known: Collection[str], kind: str) -> Iterator[Problem]:
    """Yield a problem if an id is not among the known ones."""
    if id not in known:
        yield Problem(where, *unknown_id(id, nearest(id, sorted(known)), kind, noun=kind))


def duplicate_ids(draft: Draft) -> Iterator[Problem]:
    """Yield ids that stand twice; domains and services share one namespace."""
    base = [*draft.domains, *draft.services]
    for group in (base, draft.mitigations, draft.readings, draft.scenarios, draft.products):
        seen: dict[str, str] = {}
        for where, part in group:
            if part.id in seen:
                yield Problem(where, f"the id {part.id!r} is taken by {seen[part.id]}.", "Choose another id.")
            seen.setdefault(part.id, where)
    yield from _added_twice(draft, {part.id: where for where, part in base})


def _added_twice(draft: Draft, base: dict[str, str]) -> Iterator[Problem]:
    of_base = {id(part) for _, part in (*draft.domains, *draft.services)}
    kinds: dict[str, str] = {}
    for kind, parts in (("domain", draft.all_domains()), ("service", draft.all_services())):
        for where, part in parts:
            other = kinds.setdefault(part.id, kind)
            if id(part) in of_base:
                continue
            if part.id in base:
                yield Problem(where, f"the id {part.id!r} is taken by {base[part.id]}.", "Choose another id.")
            elif other != kind:
                yield Problem(where, f"the id {part.id!r} is added as a {other} too.", "Choose another id.")


def domain_tree(draft: Draft) -> Iterator[Problem]:
    """Yield parents that do not exist, and rings: domains are a tree."""
    every = {domain.id: domain for _, domain in draft.all_domains()}
    base = {domain.id for _, domain in draft.domains} | set(draft.spared)
    for at, (where, domain) in enumerate(draft.all_domains()):
        known = base if at < len(draft.domains) else base | set(every)
        if domain.parent is not None:
            yield from unknown(f"{where}.in", domain.parent, known, "domain")
        if domain.probability is not None and not 0 <= domain.probability <= 1:
            yield Problem(f"{where}.probability", f"{domain.probability} is no probability.", "Give 0 to 1.")
    parents = {id: [domain.parent] if domain.parent else [] for id, domain in every.items()}
    for ring in rings(parents):
        way = " -> ".join(map(repr, (*ring, ring[0]))) if len(ring) < 6 else f"{len(ring)} domains"
        where = next(where for where, domain in draft.all_domains() if domain.id in ring)
        yield Problem(
            f"{where}.in", f"these domains stand in each other: {way}.", "Domains are a tree: cut the ring."
        )


def services(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong in services: domains, needs, capacities, a standby that nothing wakes."""
    base_services = {service.id for _, service in draft.services} | set(draft.spared)
    base_domains = {domain.id for _, domain in draft.domains} | set(draft.spared)
    all_services = base_services | {service.id for _, service in draft.all_services()}
    all_domains = base_domains | {domain.id for _, domain in draft.all_domains()}
    for at, (where, service) in enumerate(draft.all_services()):
        is_base = at < len(draft.services)
        yield from _hosting(where, service, base_domains if is_base else all_domains)
        yield from _needs(where, service, base_services if is_base else all_services)


def _hosting(where: str, service: Service, domains: Collection[str]) -> Iterator[Problem]:
    for at, replica in enumerate(service.replicas):
        yield from unknown(f"{where}.replicas[{at}].in", replica.domain, domains, "domain")
        if replica.capacity < 0:
            yield Problem(
                f"{where}.replicas[{at}].capacity",
                f"{float(replica.capacity):g} is negative.",
                "Give a share of peak load, 0 or more.",
            )
    if not 0 <= service.min_capacity <= 1:
        yield Problem(
            f"{where}.min_capacity",
            f"{float(service.min_capacity):g} is not a share.",
            "Give 0 to 1.",
        )
    if service.has_standby and service.failover is None:
        yield Problem(
            f"{where}.failover",
            "missing, but the service has a standby.",
            "Say what wakes it; needs: {all_of: []} says that it wakes freely.",
        )


def _needs(where: str, service: Service, known: Collection[str]) -> Iterator[Problem]:
    for at, need in enumerate(service.needs):
        yield from expression(f"{where}.needs[{at}].on", need.on, known)
        yield from minutes(f"{where}.needs[{at}].detach_minutes", need.detach_minutes)
    if service.failover is not None:
        yield from minutes(f"{where}.failover.minutes", service.failover.minutes)
        yield from expression(f"{where}.failover.needs", service.failover.needs, known)


def minutes(where: str, value: float | None) -> Iterator[Problem]:
    """Yield a duration that is negative or no number."""
    if value is not None and not 0 <= value < math.inf:
        yield Problem(where, f"{value} is no duration.", "Give minutes, 0 or more.")


def expression(where: str, tree: Expression, known: Collection[str]) -> Iterator[Problem]:
    """Yield unknown services of an expression, and thresholds that no count can meet."""
    if not isinstance(tree, str) and _is_deep(tree):
        yield Problem(where, f"gates stand in each other over {MAX_DEPTH} deep.", "Write it flatter.")
        return
    for id in dict.fromkeys(leaves(tree)):
        yield from unknown(where, id, known, "service")
    yield from _thresholds(where, tree)


def _is_deep(tree: Expression) -> bool:
    """Return whether an expression is too deep to be walked by recursion."""
    level: list[Expression] = [tree]
    for _ in range(MAX_DEPTH):
        level = [part for gate in level if not isinstance(gate, str) for part in gate.of]
        if not level:
            return False
    return True


def _thresholds(where: str, tree: Expression) -> Iterator[Problem]:
    if isinstance(tree, str):
        return
    if isinstance(tree, AtLeast) and not 1 <= tree.k <= len(tree.of):
        fits = {0: "Name a part.", 1: "Give 1."}.get(len(tree.of), f"Give 1 to {len(tree.of)}.")
        yield Problem(where, f"at_least {tree.k} of {len(tree.of)} is out of range.", fits)
    for part in tree.of:
        yield from _thresholds(where, part)


def scenarios(draft: Draft) -> Iterator[Problem]:
    """Yield what named scenarios refer to that does not exist."""
    parts = {part.id for _, part in (*draft.all_domains(), *draft.all_services())} | set(draft.spared)
    mitigations = {part.id for _, part in draft.mitigations} | set(draft.spared)
    readings = {part.id for _, part in draft.readings} | set(draft.spared)
    for where, named in draft.scenarios:
        yield from _unknown_all(f"{where}.losses", named.scenario.losses, parts, PART)
        yield from _unknown_all(f"{where}.mitigations", named.scenario.mitigations, mitigations, "mitigation")
        yield from _unknown_all(f"{where}.readings", named.scenario.readings, readings, "reading")
        yield from _unknown_all(
            f"{where}.parameters", named.scenario.parameters, set(draft.parameters), "parameter"
        )
        if named.hazard is not None:
            yield from unknown(f"{where}.hazard", named.hazard, draft.hazards, "hazard")


def _unknown_all(where: str, ids: Iterable[str], known: Collection[str], kind: str) -> Iterator[Problem]:
    for id in sorted(ids):
        yield from unknown(where, id, known, kind)


def parameters(draft: Draft) -> Iterator[Problem]:
    """Yield parameters that are not numbers or stand outside their own range."""
    for id, parameter in draft.parameters.items():
        where = f"parameters.{id}"
        numbers = [n for n in (parameter.low, parameter.value, parameter.high) if n is not None]
        if not all(abs(number) < math.inf for number in numbers):
            yield Problem(where, f"{numbers} are not all finite.", "Give finite numbers.")
        elif numbers != sorted(numbers):
            yield Problem(where, f"{numbers} is not in order.", "Give low <= value <= high.")
