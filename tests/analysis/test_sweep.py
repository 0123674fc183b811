"""Monte Carlo against the exact probability, whoever works it out; intervals; what is refused."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import product
from math import prod, sqrt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.layered import layered_system
from kakao_whatif import LimitError, Scenario, ScenarioError, Status, UnknownIdError, load_case, propagate
from kakao_whatif.analysis.many.draws import BLOCK
from kakao_whatif.analysis.sweep import Estimate, sweep
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Domain, Replica, Service
from tests.strategies import systems


def exactly(system, chances, lost):
    """The probability that each service is DARK, and LOCKED or worse: over all losses there can be."""
    dark, locked = dict.fromkeys(system.services, 0.0), dict.fromkeys(system.services, 0.0)
    for choice in product([False, True], repeat=len(chances)):
        weight = prod(p if is_lost else 1 - p for p, is_lost in zip(chances.values(), choice, strict=True))
        losses = {id for id, is_lost in zip(chances, choice, strict=True) if is_lost}
        for id, status in propagate(system, Scenario(losses | lost)).status.items():
            dark[id] += weight * (status is Status.DARK)
            locked[id] += weight * (status >= Status.LOCKED)
    return dark, locked


@settings(max_examples=150)
@given(systems(), st.data())
def test_what_is_seen_agrees_with_the_exact_probability(system, data):
    ids = sorted([*system.domains, *system.services])
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1, max_size=5))
    chances = {id: data.draw(st.sampled_from([0, 0.02, 0.3, 0.7, 1])) for id in chosen}
    lost = data.draw(st.frozensets(st.sampled_from(ids), max_size=1))
    found = sweep(system, n := 4_000, chances, seed=5, scenario=Scenario(lost))
    for exact, seen in zip(exactly(system, chances, lost), (found.dark, found.locked), strict=True):
        for id, probability in exact.items():
            deviation = sqrt(max(0, probability * (1 - probability)) / n)
            assert abs(seen[id].share - probability) <= 5 * deviation + 1e-9
            assert seen[id].low <= seen[id].share <= seen[id].high


def test_nineteen_of_twenty_intervals_hold_the_exact_probability():
    inside = 0
    for seed in range(400):
        dark = sweep(two_sites(), 500, 0.1, seed, over="sites").dark["chat"]
        inside += dark.low <= 0.1 <= dark.high
    assert 0.92 <= inside / 400 <= 0.98


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_the_same_seed_gives_the_same_answer_whoever_works_it_out(pool):
    alone = sweep(load_case("kakao-2022"), n := 3 * BLOCK + 7, 0.02, seed=9)
    with pool(2) as executor:
        shared = sweep(load_case("kakao-2022"), n, 0.02, seed=9, executor=executor)
    assert (shared.dark, shared.locked) == (alone.dark, alone.locked)
    assert sweep(load_case("kakao-2022"), n, 0.02, seed=10).dark != alone.dark


@pytest.mark.slow
def test_the_dask_cluster_of_the_documentation_gives_the_same_answer(capsys):
    """The example is run as it stands in `docs/sweep.md`, on a cluster of two processes."""
    text = (Path(__file__).parents[2] / "docs" / "sweep.md").read_text(encoding="utf-8")
    example = next(part for part in text.split("```") if part.startswith("python") and "LocalCluster" in part)
    names = {"__name__": "__main__"}
    exec(example.removeprefix("python"), names)
    alone = sweep(load_case("kakao-2022"), 3_000_000, 0.01, seed=2022)
    assert (names["found"].dark, names["found"].locked) == (alone.dark, alone.locked)
    printed = capsys.readouterr().out.splitlines()
    assert printed[-2:] == ["100%", str(alone.dark["tistory"])]


def test_a_domain_s_own_probability_holds_if_no_other_is_given():
    system = build_system(
        [Service("chat", replicas=(Replica("north"),)), Service("news", replicas=(Replica("south"),))],
        [Domain("north", "site", probability=1), Domain("south", "site")],
    )
    found = sweep(system, 10)
    assert (found.dark["chat"].share, found.dark["news"].share) == (1, 0)
    assert found.probabilities == {"north": 1}


def test_what_the_scenario_loses_is_lost_in_every_draw_and_what_is_in_place_helps():
    kakao = load_case("kakao-2022")
    lost = sweep(kakao, 50, {"anyang": 0.0}, scenario=Scenario({"pangyo"}))
    assert lost.dark["tistory"] == Estimate.of_count(50, 50)
    assert lost.locked["webtoon-reading"].share == 1
    spared = sweep(kakao, 50, {"anyang": 0.0}, scenario=Scenario({"pangyo"}, {"everything-two-sites"}))
    assert spared.dark["tistory"].share == 0


def test_an_interval_is_wilson_s():
    found = Estimate.of_count(10, 100)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0552, 0.1744)  # as in Wilson's formula by hand
    assert Estimate.of_count(0, 10).low == 0
    assert Estimate.of_count(10, 10).high == 1


def test_the_table_has_a_row_a_service():
    frame = sweep(two_sites(), 100, 1, over="sites").to_frame()
    assert list(frame.index) == ["chat", "news", "account", "control", "tools"]
    assert frame.loc["news", "locked_high"] == 1


def test_progress_can_end_it_after_a_task():
    with pytest.raises(LimitError) as caught:
        sweep(layered_system(1000), 2 * BLOCK, 0.01, progress=lambda done, of: False)
    assert str(caught.value) == "sweep: ended after 32,768 of 65,536 scenarios. Ask for fewer, or let it run."


@pytest.mark.parametrize("wrong", [-0.1, 1.5, float("nan"), True, "0.1", None])
def test_what_is_no_probability_is_refused(wrong):
    with pytest.raises(ScenarioError) as caught:
        sweep(two_sites(), 10, {"pangyo": wrong})
    assert str(caught.value) == f"p['pangyo']: {wrong!r} is not a probability. Give a number from 0 to 1."


def test_an_unknown_id_and_no_probability_at_all_are_refused():
    with pytest.raises(UnknownIdError, match="p: unknown id 'pangio'"):
        sweep(two_sites(), 10, {"pangio": 0.1})
    with pytest.raises(ScenarioError) as caught:
        sweep(two_sites(), 10)
    assert str(caught.value) == "p: no domain here has a probability. Give one number, or one by id."
    with pytest.raises(ScenarioError, match="n: 0 is not a whole number"):
        sweep(two_sites(), 0, 0.1)
