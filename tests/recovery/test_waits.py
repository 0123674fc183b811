"""What a service waited for: the part whose coming ended the wait, or a reason that is named."""

from typing import Any

import pytest
from hypothesis import given, note, settings

from kakao_whatif import Scenario, Timeline, load_case, simulate_recovery
from kakao_whatif.model.apply import in_place
from kakao_whatif.model.build import build_system
from kakao_whatif.model.expression import AllOf, AnyOf, AtLeast, Expression
from kakao_whatif.model.parts import Dependency, Domain, Failover, Service
from kakao_whatif.model.scenario import Parameter
from kakao_whatif.recovery.timeline import Leg
from tests.recovery.oracle import oracle
from tests.recovery.oracle_waits import Promise
from tests.recovery.outage import lose, restore, runs
from tests.recovery.shown import shown
from tests.recovery.strategies import outages


@settings(max_examples=300)
@given(outages())
def test_what_is_waited_for_until_a_time_is_back_at_that_time_or_a_reason_is_named(outage: Any) -> None:
    system, scenario, hazard = outage
    timeline = simulate_recovery(system, scenario, hazard=hazard)
    promise = Promise(in_place(system, scenario), hazard, oracle(system, scenario, hazard))
    note(f"{shown(*outage)}\n{promise.story.changes}\n{promise.story.log}\n{dict(timeline.waits)}")
    assert [wrong for id in system.services for wrong in promise.broken(id, timeline.waiting_for(id))] == []


@settings(max_examples=300)
@given(outages())
def test_a_critical_path_has_no_gap_and_each_leg_is_a_wait_of_its_service(outage: Any) -> None:
    system, scenario, hazard = outage
    timeline = simulate_recovery(system, scenario, hazard=hazard)
    note(f"{shown(*outage)}\n{dict(timeline.waits)}")
    for id, waits in timeline.waits.items():
        path = timeline.critical_path(id)
        assert path[-1].end == waits[-1].end
        assert [leg.end for leg in path[:-1]] == [leg.start for leg in path[1:]]
        for leg in path:
            assert any(
                (wait.want, wait.on) == (leg.want, leg.on) and wait.start == leg.start and wait.end >= leg.end
                for wait in timeline.waits[leg.service]
            ), leg
            is_open = leg.end == timeline.horizon_hours
            assert (
                leg.want not in ("service", "tools") or leg.on is None or leg.ended_by is not None or is_open
            )


# ------------------------------------------------------------------------------ small outages


def needing(id: str, kind: Any, on: Expression, minutes: float | None = None) -> Service:
    return Service(id, needs=(Dependency(kind, on, minutes),))


def bare(*ids: str) -> list[Service]:
    return [Service(id) for id in ids]


def after(services: list[Service], hazard: list[Any], **numbers: float) -> Timeline:
    """What comes of an outage of these services; each stands in the places that it names."""
    parameters = {id.replace("_", "-"): Parameter(number) for id, number in numbers.items()}
    places = {copy.domain for service in services for copy in service.replicas}
    system = build_system(services, [Domain(id, kind="site") for id in sorted(places)], parameters=parameters)
    return simulate_recovery(system, Scenario(), hazard=hazard)


def waits_of(timeline: Timeline, id: str) -> list[tuple[float, float, str, str | None, str | None]]:
    return [(wait.start, wait.end, wait.want, wait.on, wait.ended_by) for wait in timeline.waiting_for(id)]


#: b never comes back, c does after five hours.
B_AND_C = [lose("b", 0), lose("c", 0), restore("c", 5)]


@pytest.mark.parametrize("kind", ["login", "hard"])
@pytest.mark.parametrize(
    "on",
    [
        AnyOf(("b", "c")),
        AtLeast(1, ("b", "c")),
        AnyOf((AllOf(("a", "b")), AllOf(("a", "c")))),
        AtLeast(2, (AnyOf(("a", "b")), "c")),
        AtLeast(2, ("b", "c", "a")),
        AnyOf((AtLeast(2, ("a", "b", "b")), "c")),
    ],
)
def test_a_need_of_several_parts_waits_for_the_part_whose_coming_ended_the_wait(
    kind: str, on: Expression
) -> None:
    timeline = after([*bare("a", "b", "c"), needing("s", kind, on)], B_AND_C)
    assert waits_of(timeline, "s") == [(0, 5, "service", "c", None)]
    assert timeline.critical_path("s") == (Leg("c", 0, 5, "repair"),)


