"""Print every promised ratio; the exit code is 1 if one is missed."""

import sys

from benchmarks import (
    contingencies,
    cut_sets,
    import_time,
    large,
    mitigations,
    pages,
    recovery,
    visitors,
    what_if,
)

if __name__ == "__main__":
    print("Ratios of medians, measured in turns in one run; times at the right are of this machine.\n")
    met = True
    for benchmark in (
        what_if,
        contingencies,
        cut_sets,
        mitigations,
        import_time,
        large,
        recovery,
        pages,
        visitors,
    ):
        for ratio in benchmark.ratios():
            print(ratio, flush=True)
            met = met and ratio.is_met
    sys.exit(not met)
