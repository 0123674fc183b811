"""A whole report against the answers that other surfaces give."""

import re
from dataclasses import replace

import pytest

from kakao_whatif.analysis.frontier import frontier
from kakao_whatif.cases import case_ids, load_case
from kakao_whatif.errors import ScenarioError, UnknownIdError
from kakao_whatif.examples import two_sites
from kakao_whatif.model.build import build_system
from kakao_whatif.model.parts import Service
from kakao_whatif.model.scenario import Scenario
from kakao_whatif.model.status import Status
from kakao_whatif.model.text import Language, Text
from kakao_whatif.propagation.impact import propagate
from kakao_whatif.recovery.simulate import simulate_recovery
from kakao_whatif.recovery.timeline import NEVER, hours
from kakao_whatif.report.contents import build_report
from kakao_whatif.report.document import Heading, Items, Map, Numbers, Paragraph, Report
from kakao_whatif.text.catalogue import catalogue
from tests.report.nights import PANGYO, column, night
from tests.town import town

SECTIONS = ["short", "supposed", "dark", "back", "record", "saved", "facts", "assumptions", "making"]


def words(report: Report) -> list[str]:
    """Return every word of a report that its own catalogue or case gives."""
    said = [report.title, report.subtitle, report.notice, *(section.title for section in report.sections)]
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph | Heading):
                said.append(block.text)
            elif isinstance(block, Items):
                said += block.items
            elif isinstance(block, Numbers):
                said += [each.word for each in block.items]
    for table in report.tables:
        said += [table.title, *(each.label for _, each in table.shown())]
    return said


def test_the_sections_answer_the_questions_in_their_order() -> None:
    assert [section.id for section in night().sections] == SECTIONS


def test_every_service_that_is_not_up_is_told_with_all_its_reasons() -> None:
    impact = propagate(load_case("kakao-2022"), PANGYO)
    told = {}
    for table in night().tables:
        if table.id.startswith("dark-"):
            rows = zip(column(table, "id"), column(table, "status"), column(table, "why"), strict=True)
            told |= {id: (status, why) for id, status, why in rows}
    failing = {id: status for id, status in impact.status.items() if status is not Status.UP}
    assert told == {
        id: (status.word, " ".join(impact.explain(id).sentences("en"))) for id, status in failing.items()
    }


def test_a_reason_is_shown_once_and_the_others_point_at_a_service_that_really_has_it() -> None:
    table = night().table("dark-application")
    at = [each.id for each in table.columns].index("why")
    full = {
        row[0].lines[0]: row for row in table.rows if not row[at].lines[0].startswith("For the same reason")
    }
    pointing = [row for row in table.rows if row[0].lines[0] not in full]
    assert len(pointing) > 20
    for row in pointing:
        first = row[at].lines[0].removeprefix("For the same reason as ").removesuffix(".")
        told = full[first][at].lines[0].partition(": ")[2]
        assert told in str(row[at].data), row[0].lines


def test_times_are_those_of_the_simulation() -> None:
    line = simulate_recovery(load_case("kakao-2022"), PANGYO)
    table = night().table("back")
    for id, until in zip(column(table, "id"), column(table, "hours_until"), strict=True):
        assert until == pytest.approx(hours(line.time_to_restore[str(id)]), abs=1e-3)
    assert set(column(table, "id")) == {id for id, waits in line.waits.items() if waits}
    assert column(table, "hours_until") == sorted(column(table, "hours_until"))  # type: ignore[type-var]


def test_the_shares_of_a_ribbon_are_the_waits_and_lie_on_the_axis() -> None:
    table = night().table("back")
    assert table.axis is not None
    at = [each.id for each in table.columns].index("ribbon")
    for row, lost in zip(table.rows, column(table, "hours_lost"), strict=True):
        drawn = row[at].ribbon
        assert drawn is not None
        assert sum(each.end - each.start for each in drawn.stretches) == pytest.approx(lost, abs=1e-3)
        assert all(table.axis.start <= each.start < each.end <= table.axis.end for each in drawn.stretches)
    assert {want for want, _ in table.axis.legend} == {
        each.want for row in table.rows for each in (row[at].ribbon.stretches if row[at].ribbon else ())
    }


def test_samples_give_a_range_around_each_return() -> None:
    report = build_report(load_case("kakao-2022"), PANGYO, samples=20)
    table = report.table("back")
    for low, middle, high in zip(*(column(table, each) for each in ("p10", "p50", "p90")), strict=True):
        assert low is None or high is None or low <= middle <= high  # type: ignore[operator]
    assert "spread" not in [each.id for each in night().table("back").columns]


