"""Rings are the cyclic components, whatever the order of the graph."""

import itertools

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kakao_whatif.model.components import rings

nodes = st.integers(0, 7).map(str)
graphs = st.dictionaries(nodes, st.lists(nodes, max_size=3), max_size=8)


def test_a_chain_has_no_ring() -> None:
    assert rings({"a": ["b"], "b": ["c"], "c": []}) == ()


def test_a_node_that_points_at_itself_is_a_ring() -> None:
    assert rings({"a": ["a"], "b": ["a"]}) == (("a",),)


def test_rings_that_share_a_node_are_one() -> None:
    assert rings({"a": ["b"], "b": ["a", "c"], "c": ["b"], "d": ["a", "e"], "e": ["d"]}) == (
        ("a", "b", "c"),
        ("d", "e"),
    )


def test_nodes_that_only_stand_as_targets_are_allowed() -> None:
    assert rings({"a": ["nowhere"]}) == ()


def test_a_ring_of_fifty_thousand_needs_no_recursion() -> None:
    ring = {f"{at:05}": [f"{(at + 1) % 50_000:05}"] for at in range(50_000)}
    assert len(rings(ring)[0]) == 50_000


@given(graphs)
def test_rings_are_those_that_networkx_finds(graph: dict[str, list[str]]) -> None:
    ours = rings(graph)
    theirs = nx.DiGraph([(node, other) for node, others in graph.items() for other in others])
    cyclic = [
        c for c in nx.strongly_connected_components(theirs) if len(c) > 1 or theirs.has_edge(*(list(c) * 2))
    ]
    assert ours == tuple(sorted(tuple(sorted(component)) for component in cyclic))


@given(graphs)
def test_the_order_of_the_graph_never_matters(graph: dict[str, list[str]]) -> None:
    turned = {node: graph[node][::-1] for node in reversed(graph)}
    assert rings(turned) == rings(graph)
    assert not set(itertools.chain(*rings(graph))) - set(graph)
