"""The Facebook outage of 2021: the shortest restart deadlock, the way round it by hand, and what would open it."""

import re
from datetime import timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

import kakao_whatif.cases
from kakao_whatif import Scenario, Status, load_case, propagate, restart_deadlocks
from kakao_whatif.cases import Case
from kakao_whatif.cli import main
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import NEVER, Timeline
from tests.cases.record import cited, texts, unmarked_placements

FOLDER = Path(kakao_whatif.cases.__file__).parent / "facebook_2021"
RING = ("backbone", "dns", "door-system", "internal-tools", "on-site-access", "remote-access")
LATIN = {"DNS", "BGP", "F"}


@cache
def case() -> Case:
    return load_case("facebook-2021")


def lost(*mitigations: str) -> Scenario:
    return Scenario({"backbone-links"}, mitigations)


def played(*mitigations: str) -> Timeline:
    return simulate_recovery(case(), lost(*mitigations))


# ------------------------------------------------------------------------------------------ the record
def test_it_loads_and_its_folder_is_checked_clean() -> None:
    assert case().id == "facebook-2021"
    result = CliRunner().invoke(main, ["check", str(FOLDER)])
    assert (result.exit_code, "fits" in result.output) == (0, True), result.output


def test_every_fact_cited_stands_in_the_ledger_and_every_one_there_is_used() -> None:
    assert cited(case()) == set(case().facts)


def test_every_part_rests_on_facts_or_says_what_is_assumed() -> None:
    assert unmarked_placements(case()) == []
    for part in [
        *case().possible_services.values(),
        *case().scenarios.values(),
        *case().mitigations.values(),
    ]:
        assert part.facts or part.assumed, part.id
    for service in case().possible_services.values():
        for need in service.needs:
            assert need.facts or need.assumed, service.id
    for id, parameter in case().parameters.items():
        assert parameter.assumed, id
        assert parameter.low < parameter.value < parameter.high, id  # type: ignore[operator]


def test_every_text_stands_in_both_languages() -> None:
    for path, text in texts(case()).items():
        assert text.en, path
        assert text.ko, path
        assert not re.search("[가-힣]", text.en), path
        if not path.startswith(("case.facts", "case.observations")):
            assert {*re.findall("[A-Za-z]+", text.ko)} <= LATIN, path


def test_the_low_confidence_of_its_times_is_said_wherever_they_are_told() -> None:
    assert "LOW CONFIDENCE" in case().facts["F355"].statement.en
    assert "신뢰도 낮음" in case().facts["F355"].statement.ko
    assert all("low confidence" in seen.note.en for seen in case().observations)
    assert "low confidence" in (FOLDER / "case.yaml").read_text(encoding="utf-8")


# -------------------------------------------------------------------------------------- what goes dark
def test_without_the_backbone_everything_is_dark_for_a_reason_that_leads_back_to_it() -> None:
    impact = propagate(case(), lost())
    assert impact.dark == set(case().services)
    for id in case().services:
        for sentences in (impact.explain(id).sentences("en"), impact.explain(id).sentences("ko")):
            assert any("(lost)" in sentence or "상실" in sentence for sentence in sentences), id


def test_dns_alone_takes_everything_but_the_backbone() -> None:
    impact = propagate(case(), Scenario({"dns"}))
    assert impact.dark == set(case().services) - {"backbone"}


# ------------------------------------------------------------------------------------ the ring and its end
def test_the_backbone_and_every_way_to_start_it_wait_for_each_other() -> None:
    deadlocks = restart_deadlocks(case(), lost())
    assert deadlocks.rings == (RING,)
    assert set(deadlocks.held_up) == {"facebook"}
    assert restart_deadlocks(case()).rings == (RING,)


def test_out_of_band_access_opens_the_ring_and_keeps_nothing_lit() -> None:
    assert not restart_deadlocks(case(), lost("out-of-band-access"))
    assert propagate(case(), lost("out-of-band-access")).dark == propagate(case(), lost()).dark


def test_doors_alone_do_not_open_the_ring_because_the_tools_are_in_it() -> None:
    deadlocks = restart_deadlocks(case(), lost("doors-apart"))
    assert deadlocks.rings == (("backbone", "dns", "internal-tools"),)
    assert "remote-access" in deadlocks.held_up  # somebody is on site, so nobody waits for it


def test_dns_that_keeps_answering_saves_tools_and_doors_but_not_the_app() -> None:
    impact = propagate(case(), lost("dns-keeps-answering"))
    assert impact.dark == {"backbone", "facebook", "remote-access"}
    assert impact.status["dns"] is Status.DEGRADED
    assert not restart_deadlocks(case(), lost("dns-keeps-answering"))


def test_a_mitigation_makes_no_service_worse_under_any_losses() -> None:
    every = [*case().possible_domains, *case().services]
    for mitigation in case().mitigations:
        for losses in [*combinations(every, 1), *combinations(every, 2)]:
            before = propagate(case(), Scenario(losses)).status
            after = propagate(case(), Scenario(losses, {mitigation})).status
            assert all(after[id] <= before[id] for id in before), (mitigation, losses)


# ------------------------------------------------------------------------------------------------- time
def test_it_takes_about_six_hours_and_ends_by_the_way_round() -> None:
    timeline = played()
    assert abs(timeline.time_to_serve["facebook"] - timedelta(hours=6)) < timedelta(hours=0.5)  # F355
    assert [wait.want for wait in timeline.waiting_for("backbone")] == ["decision", "tools", "data"]
    assert timeline.waiting_for("backbone")[1].on == "internal-tools"


def test_once_the_backbone_is_back_everything_comes_up_with_it() -> None:
    timeline = played()
    assert len({timeline.time_to_restore[id] for id in case().services}) == 1  # F354


def test_without_the_way_round_the_ring_never_ends() -> None:
    for_ever = simulate_recovery(case(), Scenario({"backbone-links"}, parameters={"break-glass-hours": 1000}))
    assert {for_ever.time_to_restore[id] for id in case().services} == {NEVER}


@pytest.mark.parametrize("mitigation", ["out-of-band-access", "dns-keeps-answering"])
def test_where_there_is_no_ring_nobody_waits_for_people_on_site(mitigation: str) -> None:
    timeline = played(mitigation)
    assert timeline.time_to_restore["facebook"] < timedelta(hours=2)
    assert "tools" not in {wait.want for wait in timeline.waiting_for("backbone")}


def test_the_range_of_its_numbers_holds_the_six_hours() -> None:
    early, _, late = simulate_recovery(case(), lost(), samples=200).quantiles["facebook"]
    assert early < timedelta(hours=6) < late
