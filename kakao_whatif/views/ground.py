"""The places as rows: domains as a tree, with what is lost, wholly or in part.

The map draws them as the ground the house stands on and the switches list them, from the same rows.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from kakao_whatif.model.parts import Domain
from kakao_whatif.model.system import System
from kakao_whatif.text.catalogue import count_of, say
from kakao_whatif.views.snapshot import Snapshot

DEEPEST_LEVEL = 2


@lru_cache(maxsize=16)
def domain_tree(system: System) -> tuple[tuple[Domain, int], ...]:
    """Return every domain there is or could be with its level, each after the one it stands in.

    Links come last: they lie beside the ground.
    """
    domains = {**system.domains, **system.possible_domains}  # what the file names first comes first
    below: dict[str | None, list[Domain]] = {}
    for domain in domains.values():
        below.setdefault(domain.parent if domain.parent in domains else None, []).append(domain)

    found: list[tuple[Domain, int]] = []
    waiting = [(domain, 0) for domain in _links_first(below.get(None, ()))]
    while waiting:
        domain, level = waiting.pop()
        found.append((domain, level))
        waiting += [(inner, level + 1) for inner in _links_first(below.get(domain.id, ()))]
    return tuple(found)


def _links_first(domains: Iterable[Domain]) -> list[Domain]:
    """Return domains backwards, as a stack holds them: links at the bottom."""
    return sorted(domains, key=lambda domain: domain.kind == "link")[::-1]


@lru_cache(maxsize=64)
def hosted(system: System) -> dict[str, frozenset[str]]:
    """Return the services with a copy in each domain or in a part of it."""
    found: dict[str, set[str]] = {id: set() for id in system.domains}
    for service in system.services.values():
        for replica in service.replicas:
            for domain in system.ancestors(replica.domain):
                found[domain].add(service.id)
    return {id: frozenset(ids) for id, ids in found.items()}


def ground(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return a row for every place, each after the one it stands in."""
    return [_site(snapshot, domain, level) for domain, level in domain_tree(snapshot.system)]


def place_line(snapshot: Snapshot, domain: Domain) -> str:
    """Return what there is to say about a place in one line: its kind and how much stands there."""
    language, system = snapshot.language, snapshot.impact.system
    kind = say(f"views.domain.{domain.kind}", language)
    if domain.id not in system.domains:
        return f"{kind} · {say('views.building.absent', language)}"
    return f"{kind} · {count_of('views.building.services', len(hosted(system)[domain.id]), language)}"


def place_note(snapshot: Snapshot, domain: Domain) -> str:
    """Return how many services stand in a place, as short as can be."""
    if domain.id not in snapshot.impact.system.domains:
        return say("views.switches.not_there", snapshot.language)
    return str(len(hosted(snapshot.impact.system)[domain.id]))


def _site(snapshot: Snapshot, domain: Domain, level: int) -> dict[str, Any]:
    impact, id = snapshot.impact, domain.id
    gone = impact.settled.lost_domains
    is_lost = id in impact.scenario.losses
    parts = [other for other in gone if other != id and id in impact.system.ancestors(other)]
    row: dict[str, Any] = {
        "id": id,
        "label": snapshot.label(id),
        "kind": domain.kind,
        "level": min(level, DEEPEST_LEVEL),
        "lost": is_lost,
        "inside_lost": id in gone and not is_lost,
        "partly": id not in gone and bool(parts),
        "absent": id not in impact.system.domains,
        "parent": domain.parent,
    }
    said = [place_line(snapshot, domain)]
    if is_lost and row["partly"]:
        said.append(say("views.building.contained", snapshot.language))
    else:
        marks = ("lost", "inside_lost", "partly")
        said += [say(f"views.building.{mark}", snapshot.language) for mark in marks if row[mark]]
    return row | {"title": f"{row['label']}: {', '.join(said)}"}
