"""Strongly connected components: the rings of a directed graph.

Rings of domains, of waking and of restarting are the same question, asked in three places; the
core asks it without NetworkX, which costs 0.2 s at import.
"""

from collections.abc import Iterable, Mapping


def rings(graph: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the cyclic components of a graph, each sorted, in sorted order.

    *A component is cyclic when each of its nodes can be reached from each, by at least one edge.*

    Notes
    -----
    Tarjan's algorithm without recursion; O(nodes + edges).

    References
    ----------
    R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972).

    Examples
    --------
    >>> rings({"chat": ["tools"], "tools": ["chat"], "news": ["chat"]})
    (('chat', 'tools'),)
    """
    found = [c for c in components(graph) if len(c) > 1 or c[0] in set(graph.get(c[0], ()))]
    return tuple(sorted(tuple(sorted(component)) for component in found))


def components(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return all strongly connected components, each after those that its edges lead to.

    Examples
    --------
    >>> components({"news": ["chat"], "chat": ["tools"], "tools": ["chat"]})
    [['tools', 'chat'], ['news']]
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    found: list[list[str]] = []
    for root in sorted(graph):
        if root in number:
            continue
        path = [(root, iter(sorted(graph[root])))]
        number[root] = low[root] = len(number)
        open_nodes.append(root)
        is_open.add(root)
        while path:
            node, successors = path[-1]
            for successor in successors:
                if successor not in number:
                    number[successor] = low[successor] = len(number)
                    open_nodes.append(successor)
                    is_open.add(successor)
                    path.append((successor, iter(sorted(graph.get(successor, ())))))
                    break
                if successor in is_open:
                    low[node] = min(low[node], number[successor])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == number[node]:
                    component: list[str] = []
                    while not component or component[-1] != node:
                        component.append(open_nodes.pop())
                    is_open.difference_update(component)
                    found.append(component)
    return found