def test_what_would_have_saved_it_is_the_cheapest_proved_set() -> None:
    report = build_report(load_case("kakao-2022"), PANGYO, keep=["daum-mail"])
    sets = report.table("sets")
    points = column(sets, "points")
    assert column(sets, "ids")[0] == "failover-control-two-sites,data-platform-two-sites"
    assert points == sorted(points)  # type: ignore[type-var]
    assert "Without" in str(column(sets, "proof")[0])


def test_with_changes_in_place_the_search_starts_without_them_and_says_so() -> None:
    changed = night("en", frozenset({"failover-control-two-sites"}))
    assert column(changed.table("sets"), "ids") == column(night().table("sets"), "ids")
    texts = [each.text for each in changed.section("saved").blocks if isinstance(each, Paragraph)]
    assert any("with nothing in place" in text for text in texts)


def test_an_id_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="Did you mean 'daum-mail'"):
        build_report(load_case("kakao-2022"), PANGYO, keep=["daum-mial"])
    with pytest.raises(UnknownIdError, match="Did you mean 'pangyo'"):
        build_report(load_case("kakao-2022"), Scenario({"pangio"}))


def test_mitigations_that_exclude_each_other_are_refused() -> None:
    pair = next((m.id, m.excludes[0]) for m in town().mitigations.values() if m.excludes)
    with pytest.raises(ScenarioError):
        build_report(town(), Scenario({"pangyo"}, pair))


@pytest.mark.slow
@pytest.mark.parametrize("case", case_ids())
def test_every_shipped_scenario_can_be_reported(case: str) -> None:
    system = load_case(case)
    languages: list[Language] = ["en", "ko"]
    for at, named in enumerate(system.scenarios.values()):
        language = languages[at % 2]
        report = build_report(system, named.scenario, language)
        assert [section.id for section in report.sections] == SECTIONS
        assert all(section.blocks for section in report.sections)


def test_a_system_without_changes_record_or_facts_says_that_it_has_none() -> None:
    report = build_report(two_sites(), Scenario({"pangyo"}))
    said = " ".join(words(report))
    for key in ("record.none", "saved.none", "facts.none", "assumed.none"):
        assert catalogue("en")[f"report.{key}"] in said


def test_nothing_lost_is_a_report_too() -> None:
    report = build_report(town(), Scenario())
    assert "Nothing is lost." in report.subtitle
    assert not [table for table in report.tables if table.id == "back"]


def test_a_korean_report_has_no_english_sentence_and_the_reverse() -> None:
    english = [each for each in words(night("ko")) if re.search(r"[a-z]{4,} [a-z]{2,} [a-z]{3,}", each)]
    assert english == []
    assert [each for each in words(night("en")) if re.search("[가-힣]", each)] == []


def test_the_same_question_gives_the_same_report() -> None:
    fresh = build_report(load_case("kakao-2022"), PANGYO)
    assert fresh == night()
    assert replace(fresh, link="?") != night()


def test_what_never_comes_back_is_empty_for_programs() -> None:
    report = build_report(two_sites(), Scenario({"pangyo"}))
    line = simulate_recovery(two_sites(), Scenario({"pangyo"}))
    assert line.time_to_restore["chat"] == NEVER
    assert set(column(report.table("back"), "hours_until")) == {None}


def test_in_short_it_says_how_much_changes_can_keep_at_most() -> None:
    case = load_case("kakao-2022")
    most = frontier(case, PANGYO)[-1]
    said = " ".join(block.text for block in night().section("short").blocks if isinstance(block, Paragraph))
    assert f"is {most.kept:g} of {len(case.services)} services, for {most.cost.points:g} points" in said
    assert (
        len(propagate(case, Scenario({"pangyo"}, set(most.mitigations))).dark)
        == len(case.services) - most.kept
    )


def test_whoever_watches_is_told_how_many_services_were_explained():
    told = []
    build_report(two_sites(), Scenario({"pangyo"}), progress=lambda done, of: told.append((done, of)) or True)
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_the_map_says_the_status_of_a_service_whose_name_has_a_colon() -> None:
    system = build_system([Service("a", Text.plain("EU: shop: web"))])
    (floors,) = (
        block.floors
        for block in build_report(system, Scenario()).section("dark").blocks
        if isinstance(block, Map)
    )
    (tile,) = floors[0].rooms[0][1]
    assert (tile.label, tile.word) == ("EU: shop: web", "up")
