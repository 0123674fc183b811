"""What would have saved it: all smallest sets of the case of 2022, proved, and its frontier.

The case is read beforehand; nothing is kept between turns but what a page would keep too, the system itself.
"""

from collections.abc import Iterator
from time import perf_counter

from benchmarks.measure import Ratio, readable
from kakao_whatif import (
    NotWorse,
    Scenario,
    Status,
    SurvivesAnySite,
    check_proof,
    frontier,
    load_case,
    minimal_mitigations,
)

NIGHT = Scenario({"pangyo"})


def ratios() -> Iterator[Ratio]:
    """Yield the seconds for all smallest sets of each target, against one second."""
    case = load_case("kakao-2022")
    every = [*case.services]
    for what, scenario, target in (
        ("Tistory not dark", NIGHT, NotWorse(["tistory"])),
        ("Daum Mail no worse than degraded", NIGHT, NotWorse(["daum-mail"], Status.DEGRADED)),
        ("every service up", NIGHT, NotWorse(every, Status.UP)),
        ("every service survives any site", Scenario(), SurvivesAnySite(every)),
    ):
        start = perf_counter()
        answer = minimal_mitigations(case, scenario, target)
        taken = perf_counter() - start
        start = perf_counter()
        assert all(check_proof(case, scenario, target, each.proof) for each in answer)
        detail = (
            f"{readable(taken)}, {len(answer)} sets; proofs checked in {readable(perf_counter() - start)}"
        )
        yield Ratio(f"all smallest sets, {what} / 1 s", taken, detail, at_most=1)
    start = perf_counter()
    points = frontier(case)
    taken = perf_counter() - start
    yield Ratio("frontier over the loss of any site / 1 s", taken, f"{readable(taken)}, {len(points)} points")