def test_a_start_waits_for_the_part_whose_coming_let_it_begin() -> None:
    services = [*bare("b", "c"), runs("s", ["p"], Dependency("restart", AnyOf(("b", "c"))), servers=8)]
    timeline = after(services, [*B_AND_C, lose("p", 0), restore("p", 1)], hand_start_servers_per_crew_hour=8)
    assert waits_of(timeline, "s") == [
        (0, 1, "power", None, None),
        (1, 5, "service", "c", None),
        (5, 6, "servers", None, None),
    ]


def test_a_failover_by_hand_waits_for_the_part_whose_coming_let_it_begin() -> None:
    s = runs("s", ["p"], Dependency("hard", AnyOf(("b", "c"))), standby_at=["q"], woken=Failover("b"))
    timeline = after([*bare("b", "c"), s], [*B_AND_C, lose("p", 0)], failover_by_hand_minutes=60)
    assert waits_of(timeline, "s") == [(0, 5, "service", "c", None), (5, 6, "failover", None, None)]


def test_under_their_own_ids_daum_waits_for_its_own_and_not_for_the_account_that_is_back_later() -> None:
    case = load_case("kakao-2022")
    timeline = simulate_recovery(case, case.scenarios["old-ids"].scenario)
    assert timeline.time_to_restore["kakao-account"] > timeline.time_to_restore["daum-portal"]
    assert "kakao-account" not in {wait.on for wait in timeline.waiting_for("daum-portal")}
    assert timeline.waiting_for("daum-portal")[-1].on == "daum-id"
    assert "kakao-account" not in {leg.service for leg in timeline.critical_path("daum-portal")}


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (AnyOf(("b", "c")), "b"),
        (AnyOf(("c", "b")), "c"),
        (AtLeast(2, ("c", "b")), "c"),
        (AnyOf((AllOf(("b", "d")), "c")), "c"),
    ],
)
def test_of_parts_that_come_together_the_first_as_written_counts_if_it_was_needed(
    on: Expression, first: str
) -> None:
    hazard = [lose("b", 0), lose("c", 0), lose("d", 0), restore("b", 5), restore("c", 5)]
    timeline = after([*bare("b", "c", "d"), needing("s", "hard", on)], hazard)
    assert waits_of(timeline, "s") == [(0, 5, "service", first, None)]


def test_a_part_that_was_there_at_first_is_waited_for_only_since_it_was_lost() -> None:
    hazard = [lose("b", 0), lose("c", 0), lose("d", 2), restore("b", 3), restore("d", 5)]
    timeline = after([*bare("b", "c", "d"), needing("s", "hard", AtLeast(2, ("b", "c", "d")))], hazard)
    assert waits_of(timeline, "s") == [(0, 2, "service", "b", "loss"), (2, 5, "service", "d", None)]


def test_what_is_waited_for_stays_the_same_while_it_is_missing() -> None:
    """b is back and lost again while c is waited for: that c comes at five hours is what ends that wait."""
    hazard = [lose("b", 0), lose("c", 0), restore("b", 3), lose("b", 4), restore("c", 5), restore("b", 6)]
    timeline = after([*bare("b", "c"), needing("s", "hard", AllOf(("b", "c")))], hazard)
    assert waits_of(timeline, "s") == [
        (0, 3, "service", "b", None),
        (3, 5, "service", "c", None),
        (5, 6, "service", "b", None),
    ]


def test_of_parts_that_never_come_one_is_named_and_of_a_need_that_nothing_meets_none() -> None:
    never = [lose("b", 0), lose("c", 0)]
    some = [
        *bare("b", "c"),
        needing("s", "hard", AnyOf(("b", "c"))),
        needing("t", "hard", AllOf(("b", AnyOf()))),
    ]
    timeline = after(some, never)
    assert waits_of(timeline, "s") == [(0, 240, "service", "b", None)]
    timeline = after([*bare("b"), needing("s", "hard", AtLeast(2, ("b", AnyOf())))], [lose("b", 0)])
    assert waits_of(timeline, "s") == [(-1, 240, "service", None, None)]


