"""Minimal cut sets and probability of the standard fault trees, beside the seconds of SCRAM.

SCRAM is a fault-tree solver in C++; its seconds were measured once, and lie with the trees beside
the repository. Both sides are floored at 5 ms. Ours go from a read system to count and probability.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import geometric_mean, median
from time import perf_counter

from benchmarks.measure import Ratio, readable
from kakao_whatif import LimitError, System, minimal_cut_sets, read_fault_tree
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AllOf, AnyOf
from kakao_whatif.model.parts import Dependency, Service

TREES = Path(__file__).parents[2] / "shared" / "aralia"
FLOOR, TURNS = 0.005, 5
MANY = "das9209"


def ratios() -> Iterator[Ratio]:
    """Yield our seconds through SCRAM's for each tree and their mean; a large ring, and what reaches the bound."""
    yield from _large()
    if not TREES.exists():
        return
    found = []
    for expected in json.loads((TREES / "expected.json").read_text()):
        name, theirs = expected["model"], expected["scram_s"]
        ours = _seconds(TREES / f"{name}.xml", expected)
        found.append(max(ours, FLOOR) / max(theirs, FLOOR))
        detail = f"{readable(ours)} / {readable(theirs)}, {expected['mcs']:,} sets"
        yield Ratio(f"  cut sets of {name}: ours / SCRAM", found[-1], detail)
        if name == MANY:
            yield Ratio(f"  cut sets of {name}: ours / 1 s", ours, readable(ours), at_most=1)
    what = f"cut sets of {len(found)} fault trees: ours / SCRAM, geometric mean"
    yield Ratio(what, geometric_mean(found), "both floored at 5 ms", at_most=2)


def _large() -> Iterator[Ratio]:
    n, many = 1_500, 60
    ring = [Service(f"s{at}", needs=(Dependency("hard", f"s{(at + 1) % n}"),)) for at in range(n)]
    seconds = median(_taken(build_system(ring), "s0") for _ in range(TURNS))
    yield Ratio("cut sets of a hard ring of 1,500: ours / 2 s", seconds / 2, readable(seconds), at_most=1)
    random, ids = Random(1), [f"s{at}" for at in range(many)]
    some = AnyOf(tuple(AllOf(tuple(random.sample(ids, 3))) for _ in range(2 * many)))
    system = build_system([Service("top", needs=(Dependency("hard", some),)), *map(Service, ids)])
    seconds = _taken(system, "top")
    yield Ratio(
        "cut sets that are too many steps: refusal / 30 s", seconds / 30, readable(seconds), at_most=1
    )


def _taken(system: System, service: str) -> float:
    start = perf_counter()
    with suppress(LimitError):
        minimal_cut_sets(system, service)
    return perf_counter() - start


def _seconds(path: Path, expected: dict[str, float]) -> float:
    tree = read_fault_tree(path)
    seconds = []
    for _ in range(TURNS):
        start = perf_counter()
        cuts = minimal_cut_sets(tree.system, tree.top, tree.basic_events)
        count, risk = cuts.count(), cuts.probability(tree.probabilities)
        seconds.append(perf_counter() - start)
        assert count == expected["mcs"]
        assert abs(risk / expected["p_top"] - 1) < 1e-6
    return median(seconds)
