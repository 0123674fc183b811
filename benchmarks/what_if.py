"""One what-if of three losses, against a NetworkX pass for each scenario.

Both sides give the status of every component; they are compared before anything is measured. The
system is read, and the graph made, beforehand. Sides take turns of fifty what-ifs, all different, as `timeit`
measures a loop; what one costs that comes right after the other side has filled the processor's caches with its
own things is told too.
"""

from collections.abc import Iterator
from statistics import median

import networkx as nx

from benchmarks.layered import layered_system, random_losses
from benchmarks.measure import Ratio, medians, readable
from benchmarks.networkx_pass import needs_graph, statuses
from kakao_whatif import Scenario, propagate

TARGETS = {60: None, 1_000: 50, 10_000: 100}
BATCH, TURNS = 50, 9


def ratios() -> Iterator[Ratio]:
    """Yield how many times faster `propagate` is, at each size."""
    for components, target in TARGETS.items():
        yield from _at(components, target)


def _at(components: int, target: int | None) -> Iterator[Ratio]:
    system = layered_system(components)
    graph = needs_graph(system)
    order = list(nx.topological_sort(graph))
    losses = random_losses(system, BATCH * TURNS)
    batches = [losses[at : at + BATCH] for at in range(0, len(losses), BATCH)]
    dark = []
    for some in losses:
        impact = propagate(system, Scenario(some))
        assert impact.status == statuses(graph, some, order)
        dark.append(len(impact.dark))
    ours, theirs, sorted_once = medians(
        lambda turn: [propagate(system, Scenario(some)).status for some in batches[turn]],
        lambda turn: [statuses(graph, some) for some in batches[turn]],
        lambda turn: [statuses(graph, some, order) for some in batches[turn]],
        turns=TURNS,
    )
    what = f"what-if of 3 losses, {components:,} components: NetworkX / ours"
    detail = f"{readable(theirs / BATCH)} / {readable(ours / BATCH)}, {median(dark):g} go dark"
    yield Ratio(what, theirs / ours, detail, at_least=target)
    what = "  the same, with the order sorted once beforehand"
    yield Ratio(what, sorted_once / ours, readable(sorted_once / BATCH))
    alone, their_one = medians(
        lambda turn: propagate(system, Scenario(losses[turn])).status,
        lambda turn: statuses(graph, losses[turn]),
        turns=BATCH,
    )
    what = "  one at a time, in turns"
    yield Ratio(what, their_one / alone, f"{readable(their_one)} / {readable(alone)}")
