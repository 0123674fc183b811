"""Recovery as its reader asks: the same seed, the same answer; what is refused; what is told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import Any

import pytest

from kakao_whatif import (
    NEVER,
    LimitError,
    RecoveryError,
    Scenario,
    Status,
    System,
    UnknownIdError,
    load_case,
    read_system,
    simulate_recovery,
)

SITE = {"domains": [{"id": "site", "kind": "site"}]}
CUT = [{"at_hours": 0, "lose": "site"}, {"at_hours": 0, "restore": "site"}]


def system(services: list[dict[str, Any]], **more: Any) -> System:
    return read_system({"schema": "kakao-whatif/1", "id": "test", **SITE, "services": services, **more})


def hours(found: dict[str, timedelta]) -> dict[str, float]:
    return {id: float("inf") if time == NEVER else time / timedelta(hours=1) for id, time in found.items()}


def graham(crews: int) -> System:
    """Nine tasks of 3, 2, 2, 2, 4, 4, 4, 4 and 9 hours; t9 comes after t1, t5 to t8 after t4."""
    after = {"t9": "t1", "t5": "t4", "t6": "t4", "t7": "t4", "t8": "t4"}
    services = []
    for number, work in enumerate((3, 2, 2, 2, 4, 4, 4, 4, 9), start=1):
        id = f"t{number}"
        needs = [{"kind": "restart", "on": after[id]}] if id in after else []
        services.append(
            {
                "id": id,
                "replicas": [{"in": "site"}],
                "needs": needs,
                "recovery": {"priority": 1, "servers": work},
            }
        )
    numbers = {"crews": {"value": crews}, "hand-start-servers-per-crew-hour": {"value": 1}}
    return system(services, parameters=numbers)


def test_a_fourth_crew_can_make_the_whole_later() -> None:
    """R. L. Graham, Bounds on multiprocessing timing anomalies, SIAM J. Appl. Math. 17 (1969)."""
    three = hours(simulate_recovery(graham(3), Scenario({"site"}), hazard=CUT).time_to_restore)
    four = hours(simulate_recovery(graham(4), Scenario({"site"}), hazard=CUT).time_to_restore)
    assert max(three.values()) == 12
    assert max(four.values()) == 15
    assert four["t9"] > three["t9"]


@pytest.mark.parametrize("crews", range(1, 10))
@pytest.mark.parametrize("others", range(1, 10))
def test_with_other_crews_the_whole_grows_within_grahams_bound(crews: int, others: int) -> None:
    """With m crews against m', at most 1 + (m - 1) / m' times as long."""
    with_m, with_others = (
        max(hours(simulate_recovery(graham(number), Scenario({"site"}), hazard=CUT).time_to_restore).values())
        for number in (others, crews)
    )
    assert with_others <= with_m * (1 + (others - 1) / crews) + 1e-9


def test_the_same_seed_gives_the_same_answer_and_another_one_another() -> None:
    case = load_case("kakao-2022")
    one, again, other = (
        simulate_recovery(case, Scenario({"pangyo"}), samples=40, seed=seed).quantiles for seed in (3, 3, 4)
    )
    assert one == again
    assert one != other


def test_who_makes_the_samples_does_not_matter() -> None:
    case = load_case("kakao-2022")
    alone = simulate_recovery(case, Scenario({"pangyo"}), samples=250, seed=1)
    with ThreadPoolExecutor(2) as executor:
        shared = simulate_recovery(case, Scenario({"pangyo"}), samples=250, seed=1, executor=executor)
    assert alone.quantiles == shared.quantiles
    assert alone.time_to_restore == shared.time_to_restore


def test_quantiles_are_order_statistics_and_the_central_run_is_not_among_the_samples() -> None:
    case = load_case("kakao-2022")
    timeline = simulate_recovery(case, Scenario({"pangyo"}), samples=10, seed=5)
    central = simulate_recovery(case, Scenario({"pangyo"}))
    assert timeline.time_to_restore == central.time_to_restore
    assert central.quantiles == {}
    for p10, p50, p90 in timeline.quantiles.values():
        assert p10 <= p50 <= p90


def test_progress_is_told_and_can_end_it() -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 200

    with pytest.raises(LimitError, match="ended after 200 of 1000"):
        simulate_recovery(load_case("kakao-2022"), Scenario({"pangyo"}), samples=1000, progress=progress)
    assert told == [(100, 1000), (200, 1000)]


@pytest.mark.parametrize("samples", [0, -1, 1.5, True, "many"])
def test_a_number_of_samples_that_is_none_is_refused(samples: Any) -> None:
    with pytest.raises(RecoveryError, match="Give a whole number of 1 or more"):
        simulate_recovery(load_case("kakao-2022"), Scenario({"pangyo"}), samples=samples)


@pytest.mark.parametrize("seed", ["x", 1.5, None, True])
def test_a_seed_that_is_none_is_refused(seed: Any) -> None:
    with pytest.raises(RecoveryError) as refusal:
        simulate_recovery(system([{"id": "a"}]), Scenario(), samples=2, seed=seed)
    assert str(refusal.value) == f"seed: {seed!r} is no seed. Give a whole number."


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("soon", "hazard[0]: 'soon' is no event"),
        ({"at_hours": 0}, "give either lose or restore"),
        ({"at_hours": 0, "lose": "site", "restore": "site"}, "give either lose or restore"),
        ({"at_hours": "noon", "lose": "site"}, "hazard[0].at_hours: 'noon' is no finite number"),
        ({"at_hours": float("nan"), "lose": "site"}, "is no finite number"),
        ({"at_hours": 1, "restore": "site", "share": 2}, "share: 2 is no share"),
        ({"at_hours": 1, "from_hours": 2, "restore": "site"}, "is after at_hours (1). Swap them"),
        ({"at_hours": 1, "loose": "site"}, "unknown key 'loose'"),
    ],
)
def test_an_event_that_is_written_wrongly_is_refused_in_words(event: Any, said: str) -> None:
    with pytest.raises(RecoveryError) as refusal:
        simulate_recovery(system([{"id": "a"}]), Scenario(), hazard=[event])
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("id", "value", "way_out"),
    [
        ("detection-minutes", -1, "Give a number, 0 or more."),
        ("hand-start-servers-per-crew-hour", 0, "Give a number above 0."),
    ],
)
def test_a_number_that_is_too_small_is_refused_with_the_least_it_may_be(
    id: str, value: float, way_out: str
) -> None:
    model = system([{"id": "a"}], parameters={id: {"value": 1}})
    with pytest.raises(RecoveryError) as refusal:
        simulate_recovery(model, Scenario({"site"}, parameters={id: value}))
    assert str(refusal.value) == f"parameters.{id}: {value} is too small. {way_out}"


def test_without_crews_what_waits_for_one_waits_for_ever() -> None:
    assert set(
        hours(simulate_recovery(graham(0), Scenario({"site"}), hazard=CUT).time_to_restore).values()
    ) == {inf}


def test_what_a_hazard_names_must_be_there() -> None:
    with pytest.raises(UnknownIdError, match="Did you mean 'site'"):
        simulate_recovery(system([{"id": "a"}]), Scenario(), hazard=[{"at_hours": 0, "lose": "sight"}])
    with pytest.raises(UnknownIdError, match="fire-2022"):
        simulate_recovery(load_case("kakao-2022"), Scenario({"pangyo"}), hazard="fire-2021")


@pytest.mark.parametrize(
    ("recovery", "said"),
    [
        ({"servers": "servers-lots"}, "services.a.recovery.servers: unknown parameter 'servers-lots'"),
        ({"servers": -1}, "services.a.recovery.servers: -1.0 is no finite number of 0 or more"),
        ({"data": "huge"}, "services.a.recovery.data: 'huge' is no class of data"),
    ],
)
def test_what_passed_no_door_is_refused_when_it_is_read(recovery: dict[str, Any], said: str) -> None:
    sound = system([{"id": "a", "replicas": [{"in": "site"}]}])
    broken = replace(sound, services={"a": replace(sound.services["a"], recovery=recovery)})
    with pytest.raises(RecoveryError) as refusal:
        simulate_recovery(broken, Scenario({"site"}))
    assert said in str(refusal.value)


def test_a_loss_without_dates_is_for_ever_and_says_so() -> None:
    timeline = simulate_recovery(system([{"id": "a", "replicas": [{"in": "site"}]}]), Scenario({"site"}))
    assert timeline.time_to_restore["a"] == NEVER
    assert "for good" in timeline.hazard_notes[0].en
    assert timeline.waiting_for("a")[-1].end == timeline.horizon_hours == 240


@pytest.mark.parametrize(("loss", "kind"), [("site", "site"), ("a", "service")])
def test_a_loss_without_dates_lasts_as_its_kind_does(loss: str, kind: str) -> None:
    model = system(
        [{"id": "a", "replicas": [{"in": "site"}]}], parameters={f"outage-hours-{kind}": {"value": 5}}
    )
    timeline = simulate_recovery(model, Scenario({loss}))
    assert timeline.time_to_restore["a"] == timedelta(hours=5)
    assert "for 5 hours" in timeline.hazard_notes[0].en


def test_the_cases_dates_hold_for_its_own_loss_beside_another() -> None:
    case = load_case("kakao-2022")
    timeline = simulate_recovery(case, Scenario({"pangyo", "submarine-cable"}))
    assert len(timeline.hazard_notes) == 2
    assert "fire-2022" in timeline.hazard_notes[0].en
    assert timeline.time_to_restore["overseas-link"] == NEVER


def test_a_replaced_parameter_counts_and_is_not_drawn() -> None:
    case = load_case("kakao-2022")
    slow = simulate_recovery(case, Scenario({"pangyo"}, parameters={"heavy-data-hours": 48}))
    assert (
        slow.time_to_restore["daum-mail"]
        > simulate_recovery(case, Scenario({"pangyo"})).time_to_restore["daum-mail"]
    )


def test_a_restart_deadlock_without_a_way_around_never_ends_and_says_so() -> None:
    services = [
        {"id": id, "name": id, "replicas": [{"in": "site"}], "needs": [{"kind": "restart", "on": other}]}
        for id, other in (("chat", "tools"), ("tools", "chat"))
    ]
    timeline = simulate_recovery(system(services), Scenario({"site"}), hazard=CUT)
    assert set(timeline.time_to_restore.values()) == {NEVER}
    assert any("chat, tools" in note.en and "wait for each other" in note.en for note in timeline.notes)
    services[1]["recovery"] = {"break_glass_hours": 6}
    timeline = simulate_recovery(system(services), Scenario({"site"}), hazard=CUT)
    assert hours(timeline.time_to_restore) == {"chat": 6, "tools": 6}
    assert not any("wait for each other" in note.en for note in timeline.notes)


def test_nothing_lost_is_nothing_to_wait_for() -> None:
    timeline = simulate_recovery(load_case("kakao-2022"), Scenario())
    assert set(timeline.time_to_restore.values()) == {timedelta(0)}
    assert timeline.service_hours_lost == 0
    assert len(timeline.moments) == 1


def test_what_was_back_before_hour_0_was_never_out() -> None:
    model = system([{"id": "a", "replicas": [{"in": "site"}]}])
    events = [{"at_hours": -3, "lose": "site"}, {"at_hours": -1, "restore": "site"}]
    timeline = simulate_recovery(model, Scenario({"site"}), hazard=events)
    assert timeline.time_to_restore["a"] == timedelta(0)
    assert timeline.status_at(-2)["a"] is Status.DARK
    assert timeline.status_at(timedelta(hours=-1))["a"] is Status.UP


def test_a_ramp_begins_at_what_has_power_a_rebuilt_copy_among_it() -> None:
    """At 4 h 4 of a's 8 servers and the 8 of b's copy have power: half of 24, so a has all it needs."""
    services = [
        {"id": "a", "replicas": [{"in": "site"}], "recovery": {"servers": 8, "priority": 1}},
        {
            "id": "b",
            "replicas": [{"in": "site"}],
            "recovery": {"servers": 8, "priority": 1, "backup_in": "site", "break_glass_hours": 0},
        },
    ]
    numbers = {"hand-start-servers-per-crew-hour": {"value": 8}, "rebuild-hours": {"value": 2}}
    events = [
        {"at_hours": 0, "lose": "site"},
        {"at_hours": 0, "restore": "site", "share": 0.25},
        {"from_hours": 4, "at_hours": 4.25, "restore": "site"},
    ]
    timeline = simulate_recovery(system(services, parameters=numbers), Scenario({"site"}), hazard=events)
    assert hours(dict(timeline.time_to_restore)) == {"a": 5, "b": 3}
