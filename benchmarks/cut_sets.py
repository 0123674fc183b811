"""Minimal cut sets and probability of the standard fault trees, beside the seconds of SCRAM.

SCRAM is a fault-tree solver in C++; its seconds were measured once, and lie with the trees beside
the repository. Both sides are floored at 5 ms. Ours go from a read system to count and probability.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import geometric_mean, median
from time import perf_counter

from benchmarks.measure import Ratio, readable
from kakao_whatif import minimal_cut_sets, read_fault_tree

TREES = Path(__file__).parents[2] / "shared" / "aralia"
FLOOR, TURNS = 0.005, 5
MANY = "das9209"


def ratios() -> Iterator[Ratio]:
    """Yield our seconds through SCRAM's for each tree, and their geometric mean."""
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
