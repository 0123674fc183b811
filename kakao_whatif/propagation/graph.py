"""A system as a NetworkX graph, for people who have questions of their own."""

from typing import TYPE_CHECKING

from kakao_whatif.model.expression import as_data, leaves
from kakao_whatif.model.system import System

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(system: System) -> "nx.DiGraph":
    """Return services and domains as nodes, and who needs whom as edges.

    An edge runs from a service to what it needs, with ``kinds`` (hard, login, soft, restart,
    failover; ``hosted`` towards a domain, ``in`` from a domain to the one it stands in). What lies
    in alternatives and thresholds is drawn too: the graph over-approximates; the exact need stands
    in the node's ``needs``.

    Examples
    --------
    >>> from kakao_whatif.examples import two_sites
    >>> to_networkx(two_sites()).edges["news", "account"]["kinds"]
    ('login',)
    """
    import networkx as nx  # 0.2 s that only this function needs

    graph = nx.DiGraph(id=system.id, version=system.version)
    for domain in system.domains.values():
        graph.add_node(domain.id, part="domain", kind=domain.kind, name=system.name(domain.id).en)
    for service in system.services.values():
        needs = [{"kind": need.kind, "on": as_data(need.on)} for need in service.needs]
        graph.add_node(
            service.id, part="service", layer=service.layer, name=system.name(service.id).en, needs=needs
        )
    for (source, target), kinds in sorted(_edges(system).items()):
        graph.add_edge(source, target, kinds=tuple(sorted(kinds)))
    return graph


def _edges(system: System) -> dict[tuple[str, str], set[str]]:
    edges: dict[tuple[str, str], set[str]] = {}
    for domain in system.domains.values():
        if domain.parent is not None:
            edges.setdefault((domain.id, domain.parent), set()).add("in")
    for service in system.services.values():
        for replica in service.replicas:
            edges.setdefault((service.id, replica.domain), set()).add("hosted")
        for need in service.needs:
            for leaf in leaves(need.on):
                edges.setdefault((service.id, leaf), set()).add(need.kind)
        if service.has_standby and service.failover is not None:
            for leaf in leaves(service.failover.needs):
                edges.setdefault((service.id, leaf), set()).add("failover")
    return edges
