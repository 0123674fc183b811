"""What a user writes with NetworkX: one pass in topological order for each scenario."""

from collections.abc import Collection, Iterable

import networkx as nx

from kakao_whatif.model.expression import leaves, threshold
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System


def needs_graph(system: System) -> nx.DiGraph:
    """Return an edge from each component to what needs it, and on each how many needs must hold."""
    graph = nx.DiGraph()
    for service in system.services.values():
        graph.add_node(service.id, at_least=0)
        for need in service.needs:
            assert not isinstance(need.on, str)
            graph.nodes[service.id]["at_least"] = threshold(need.on)
            graph.add_edges_from((leaf, service.id) for leaf in leaves(need.on))
    return graph


def statuses(
    graph: nx.DiGraph, losses: Collection[str], order: Iterable[str] | None = None
) -> dict[str, Status]:
    """Return the status of every component; the order is sorted anew unless it is given."""
    status: dict[str, Status] = {}
    for node in nx.topological_sort(graph) if order is None else order:
        met = sum(status[other] is Status.UP for other in graph.predecessors(node))
        stands = node not in losses and met >= graph.nodes[node]["at_least"]
        status[node] = Status.UP if stands else Status.DARK
    return status
