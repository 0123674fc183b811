"""The NetworkX view says who needs whom, and nothing else."""

import networkx as nx
from hypothesis import given

from kakao_whatif.examples import two_sites
from kakao_whatif.propagation.dependents import dependents
from kakao_whatif.propagation.graph import to_networkx
from tests.small import of, runs
from tests.strategies import systems


def test_services_and_domains_are_nodes_and_needs_are_edges():
    graph = to_networkx(two_sites())
    assert graph.nodes["pangyo"] == {"part": "domain", "kind": "site", "name": "Pangyo"}
    assert graph.nodes["news"]["part"] == "service"
    assert graph.nodes["news"]["needs"] == [{"kind": "login", "on": "account"}]
    assert graph.edges["chat", "control"]["kinds"] == ("failover",)
    assert graph.edges["chat", "pangyo"]["kinds"] == ("hosted",)
    assert graph.number_of_edges() == 10


def test_a_zone_points_to_the_site_it_stands_in():
    graph = to_networkx(of(runs("app", ["feed"]), inside={"feed": "site"}))
    assert graph.edges["feed", "site"]["kinds"] == ("in",)
    assert nx.has_path(graph, "app", "site")


@given(systems())
def test_every_dependent_is_a_predecessor_with_its_kinds(system):
    graph = to_networkx(system)
    assert set(graph) == {*system.services, *system.domains}
    for id in system.services:
        by_kind = dependents(system, id)
        assert set(graph.predecessors(id)) == {other for ids in by_kind.values() for other in ids}
        for kind, ids in by_kind.items():
            assert all(kind in graph.edges[other, id]["kinds"] for other in ids)


@given(systems())
def test_the_graph_can_be_changed_without_touching_the_system(system):
    to_networkx(system).clear()
    assert len(to_networkx(system)) == len(system.services) + len(system.domains)
