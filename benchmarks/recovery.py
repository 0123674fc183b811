"""Recovery: one run of the clock against SimPy, and ten thousand samples of the 2022 case.

SimPy stands twice. With the *same rules* it is the tests' literal model, which works everything out anew at each
moment; nobody would run that a thousand times. As a *sketch* it is what somebody would write first: restarts in place
only, no failover, no speeds, no statuses, and ties as they fall. The one does more than need be, the other less than
we do.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random
from time import perf_counter

from benchmarks.measure import Ratio, medians, readable
from benchmarks.outages import HAZARD, SITE, outage
from benchmarks.simpy_night import night
from kakao_whatif import Scenario, load_case, simulate_recovery
from kakao_whatif.recovery.ends import ends_of
from kakao_whatif.recovery.hazard import chosen_hazard
from kakao_whatif.recovery.means import means_of
from kakao_whatif.recovery.numbers import central, drawn
from kakao_whatif.recovery.plan import plan_of
from kakao_whatif.recovery.run import played
from tests.recovery.oracle import oracle

SERVICES, CREWS, HORIZON = 60, 4, 2_000.0
SAMPLES = 10_000


def ratios() -> Iterator[Ratio]:
    """Yield samples a second against SimPy, and how long ten thousand samples of the case take."""
    system, scenario = outage(SERVICES, CREWS), Scenario({SITE})
    plan, own = plan_of(system), central(system, scenario)
    events = chosen_hazard(system, scenario, HAZARD, own).events

    def ours(turn: int) -> object:
        means = means_of(plan, drawn(system, scenario, Random(turn)))
        return ends_of(played(plan, means, events, HORIZON)).restored

    def sketch(turn: int) -> object:
        return night(plan, means_of(plan, drawn(system, scenario, Random(turn))))

    fast, simple = medians(ours, sketch, turns=200)
    again, literal = medians(ours, lambda _: oracle(system, scenario, HAZARD), turns=5)
    what = f"recovery of {SERVICES} services, {CREWS} crews: SimPy"
    detail = f"{readable(literal)} / {readable(again)}, {1 / fast:,.0f} samples a second"
    yield Ratio(f"{what}, same rules / ours", literal / again, detail, at_least=5)
    yield Ratio("  a SimPy sketch with few of the rules / ours", simple / fast, readable(simple))
    case = load_case("kakao-2022")
    start = perf_counter()
    simulate_recovery(case, Scenario({"pangyo"}))
    first = perf_counter() - start
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        start = perf_counter()
        simulate_recovery(case, Scenario({"pangyo"}), samples=SAMPLES, executor=executor)
        taken = perf_counter() - start
    detail = f"{readable(taken)} on two processes; the first answer after {readable(first)}"
    yield Ratio(f"{SAMPLES:,} samples of kakao-2022 / 20 s", taken / 20, detail, at_most=1)
