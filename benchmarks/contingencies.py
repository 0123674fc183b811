"""Every loss of two or three components, the worst kept, against a NetworkX pass for each.

NetworkX is timed on a sample, with its order sorted once beforehand; what all combinations would take follows from it.
The listed rows, and the sample, are compared with it before anything is measured.
"""

from collections.abc import Iterator
from itertools import chain
from math import comb
from random import Random

import networkx as nx

from benchmarks.layered import layered_system
from benchmarks.measure import Ratio, medians, readable
from benchmarks.networkx_pass import needs_graph, statuses
from kakao_whatif import Contingencies, contingencies
from kakao_whatif.model.status import Status
from kakao_whatif.model.system import System

RATIOS = {(1_000, 2): 1_000, (10_000, 2): 5_000, (1_000, 3): None}
SECONDS = {(10_000, 2): 60, (1_000, 3): 60}
SAMPLE, TURNS = 30, 3


def ratios() -> Iterator[Ratio]:
    """Yield how many times faster all of them are, and how long they take."""
    for size, k in RATIOS:
        yield from _at(size, k)


def _at(size: int, k: int) -> Iterator[Ratio]:
    system = layered_system(size)
    graph = needs_graph(system)
    order = list(nx.topological_sort(graph))
    sample = _sample(system, k)
    _check(contingencies(system, k, "all"), sample, graph, order)
    ours, theirs = medians(
        lambda turn: contingencies(system, k, "all"),
        lambda turn: [statuses(graph, some, order) for some in sample],
        turns=TURNS,
    )
    combinations = comb(size, k)
    yield Ratio(
        f"all losses of {k} of {size:,} components: NetworkX / ours",
        theirs / len(sample) * combinations / ours,
        f"{readable(theirs / len(sample))} each / {readable(ours)} for {combinations:,}",
        at_least=RATIOS[size, k],
    )
    if (size, k) in SECONDS:
        what = "  the same in seconds"
        yield Ratio(what, ours, f"{readable(ours / combinations)} a loss", at_most=SECONDS[size, k])


def _sample(system: System, k: int) -> list[tuple[str, ...]]:
    random, ids = Random(2022), sorted(system.services)
    return [tuple(sorted(random.sample(ids, k))) for _ in range(SAMPLE)]


def _check(found: Contingencies, sample: list[tuple[str, ...]], graph: nx.DiGraph, order: list[str]) -> None:
    listed = {row.losses: row.dark for row in found.rows}
    least = found.rows[-1].dark
    for losses in chain(listed, sample):
        dark = sum(status is Status.DARK for status in statuses(graph, losses, order).values())
        assert listed.get(losses, dark) == dark
        assert losses in listed or dark <= least
