"""The model held against the record: where a status ends, and when a comparison is allowed at all."""

import pytest

from kakao_whatif.cases import load_case
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import NEVER, hours
from kakao_whatif.report.contents import build_report
from kakao_whatif.views.outages import end_of
from tests.report.nights import PANGYO, column, night


def test_the_ends_of_dark_and_locked_are_those_of_the_timeline() -> None:
    line = simulate_recovery(load_case("kakao-2022"), PANGYO)
    for id in line.system.services:
        for worst, times in (
            (Status.LOCKED, line.time_to_serve),
            (Status.DEGRADED, line.time_to_restore),
        ):
            end = end_of(line, id, worst)
            expected = None if times[id] == NEVER else pytest.approx(hours(times[id]), abs=1e-6)
            assert end == expected, id


def test_each_state_of_the_record_is_compared_with_its_own_end() -> None:
    line = simulate_recovery(load_case("kakao-2022"), PANGYO)
    table, states = night().table("record"), set()
    cells = (column(table, each) for each in ("id", "state_id", "hours_model"))
    for id, state, at in zip(*cells, strict=True):
        times = {"usable": line.time_to_serve, "sign_in": line.time_to_restore}.get(str(state))
        if times is None:
            assert at is None or at >= hours(line.time_to_restore[str(id)]) - 1e-3  # type: ignore[operator]
        else:
            assert at == pytest.approx(hours(times[str(id)]), abs=1e-3), (id, state)
        states.add(state)
    assert states == {"usable", "sign_in", "full"}
    assert any(line.time_to_serve[id] != line.time_to_restore[id] for id in map(str, column(table, "id")))


def test_after_the_end_the_status_is_never_worse_again() -> None:
    line = simulate_recovery(load_case("kakao-2022"), PANGYO)
    for id in line.system.services:
        end = end_of(line, id, Status.UP)
        if end is not None:
            later = line.status_at(end + 1e-6)
            assert later[id] is Status.UP


def test_each_verdict_is_that_of_the_bounds_in_the_timeline_file() -> None:
    case, table = load_case("kakao-2022"), night().table("record")
    bounds: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for seen in case.observations:
        low = 0.0 if seen.earliest_hours is None else seen.earliest_hours
        high = float("inf") if seen.latest_hours is None else seen.latest_hours
        if (seen.earliest_hours, seen.latest_hours) != (None, None):
            bounds.setdefault((seen.service, seen.state), []).append((low, high))
    cells = (column(table, each) for each in ("id", "state_id", "hours_model", "verdict_id"))
    verdicts = set()
    for id, state, at, verdict in zip(*cells, strict=True):
        inside = any(low - 0.01 <= at <= high + 0.01 for low, high in bounds[str(id), str(state)])  # type: ignore[operator]
        assert (verdict == "within") is inside, (id, state)
        verdicts.add(verdict)
    assert verdicts == {"within", "early", "late"}


def test_losses_that_never_happened_are_compared_with_nothing() -> None:
    report = build_report(load_case("kakao-2022"), Scenario({"anyang"}))
    assert "record" not in [table.id for table in report.tables]
    assert "nothing to compare" in str(report.section("record").blocks[0])


def test_with_changes_the_model_without_them_is_compared() -> None:
    changed = night("en", frozenset({"failover-control-two-sites"}))
    assert column(changed.table("record"), "hours_model") == column(night().table("record"), "hours_model")
    assert not any(cell.ribbon.marks for row in changed.table("back").rows for cell in row if cell.ribbon)


def test_that_numbers_are_fitted_to_the_record_is_said() -> None:
    said = " ".join(str(block) for block in night().section("record").blocks)
    assert "8 numbers of the case are fitted to this record" in said