def test_a_need_that_is_switched_off_ends_a_wait_and_the_path_stays_with_it() -> None:
    timeline = after(
        [*bare("b", "c"), needing("s", "hard", AnyOf(("b", "c")), 90)], [lose("b", 0), lose("c", 0)]
    )
    assert waits_of(timeline, "s") == [(0, 1.5, "service", "b", "link")]
    assert timeline.critical_path("s") == (Leg("s", 0, 1.5, "service", "b", "link"),)


def test_a_link_that_is_switched_off_ends_a_wait_to_run_though_starting_would_need_the_same() -> None:
    s = Service("s", needs=(Dependency("hard", "b", 90), Dependency("restart", "b")))
    assert waits_of(after([*bare("b"), s], [lose("b", 0)]), "s") == [(0, 1.5, "service", "b", "link")]


def test_glass_that_is_broken_ends_a_wait() -> None:
    s = runs("s", ["p"], Dependency("restart", "b"), servers=8, break_glass_hours=2)
    timeline = after(
        [*bare("b"), s], [lose("p", 0), lose("b", 0), restore("p", 1)], hand_start_servers_per_crew_hour=8
    )
    assert waits_of(timeline, "s") == [
        (0, 1, "power", None, None),
        (1, 3, "service", "b", "glass"),
        (3, 4, "servers", None, None),
    ]
    assert timeline.critical_path("s")[1] == Leg("s", 1, 3, "service", "b", "glass")


def test_a_start_that_needs_itself_does_not_end_its_own_wait() -> None:
    """With the glass broken it starts in no time; it was not its own return that it had waited for."""
    s = runs("s", ["p"], Dependency("restart", AnyOf(("s", "b"))), break_glass_hours=2)
    timeline = after([*bare("b"), s], [lose("p", 0), lose("b", 0), restore("p", 1)])
    assert waits_of(timeline, "s") == [(0, 1, "power", None, None), (1, 3, "service", "s", "glass")]


def test_glass_ends_a_wait_to_start_though_running_needs_the_same_and_waits_for_nothing_else() -> None:
    s = runs("s", ["p"], Dependency("hard", "b"), Dependency("restart", "b"), servers=8, break_glass_hours=2)
    hazard = [lose("p", 0), restore("p", 1)]
    timeline = after([needing("b", "hard", "s"), s], hazard, hand_start_servers_per_crew_hour=8)
    assert waits_of(timeline, "s")[1:] == [(1, 3, "service", "b", "glass"), (3, 4, "servers", None, None)]


@pytest.mark.parametrize("needs", [(), (Dependency("restart", "b"),)])
def test_what_is_lost_by_name_waits_for_its_repair_and_not_for_a_copy_that_it_can_do_without(
    needs: tuple[Dependency, ...],
) -> None:
    s = runs("s", ["p", "q"], *needs, servers=80)
    hazard = [lose("b", 0), lose("s", 0), lose("p", 0), restore("p", 0.5), restore("s", 5)]
    timeline = after(
        [*bare("b"), s], hazard, decision_minutes=15, crews=1, hand_start_servers_per_crew_hour=8
    )
    assert waits_of(timeline, "s") == [(0, 5, "repair", None, None)]


def test_what_is_lost_by_name_waits_for_its_copies_as_long_as_too_few_serve() -> None:
    hazard = [lose("s", 0), lose("p", 0), restore("p", 1), restore("s", 5)]
    timeline = after([runs("s", ["p"], servers=8)], hazard, hand_start_servers_per_crew_hour=8)
    assert waits_of(timeline, "s") == [
        (0, 1, "repair", None, None),
        (1, 2, "servers", None, None),
        (2, 5, "repair", None, None),
    ]


def test_a_loss_of_its_own_ends_a_wait() -> None:
    """Until two hours it waits for the one that is back first; then its own copy is lost."""
    s = runs("s", ["p"], Dependency("login", AnyOf(("b", "c"))))
    timeline = after([*bare("b", "c"), s], [*B_AND_C, lose("p", 2), restore("p", 7)])
    assert waits_of(timeline, "s") == [(0, 2, "service", "c", "loss"), (2, 7, "power", None, None)]


