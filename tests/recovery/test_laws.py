"""Laws that are true: with as many crews as jobs and speeds that do not depend on state, help makes nothing later.

With few crews they are not: `test_simulate.py` keeps Graham's example.
"""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from kakao_whatif import Scenario, propagate, read_system, simulate_recovery
from kakao_whatif.recovery.clock import Clock
from kakao_whatif.recovery.hazard import chosen_hazard
from kakao_whatif.recovery.means import means_of
from kakao_whatif.recovery.numbers import central
from kakao_whatif.recovery.plan import plan_of
from kakao_whatif.recovery.run import Run, played
from kakao_whatif.recovery.timeline import hours

Model = dict[str, Any]
SEEDS = range(150)


def model_of(random: Random) -> Model:
    """A random model without rings, whose controlled failovers are no slower than those by hand."""
    services = []
    for number in range(random.randint(2, 9)):
        lower = [f"s{other}" for other in range(number)]
        needs = [
            {"kind": kind, "on": _expression(random, lower)}
            for kind in ("hard", "restart", "login", "soft")
            if lower and random.random() < 0.4
        ]
        replicas = [{"in": random.choice(["p", "q"])} for _ in range(random.randint(1, 2))]
        service: Model = {"id": f"s{number}", "needs": needs, "replicas": replicas}
        if random.random() < 0.4:
            replicas.append({"in": random.choice(["q", "r"]), "role": "standby"})
            on = random.choice([*lower, {"all_of": []}])
            mode = random.choice(["automatic", "manual"])
            service["failover"] = {"needs": on, "mode": mode, "minutes": random.choice([0, 20, 60])}
        service["recovery"] = {
            "priority": random.randint(0, 3),
            "servers": random.randint(0, 8),
            "data": random.choice(["none", "normal", "heavy"]),
        }
        if random.random() < 0.2:
            service["recovery"]["break_glass_hours"] = random.randint(0, 6)
        services.append(service)
    numbers = {
        "crews": 1000,
        "hand-start-servers-per-crew-hour": 2,
        "normal-data-hours": 1,
        "heavy-data-hours": 5,
    }
    numbers |= {"decision-minutes": 30, "failover-by-hand-minutes": random.choice([60, 240])}
    return {
        "schema": "kakao-whatif/1",
        "id": "law",
        "domains": [{"id": "p", "kind": "site"}, {"id": "q", "kind": "site"}, {"id": "r", "kind": "site"}],
        "services": services,
        "parameters": {id: {"value": value} for id, value in numbers.items()},
    }


def _expression(random: Random, ids: list[str]) -> Any:
    chosen = random.sample(ids, random.randint(1, min(3, len(ids))))
    return random.choice([chosen[0], {"all_of": chosen}, {"any_of": chosen}])


def night(back: float = 6.0, until: float = 9.0) -> list[Model]:
    """The site p is lost, and its power grows back between two hours."""
    return [
        {"at_hours": 0, "lose": "p"},
        {"from_hours": back, "at_hours": until, "restore": "p", "share": 0.5},
        {"at_hours": until + 1, "restore": "p"},
    ]


def ends(model: Model, hazard: list[Model]) -> dict[str, float]:
    timeline = simulate_recovery(read_system(model), Scenario({"p"}), hazard=hazard)
    return {id: hours(time) for id, time in timeline.time_to_restore.items()}


def earlier(model: Model, random: Random) -> list[Model]:
    return night(back=random.choice([1, 3, 5]))


def more_crews(model: Model, random: Random) -> list[Model]:
    model["parameters"]["crews"]["value"] += 1
    return night()


def shorter(model: Model, random: Random) -> list[Model]:
    # Not fewer servers: those behind them in the order of power would get it later.
    random.choice(model["services"])["recovery"]["data"] = "none"
    model["parameters"]["heavy-data-hours"]["value"] = 3
    return night()


def needing_less(model: Model, random: Random) -> list[Model]:
    for service in random.sample(model["services"], len(model["services"])):
        if service["needs"]:
            service["needs"].pop()
            break
    return night()


@pytest.mark.parametrize("helped", [earlier, more_crews, shorter, needing_less])
def test_with_enough_crews_help_makes_no_service_later(
    helped: Callable[[Model, Random], list[Model]],
) -> None:
    is_felt = False
    for seed in SEEDS:
        model = model_of(Random(seed))
        before = ends(model, night())
        after = ends(model, helped(model, Random(seed)))
        assert all(after[id] <= before[id] + 1e-9 for id in before), seed
        is_felt = is_felt or after != before
    assert is_felt is (helped is not more_crews)


def test_what_never_comes_back_by_itself_ends_as_propagate_says() -> None:
    """Without power, and with nothing done by hand, the end of it is what `propagate` says."""
    for seed in SEEDS:
        model = model_of(Random(seed))
        del model["parameters"]["failover-by-hand-minutes"]
        system = read_system(model)
        timeline = simulate_recovery(system, Scenario({"p"}), hazard=[{"at_hours": 0, "lose": "p"}])
        assert dict(timeline.moments[-1].status) == dict(propagate(system, Scenario({"p"})).status), seed


@pytest.mark.parametrize("stops", [(1.0, 2.0, 30.0), (0.0, 7.5, 9.0, 9.0, 12.25), (100.0,)])
def test_pausing_and_resuming_the_clock_changes_nothing(stops: tuple[float, ...]) -> None:
    for seed in range(40):
        system, scenario = read_system(model_of(Random(seed))), Scenario({"p"})
        numbers = central(system, scenario)
        events = chosen_hazard(system, scenario, night(), numbers).events
        paused = Run(plan_of(system), means_of(plan_of(system), numbers), events)
        for stop in (*stops, 240.0):
            while paused.step(stop):
                pass
        assert (
            paused.history
            == played(plan_of(system), means_of(plan_of(system), numbers), events, 240.0).history
        )


def test_the_order_of_services_in_the_file_does_not_matter() -> None:
    for seed in range(60):
        model = model_of(Random(seed))
        model["parameters"]["crews"]["value"] = 2
        before = ends(model, night())
        Random(seed).shuffle(model["services"])
        assert ends(model, night()) == before, seed


def test_the_clock_gives_things_in_the_order_of_time_rank_and_number() -> None:
    clock = Clock()
    for time, rank, thing in [(2, 1, "d"), (1, 1, "b"), (1, 0, "a"), (1, 1, "c"), (3, 0, "e")]:
        clock.put(time, rank, thing)
    assert clock.take(0.5) == []
    assert clock.take(2) == ["a", "b", "c"]
    clock.put(0, 0, "late")
    assert clock.take(2) == ["late"]
    assert clock.now == 1
    assert clock.take(2) == ["d"]
    assert clock.take(2) == []