def test_another_way_back_ends_a_wait() -> None:
    """What it takes to start it again never comes; what wakes its standby does."""
    s = runs("s", ["p"], Dependency("restart", "b"), standby_at=["q"], woken=Failover("c", "manual", 60))
    timeline = after([*bare("b", "c"), s], [*B_AND_C, lose("p", 0), restore("p", 0)])
    assert waits_of(timeline, "s") == [(0, 5, "service", "b", "way"), (5, 6, "failover", None, None)]


def test_in_a_ring_the_one_that_misses_something_else_is_waited_for() -> None:
    """a and b need each other; a also needs z. b is dark only because a is, so a waits for z alone."""
    a = Service("a", needs=(Dependency("hard", "b"), Dependency("hard", "z")))
    timeline = after([a, needing("b", "hard", "a"), *bare("z")], [lose("z", 0), restore("z", 5)])
    assert waits_of(timeline, "a") == [(0, 5, "service", "z", None)]
    assert waits_of(timeline, "b") == [(0, 5, "service", "a", None)]
    assert timeline.critical_path("b") == (Leg("z", 0, 5, "repair"),)


def test_what_then_waits_for_nothing_but_the_waiter_ends_a_wait() -> None:
    a = Service("a", needs=(Dependency("hard", "b"), Dependency("hard", "z")))
    hazard = [lose("b", 0), lose("z", 0), restore("b", 3), restore("z", 5)]
    timeline = after([a, needing("b", "hard", "a"), *bare("z")], hazard)
    assert waits_of(timeline, "a") == [(0, 3, "service", "b", "ring"), (3, 5, "service", "z", None)]
    assert waits_of(timeline, "b") == [(0, 3, "repair", None, None), (3, 5, "service", "a", None)]


def test_a_need_that_the_waiter_itself_belongs_to_waits_for_the_other_part() -> None:
    """a needs two of a, b and c: c is back and makes two with a itself, though a has then still to start."""
    a = runs("a", ["p"], Dependency("hard", AtLeast(2, ("a", "b", "c"))), servers=8)
    hazard = [*B_AND_C, lose("p", 0), restore("p", 1)]
    timeline = after([a, *bare("b", "c")], hazard, hand_start_servers_per_crew_hour=8)
    assert waits_of(timeline, "a")[1:] == [(1, 5, "service", "c", None), (5, 6, "servers", None, None)]


def test_a_path_follows_a_crew_only_into_the_work_that_held_it() -> None:
    """g serves and is locked while its second copy is started: the crew waits for that, not for its sign-in."""
    g = runs("g", ["p", "q"], Dependency("login", "b"), servers=8, priority=1)
    s = runs("s", ["r"], servers=8, priority=2)
    hazard = [lose("q", 0), lose("b", 0), restore("q", 0), lose("r", 0.5), restore("r", 0.5), restore("b", 9)]
    timeline = after([*bare("b"), g, s], hazard, crews=1, hand_start_servers_per_crew_hour=8)
    assert waits_of(timeline, "s") == [(0.5, 1, "crew", "g", None), (1, 2, "servers", None, None)]
    assert [leg.service for leg in timeline.critical_path("s")] == ["s", "s"]


def test_a_path_is_of_the_last_outage_alone() -> None:
    hazard = [lose("b", 0), restore("b", 2), lose("b", 5), restore("b", 6)]
    timeline = after(bare("b"), hazard)
    assert timeline.critical_path("b") == (Leg("b", 5, 6, "repair"),)


def test_services_that_would_start_if_another_one_came_are_no_deadlock() -> None:
    """a waits for b or c, b for a; c is lost for good. With c they would start: nothing is said of a deadlock."""
    a = runs("a", ["p"], Dependency("restart", AnyOf(("b", "c"))))
    b = runs("b", ["p"], Dependency("restart", "a"))
    hazard = [lose("p", 0), restore("p", 1)]
    assert not any(
        "wait for each other" in note.en for note in after([a, b, *bare("c")], [*hazard, lose("c", 0)]).notes
    )
    only = runs("a", ["p"], Dependency("restart", AnyOf(("b", "a"))))
    assert any("a, b" in note.en for note in after([only, b], hazard).notes)
